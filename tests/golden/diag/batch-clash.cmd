printf 'unused.xml\nunused.xml\n' > "$OUT/list" && assay batch "$OUT/list" -o "$OUT/reports"
