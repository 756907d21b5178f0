/*
 * fo_style.c - from an element's attributes to an interned style, by way of a cache.
 */
#include <stdlib.h>
#include <string.h>

#include <libxml/uri.h>

#include "base/str.h"
#include "fo/fo_cache.h"

struct fo_cached {
	uint64_t hash;
	const struct fo_istyle *parent, *style;
	const struct fo_set *specified;
	enum fo_elem elem;
	size_t n;
	struct {
		uint32_t name;
		uint32_t len;
		const char *value;
	} attrs[];
};

static void
free_cache(void *p)
{
	struct fo_reader *r = p;

	free(r->cache->styled);
	free(r->cache->own);
	free(r->cache->slots);
	free(r->styles);
	free(r->specs.v);
	free(r->bars.v);
	free(r->citations); /* a document in pieces need not be read to its end */
	buf_free(&r->text);
	memset(&r->specs, 0, sizeof(r->specs));
}

const char *
fo_intern(struct fo_reader *r, const char *s, size_t n)
{
	struct buf copy = {0};
	char *known;

	buf_add(&copy, s, n);
	known = map_lookup(r->strings, buf_str(&copy));
	if (known == NULL) {
		known = arena_strndup(r->a, s, n);
		map_set(r->strings, known, known);
	}
	buf_free(&copy);
	return known;
}

/* The spelling in our tables: a prefix by namespace, none for XSL itself. NULL for other people's
 * namespaces. */
static const char *
prefix_of(const xmlNs *ns)
{
	static const struct {
		const char *uri, *prefix;
	} known[] = {{"http://www.w3.org/XML/1998/namespace", "xml:"},
	    {"http://xmlgraphics.apache.org/fop/extensions", "fox:"},
	    {"http://www.antennahouse.com/names/XSL/Extensions", "axf:"},
	    {"http://xmlgraphics.apache.org/fop/extensions/pdf", "pdf:"}, {"urn:assay:xslt", "a:"}};

	if (ns == NULL || ns->href == NULL)
		return "";
	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (strcmp((const char *)ns->href, known[i].uri) == 0)
			return known[i].prefix;
	return NULL;
}

static struct fo_attr
find_meaning(struct fo_reader *r, const xmlAttr *attr)
{
	const char *prefix = prefix_of(attr->ns), *name = (const char *)attr->name;
	struct buf full = {0};
	struct fo_attr a;

	if (prefix == NULL)
		return (struct fo_attr){.kind = FO_ATTR_SILENT};
	if (strcmp(prefix, "a:") == 0)
		return (struct fo_attr){
		    .kind = strcmp(name, "at") == 0 ? FO_ATTR_AT : FO_ATTR_SILENT};
	if (*prefix == '\0')
		return fo_attr_lookup(r, name);
	buf_printf(&full, "%s%s", prefix, name);
	a = fo_attr_lookup(r, full.p);
	buf_free(&full);
	return a;
}

struct fo_attr
fo_attr_meaning(struct fo_reader *r, const xmlAttr *attr)
{
	size_t i = ((uintptr_t)attr->name >> 3 ^ (uintptr_t)attr->name >> 13) % FO_MEANINGS;

	if (!r->cache->meanings[i].used || r->cache->meanings[i].name != attr->name ||
	    r->cache->meanings[i].ns != attr->ns) {
		r->cache->meanings[i].attr = find_meaning(r, attr);
		r->cache->meanings[i].name = attr->name;
		r->cache->meanings[i].ns = attr->ns;
		r->cache->meanings[i].used = true;
	}
	return r->cache->meanings[i].attr;
}

void
fo_attr_forget(struct fo_reader *r)
{
	for (size_t i = 0; i < FO_MEANINGS; i++)
		if (r->cache->meanings[i].ns != NULL)
			r->cache->meanings[i].used = false;
}

const char *
fo_attr_text(struct fo_reader *r, const xmlAttr *attr)
{
	struct buf all = {0};
	const char *text;

	if (attr->children == NULL)
		return "";
	if (attr->children->next == NULL && attr->children->type == XML_TEXT_NODE)
		return attr->children->content != NULL ? (const char *)attr->children->content : "";
	for (const xmlNode *t = attr->children; t != NULL; t = t->next)
		if (t->type == XML_TEXT_NODE && t->content != NULL)
			buf_puts(&all, (const char *)t->content);
	text = arena_strdup(r->nodes, buf_str(&all));
	buf_free(&all);
	return text;
}

