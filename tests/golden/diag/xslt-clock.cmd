assay build others/note.xml --stylesheet stylesheets/xslt-clock.xsl -o "$OUT/out.pdf"
