cp unused.xml "$OUT" && cp -r evidence others "$OUT" && cd "$OUT" && assay migrate unused.xml --to ssdf-1.1
