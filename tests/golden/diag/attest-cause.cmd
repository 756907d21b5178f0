assay build attest-cause.xml --report letter -o "$OUT/out.pdf"; ls "$OUT"/*.pdf
