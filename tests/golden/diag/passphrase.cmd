python3 ../../tests/pdf/form_pdf.py "$OUT/a.pdf" && : >"$OUT/k.pem" && chmod 600 "$OUT/k.pem" && assay sign "$OUT/a.pdf" --key "$OUT/k.pem" --passphrase-fd three
