assay render ../../tests/pdf/features.fo -f svg --single -o "$OUT/pages.svg"; ls "$OUT"
