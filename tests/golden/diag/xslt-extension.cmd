assay build others/note.xml --stylesheet stylesheets/xslt-extension.xsl -o "$OUT/out.pdf"
