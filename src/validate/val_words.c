#include "validate/val_words.h"

#include <libxml/xmlerror.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

#define MAX_NAMES 200

const char *
val_plain_words(struct ctx *cx, const char *message)
{
	struct buf b = {0};
	const char *s = message != NULL ? message : "", *copy;

	for (; *s != '\0'; s++)
		if (*s == '{' && strchr(s, '}') != NULL && s[1] != '\'')
			s = strchr(s, '}');
		else
			buf_putc(&b, str_is_blank(s, 1) ? ' ' : *s);
	while (b.len > 0 && b.p[b.len - 1] == ' ')
		b.p[--b.len] = '\0';
	copy = arena_strdup(cx->arena, buf_str(&b));
	buf_free(&b);
	return copy;
}

/* ---- reading the message ------------------------------------------------------------------------------------------ */

/* "Element 'e', attribute '{ns}a': ...": the attribute as it stands in the tag, or NULL. */
static const char *
attribute_of(struct val_words *w, const xmlNode *at, const char *message)
{
	const char *s = strstr(message, ", attribute '"), *colon = strstr(message, "': "), *end, *brace;

	if (s == NULL || (colon != NULL && colon < s))
		return NULL;
	s += strlen(", attribute '");
	end = strstr(s, "': ");
	if (end == NULL)
		return NULL;
	brace = *s == '{' ? memchr(s, '}', (size_t)(end - s)) : NULL;
	if (brace == NULL)
		return arena_strndup(w->cx->arena, s, (size_t)(end - s));
	for (const xmlAttr *a = at->properties; a != NULL; a = a->next)
		if (a->ns != NULL && a->ns->prefix != NULL && strlen((const char *)a->name) == (size_t)(end - brace - 1) &&
		    strncmp((const char *)a->name, brace + 1, (size_t)(end - brace - 1)) == 0)
			return arena_printf(w->cx->arena, "%s:%s", a->ns->prefix, a->name);
	return arena_strndup(w->cx->arena, brace + 1, (size_t)(end - brace - 1));
}

/* "Expected is one of ( {ns}a, {ns}b )." -> the local names. */
static size_t
expected_of(struct val_words *w, const char *message, const char **names)
{
	const char *plain = val_plain_words(w->cx, message), *s = strstr(plain, "( ");
	size_t n = 0;

	for (s = s != NULL ? s + 2 : NULL; s != NULL && *s != ')' && *s != '\0' && n < MAX_NAMES;) {
		size_t len = strcspn(s, ", )");

		if (len > 0 && s[0] != '#')
			names[n++] = arena_strndup(w->cx->arena, s, len);
		s += len;
		s += strspn(s, ", ");
	}
	return n;
}

/* "a, b or c"; at most eight names. */
static const char *
join(struct ctx *cx, const char *const *names, size_t n, const char *around)
{
	struct buf b = {0};
	const char *copy;

	for (size_t i = 0; i < n && i < 8; i++) {
		buf_puts(&b, i == 0 ? "" : i + 1 == n ? " or " : ", ");
		buf_printf(&b, around[0] == '<' ? "<%s>" : "%s", names[i]);
	}
	if (n > 8)
		buf_puts(&b, " ...");
	copy = arena_strdup(cx->arena, buf_str(&b));
	buf_free(&b);
	return copy;
}

static bool
contains(const char *const *names, size_t n, const char *name, size_t *index)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(names[i], name)) {
			*index = i;
			return true;
		}
	return false;
}

/* ---- elements ------------------------------------------------------------------------------------------------------ */

static const char *
name_of(const xmlNode *node)
{
	return (const char *)node->name;
}

static void
say_unknown_element(struct val_words *w, const xmlNode *at, const struct val_names *inside)
{
	const char *near = str_nearest(name_of(at), inside->elements, inside->n_elements);
	size_t i;

	(void)diag_at(w->cx, DIAG_UNKNOWN_ELEMENT, val_tag_span(w->cx, w->doc, at), "<%s> inside <%s>", name_of(at),
	    name_of(at->parent));
	if (contains(inside->attributes, inside->n_attributes, name_of(at), &i))
		diag_hint(w->cx, "It is an attribute: write <%s %s=\"...\">.", name_of(at->parent), name_of(at));
	else if (near != NULL)
		diag_hint(w->cx, "Did you mean <%s>?", near);
	else if (inside->n_elements > 0)
		diag_hint(w->cx, "Allowed here: %s.", join(w->cx, inside->elements, inside->n_elements, "<"));
	else
		diag_hint(w->cx, "Nothing may stand inside <%s>; delete the element or move it out.", name_of(at->parent));
}

