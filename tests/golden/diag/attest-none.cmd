assay build unused.xml --report letter -o "$OUT/out.pdf"
