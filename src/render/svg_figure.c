/*
 * svg_figure.c - fonts for the text of an SVG picture.
 *
 * A picture is a document of its own: it sees no fonts of the page. A picture with much text is smaller with fonts in it than as shapes. The
 * browser lays out such text by itself, as librsvg does elsewhere, so these subsets keep what they are shaped with. Which fonts? Those
 * that fontconfig finds for each family and weight that the picture names, as librsvg finds them. What this cannot answer
 * for certain (a family that is not named, a character that the font lacks) is left to shapes.
 */
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/str.h"
#include "render/svg.h"

#define MAX_NAMES 8

/* The different values of a property in a picture, as they are written. */
struct values {
	const char *v[MAX_NAMES];
	size_t n;
	bool full;
};

static void
add_value(struct values *l, const char *v)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->v[i], v))
			return;
	if (l->n == MAX_NAMES)
		l->full = true;
	else
		l->v[l->n++] = v;
}

/* font-family="..." and font-family:...; of attributes and style sheets alike. */
static void
list_values(struct svg *s, const char *svg, const char *property, struct values *l)
{
	size_t len = strlen(property);

	for (const char *p = svg; (p = strstr(p, property)) != NULL;) {
		const char *end = "";

		p += len;
		p += strspn(p, " ");
		if (*p == '=' && (p[1] == '"' || p[1] == '\''))
			end = p[1] == '"' ? "\"" : "'", p += 2;
		else if (*p == ':')
			end = ";}\"<", p++;
		else
			continue;
		p += strspn(p, " ");
		add_value(l, arena_strndup(s->arena, p, strcspn(p, end)));
	}
}

/* The first family of a list, without quotes; NULL: none, or a generic one, which no font may be called. */
static const char *
first_family(struct svg *s, const char *list)
{
	static const char *const generic[] = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit"};
	char *name = arena_strndup(s->arena, list, strcspn(list, ","));
	size_t n;

	while (*name == '\'' || *name == '"' || *name == ' ' || strncmp(name, "&quot;", 6) == 0)
		name += *name == '&' ? 6 : 1;
	name[strcspn(name, "'\"&;<>{}\\")] = '\0';
	for (n = strlen(name); n > 0 && name[n - 1] == ' '; n--)
		name[n - 1] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(generic); i++)
		if (str_eq(name, generic[i]))
			return NULL;
	return *name != '\0' ? name : NULL;
}

/* [1..1000] of a font-weight; 0: not known here. */
static int
weight_of(const char *v)
{
	long n;

	if (str_eq(v, "normal"))
		return 400;
	if (str_eq(v, "bold"))
		return 700;
	n = strtol(v, NULL, 10);
	return n >= 1 && n <= 1000 ? (int)n : 0;
}

/* All characters outside of tags, in ascending order: more than the text, never less. NULL: it has references to characters. */
static hb_set_t *
list_chars(const char *svg)
{
	hb_set_t *set;

	if (strstr(svg, "&#") != NULL)
		return NULL;
	set = hb_set_create();
	for (const char *p = svg, *end = svg + strlen(svg); p < end;) {
		uint32_t c = utf8_next(&p, end);

		if (c == '<')
			p = strchr(p, '>') != NULL ? strchr(p, '>') : end;
		else if (c >= ' ' && c != '>')
			hb_set_add(set, c);
	}
	for (const char *p = "&<>'\""; strchr(svg, '&') != NULL && *p != '\0'; p++)
		hb_set_add(set, (unsigned char)*p);
	return set;
}

/* OpenType 1.9, OS/2 fsType: neither restricted, nor without subsets, nor pixels only. */
static bool
is_embeddable(hb_face_t *face)
{
	hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
	unsigned len, type;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(os2, &len);

	type = len >= 10 ? (unsigned)p[8] << 8 | p[9] : 0;
	hb_blob_destroy(os2);
	return (type & 0xe) != 2 && (type & 0x300) == 0;
}

