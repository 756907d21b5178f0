assay render document-language.fo --dump=tags