static uint64_t
hash_bytes(uint64_t h, const char *s, size_t n)
{
	uint64_t x;

	for (; n >= 8; s += 8, n -= 8) {
		memcpy(&x, s, 8);
		h = fo_mix(h, x);
	}
	x = 0;
	memcpy(&x, s, n);
	return fo_mix(h, x ^ (uint64_t)n << 56);
}

static uint32_t
name_of(struct fo_attr a)
{
	return a.kind == FO_ATTR_PROP ? (uint32_t)a.prop : 0x10000u + a.shorthand;
}

/* ---- the cache ---- */

static uint64_t
key_hash(const struct fo_cache *c, const struct fo_istyle *parent, enum fo_elem elem)
{
	uint64_t h = fo_mix((uintptr_t)parent, (uint64_t)elem);

	for (size_t i = 0; i < c->n_styled; i++)
		h = hash_bytes(
		    fo_mix(h, name_of(c->styled[i].meaning)), c->styled[i].value, c->styled[i].n);
	return h;
}

static bool
key_eq(const struct fo_cached *e, const struct fo_cache *c, const struct fo_istyle *parent,
    enum fo_elem elem)
{
	if (e->parent != parent || e->elem != elem || e->n != c->n_styled)
		return false;
	for (size_t i = 0; i < e->n; i++)
		if (e->attrs[i].name != name_of(c->styled[i].meaning) ||
		    e->attrs[i].len != c->styled[i].n ||
		    memcmp(e->attrs[i].value, c->styled[i].value, c->styled[i].n) != 0)
			return false;
	return true;
}

static void
grow_cache(struct fo_cache *c)
{
	size_t old = c->size;
	struct fo_cached **before = c->slots;

	c->size = old > 0 ? old * 2 : 512;
	c->slots = mem_alloc(c->size * sizeof(struct fo_cached *));
	memset(c->slots, 0, c->size * sizeof(struct fo_cached *));
	for (size_t i = 0; i < old; i++) {
		size_t at;

		if (before[i] == NULL)
			continue;
		for (at = before[i]->hash & (c->size - 1); c->slots[at] != NULL;)
			at = (at + 1) & (c->size - 1);
		c->slots[at] = before[i];
	}
	free(before);
}

static void
remember(
    struct fo_reader *r, uint64_t hash, const struct fo_istyle *parent, const struct fo_frame *f)
{
	struct fo_cache *c = r->cache;
	struct fo_cached *e = arena_zalloc(r->a, sizeof(*e) + c->n_styled * sizeof(e->attrs[0]));
	size_t at;

	e->hash = hash;
	e->parent = parent;
	e->style = f->style;
	e->specified = f->specified;
	e->elem = f->elem;
	e->n = c->n_styled;
	for (size_t i = 0; i < c->n_styled; i++) {
		e->attrs[i].name = name_of(c->styled[i].meaning);
		e->attrs[i].len = (uint32_t)c->styled[i].n;
		e->attrs[i].value = arena_strndup(r->a, c->styled[i].value, c->styled[i].n);
	}
	if (c->n * 2 >= c->size)
		grow_cache(c);
	for (at = hash & (c->size - 1); c->slots[at] != NULL;)
		at = (at + 1) & (c->size - 1);
	c->slots[at] = e;
	c->n++;
}

static const struct fo_cached *
recall(const struct fo_cache *c, uint64_t hash, const struct fo_istyle *parent, enum fo_elem elem)
{
	if (c->size == 0)
		return NULL;
	for (size_t at = hash & (c->size - 1); c->slots[at] != NULL; at = (at + 1) & (c->size - 1))
		if (c->slots[at]->hash == hash && key_eq(c->slots[at], c, parent, elem))
			return c->slots[at];
	return NULL;
}

/* ---- one element ---- */

/* Spaces are what people write in file names, and what no URI may have. */
static xmlChar *
escape_spaces(const char *s)
{
	return xmlURIEscapeStr((const xmlChar *)s, (const xmlChar *)"%:/?#[]@!$&'()*+,;=");
}

