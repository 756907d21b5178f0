assay build unused.xml --to house-2 -o "$OUT/a.pdf"
