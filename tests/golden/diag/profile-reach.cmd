assay render profile-lower.fo --profile pdf/a-3a+ua-1 -o "$OUT/out.pdf"; ls "$OUT" | grep pdf
