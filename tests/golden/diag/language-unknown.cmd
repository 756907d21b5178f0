assay build language-none.xml --lang tlh -o "$OUT/out.pdf"
