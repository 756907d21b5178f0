/*
 * fo_check.c - content models (XSL 1.1, 6.2 and the Contents of each object), and what is done
 * about slips.
 */
#include <string.h>

#include "base/str.h"
#include "fo/fo_reader.h"

#define PARTICLES_MAX 8

struct particle {
	uint64_t elems[(FO_ELEM__COUNT + 63) / 64];
	uint8_t allows; /* enum fo_allow */
	char occurs; /* 1 ? * + */
	const char *text;
	size_t n;
};

struct fo_model {
	size_t n;
	struct particle v[PARTICLES_MAX];
};

static void
add_word(struct fo_reader *r, struct particle *p, const char *w, size_t n)
{
	char name[64];
	const struct fo_elem_row *row;

	if (n >= sizeof(name))
		return;
	memcpy(name, w, n);
	name[n] = '\0';
	if (strcmp(name, "%block") == 0)
		p->allows |= FO_ALLOW_BLOCK;
	else if (strcmp(name, "%inline") == 0)
		p->allows |= FO_ALLOW_INLINE;
	else if (strcmp(name, "#text") == 0)
		p->allows |= FO_ALLOW_TEXT;
	else if (strcmp(name, "%same") == 0)
		p->allows |= FO_ALLOW_SAME;
	else if (strcmp(name, "ANY") == 0)
		p->allows |= FO_ALLOW_ANY;
	else if ((row = map_lookup(r->elems, name)) != NULL)
		p->elems[(row - fo_elem_rows) / 64] |= (uint64_t)1 << (row - fo_elem_rows) % 64;
}

static const struct fo_model *
parse_model(struct fo_reader *r, enum fo_elem e)
{
	const char *s = fo_elem_rows[e].content;
	struct fo_model *m = arena_zalloc(r->a, sizeof(*m));

	while (*s != '\0' && m->n < PARTICLES_MAX) {
		struct particle *p = &m->v[m->n++];

		p->text = s;
		p->occurs = '1';
		while (*s != '\0' && *s != ' ') {
			size_t n = strcspn(s, " |?*+");

			add_word(r, p, s, n);
			s += n;
			p->n = (size_t)(s - p->text);
			if (*s == '?' || *s == '*' || *s == '+')
				p->occurs = *s++;
			s += *s == '|';
		}
		s += strspn(s, " ");
	}
	r->models[e] = m;
	return m;
}

void
fo_check_begin(struct fo_reader *r, struct fo_frame *f)
{
	f->model = r->models[f->elem] != NULL ? r->models[f->elem] : parse_model(r, f->elem);
	f->allows = 0;
	for (size_t i = 0; i < f->model->n; i++)
		f->allows |= f->model->v[i].allows;
	if (f->allows & FO_ALLOW_SAME && f->up != NULL)
		f->allows |=
		    f->up->sink->allows & (FO_ALLOW_BLOCK | FO_ALLOW_INLINE | FO_ALLOW_TEXT);
	/* In a wrapper among blocks text is not allowed either. */
	if (f->allows & FO_ALLOW_SAME && f->up != NULL && !(f->up->sink->allows & FO_ALLOW_TEXT))
		f->allows &= (uint8_t)~FO_ALLOW_TEXT;
}

static bool
is_allowed(uint8_t allows, enum fo_elem child)
{
	switch (fo_elem_class(child)) {
	case FO_CLASS_BLOCK:
		return (allows & FO_ALLOW_BLOCK) != 0;
	case FO_CLASS_INLINE:
		return (allows & FO_ALLOW_INLINE) != 0;
	case FO_CLASS_TEXT:
		return (allows & FO_ALLOW_TEXT) != 0;
	case FO_CLASS_BOTH:
		return (allows & (FO_ALLOW_BLOCK | FO_ALLOW_INLINE)) != 0;
	case FO_CLASS_OUT:
		return (allows & FO_ALLOW_INLINE) != 0 ||
		    (child == FO_FLOAT && (allows & FO_ALLOW_BLOCK) != 0);
	case FO_CLASS_POINT:
		return child != FO_MARKER && (allows & (FO_ALLOW_BLOCK | FO_ALLOW_INLINE)) != 0;
	default:
		return false;
	}
}

static bool
matches(const struct fo_frame *f, const struct particle *p, enum fo_elem child)
{
	uint8_t allows = p->allows & FO_ALLOW_SAME ? f->allows : p->allows;

	if (child < FO_ELEM__COUNT && (p->elems[child / 64] >> child % 64 & 1) != 0)
		return true;
	return (allows & FO_ALLOW_ANY) != 0 || is_allowed(allows, child);
}

bool
fo_check_fits(const struct fo_frame *f, enum fo_elem child)
{
	for (size_t i = 0; i < f->model->n; i++)
		if (matches(f, &f->model->v[i], child))
			return true;
	return false;
}

static bool
is_single(const struct particle *p)
{
	return p->occurs == '1' || p->occurs == '?';
}

