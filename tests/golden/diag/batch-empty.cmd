mkdir "$OUT/none" && assay batch "$OUT/none" -o "$OUT/reports"
