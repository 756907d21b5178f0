#include "unit.h"

#include "para_fixture.h"

#include "layout/lay_image.h"

static const char prose[] =
    "An assessment says what was done, by whom, and how it is known. It is read by people who have little time and "
    "by people who have a great deal of it; both must find their way. Every sentence of it can be held against the "
    "evidence that stands beside it, and every number has a formula within the same table.";

/* No line may be wider than its column: text over the margin is text that is cut off by a punch or a binding. */
static void
test_ragged_lines_keep_within_the_measure(void **state)
{
	struct fixture *f = *state;
	struct fo_node *block = node(f, NULL, FO_BLOCK, style_like(f, NULL));

	text(f, block, prose);
	for (mpt ipd = 60000; ipd < 500000; ipd += 37000) {
		const struct lay_para *p = lay_out(f, block, ipd);

		assert_true(p->n >= 1);
		for (size_t i = 0; i < p->n; i++) {
			assert_true(p->lines[i].width <= ipd);
			assert_int_equal(p->lines[i].area->x, 0);
			assert_int_equal(p->lines[i].height, 13000);
		}
	}
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
}

/* A word that is lost or set twice changes what the assessor said. */
static void
test_every_byte_of_text_is_in_exactly_one_line(void **state)
{
	struct fixture *f = *state;
	struct fo_node *block = node(f, NULL, FO_BLOCK, style_like(f, NULL));
	const struct lay_para *p;
	struct buf out = {0};

	text(f, block, prose);
	p = lay_out(f, block, 150000);
	for (size_t i = 0; i < p->n; i++) {
		assert_int_equal(p->lines[i].from, i == 0 ? 0 : p->lines[i - 1].to);
		buf_puts(&out, line_text(f, &p->lines[i]));
		if (i + 1 < p->n)
			buf_putc(&out, ' '); /* the space at the break is not drawn */
	}
	assert_int_equal(p->lines[p->n - 1].to, strlen(prose));
	assert_string_equal(buf_str(&out), prose);
	buf_free(&out);
}

/* Justified text is judged by its right edge. */
static void
test_justified_lines_end_at_the_measure(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s);
	const struct lay_para *p;

	set_enum(s, PR_TEXT_ALIGN, FV_JUSTIFY);
	text(f, block, prose);
	p = lay_out(f, block, 200000);
	assert_true(p->n > 3);
	for (size_t i = 0; i + 1 < p->n; i++)
		assert_in_range(p->lines[i].area->w, 200000 - 30, 200000);
	assert_true(p->lines[p->n - 1].area->w < 200000);
	assert_int_equal(p->lines[p->n - 1].area->first->text.word_space, 0);
}

static void
test_center_and_end_move_the_line(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL), *t = style_like(f, NULL);
	struct fo_node *center = node(f, NULL, FO_BLOCK, s), *end = node(f, NULL, FO_BLOCK, t);
	const struct lay_line *c, *e;

	set_enum(s, PR_TEXT_ALIGN, FV_CENTER);
	set_enum(t, PR_TEXT_ALIGN, FV_END);
	text(f, center, "31 of 42");
	text(f, end, "31 of 42");
	c = lay_out(f, center, 100000)->lines;
	e = lay_out(f, end, 100000)->lines;
	assert_int_equal(e->area->x + e->area->w, 100000);
	assert_int_equal(c->area->x, (100000 - c->area->w) / 2);
}

/* A word that changes its colour is one word: no break inside, one run of letters. */
static void
test_an_inline_inside_a_word_does_not_divide_it(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL), *bold = style_like(f, s);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s), *inl;
	const struct lay_para *p;

	bold->v[PR_FONT_WEIGHT] = (struct fo_value){.kind = FO_NUM, .num = 700};
	text(f, block, "before un");
	inl = node(f, block, FO_INLINE, bold);
	text(f, inl, "break");
	text(f, block, "able after");
	p = lay_out(f, block, 60000);
	assert_int_equal(p->n, 3);
	assert_string_equal(line_text(f, &p->lines[1]), "unbreakable");
}

/* A long word in a narrow column must be heard of, with its place, and must not stop the report. */
static void
test_an_overlong_word_sticks_out_and_is_reported(void **state)
{
	struct fixture *f = *state;
	struct fo_node *block = node(f, NULL, FO_BLOCK, style_like(f, NULL));
	const struct lay_para *p;

	text(f, block, "a Donaudampfschifffahrtsgesellschaft b");
	p = lay_out(f, block, 50000);
	assert_int_equal(p->n, 3);
	assert_true(p->lines[1].width > 50000);
	assert_int_equal(diag_count(f->cx, LEVEL_WARN), 1);
}

