assay build others/note.xml --stylesheet stylesheets/xslt-message.xsl -o "$OUT/out.pdf"
