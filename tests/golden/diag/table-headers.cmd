assay render table-headers.fo --dump=tags
