assay build others/note.xml --stylesheet stylesheets/xslt-file.xsl -o "$OUT/out.pdf"
