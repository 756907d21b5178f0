assay check schema-many.xml --schema schemas/stock.xsd
