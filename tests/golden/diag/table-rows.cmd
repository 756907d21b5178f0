assay render table-rows.fo --dump=tags
