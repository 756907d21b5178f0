assay render page-pixels.fo --format png --dpi 144 -o "$OUT/out.png"
