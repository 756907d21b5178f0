assay render figure-text.fo --dump=tags
