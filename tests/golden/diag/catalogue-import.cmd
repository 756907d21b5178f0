assay catalogue import catalogue-import.xml -o "$OUT/out.xml"
