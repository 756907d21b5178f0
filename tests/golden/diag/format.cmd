assay render page-pixels.fo --format pdf,docx -o "$OUT/out.pdf"
