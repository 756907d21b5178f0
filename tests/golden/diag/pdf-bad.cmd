assay check --pdf evidence-none.xml
