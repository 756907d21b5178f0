#pragma once
/* val_words.h - what libxml2's schema validator finds, said in our own words at the right place. */
#include "validate/validate.h"

struct val_words {
	struct ctx *cx;
	const struct val_schema *schema;
	const struct doc *doc;
	enum val_outcome outcome; /* the worst so far */
	const xmlNode *last;      /* two facets of one value are one problem */
	const char *last_attr;
};

/* One error of the validator: its code (xmlParserErrors) and its message, at an element. */
void val_words_say(struct val_words *w, const xmlNode *at, int code, const char *message);
/* libxml2's message on one line, without the namespaces in braces. */
const char *val_plain_words(struct ctx *cx, const char *message);