/* Patterns are asked only when they are needed and wanted. */
static void
test_hyphens_help_a_narrow_column(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s);
	const struct lay_para *p, *rest;
	size_t hyphens = 0, at = 0;

	set_enum(s, PR_HYPHENATE, FV_TRUE);
	text(f, block, "The organization's documentation of vulnerability remediation responsibilities");
	p = lay_out(f, block, 80000);
	for (size_t i = 0; i < p->n; i++) {
		const struct area *last = p->lines[i].area->first;

		while (last->next != NULL)
			last = last->next;
		assert_true(p->lines[i].width <= 80000);
		assert_int_equal(last->text.hyphen, p->lines[i].hyphenated);
		hyphens += p->lines[i].hyphenated;
		if (p->lines[i].hyphenated)
			at = i;
	}
	assert_true(hyphens > 0);
	/* A page break after the divided line: the rest begins in the middle of the word. */
	rest = lay_out_from(f, block, 80000, p->lines[at].to);
	assert_int_equal(rest->n, p->n - at - 1);
	assert_string_equal(line_text(f, rest->lines), line_text(f, &p->lines[at + 1]));
}

/* A soft hyphen is an offer of the author: drawn when taken, else nothing. */
static void
test_a_soft_hyphen_is_drawn_only_at_a_break(void **state)
{
	struct fixture *f = *state;
	struct fo_node *block = node(f, NULL, FO_BLOCK, style_like(f, NULL));
	const struct lay_para *p;

	text(f, block, "Donaudampf\xc2\xadschiff");
	p = lay_out(f, block, 300000);
	assert_int_equal(p->n, 1);
	assert_false(p->lines[0].hyphenated);
	p = lay_out(f, block, 60000);
	assert_int_equal(p->n, 2);
	assert_true(p->lines[0].hyphenated);
	assert_true(p->lines[0].area->first->text.hyphen);
}

/* Code keeps its lines and its indentation. */
static void
test_preserved_linefeeds_and_spaces(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s);
	const struct lay_para *p;

	set_enum(s, PR_WHITE_SPACE_COLLAPSE, FV_FALSE);
	text(f, block, "if (a)\n    b();\n\nc();\n");
	p = lay_out(f, block, 300000);
	assert_int_equal(p->n, 4);
	assert_string_equal(line_text(f, &p->lines[1]), "    b();");
	assert_string_equal(line_text(f, &p->lines[2]), "");
	assert_true(p->lines[2].forced);
	assert_int_equal(p->lines[2].height, 13000);
}

static void
test_spaces_of_neighbouring_objects_collapse(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s), *inl;

	text(f, block, " a ");
	inl = node(f, block, FO_INLINE, style_like(f, s));
	text(f, inl, " b ");
	text(f, block, " c ");
	assert_string_equal(line_text(f, lay_out(f, block, 300000)->lines), "a b c");
}

/* The contents page: dots fill what is left, the number stands at the edge, also when it comes later. */
static void
test_a_leader_fills_the_line_and_the_number_ends_it(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL), *l;
	struct fo_node *block = node(f, NULL, FO_BLOCK, s);
	const struct lay_line *line;
	const struct area *a, *leader = NULL;
	mpt before;

	set_enum(s, PR_TEXT_ALIGN_LAST, FV_JUSTIFY);
	l = style_like(f, s);
	set_enum(l, PR_LEADER_PATTERN, FV_DOTS);
	set_len(l, PR_LEADER_LENGTH_OPTIMUM, 12000);
	l->v[PR_LEADER_LENGTH_MAXIMUM] = (struct fo_value){.kind = FO_LEN, .len = {0, 1000000}};
	text(f, block, "Results by practice ");
	node(f, block, FO_LEADER, l);
	text(f, block, " ");
	node(f, block, FO_PAGE_NUMBER_CITATION, s);
	line = lay_out(f, block, 300000)->lines;
	assert_int_equal(line->area->w, 300000);
	assert_non_null(line->anchors);
	assert_int_equal(line->anchors->kind, ANCHOR_REF);
	for (a = line->area->first; a != NULL; a = a->next)
		if (a->kind == AREA_LEADER)
			leader = a;
	assert_non_null(leader);
	assert_non_null(leader->leader.dot);
	before = leader->w;
	assert_int_equal(lay_ref_fill(&f->lay, f->cx->arena, line->anchors->ref, "7"), RC_OK);
	assert_true(leader->w > before);
	for (a = line->area->first; a->next != NULL;)
		a = a->next;
	assert_int_equal(a->x + a->w, 300000);
	assert_string_equal(a->text.run->text, "7");
}

