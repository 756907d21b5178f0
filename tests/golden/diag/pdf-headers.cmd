assay render table-headers.fo  -o "$OUT/out.pdf" 2>/dev/null; assay check --pdf "$OUT/out.pdf"
