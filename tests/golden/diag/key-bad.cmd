python3 ../../tests/pdf/form_pdf.py "$OUT/a.pdf" && echo nothing >"$OUT/k.p12" && chmod 600 "$OUT/k.p12" && assay sign "$OUT/a.pdf" --key "$OUT/k.p12"
