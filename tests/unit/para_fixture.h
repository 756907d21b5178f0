#pragma once
/*
 * para_fixture.h - objects made by hand, so that paragraphs are tested without the FO reader, pictures or pages.
 */
#include <string.h>

#include "base/str.h"
#include "fixture.h"
#include "layout/lay_image.h"
#include "layout/para.h"

struct fixture {
	struct ctx *cx;
	struct lay lay;
	uint32_t n_styles;
	const char *label; /* what lay_ref_label answers */
};

static struct fixture *fixture;

static inline void
set_enum(struct fo_style *s, enum fo_prop p, enum fo_enum e)
{
	s->v[p] = (struct fo_value){.kind = FO_ENUM, .e = e};
}

static inline void
set_len(struct fo_style *s, enum fo_prop p, mpt v)
{
	s->v[p] = (struct fo_value){.kind = FO_LEN, .len = {v, 0}};
}

static inline void
set_int(struct fo_style *s, enum fo_prop p, int v)
{
	s->v[p] = (struct fo_value){.kind = FO_INT, .i = v};
}

/* A style like `from`, or with initial values for NULL: Source Serif 4 of 10 pt on 13. */
static inline struct fo_style *
style_like(struct fixture *f, const struct fo_style *from)
{
	struct fo_style *s = arena_zalloc(f->cx->arena, sizeof(*s));

	if (from != NULL) {
		memcpy(s, from, sizeof(*s));
	} else {
		s->v[PR_FONT_FAMILY] = (struct fo_value){.kind = FO_STR, .str = "serif"};
		s->v[PR_FONT_WEIGHT] = (struct fo_value){.kind = FO_NUM, .num = 400};
		s->v[PR_LANGUAGE] = (struct fo_value){.kind = FO_STR, .str = "en"};
		s->v[PR_COLOR] = (struct fo_value){.kind = FO_COLOR, .color = 0xff};
		set_len(s, PR_FONT_SIZE, 10000);
		set_len(s, PR_LINE_HEIGHT, 13000);
		set_enum(s, PR_TEXT_ALIGN, FV_START);
		set_enum(s, PR_TEXT_ALIGN_LAST, FV_RELATIVE);
		set_enum(s, PR_WHITE_SPACE_COLLAPSE, FV_TRUE);
		set_enum(s, PR_LINE_STACKING_STRATEGY, FV_MAX_HEIGHT);
	}
	s->serial = f->n_styles++;
	return s;
}

static inline struct fo_node *
node(struct fixture *f, struct fo_node *parent, enum fo_elem elem, const struct fo_style *style)
{
	struct fo_node *n = arena_zalloc(f->cx->arena, sizeof(*n));

	n->elem = elem;
	n->style = style;
	n->parent = parent;
	if (parent != NULL) {
		const struct fo_node **link = &parent->first;

		while (*link != NULL)
			link = (const struct fo_node **)(uintptr_t)&(*link)->next;
		*link = n;
	}
	return n;
}

static inline struct fo_node *
text(struct fixture *f, struct fo_node *parent, const char *s)
{
	struct fo_node *n = node(f, parent, FO_TEXT, parent->style);

	n->text = s;
	n->len = (uint32_t)strlen(s);
	return n;
}

static inline const struct lay_para *
lay_out_from(struct fixture *f, const struct fo_node *block, mpt ipd, uint32_t from)
{
	const struct lay_para *p = NULL;
	struct lay_measure m = {.ipd = ipd};

	assert_int_equal(lay_para(&f->lay, f->cx->arena, block, block->first, NULL, &m, from, &p), RC_OK);
	return p;
}

static inline const struct lay_para *
lay_out(struct fixture *f, const struct fo_node *block, mpt ipd)
{
	return lay_out_from(f, block, ipd, 0);
}

/* The text of an area and of all in it; parts that are apart are joined by nothing. */
static inline void
add_area_text(const struct area *a, struct buf *out)
{
	if (a->kind == AREA_TEXT && a->text.run != NULL)
		buf_add(out, a->text.run->text, a->text.run->text_len);
	for (const struct area *c = a->first; c != NULL; c = c->next)
		add_area_text(c, out);
}

static inline const char *
line_text(struct fixture *f, const struct lay_line *l)
{
	struct buf out = {0};
	const char *s;

	add_area_text(l->area, &out);
	s = arena_strdup(f->cx->arena, buf_str(&out));
	buf_free(&out);
	return s;
}

static inline int
fixture_setup(void **state)
{
	static const struct fo_tree tree = {0};
	struct fixture *f = fixture_new(state, sizeof(*f));

	f->lay = (struct lay){.cx = f->cx, .arena = f->cx->arena, .tree = &tree};
	assert_int_equal(lay_fonts_init(&f->lay, NULL), RC_OK);
	fixture = f;
	return 0;
}

/* What other halves of the room answer; weak, so that theirs win when they are linked. */
__attribute__((weak)) const char *
lay_ref_label(const struct lay *lay UNUSED, const struct fo_node *citation UNUSED)
{
	return NULL;
}

__attribute__((weak)) unsigned
lay_ref_guess(const struct lay *lay UNUSED)
{
	return 1;
}

__attribute__((weak)) const struct fo_node *
lay_marker_lookup(struct lay *lay UNUSED, const struct page *page UNUSED, const struct fo_node *retrieve UNUSED)
{
	return NULL;
}

__attribute__((weak)) const struct area_box *
lay_box_of(struct lay *lay UNUSED, const struct fo_node *fo UNUSED, mpt base UNUSED)
{
	return NULL;
}

__attribute__((weak)) mpt
lay_box_edge(const struct area_box *box, enum area_side side)
{
	return box != NULL ? box->border[side].width + box->padding[side] : 0;
}

__attribute__((weak)) enum rc
lay_image_lookup(struct lay *lay UNUSED, const struct fo_node *graphic UNUSED, const struct image **image)
{
	*image = NULL;
	return RC_OK;
}

__attribute__((weak)) void
lay_image_size(const struct fo_node *graphic UNUSED, const struct image *image UNUSED, mpt ipd UNUSED,
    struct lay_image_box *box)
{
	memset(box, 0, sizeof(*box));
}

__attribute__((weak)) struct area *
lay_image_area(struct arena *a, const struct fo_node *graphic UNUSED, const struct image *image UNUSED,
    const struct lay_image_box *box UNUSED)
{
	return arena_zalloc(a, sizeof(struct area));
}

__attribute__((weak)) const struct fo_value *
fo_own_prop(const struct fo_node *n UNUSED, enum fo_prop p UNUSED)
{
	static const struct fo_value none;

	return &none;
}
