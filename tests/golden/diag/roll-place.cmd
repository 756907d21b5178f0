cp unused.xml "$OUT" && cp -r evidence others "$OUT" && cd "$OUT" && assay roll unused.xml --period 2027 -o evidence/next.xml
