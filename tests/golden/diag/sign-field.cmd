python3 ../../tests/pdf/form_pdf.py "$OUT/a.pdf" && assay sign "$OUT/a.pdf" --key k.p12 --field signature-2
