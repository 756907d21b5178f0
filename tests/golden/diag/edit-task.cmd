cp unused.xml "$OUT" && cp -r evidence others "$OUT" && cd "$OUT" && assay evidence add unused.xml others/note.xml --title Note --task PO.1.1,PW.4.3
