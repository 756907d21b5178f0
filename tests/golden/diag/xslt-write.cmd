assay build others/note.xml --stylesheet stylesheets/xslt-write.xsl -o "$OUT/out.pdf"
