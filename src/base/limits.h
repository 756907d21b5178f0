#pragma once
/*
 * limits.h - what one run may cost. Each has a row in diag.def; the operator may raise the settable ones,
 * a document never can. Source: the threat model in SECURITY.md.
 */
#define LIMIT_INPUT_BYTES ((size_t)64 << 20)    /* [B] an XML file */
#define LIMIT_PDF_BYTES ((size_t)256 << 20)     /* [B] a report that is signed or verified */
#define LIMIT_KEY_BYTES ((size_t)1 << 20)       /* [B] a file of keys or certificates */
#define LIMIT_EVIDENCE_BYTES ((size_t)1 << 30)  /* [B] an evidence file */
#define LIMIT_REPORT_BYTES ((size_t)512 << 20)  /* [B] a report that is verified; what it has inside, unpacked */
#define LIMIT_EMBED_BYTES ((size_t)128 << 20)   /* [B] evidence inside one report */
#define LIMIT_IMAGE_BYTES ((size_t)64 << 20)    /* [B] an image file */
#define LIMIT_SVGZ_BYTES ((size_t)16 << 20)     /* [B] unpacked */
#define LIMIT_IMAGE_PIXELS ((uint64_t)64000000) /* decoded */
#define LIMIT_IMAGE_SIDE 16384                  /* [px] */
#define LIMIT_SVG_ELEMENTS 100000               /* with those that use elements repeat */
#define LIMIT_INHERITS 3      /* organisations above an assessment, each a part of the next */
#define LIMIT_PREDECESSORS 12 /* assessments that a trend looks back on */
#define LIMIT_XML_DEPTH 200
#define LIMIT_XML_TAGS 5000000
#define LIMIT_TAG_ATTRIBUTES 1000
#define LIMIT_TAG_BYTES ((size_t)256 << 10) /* [B] one start tag */
#define LIMIT_NAME_KINDS 20000  /* distinct element and attribute names in a file */
#define LIMIT_XML_ERRORS_SHOWN 20
#define LIMIT_XML_ERRORS 200
#define LIMIT_DIAG_BYTES 4000 /* [B] printed a run; the rest is counted */
#define LIMIT_FO_DEPTH 200
#define LIMIT_FO_NODES 20000000
#define LIMIT_OPEN_BARS 32 /* change regions around one place */
#define LIMIT_EXPR_DEPTH 50
#define LIMIT_PAGES 20000
#define LIMIT_COLUMNS 1000
#define LIMIT_ROW_SPAN 1000     /* rows under one cell */
#define LIMIT_GROUP_ROWS 1000   /* rows that row spans may join into one group */
#define LIMIT_TABLE_SAMPLE 20000 /* cells that automatic column widths look at */
#define LIMIT_PAGE_AREAS 1000000
#define LIMIT_AREA_DEPTH 1000
#define LIMIT_TEMPLATE_DEPTH 500
#define LIMIT_TEMPLATE_VARS 10000
#define LIMIT_XSLT_OPS 10000000ul   /* 20,000 pieces of evidence take 1.3 million */
#define LIMIT_XPATH_OPS 100000000ul /* and these 13 million */
#define LIMIT_XSL_MESSAGES 50
