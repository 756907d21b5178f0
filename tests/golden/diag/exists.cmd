cp others/note.xml "$OUT/mine.xml" && assay init "$OUT/mine.xml"
