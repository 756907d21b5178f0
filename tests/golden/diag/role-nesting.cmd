assay render role-nesting.fo --dump=tags
