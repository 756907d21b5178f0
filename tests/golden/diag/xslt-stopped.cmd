assay build others/note.xml --stylesheet stylesheets/xslt-stopped.xsl -o "$OUT/out.pdf"
