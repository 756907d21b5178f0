assay build unused.xml --report full,letter --stylesheet stylesheets/none.xsl -o "$OUT/out.pdf"
