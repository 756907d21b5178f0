cp unused.xml "$OUT" && cp -r evidence others "$OUT" && cd "$OUT" && assay evidence add unused.xml evidence/record.txt --title Again