/* The element is known here, but not at this place. */
static void
say_order(struct val_words *w, const xmlNode *at, const struct val_names *inside, size_t index,
    const char *const *expected, size_t n_expected)
{
	struct span span = val_tag_span(w->cx, w->doc, at);
	const char *late = NULL;
	bool twice = false;
	size_t i;

	for (const xmlNode *p = at->prev; p != NULL; p = p->prev) {
		twice = twice || (val_is(p, name_of(at)) && inside->element_max[index] == NULL);
		if (p->type == XML_ELEMENT_NODE && contains(inside->elements, inside->n_elements, name_of(p), &i) && i > index)
			late = name_of(p);
	}
	if (twice) {
		(void)diag_at(w->cx, DIAG_ELEMENT_ORDER, span, "a second <%s> inside <%s>", name_of(at),
		    name_of(at->parent));
		diag_hint(w->cx, "Only one is allowed: join the two, or delete one.");
	} else if (late != NULL) {
		(void)diag_at(w->cx, DIAG_ELEMENT_ORDER, span, "<%s> must stand before <%s>", name_of(at), late);
	} else {
		(void)diag_at(w->cx, DIAG_MISSING_ELEMENT, span, "%s must stand before <%s>",
		    join(w->cx, expected, n_expected, "<"), name_of(at));
	}
}

static void
say_content(struct val_words *w, const xmlNode *at, const char *message)
{
	const char *expected[MAX_NAMES];
	size_t n = expected_of(w, message, expected), index;
	struct val_names inside;

	if (strstr(message, "Missing child element") != NULL) {
		(void)diag_at(w->cx, DIAG_MISSING_ELEMENT, val_tag_span(w->cx, w->doc, at), "<%s> ends without %s",
		    name_of(at), join(w->cx, expected, n, "<"));
		return;
	}
	if (at->parent == NULL || at->parent->type != XML_ELEMENT_NODE)
		return;
	val_names_of(w->schema, at->parent, &inside);
	if (contains(inside.elements, inside.n_elements, name_of(at), &index))
		say_order(w, at, &inside, index, expected, n);
	else if (inside.n_elements > 0 || w->schema->vocabulary == VAL_ASSESSMENT)
		say_unknown_element(w, at, &inside);
	else
		(void)diag_at(w->cx, DIAG_UNKNOWN_ELEMENT, val_tag_span(w->cx, w->doc, at), "<%s> inside <%s>; expected %s",
		    name_of(at), name_of(at->parent), n > 0 ? join(w->cx, expected, n, "<") : "nothing");
}

/* Text between elements, or anything inside an element that must be empty. */
static void
say_no_content(struct val_words *w, const xmlNode *at)
{
	struct val_names inside;

	for (const xmlNode *c = at->children; c != NULL; c = c->next) {
		val_names_of(w->schema, at, &inside);
		if (c->type == XML_ELEMENT_NODE && inside.n_elements == 0) {
			say_unknown_element(w, c, &inside);
			return;
		}
	}
	(void)diag_at(w->cx, DIAG_STRAY_TEXT, load_stray_span(w->cx, w->doc, at), "inside <%s>", name_of(at));
}

/* ---- attributes and values ----------------------------------------------------------------------------------------- */

/* The name before a value: that is what is wrong with an attribute that nobody knows. */
static struct span
name_before(struct val_words *w, struct span value, const char *attr)
{
	size_t len, n = strlen(attr);
	const char *bytes = src_bytes(w->cx->sources, value.file, &len);

	for (uint32_t at = value.beg; bytes != NULL && at > n && value.beg - at < 1000; at--)
		if (memcmp(bytes + at - n, attr, n) == 0)
			return (struct span){at - (uint32_t)n, at, value.file};
	return value;
}

static void
say_unknown_attribute(struct val_words *w, const xmlNode *at, const char *attr)
{
	struct val_names inside;
	const char *near;
	size_t i;

	val_names_of(w->schema, at, &inside);
	near = str_nearest(attr, inside.attributes, inside.n_attributes);
	(void)diag_at(w->cx, DIAG_UNKNOWN_ATTRIBUTE,
	    name_before(w, load_attr_span(w->cx, w->doc, at, attr), attr), "%s of <%s>", attr, name_of(at));
	if (contains(inside.elements, inside.n_elements, attr, &i))
		diag_hint(w->cx, "It is an element: write <%s>...</%s> inside <%s>.", attr, attr, name_of(at));
	else if (near != NULL)
		diag_hint(w->cx, "Did you mean %s?", near);
	else if (inside.n_attributes > 0)
		diag_hint(w->cx, "Allowed here: %s.", join(w->cx, inside.attributes, inside.n_attributes, ""));
}

static void
say_missing_attribute(struct val_words *w, const xmlNode *at, const char *message)
{
	const char *plain = val_plain_words(w->cx, message), *s = strstr(plain, "attribute '");
	size_t n;

	s = s != NULL ? s + strlen("attribute '") : "";
	n = strcspn(s, "'");
	/* The only attribute with a prefix that assessment.xsd requires. */
	s = arena_printf(w->cx->arena, "%s%.*s", n == 4 && strncmp(s, "lang", 4) == 0 ? "xml:" : "", (int)n, s);
	(void)diag_at(w->cx, DIAG_MISSING_ATTRIBUTE, val_tag_span(w->cx, w->doc, at), "<%s> needs %s", name_of(at), s);
	diag_hint(w->cx, "Write <%s %s=\"...\">.", name_of(at), s);
}

