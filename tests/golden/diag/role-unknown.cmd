assay render role-unknown.fo --dump=tags
