assay check schema-refused.xml --schema schemas/outside.xsd