/* What the repair of a misplaced child is. */
static enum fo_verdict
repair(const struct fo_frame *f, enum fo_elem child)
{
	enum fo_class c = fo_elem_class(child);

	if (f->elem == FO_TABLE && (child == FO_TABLE_ROW || child == FO_TABLE_CELL))
		return FO_WRAP_BODY;
	if (f->elem == FO_TABLE_ROW && (c == FO_CLASS_BLOCK || c == FO_CLASS_BOTH))
		return FO_WRAP_CELL;
	if ((f->allows & FO_ALLOW_BLOCK) != 0 &&
	    (c == FO_CLASS_TEXT || c == FO_CLASS_INLINE || c == FO_CLASS_OUT))
		return FO_WRAP_BLOCK;
	/* Rows and items in a wrapper are what a parent of rows and items is asked to take. */
	if (child == FO_WRAPPER && f->model->n > 0)
		return FO_SPLICE;
	/* A row outside a table: what it says must reach the page all the same. */
	if ((f->allows & FO_ALLOW_BLOCK) != 0 && c == FO_CLASS_PART)
		return FO_SPLICE;
	return FO_DROP;
}

static const char *
done_text(enum fo_verdict v)
{
	return v == FO_DROP      ? "it is left out"
	    : v == FO_SPLICE     ? "its children stand in its place"
	    : v == FO_WRAP_BLOCK ? "it is laid out in a block of its own"
	    : v == FO_WRAP_BODY  ? "it is read as part of a table-body"
				 : "it is read as part of a table-cell";
}

static const char *
kind_text(enum fo_elem child)
{
	return child == FO_TEXT ? "text" : fo_elem_name(child);
}

enum fo_verdict
fo_check_child(struct fo_reader *r, struct fo_frame *f, enum fo_elem child, struct span at)
{
	const struct fo_model *m = f->model;
	enum fo_verdict v;

	/* 6.13.2: anywhere below a flow or static-content, between rows and items as well. */
	if ((child == FO_CHANGE_BAR_BEGIN || child == FO_CHANGE_BAR_END) && f->in_flow)
		return FO_KEEP;
	/* Extensions of the set-up say nothing about their place. */
	if (child >= FO_FOX_DESTINATION && child < FO_TEXT)
		return FO_KEEP;
	for (size_t i = f->particle; i < m->n; i++)
		if (matches(f, &m->v[i], child) &&
		    !(is_single(&m->v[i]) && (f->seen >> i & 1) != 0)) {
			f->particle = (uint8_t)i;
			f->seen |= (uint32_t)1 << i;
			return FO_KEEP;
		}
	for (size_t i = 0; i < f->particle; i++)
		if (matches(f, &m->v[i], child) &&
		    !(is_single(&m->v[i]) && (f->seen >> i & 1) != 0)) {
			(void)!diag_at(r->cx, DIAG_FO_ORDER, at, "%s in %s", kind_text(child),
			    fo_elem_name(f->elem));
			f->seen |= (uint32_t)1 << i;
			f->unordered = true;
			return FO_KEEP;
		}
	v = repair(f, child);
	(void)!diag_at(r->cx, DIAG_FO_CONTENT, at, "%s in %s: %s", kind_text(child),
	    fo_elem_name(f->elem), done_text(v));
	return v;
}

/* Stable: particle by particle. */
static void
reorder(struct fo_frame *f)
{
	const struct fo_node *first = NULL;
	struct fo_node *last = NULL;

	for (size_t i = 0; i <= f->model->n; i++)
		for (const struct fo_node **link = &f->node->first, *n = *link; n != NULL;
		     n = *link) {
			if (i < f->model->n && !matches(f, &f->model->v[i], n->elem)) {
				link = &fo_mutable(n)->next;
				continue;
			}
			*link = n->next;
			fo_mutable(n)->next = NULL;
			if (last != NULL)
				last->next = n;
			else
				first = n;
			last = fo_mutable(n);
		}
	f->node->first = first;
	f->last = last;
}

/* The candidate recommendation of 2000 had one name for the name and the reference. */
static void
check_old_names(struct fo_reader *r, const struct fo_frame *f)
{
	if (f->elem == FO_PAGE_SEQUENCE && fo_str(f->node, PR_MASTER_NAME) != NULL &&
	    fo_str(f->node, PR_MASTER_REFERENCE) == NULL)
		(void)!diag_at(r->cx, DIAG_FO_OLD_NAME, f->at, "master-name of page-sequence: master-reference");
}

void
fo_check_end(struct fo_reader *r, struct fo_frame *f)
{
	check_old_names(r, f);
	for (size_t i = 0; i < f->model->n; i++) {
		const struct particle *p = &f->model->v[i];

		if ((f->seen >> i & 1) != 0 || p->occurs == '?' || p->occurs == '*' ||
		    (p->allows & FO_ALLOW_ANY) != 0)
			continue;
		/* An empty cell is what everybody writes for an empty cell; what was repaired is
		 * not missing. */
		if (f->elem == FO_TABLE_CELL || f->repaired)
			continue;
		if (f->elem == FO_ROOT) {
			(void)!diag_at(
			    r->cx, DIAG_FO_ROOT, f->at, "%.*s is missing", (int)p->n, p->text);
			r->failed = true;
			continue;
		}
		(void)!diag_at(r->cx, DIAG_FO_MISSING, f->at, "%.*s in %s", (int)p->n, p->text,
		    fo_elem_name(f->elem));
	}
	if (f->unordered)
		reorder(f);
}
