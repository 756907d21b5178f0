assay render document-language.fo  -o "$OUT/out.pdf" 2>/dev/null; assay check --pdf "$OUT/out.pdf"
