assay render image-box.fo --images box -o "$OUT/out.pdf"
