assay render page-pixels.fo --profile pdf/x-4 -o "$OUT/out.pdf"
