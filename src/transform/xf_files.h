#pragma once
/* xf_files.h - what a stylesheet may open, and what may stand in it. */
#include "transform/xf.h"

/* A compiled stylesheet and the state of its run: what the callbacks of libxslt need. */
struct xf {
	struct ctx *cx;
	const char *stylesheet;    /* as named by the operator */
	const struct xf_input *in; /* NULL while compiling */
	const struct io_root *sheet_root; /* folder of the operator's stylesheet */
	const struct io_root *own_root;   /* the program's stylesheets */
	struct map *files;                /* URL -> index in cx->sources, as a pointer-sized number */
	struct buf digests;               /* of the modules read */
	struct span place;                /* where libxslt said that its next message belongs */
	const char *why;                  /* what libxml2 said without a place; libxslt says the place next */
	bool refused;                     /* a callback has reported an error already */
	unsigned messages;
};

void xf_files_begin(struct xf *xf); /* libxslt's loader is a global: one run at a time */
void xf_files_end(void);
/* Opens the operator's stylesheet; libxslt owns the tree. NULL: reported. */
xmlDoc *xf_open_main(struct xf *xf);
struct span xf_line_span(const struct xf *xf, const char *url, long line);