static const struct {
	const char *type, *hint;
} type_hints[] = {
    {"task-status",
	"One letter: M met, P partly met, L planned, A met by an alternative, X not met, N not applicable, U not assessed."},
    {"date", "Write a day as YYYY-MM-DD, such as 2026-10-15; it must exist in the calendar."},
    {"id", "An id starts with a letter or \"_\" and goes on with letters, digits, \".\", \"-\" or \"_\"."},
    {"token", "Write one word: letters, digits, \".\", \"-\", \"_\" or \":\", without spaces."},
    {"text", "The value must not be empty: fill it in, or leave the attribute out if you may."},
    {"email", "Write an address as name@domain."},
    {"language", "Write a BCP 47 tag, such as en or en-US."},
};

static void
hint_value(struct val_words *w, const xmlNode *decl, const char *value)
{
	const char *allowed[MAX_NAMES], *near, *type = val_type_name(decl);
	size_t n = val_enumeration(w->schema, decl, allowed, MAX_NAMES);

	near = n > 0 ? str_nearest(value, allowed, n) : NULL;
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(allowed[i], value) == 0)
			near = allowed[i];
	if (near != NULL && strlen(near) > 0)
		diag_hint(w->cx, "Did you mean \"%s\"? Allowed: %s.", near, join(w->cx, allowed, n, ""));
	else if (n > 0)
		diag_hint(w->cx, "Allowed: %s.", join(w->cx, allowed, n, ""));
	for (size_t i = 0; w->schema->vocabulary == VAL_ASSESSMENT && i < ARRAY_LEN(type_hints); i++)
		if (str_eq(type_hints[i].type, type))
			diag_hint(w->cx, "%s", type_hints[i].hint);
}

static void
say_value(struct val_words *w, const xmlNode *at, const char *attr)
{
	const char *value = val_attr(w->cx, at, attr);
	struct span span = load_attr_span(w->cx, w->doc, at, attr);
	struct val_names inside;
	size_t i;

	if (value == NULL)
		value = "";
	val_names_of(w->schema, at, &inside);
	if (!contains(inside.attributes, inside.n_attributes, attr, &i)) {
		(void)diag_at(w->cx, DIAG_BAD_VALUE, span, "\"%s\" for %s of <%s>", value, attr, name_of(at));
	} else if (w->schema->vocabulary == VAL_ASSESSMENT && str_eq(val_type_name(inside.attribute_decls[i]), "sha256")) {
		(void)diag_at(w->cx, DIAG_SHA256_FORM, span, "%zu characters", strlen(value));
	} else {
		(void)diag_at(w->cx, DIAG_BAD_VALUE, span, "\"%s\" for %s of <%s>", value, attr, name_of(at));
		hint_value(w, inside.attribute_decls[i], value);
	}
}

static bool
is_about_a_value(int code)
{
	return (code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 && code <= XML_SCHEMAV_CVC_ENUMERATION_VALID) ||
	    code == XML_SCHEMAV_VALUE;
}

static void
say_attribute(struct val_words *w, const xmlNode *at, const char *attr, int code, const char *message)
{
	if (w->outcome < VAL_VALUES)
		w->outcome = VAL_VALUES;
	if (w->last == at && str_eq(w->last_attr, attr))
		return;
	w->last = at;
	w->last_attr = attr;
	if (code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1 || code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2)
		say_unknown_attribute(w, at, attr);
	else if (is_about_a_value(code))
		say_value(w, at, attr);
	else
		(void)diag_at(w->cx, DIAG_SCHEMA_RULE, load_attr_span(w->cx, w->doc, at, attr), "%s",
		    val_plain_words(w->cx, message));
}

void
val_words_say(struct val_words *w, const xmlNode *at, int code, const char *message)
{
	const char *attr = attribute_of(w, at, message);

	if (attr != NULL) {
		say_attribute(w, at, attr, code, message);
		return;
	}
	if (is_about_a_value(code) && w->last == at && w->last_attr == NULL)
		return;
	w->last = at;
	w->last_attr = NULL;
	w->outcome = is_about_a_value(code) && w->outcome < VAL_STRUCTURE ? VAL_VALUES : VAL_STRUCTURE;
	if (code == XML_SCHEMAV_CVC_ELT_1 && w->schema->vocabulary == VAL_ASSESSMENT)
		(void)diag_at(w->cx, DIAG_VOCABULARY, val_tag_span(w->cx, w->doc, at), "<%s> in %s%s%s", name_of(at),
		    at->ns != NULL ? "namespace \"" : "no namespace", at->ns != NULL ? (const char *)at->ns->href : "",
		    at->ns != NULL ? "\"" : "");
	else if (code == XML_SCHEMAV_ELEMENT_CONTENT)
		say_content(w, at, message);
	else if (code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4)
		say_missing_attribute(w, at, message);
	else if (code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3 || code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1)
		say_no_content(w, at);
	else if (is_about_a_value(code))
		(void)diag_at(w->cx, DIAG_BAD_VALUE, load_text_span(w->cx, w->doc, at), "the text of <%s>", name_of(at));
	else
		(void)diag_at(w->cx, DIAG_SCHEMA_RULE, val_tag_span(w->cx, w->doc, at), "%s",
		    val_plain_words(w->cx, message));
}