const char *
fo_uri_resolve(struct fo_reader *r, const char *uri, const char *base)
{
	xmlChar *u = escape_spaces(uri), *b = escape_spaces(base), *full = xmlBuildURI(u, b);
	const char *result =
	    full != NULL ? fo_intern(r, (const char *)full, strlen((const char *)full)) : uri;

	xmlFree(u);
	xmlFree(b);
	xmlFree(full);
	return strncmp(result, "./", 2) == 0 ? result + 2 : result;
}

/* A name or address as it stands: most values of one object are, and need no parser. */
static bool
is_plain(struct fo_reader *r, const struct fo_spec *spec)
{
	uint16_t types = r->types[spec->prop];

	if ((types != FO_TYPE_STR && types != FO_TYPE_URI) ||
	    fo_prop_rows[spec->prop].status != FO_STATUS_yes)
		return false;
	if (spec->n == 0 || spec->s[spec->n - 1] <= ' ' || spec->s[spec->n - 1] == ')')
		return false;
	return spec->s[0] > ' ' && spec->s[0] != '\'' && spec->s[0] != '"' &&
	    strcmp(spec->s, "none") != 0;
}

static void
add_own(struct fo_reader *r, struct fo_frame *f, const struct fo_istyle *parent,
    const struct fo_spec *spec)
{
	struct fo_cache *c = r->cache;
	struct fo_value v = {.kind = FO_STR};
	bool context = false;

	if (spec->n == 0 && spec->prop == PR_FOX_ALT_TEXT)
		v.str = ""; /* of a picture: it says nothing */
	else if (is_plain(r, spec))
		v.str = arena_strdup(r->nodes, spec->s);
	else if (!fo_eval_spec(r, f, parent, &parent->s, spec, &v, &context) ||
	    (v.kind == FO_STR && v.str[0] == '\0' && spec->prop != PR_FOX_ALT_TEXT))
		return;
	if (spec->prop == PR_SRC && v.kind == FO_STR && f->base != NULL) {
		v.str = fo_uri_resolve(r, v.str, f->base);
	}
	if (c->n_own == c->cap_own) {
		c->cap_own = c->cap_own > 0 ? c->cap_own * 2 : 16;
		c->own = mem_realloc(c->own, c->cap_own, sizeof(*c->own));
	}
	c->own[c->n_own++] = (struct fo_own_value){spec->prop, v};
}

static void
unknown_attr(struct fo_reader *r, struct fo_frame *f, const xmlAttr *attr)
{
	const char *names[PR__COUNT], *near;

	if (!diag_first(r->cx, DIAG_FO_UNKNOWN_PROPERTY, (const char *)attr->name))
		return;
	(void)!diag_at(r->cx, DIAG_FO_UNKNOWN_PROPERTY, fo_value_span(r, f, attr), "%s",
	    (const char *)attr->name);
	for (int p = 0; p < PR__COUNT; p++)
		names[p] = fo_prop_rows[p].name;
	near = str_nearest((const char *)attr->name, names, PR__COUNT);
	if (near != NULL)
		diag_hint(r->cx, "Did you mean '%s'?", near);
}

/* Sorts the attributes: those of the style, those of the object, the place, the rest. */
static void
sort_attrs(struct fo_reader *r, struct fo_frame *f, const struct fo_istyle *parent)
{
	struct fo_cache *c = r->cache;

	c->n_styled = c->n_own = 0;
	for (const xmlAttr *attr = f->xml->properties; attr != NULL; attr = attr->next) {
		struct fo_attr a = fo_attr_meaning(r, attr);
		const char *value;
		size_t n;

		if (a.kind == FO_ATTR_SILENT || a.kind == FO_ATTR_AT ||
		    (a.kind == FO_ATTR_PROP && a.prop == PR_ID))
			continue;
		if (a.kind == FO_ATTR_UNKNOWN) {
			unknown_attr(r, f, attr);
			continue;
		}
		value = fo_attr_text(r, attr);
		n = strlen(value);
		if (a.kind == FO_ATTR_PROP && a.prop >= PR__STYLED) {
			struct fo_spec spec = {a.prop, 0, value, n, attr};

			add_own(r, f, parent, &spec);
			continue;
		}
		if (c->n_styled == c->cap_styled) {
			c->cap_styled = c->cap_styled > 0 ? c->cap_styled * 2 : 32;
			c->styled = mem_realloc(c->styled, c->cap_styled, sizeof(*c->styled));
		}
		c->styled[c->n_styled++] = (struct fo_styled){attr, value, n, a};
	}
}

