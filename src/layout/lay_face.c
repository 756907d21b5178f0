/* lay_face.c - which faces a style and a character get. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "layout/lay_face.h"

/* Generic families and our own (house design); the names are those in the files. */
static const struct {
	const char *generic, *family;
} generics[] = {
    {"serif", "Source Serif 4"},
    {"sans-serif", "Source Sans 3"},
    {"monospace", "Source Code Pro"},
    {"sans", "Source Sans 3"},
    {"mono", "Source Code Pro"},
    {"cursive", "Source Serif 4"},
    {"fantasy", "Source Sans 3"},
    {"system-ui", "Source Sans 3"},
};

/* Smaller is better. CSS Fonts 3, 5.2: width before style, style before weight; bold looks upwards first, light downwards. */
static int
distance(const struct font_face *f, const struct lay_wish *w)
{
	int d = w->weight >= 500 ? f->weight - w->weight : w->weight - f->weight;
	int stretch = w->stretch <= 100 ? w->stretch - f->stretch : f->stretch - w->stretch;

	/* 400 and 500 stand in for each other before any lighter one. */
	if (w->weight >= 400 && w->weight <= 500 && f->weight >= 400 && f->weight <= 500)
		d = abs(f->weight - w->weight) / 100;
	else if (d < 0)
		d = 1000 - d;
	/* Narrower faces for what is not wide, wider ones for what is; then the others. */
	if (stretch < 0)
		stretch = 1000 - stretch;
	return d + (f->italic != w->italic ? 10000 : 0) + stretch * 20000;
}

static const struct font_face *
best_of_family(const struct lay_fonts *f, const char *family, const struct lay_wish *w)
{
	const struct font_face *best = NULL;

	for (const struct font_face *face = f->first; face != NULL; face = face->next)
		if (strcasecmp(face->family, family) == 0 && (best == NULL || distance(face, w) < distance(best, w)))
			best = face;
	return best;
}

static const struct font_face *
face_of_family(struct lay *lay, const char *family, const struct lay_wish *w)
{
	const struct font_face *face = best_of_family(lay->fonts, family, w);

	if (face == NULL && !lay->fonts->complete && strncasecmp(family, "Noto", 4) == 0) {
		lay_fonts_complete(lay);
		face = best_of_family(lay->fonts, family, w);
	}
	return face;
}

static const char *
generic_family(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(generics); i++)
		if (strcasecmp(generics[i].generic, name) == 0)
			return generics[i].family;
	return NULL;
}

/*
 * What is not as asked for: said once a document. A set may have been filled for another document that used the same fonts.
 * A list that ends in a face we have is what a list is for; that its first choice is not there is worth a remark.
 */
static void
report_set(struct lay *lay, const struct lay_face_set *set, struct span at)
{
	const char *family = set->faces[0]->family;

	if (set->missing != NULL && diag_first(lay->cx, DIAG_FONT_FAMILY, set->missing))
		(void)diag_at(lay->cx, DIAG_FONT_FAMILY, at, "'%s'", set->missing);
	if (set->replaced != NULL && diag_first(lay->cx, DIAG_FONT_REPLACED, set->replaced))
		(void)diag_at(lay->cx, DIAG_FONT_REPLACED, at, "'%s': %s is used", set->replaced, family);
	if (set->faces[0]->stretch != set->wish.stretch && diag_first(lay->cx, DIAG_FONT_STRETCH, family))
		(void)diag_at(lay->cx, DIAG_FONT_STRETCH, at, "%s has no face of %d %% width, one of %d %% is used", family,
		    set->wish.stretch, set->faces[0]->stretch);
}

static void
add_family(struct lay *lay, struct lay_face_set *set, const char *name, bool *missing, const char **generic)
{
	const char *own = generic_family(name);
	const struct font_face *face = face_of_family(lay, own != NULL ? own : name, &set->wish);

	if (face == NULL && own == NULL)
		*missing = true;
	if (own != NULL)
		*generic = name;
	if (face != NULL && set->n < LAY_FAMILIES)
		set->faces[set->n++] = face;
}

/* One name of a comma-separated list, trimmed of blanks and quotes. */
static const char *
next_family(struct arena *a, const char **list)
{
	const char *p = *list;
	size_t n;
	const char *name;

	p += strspn(p, " \t\r\n,'\"");
	n = strcspn(p, ",");
	*list = p + n;
	while (n > 0 && strchr(" \t\r\n'\"", p[n - 1]) != NULL)
		n--;
	name = arena_strndup(a, p, n);
	return n > 0 ? name : NULL;
}

static void
fill_set(struct lay *lay, struct lay_face_set *set, const char *families)
{
	const char *generic = NULL, *list = families, *first = NULL, *name;
	bool missing = false, first_found = false;

	for (int i = 0; i < LAY_FAMILIES && (name = next_family(lay->arena, &list)) != NULL; i++) {
		bool gone = false;

		add_family(lay, set, name, &gone, &generic);
		if (gone && !missing)
			first = name;
		first_found = first_found || (i == 0 && !gone);
		missing = missing || gone;
	}
	if (missing && (set->n == 0 || !first_found))
		*(set->n == 0 ? &set->missing : &set->replaced) = arena_strdup(lay->fonts->arena, first);
	if (set->n == 0)
		add_family(lay, set, "serif", &missing, &generic);
	if (set->n == 0)
		set->faces[set->n++] = lay->fonts->first;
	set->serif = strcasestr(set->faces[0]->family, "serif") != NULL &&
		strcasestr(set->faces[0]->family, "sans") == NULL;
}

const struct lay_face_set *
lay_face_set(struct lay *lay, const char *families, struct lay_wish wish, struct span at)
{
	char key[256];
	struct lay_face_set *set;
	int n = snprintf(key, sizeof(key), "%d %d %d %s", wish.weight, wish.stretch, wish.italic, families);

	set = map_lookup(lay->fonts->sets, key);
	if (set != NULL && str_eq(set->key, families)) {
		report_set(lay, set, at);
		return set;
	}
	set = arena_zalloc(lay->fonts->arena, sizeof(*set));
	set->key = arena_strdup(lay->fonts->arena, families);
	set->wish = wish;
	fill_set(lay, set, families);
	report_set(lay, set, at);
	if (n > 0 && (size_t)n < sizeof(key))
		map_set(lay->fonts->sets, key, set);
	return set;
}

bool
font_face_has(const struct font_face *f, uint32_t c)
{
	hb_codepoint_t glyph;

	return hb_font_get_nominal_glyph(f->hb, c, &glyph);
}

static bool
has_both(const struct font_face *f, uint32_t c, uint32_t mark)
{
	return font_face_has(f, c) && (mark == 0 || font_face_has(f, mark));
}

/* Style first, then the kind of face: a serif beside serif text. */
static int
fallback_distance(const struct font_face *f, const struct lay_face_set *set)
{
	bool serif = strcasestr(f->family, "serif") != NULL;

	return 2 * distance(f, &set->wish) + (serif != set->serif ? 1 : 0);
}

const struct font_face *
lay_face_for(struct lay *lay, const struct lay_face_set *set, uint32_t c, uint32_t mark)
{
	const struct font_face *best = NULL;

	for (size_t i = 0; i < set->n; i++)
		if (has_both(set->faces[i], c, mark))
			return set->faces[i];
	lay_fonts_complete(lay);
	for (const struct font_face *f = lay->fonts->first; f != NULL; f = f->next)
		if (has_both(f, c, mark) &&
		    (best == NULL || fallback_distance(f, set) < fallback_distance(best, set)))
			best = f;
	return best;
}