/* "Page 3 of 12" at the right: the number that comes later leaves no gap. */
static void
test_a_late_number_closes_up_an_end_aligned_line(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s);
	const struct lay_line *line;
	const struct area *a;

	set_enum(s, PR_TEXT_ALIGN, FV_END);
	text(f, block, "Page 3 of ");
	node(f, block, FO_PAGE_NUMBER_CITATION_LAST, s);
	text(f, block, ".");
	line = lay_out(f, block, 300000)->lines;
	assert_int_equal(lay_ref_fill(&f->lay, f->cx->arena, line->anchors->ref, "7"), RC_OK);
	assert_int_equal(line->area->x + line->area->w, 300000);
	for (a = line->area->first; a->next != NULL; a = a->next)
		assert_int_equal(a->x + a->w, a->next->x);
	assert_int_equal(a->x + a->w, line->area->w);
}

/* Ids and dates are read as one sign; paths may break, after their joints. */
static void
test_ids_stay_whole_and_paths_break_after_joints(void **state)
{
	struct fixture *f = *state;
	struct fo_node *ids = node(f, NULL, FO_BLOCK, style_like(f, NULL));
	struct fo_node *path = node(f, NULL, FO_BLOCK, style_like(f, NULL));
	const struct lay_para *p;

	text(f, ids, "see KMS-FG-2026-02");
	p = lay_out(f, ids, 80000);
	assert_int_equal(p->n, 2);
	assert_string_equal(line_text(f, &p->lines[0]), "see");
	text(f, path, "https://example.org/assessments/2026/final_report.pdf");
	p = lay_out(f, path, 110000);
	assert_true(p->n >= 3);
	for (size_t i = 0; i + 1 < p->n; i++) {
		const char *s = line_text(f, &p->lines[i]);

		assert_true(strchr("/_-", s[strlen(s) - 1]) != NULL);
		assert_false(str_ends(s, "://"));
		assert_false(p->lines[i].hyphenated);
	}
	assert_true(str_ends(line_text(f, &p->lines[p->n - 1]), "report.pdf"));
}

/* Hebrew in an English sentence: read from the right, and the English around it stays in place. */
static void
test_right_to_left_text_is_in_visual_order(void **state)
{
	struct fixture *f = *state;
	struct fo_node *block = node(f, NULL, FO_BLOCK, style_like(f, NULL));
	const struct area *a;

	text(f, block, "one \xd7\x90\xd7\x91 \xd7\x92\xd7\x93 two");
	a = lay_out(f, block, 300000)->lines->area->first;
	assert_false(a->text.run->rtl);
	a = a->next;
	assert_true(a->text.run->rtl);
	assert_string_not_equal(font_face_name(a->text.run->font->face), "SourceSerif4-Regular");
	/* The first glyph from the left is the last letter. */
	assert_int_equal(a->text.run->glyphs[0].cluster, a->text.run->text_len - 2);
	assert_int_equal(a->text.run->glyphs[a->text.run->n - 1].cluster, 0);
	assert_false(a->next->text.run->rtl);
}

/* unicode-bidi="bidi-override": a part number in reverse, whatever its letters are. */
static void
test_an_override_turns_latin_text_around(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL), *over = style_like(f, s);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s), *inl;
	const struct area *a;

	set_enum(over, PR_UNICODE_BIDI, FV_BIDI_OVERRIDE);
	set_enum(over, PR_DIRECTION, FV_RTL);
	text(f, block, "no ");
	inl = node(f, block, FO_BIDI_OVERRIDE, over);
	text(f, inl, "AB12");
	a = lay_out(f, block, 300000)->lines->area->first->next;
	assert_true(a->text.run->rtl);
	assert_int_equal(a->text.run->n, 4);
	assert_int_equal(a->text.run->glyphs[0].cluster, 3);
}

static void
test_a_character_without_a_font_is_reported_once_and_visible(void **state)
{
	struct fixture *f = *state;
	struct fo_node *block = node(f, NULL, FO_BLOCK, style_like(f, NULL));
	const struct area *a;

	text(f, block, "\xf0\x93\x80\x80 and again \xf0\x93\x80\x80");
	a = lay_out(f, block, 300000)->lines->area->first;
	assert_int_equal(diag_count(f->cx, LEVEL_WARN), 1);
	assert_int_equal(a->text.run->n, 2); /* and the space */
	assert_int_not_equal(a->text.run->glyphs[0].id, 0);
	assert_memory_equal(a->text.run->text, "\xf0\x93\x80\x80", 4);
}