/* 7.27.17: the initial region-name depends on the region. */
static void
add_region_name(struct fo_reader *r, struct fo_frame *f)
{
	struct fo_cache *c = r->cache;
	struct fo_value v = {.kind = FO_STR};

	for (size_t i = 0; i < c->n_own; i++)
		if (c->own[i].prop == PR_REGION_NAME)
			return;
	v.str = arena_printf(r->a, "xsl-%s", fo_elem_name(f->elem));
	if (c->n_own == c->cap_own) {
		c->cap_own = c->cap_own > 0 ? c->cap_own * 2 : 16;
		c->own = mem_realloc(c->own, c->cap_own, sizeof(*c->own));
	}
	c->own[c->n_own++] = (struct fo_own_value){PR_REGION_NAME, v};
}

static const struct fo_own *
make_own(struct fo_reader *r, struct fo_frame *f)
{
	struct fo_cache *c = r->cache;
	struct fo_own *own;

	if (f->elem >= FO_REGION_BODY && f->elem <= FO_REGION_END)
		add_region_name(r, f);
	if (c->n_own == 0)
		return NULL;
	own = arena_alloc(r->nodes, sizeof(*own) + c->n_own * sizeof(own->v[0]));
	own->n = c->n_own;
	memcpy(own->v, c->own, c->n_own * sizeof(own->v[0]));
	return own;
}

void
fo_style_of(struct fo_reader *r, struct fo_frame *f, const struct fo_own **own)
{
	const struct fo_istyle *parent = f->up != NULL ? f->up->style : r->initial;
	const struct fo_cached *e;
	uint64_t hash;
	bool context = false;

	r->cache->faulty = NULL; /* the next attribute may lie where the last one did */
	sort_attrs(r, f, parent);
	*own = make_own(r, f);
	hash = key_hash(r->cache, parent, f->elem);
	e = recall(r->cache, hash, parent, f->elem);
	if (e != NULL) {
		f->style = e->style;
		f->specified = e->specified;
		return;
	}
	f->style = fo_compute(r, f, parent, &f->specified, &context);
	/* With the reset of indents it counts where an ancestor had its indent from. */
	if (!context && r->opts.indents == FO_INDENTS_INHERIT)
		remember(r, hash, parent, f);
}

const struct fo_istyle *
fo_style_anonymous(struct fo_reader *r, const struct fo_istyle *parent)
{
	static const struct fo_set none;
	struct fo_frame f = {.elem = FO_WRAPPER};

	fo_inherit(r, parent, &r->cache->scratch);
	fo_resolve(r, &f, &r->cache->scratch, &none);
	return fo_intern_style(r, &r->cache->scratch);
}

void
fo_style_init(struct fo_reader *r)
{
	struct fo_istyle *st = arena_zalloc(r->a, sizeof(*st));

	r->cache = arena_zalloc(r->a, sizeof(*r->cache));
	arena_defer(r->a, free_cache, r);
	r->strings = map_new(r->a);
	r->initial = st;
	for (int p = 0; p < PR__COUNT; p++)
		r->types[p] = fo_types_of(fo_prop_rows[p].values);
	st->s.v[PR_FONT_SIZE] = (struct fo_value){.kind = FO_LEN, .len = {12000, 0}};
	for (int p = 0; p < PR__STYLED; p++) {
		struct fo_eval ev = {.r = r, .own = &st->s, .prop = (enum fo_prop)p, .em = 12000};
		const char *text = fo_prop_rows[p].initial;

		if (*text != '\0' && !fo_value_parse(&ev, text, strlen(text), &st->s.v[p]))
			(void)!diag_at(r->cx, DIAG_INTERNAL, NO_SPAN, "initial value of %s: %s",
			    fo_prop_rows[p].name, ev.why);
	}
	st->last_relative = true;
}
