assay build others/note.xml --stylesheet stylesheets/xslt-error.xsl -o "$OUT/out.pdf"
