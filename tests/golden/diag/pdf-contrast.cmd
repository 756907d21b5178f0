assay render pdf-contrast.fo --strict -o "$OUT/out.pdf"; status=$?; ls "$OUT"; exit $status
