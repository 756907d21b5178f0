assay render document-title.fo --dump=tags
