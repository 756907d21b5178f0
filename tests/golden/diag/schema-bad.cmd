assay check schema-bad.xml --schema schemas/wrong.xsd
