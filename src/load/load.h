#pragma once
/*
 * load.h - inside the room: the three steps from bytes to a tree.
 *
 *     load_decode (bytes -> UTF-8)  ->  load_scan (limits, spans)  ->  load_parse (libxml2)
 *
 * The scan runs before libxml2 sees a byte, because what costs libxml2 minutes (a tag of 100,000 attributes, a
 * million names) costs a scan nothing. It also finds every start tag, so that spans need no help from the parser.
 */
#include "load/doc.h"

struct load_input {
	const char *name;  /* what messages say */
	const char *bytes; /* UTF-8 without a byte order mark; spans count from here */
	size_t len;        /* [B] */
	uint16_t file;     /* in cx->sources */
	enum load_coding coding;
	bool has_mark;
	struct span *spans; /* of the start tags, in document order */
	uint32_t *ends;     /* offset behind the end tag of each; 0 when it has none */
	size_t n, cap;
	xmlDict *dict; /* that the tree shares its names with, or NULL */
};

/* Finds out the encoding, converts, checks the XML declaration and every character; adds the source. */
MUST_CHECK enum rc load_decode(struct ctx *cx, const char *name, const char *bytes, size_t len,
    struct load_input *in);
/* Enforces limits.h and refuses DOCTYPE; fills spans and ends, which the arena of cx frees. */
MUST_CHECK enum rc load_scan(struct ctx *cx, struct load_input *in);
/* The file's only caller of a parser. The tree is the caller's; NULL after a report. */
xmlDoc *load_parse(struct ctx *cx, const struct load_input *in);
