assay build unused.xml --report short -o "$OUT/out.pdf"
