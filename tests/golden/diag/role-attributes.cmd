assay render role-attributes.fo --dump=tags
