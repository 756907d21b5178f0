assay check schema-rule.xml --schema schemas/stock.xsd
