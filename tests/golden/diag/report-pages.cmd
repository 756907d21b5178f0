assay build unused.xml --report exec --stylesheet stylesheets/report-pages.xsl -o "$OUT/out.pdf"; ls "$OUT"
