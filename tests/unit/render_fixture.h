#pragma once
/* render_fixture.h - pages built by hand: areas, shaped text, pictures; and a device to draw them on. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/lay_image.h"
#include "layout/text.h"
#include "render/ren_cairo.h"

struct fixture {
	struct ctx *cx;
	struct lay lay;
	struct area *last; /* of the page */
	struct page page;
	struct page_link links[4];
	struct page_dest dests[4];
};

static inline int
setup(void **state)
{
	struct fixture *f = fixture_new(state, sizeof(*f));

	f->lay = (struct lay){.cx = f->cx, .arena = f->cx->arena};
	assert_int_equal(lay_fonts_init(&f->lay, NULL), RC_OK);
	lay_fonts_complete(&f->lay);
	lay_fonts_publish(&f->lay);
	lay_shape_init(&f->lay);
	f->page = (struct page){.number = 1, .label = "1", .w = 300000, .h = 400000, .links = f->links, .dests = f->dests};
	return 0;
}

/* Adds an area to a parent, NULL for the page. */
static inline struct area *
area_add(struct fixture *f, struct area *parent, enum area_kind kind, mpt x, mpt y, mpt w, mpt h)
{
	struct area *a = arena_zalloc(f->cx->arena, sizeof(*a));

	*a = (struct area){.kind = kind, .x = x, .y = y, .w = w, .h = h, .is_first = true, .is_last = true};
	if (parent == NULL && f->page.first == NULL)
		f->page.first = a;
	else if (parent == NULL)
		f->last->next = a;
	else if (parent->first == NULL)
		parent->first = a;
	else
		parent->last->next = a;
	if (parent == NULL)
		f->last = a;
	else
		parent->last = a;
	return a;
}

static inline const struct fo_node *
node_new(struct fixture *f, enum fo_elem elem)
{
	struct fo_node *n = arena_zalloc(f->cx->arena, sizeof(*n));

	n->elem = elem;
	n->style = arena_zalloc(f->cx->arena, sizeof(struct fo_style));
	return n;
}

/* Text in one run, spaces included, at a baseline. */
static inline struct area *
text_add(struct fixture *f, struct area *parent, mpt x, mpt y, const char *families, mpt size, const char *text)
{
	struct lay_text_style *ts = arena_zalloc(f->cx->arena, sizeof(*ts));
	struct lay_shaper *s;
	struct area *a;
	const struct glyph_run *run;
	uint32_t hebrew = 0x5d0;
	bool rtl = strstr(text, "\xd7\x90") != NULL;

	*ts = (struct lay_text_style){.size = size, .lang = hb_language_from_string("en", -1)};
	ts->set = lay_face_set(&f->lay, families, (struct lay_wish){400, 100, false}, NO_SPAN);
	s = lay_shaper(&f->lay, ts, rtl ? lay_face_for(&f->lay, ts->set, hebrew, 0) : ts->set->faces[0],
	    rtl ? HB_SCRIPT_HEBREW : HB_SCRIPT_LATIN, rtl, false);
	run = lay_shape(&f->lay, f->cx->arena, s, text, (uint32_t)strlen(text));
	a = area_add(f, parent, AREA_TEXT, x, y, run->width, size);
	a->text = (struct area_text){.run = run, .baseline = size, .color = 0x000000ff};
	return a;
}

static inline struct area_box *
box_new(struct fixture *f, mpt width, enum fo_enum style, uint32_t color)
{
	struct area_box *b = arena_zalloc(f->cx->arena, sizeof(*b));

	for (int i = 0; i < 4; i++)
		b->border[i] = (struct area_border){width, style, color};
	return b;
}

/* Draws the page on a device, `times` times, and returns what came out. */
static inline struct drawn
draw(struct fixture *f, const struct dev_ops *ops, unsigned times)
{
	static const struct dev_opts opts = {.dpi = 72, .stem = "page"};
	static const struct dev_meta meta = {.title = "A (title) \xc3\xa9", .author = "Author", .lang = "en", .date = 1700000000};
	struct drawn out = {0};
	struct dev *d;

	assert_int_equal(dev_open(f->cx, ops, &opts, &meta, &d), RC_OK);
	for (unsigned i = 0; i < times; i++) {
		f->page.number = i + 1;
		assert_int_equal(dev_page_begin(d, &f->page), RC_OK);
		assert_int_equal(ren_walk_page(d, &f->page), RC_OK);
		assert_int_equal(dev_page_end(d), RC_OK);
	}
	assert_int_equal(dev_close(d, NULL, 0, &out), RC_OK);
	return out;
}

static inline void
assert_trace(struct fixture *f, const char *expected)
{
	struct drawn out = draw(f, &dev_trace, 1);

	assert_string_equal(buf_str(&out.files[0].bytes), expected);
}