/* Links, borders: a device must see where the object begins and ends on each line. */
static void
test_a_link_over_two_lines_has_two_fragments(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s), *link;
	const struct lay_para *p;
	const struct area *a, *b;

	text(f, block, "see ");
	link = node(f, block, FO_BASIC_LINK, s);
	text(f, link, "the assessment of last year");
	text(f, block, ".");
	p = lay_out(f, block, 100000);
	assert_int_equal(p->n, 2);
	a = p->lines[0].area->first->next;
	b = p->lines[1].area->first;
	assert_int_equal(a->kind, AREA_INLINE);
	assert_int_equal(b->kind, AREA_INLINE);
	assert_ptr_equal(a->fo, link);
	assert_true(a->is_first && !a->is_last);
	assert_true(!b->is_first && b->is_last);
	assert_int_equal(a->x, p->lines[0].area->first->w);
	assert_int_equal(b->next->x, b->w);
	assert_int_equal(a->first->x, 0);
}

/* Superscripts may not disturb the grid by more than they reach out. */
static void
test_a_raised_inline_stands_higher(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL), *super = style_like(f, s);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s), *inl;
	const struct lay_line *l;
	const struct area *a;

	set_enum(super, PR_BASELINE_SHIFT, FV_SUPER);
	set_len(super, PR_FONT_SIZE, 6500);
	text(f, block, "note");
	inl = node(f, block, FO_INLINE, super);
	text(f, inl, "1");
	l = lay_out(f, block, 300000)->lines;
	a = l->area->first;
	assert_int_equal(a->y + a->text.baseline, l->baseline);
	assert_int_equal(a->next->y + a->next->text.baseline, l->baseline - 3500);
	assert_in_range(l->height, 13000, 14500);
}

/* Ten thousand cells say "met": they may share their glyphs, not their areas. */
static void
test_repeated_cells_share_glyphs_but_not_areas(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *one = node(f, NULL, FO_BLOCK, s), *two = node(f, NULL, FO_BLOCK, s);
	const struct lay_para *p, *q;

	text(f, one, "partly met");
	text(f, two, "partly met");
	p = lay_out(f, one, 80000);
	q = lay_out(f, two, 80000);
	assert_ptr_not_equal(p->lines->area, q->lines->area);
	assert_ptr_not_equal(p->lines->area->first, q->lines->area->first);
	assert_ptr_equal(p->lines->area->first->text.run, q->lines->area->first->text.run);
	assert_ptr_equal(p->lines->area->first->fo, one->first);
	assert_ptr_equal(q->lines->area->first->fo, two->first);
}

static void
test_widths_are_the_longest_word_and_the_whole_line(void **state)
{
	struct fixture *f = *state;
	struct fo_node *block = node(f, NULL, FO_BLOCK, style_like(f, NULL));
	mpt min, max;

	text(f, block, "a considerable text");
	assert_int_equal(lay_para_widths(&f->lay, block, block->first, NULL, &min, &max), RC_OK);
	assert_int_equal(lay_out(f, block, max)->n, 1);
	assert_int_equal(lay_out(f, block, max - 1)->n, 2);
	assert_int_equal(lay_out(f, block, min)->n, 3);
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
}

/* An id without text must still be found; it takes no room. */
static void
test_an_empty_inline_with_an_id_is_an_anchor(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s), *inl = node(f, block, FO_INLINE, s);
	const struct lay_para *p;

	inl->id = "here";
	p = lay_out(f, block, 100000);
	assert_int_equal(p->n, 1);
	assert_int_equal(p->lines->height, 0);
	assert_int_equal(p->lines->anchors->kind, ANCHOR_ID);
	assert_ptr_equal(p->lines->anchors->fo, inl);
	assert_int_equal(lay_out(f, node(f, NULL, FO_BLOCK, s), 100000)->n, 0);
}

/* Small capitals that a face does not have are made of its capitals; the text stays what the author wrote, for search and readers. */
static void
test_small_capitals_are_drawn_or_made(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL), *mono = style_like(f, NULL);
	struct fo_node *own = node(f, NULL, FO_BLOCK, s), *made = node(f, NULL, FO_BLOCK, mono);
	const struct lay_line *l;
	const struct area *cap, *small;

	set_enum(s, PR_FONT_VARIANT, FV_SMALL_CAPS);
	set_enum(mono, PR_FONT_VARIANT, FV_SMALL_CAPS);
	mono->v[PR_FONT_FAMILY] = (struct fo_value){.kind = FO_STR, .str = "monospace"};
	text(f, own, "Nist");
	text(f, made, "Gro\xc3\x9f");
	l = &lay_out(f, own, 300000)->lines[0];
	assert_null(l->area->first->next); /* one size: the face's own */
	l = &lay_out(f, made, 300000)->lines[0];
	cap = l->area->first;
	small = cap->next;
	assert_non_null(small);
	assert_int_equal(cap->text.run->font->size, 10000);
	assert_int_equal(small->text.run->font->size, 7800);
	assert_int_equal(small->text.run->n, 4); /* R O S S */
	assert_string_equal(line_text(f, l), "Gro\xc3\x9f");
	assert_int_equal(l->height, 13000);
}