/* What librsvg would take, where it is a file of one shape that has all the characters. */
static hb_face_t *
find_face(const char *family, int weight, const hb_set_t *chars)
{
	FcPattern *ask = FcPatternCreate(), *found;
	FcResult result;
	hb_face_t *face = NULL;
	hb_set_t *has = hb_set_create();
	FcChar8 *file = NULL;
	FcBool variable = FcFalse;
	int index = 0;

	FcPatternAddString(ask, FC_FAMILY, (const FcChar8 *)family);
	FcPatternAddInteger(ask, FC_WEIGHT, FcWeightFromOpenType(weight));
	FcPatternAddInteger(ask, FC_SLANT, FC_SLANT_ROMAN);
	FcConfigSubstitute(NULL, ask, FcMatchPattern);
	FcDefaultSubstitute(ask);
	found = FcFontMatch(NULL, ask, &result);
	if (found != NULL) {
		FcPatternGetBool(found, FC_VARIABLE, 0, &variable);
		FcPatternGetInteger(found, FC_INDEX, 0, &index);
		if (FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch && variable == FcFalse && index < 0x10000) {
			hb_blob_t *blob = hb_blob_create_from_file((const char *)file);

			face = hb_face_create(blob, (unsigned)index);
			hb_blob_destroy(blob);
		}
		FcPatternDestroy(found);
	}
	FcPatternDestroy(ask);
	if (face != NULL)
		hb_face_collect_unicodes(face, has);
	if (face != NULL && (!hb_set_is_subset(chars, has) || !is_embeddable(face))) {
		hb_face_destroy(face);
		face = NULL;
	}
	hb_set_destroy(has);
	return face;
}

static bool
put_face(const char *family, int weight, const hb_set_t *chars, struct buf *css)
{
	hb_face_t *face = find_face(family, weight, chars);
	struct buf file = {0};
	bool is_cff, ok = face != NULL && svg_sfnt_shaped(face, chars, &file, &is_cff);

	if (ok) {
		buf_printf(css, "@font-face{font-family:'%s';font-weight:%d;src:url(data:font/%s;base64,", family, weight,
		    is_cff ? "otf" : "ttf");
		svg_put_base64(css, file.p, file.len);
		buf_puts(css, ")}\n");
	}
	buf_free(&file);
	hb_face_destroy(face);
	return ok;
}

static bool
put_faces(struct svg *s, const char *svg, struct buf *css)
{
	struct values families = {0}, weights = {{"400"}, 1, false}, styles = {0};
	hb_set_t *chars = list_chars(svg);
	bool ok = chars != NULL;

	list_values(s, svg, "font-family", &families);
	list_values(s, svg, "font-weight", &weights);
	list_values(s, svg, "font-style", &styles);
	ok = ok && families.n > 0 && !families.full && !weights.full && styles.n == 0 && strstr(svg, "font:") == NULL &&
	    strstr(svg, "<!") == NULL;
	for (size_t i = 0; ok && i < families.n; i++) {
		const char *family = first_family(s, families.v[i]);

		for (size_t k = 0; ok && k < weights.n; k++)
			ok = family != NULL && weight_of(weights.v[k]) != 0 &&
			    put_face(family, weight_of(weights.v[k]), chars, css);
	}
	hb_set_destroy(chars);
	return ok;
}

/* Behind the start tag of the root; NULL: it has no contents. *prefix: what its name begins with, as "svg:". */
static const char *
inside_root(struct svg *s, const char *svg, const char **prefix)
{
	const char *p = svg, *name;
	char quote = '\0';

	while ((p = strchr(p, '<')) != NULL && (p[1] == '?' || p[1] == '!'))
		p++;
	if (p == NULL)
		return NULL;
	name = p + 1;
	*prefix = arena_strndup(s->arena, name, strcspn(name, ": />\n") + 1);
	if (!str_ends(*prefix, ":"))
		*prefix = "";
	for (; *p != '\0'; p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '>')
			return p[-1] != '/' ? p + 1 : NULL;
	}
	return NULL;
}

bool
svg_figure_fonts(struct svg *s, const struct image *image, struct buf *out)
{
	const char *svg = arena_strndup(s->arena, image->bytes, image->len), *prefix = "", *at = inside_root(s, svg, &prefix);
	struct buf css = {0};
	bool ok = at != NULL && strlen(svg) == image->len && put_faces(s, svg, &css);

	if (ok) {
		buf_add(out, svg, (size_t)(at - svg));
		buf_printf(out, "<%sstyle>%s</%sstyle>", prefix, buf_str(&css), prefix);
		buf_puts(out, at);
	}
	buf_free(&css);
	return ok;
}
