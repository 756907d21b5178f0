assay catalogue diff ssdf-1.2-ipd ssdf-1.1