/* A style that asks for an x-height gets it whatever the face (7.9.6). */
static void
test_size_adjust_evens_the_x_heights(void **state)
{
	struct fixture *f = *state;
	static const char *const families[] = {"serif", "sans-serif", "monospace"};

	for (size_t i = 0; i < ARRAY_LEN(families); i++) {
		struct fo_style *s = style_like(f, NULL);
		struct fo_node *block = node(f, NULL, FO_BLOCK, s);
		const struct font *font;

		s->v[PR_FONT_FAMILY] = (struct fo_value){.kind = FO_STR, .str = families[i]};
		s->v[PR_FONT_SIZE_ADJUST] = (struct fo_value){.kind = FO_NUM, .num = 0.5};
		text(f, block, "x");
		font = lay_out(f, block, 300000)->lines[0].area->first->text.run->font;
		assert_in_range(font->x_height, 4980, 5020);
	}
}

/* Code listings: what is preserved is drawn, also at the end of a line, and a run of spaces is divided rather than cut off. */
static void
test_preserved_spaces_stay_at_a_line_end(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s);
	const struct lay_para *p;
	size_t spaces = 0;

	set_enum(s, PR_WHITE_SPACE_TREATMENT, FV_PRESERVE);
	set_enum(s, PR_WHITE_SPACE_COLLAPSE, FV_FALSE);
	text(f, block, "a                                        b  ");
	p = lay_out(f, block, 40000);
	assert_true(p->n > 2);
	for (size_t i = 0; i < p->n; i++) {
		assert_true(p->lines[i].width <= 40000);
		for (const char *t = line_text(f, &p->lines[i]); *t != '\0'; t++)
			spaces += *t == ' ';
	}
	assert_int_equal(spaces, 42);
}

/* XSL 1.1, 7.30.15: a line under the words only. */
static void
test_scores_may_leave_spaces_out(void **state)
{
	struct fixture *f = *state;
	struct fo_style *s = style_like(f, NULL);
	struct fo_node *block = node(f, NULL, FO_BLOCK, s);
	size_t rules = 0;

	set_int(s, PR_TEXT_DECORATION, FO_UNDERLINE);
	set_enum(s, PR_SCORE_SPACES, FV_FALSE);
	text(f, block, "three short words");
	for (const struct area *a = lay_out(f, block, 300000)->lines[0].area->first; a != NULL; a = a->next)
		rules += a->kind == AREA_RULE;
	assert_int_equal(rules, 3);
}

#define T(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_free)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(test_ragged_lines_keep_within_the_measure),
	    T(test_every_byte_of_text_is_in_exactly_one_line),
	    T(test_justified_lines_end_at_the_measure),
	    T(test_center_and_end_move_the_line),
	    T(test_an_inline_inside_a_word_does_not_divide_it),
	    T(test_an_overlong_word_sticks_out_and_is_reported),
	    T(test_hyphens_help_a_narrow_column),
	    T(test_a_soft_hyphen_is_drawn_only_at_a_break),
	    T(test_preserved_linefeeds_and_spaces),
	    T(test_spaces_of_neighbouring_objects_collapse),
	    T(test_a_leader_fills_the_line_and_the_number_ends_it),
	    T(test_a_late_number_closes_up_an_end_aligned_line),
	    T(test_ids_stay_whole_and_paths_break_after_joints),
	    T(test_right_to_left_text_is_in_visual_order),
	    T(test_an_override_turns_latin_text_around),
	    T(test_a_character_without_a_font_is_reported_once_and_visible),
	    T(test_a_link_over_two_lines_has_two_fragments),
	    T(test_a_raised_inline_stands_higher),
	    T(test_repeated_cells_share_glyphs_but_not_areas),
	    T(test_widths_are_the_longest_word_and_the_whole_line),
	    T(test_an_empty_inline_with_an_id_is_an_anchor),
	    T(test_small_capitals_are_drawn_or_made),
	    T(test_size_adjust_evens_the_x_heights),
	    T(test_preserved_spaces_stay_at_a_line_end),
	    T(test_scores_may_leave_spaces_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
