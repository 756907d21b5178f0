#pragma once
/* ref.h - inside the text half of layout: a number that waits for its page (lay.h says what filling does). */
#include "layout/para.h"

struct lay_ref {
	struct area *text;       /* AREA_TEXT without a run */
	struct area *line;
	struct lay_text_style *ts;
	enum lay_align align;    /* of the line */
	mpt measure;             /* of the line */
	bool fixed;              /* the line is justified or has a leader: its width stays */
};
