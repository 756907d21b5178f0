assay render heading-level.fo --dump=tags
