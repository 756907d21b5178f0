cp unused.xml "$OUT" && cp -r evidence others "$OUT" && cd "$OUT" && assay evidence add unused.xml others/note.xml --title Note --type letter
