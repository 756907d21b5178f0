#include "layout/lay_image.h"

#include <stdio.h>
#include <string.h>

#include "base/ctx.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "layout/lay_image_read.h"
#include "layout/text.h"

#define SVG_NS "http://www.w3.org/2000/svg"
#define AT_NS "urn:assay:xslt"

struct lay_images {
	struct map *by_name;    /* src, or "#serial" of an instream-foreign-object -> struct entry */
	struct map *by_content; /* serialised SVG -> struct image */
	uint32_t n;
};

/* What one name led to; image is NULL for a kind that is not drawn. Failures are not kept: each place reports. */
struct entry {
	struct image *image;
};

void
lay_images_init(struct lay *lay)
{
	lay->images = arena_zalloc(lay->arena, sizeof(*lay->images));
	lay->images->by_name = map_new(lay->arena);
	lay->images->by_content = map_new(lay->arena);
}

static enum rc
refuse(struct lay *lay, enum lay_image_verdict v, struct span at, const char *name, const char *why)
{
	static const enum diag_id ids[] = {[PICTURE_DAMAGED] = DIAG_IMAGE_DATA,
	    [PICTURE_TOO_LARGE] = DIAG_IMAGE_LIMIT, [PICTURE_UNSUPPORTED] = DIAG_IMAGE_UNSUPP};

	return diag_at(lay->cx, ids[v], at, "%.200s: %s", name, why);
}

/*
 * Whatever may have text, under any prefix or in a picture of its own: without our configuration librsvg would read the host's.
 */
static void
take_svg(struct lay *lay, struct image *im, const xmlNode *root)
{
	im->kind = IMAGE_SVG;
	if (memmem(im->bytes, im->len, "text", 4) != NULL || memmem(im->bytes, im->len, "image", 5) != NULL)
		lay_fonts_publish(lay);
	lay_image_read_svg(im, root);
}

/* SVG is read by the one XML parser first: no DOCTYPE, no limits passed. librsvg gets the same bytes later. */
static enum rc
read_svg(struct lay *lay, struct image *im, struct span at, bool *known)
{
	const struct doc *doc;
	const xmlNode *root;
	enum lay_image_verdict v;
	const char *why;

	TRY(load_bytes(lay->cx, im->name, im->bytes, im->len, NULL, &doc));
	root = xmlDocGetRootElement(doc->xml);
	*known = root != NULL && root->ns != NULL && strcmp((const char *)root->ns->href, SVG_NS) == 0 &&
	    strcmp((const char *)root->name, "svg") == 0;
	if (!*known)
		return refuse(lay, PICTURE_UNSUPPORTED, at, im->name, "XML that is not SVG");
	take_svg(lay, im, root);
	v = lay_image_weigh_svg(root, &why);
	return v == PICTURE_OK ? RC_OK : refuse(lay, v, at, im->name, why);
}

static bool
is_xml(const struct image *im)
{
	size_t i = im->len >= 3 && memcmp(im->bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (i < im->len && str_is_blank(im->bytes + i, 1))
		i++;
	return i < im->len && im->bytes[i] == '<';
}

/* Pictures of other kinds: they are told from what is no picture at all. */
static bool
is_other_picture(const struct image *im)
{
	static const struct {
		const char *magic;
		size_t at, len, least; /* [bytes]; least: the header */
	} kinds[] = {{"WEBP", 8, 4, 16}, {"BM", 0, 2, 26},
	    {"II*\0", 0, 4, 8}, {"MM\0*", 0, 4, 8}, {"%!PS", 0, 4, 8}, {"%PDF-", 0, 5, 8},
	    {"\0\0\0\fjP  ", 0, 8, 12}, {"ftypavif", 4, 8, 16}, {"ftypheic", 4, 8, 16}, {"\x1f\x8b", 0, 2, 18},
	    {"\0\0\1\0", 0, 4, 22}, {"\xd7\xcd\xc6\x9a", 0, 4, 22}, {"\1\0\0\0", 0, 4, 88}};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (im->len >= kinds[i].least && memcmp(im->bytes + kinds[i].at, kinds[i].magic, kinds[i].len) == 0)
			return true;
	return false;
}

/* Decides by content, never by name or content-type. *known: false when it is of a kind that is not drawn. */
static enum rc
read_image(struct lay *lay, struct image *im, struct span at, bool *known)
{
	enum lay_image_verdict v = PICTURE_UNSUPPORTED;
	const char *why = "neither PNG nor JPEG nor GIF nor SVG";

	*known = false;
	if (im->len >= 18 && memcmp(im->bytes, "\x1f\x8b", 2) == 0) { /* svgz: SVG 1.1, 1.2 */
		v = lay_image_unzip(lay->arena, im, &why);
		if (v != PICTURE_OK || !is_xml(im))
			return refuse(lay, v != PICTURE_OK ? v : PICTURE_UNSUPPORTED, at, im->name, why);
	}
	if (im->len >= 8 && memcmp(im->bytes, "\x89PNG\r\n\x1a\n", 8) == 0) {
		im->kind = IMAGE_PNG;
		v = lay_image_read_png(im, &why);
	} else if (im->len >= 3 && memcmp(im->bytes, "\xff\xd8\xff", 3) == 0) {
		im->kind = IMAGE_JPEG;
		v = lay_image_read_jpeg(im, &why);
	} else if (im->len >= 6 && (memcmp(im->bytes, "GIF87a", 6) == 0 || memcmp(im->bytes, "GIF89a", 6) == 0)) {
		im->kind = IMAGE_PNG; /* as which the devices get it */
		v = lay_image_read_gif(lay->arena, im, &why);
	} else if (is_xml(im)) {
		return read_svg(lay, im, at, known);
	} else if (im->len == 0) {
		v = PICTURE_DAMAGED;
		why = "it is empty";
	} else if (!is_other_picture(im)) {
		v = PICTURE_DAMAGED;
		why = "it begins like no picture";
	}
	*known = v == PICTURE_OK;
	return v == PICTURE_OK ? RC_OK : refuse(lay, v, at, im->name, why);
}

/* data:[type][;base64],... (RFC 2397); only base64, within the limits of a file. */
static enum rc
read_data_url(struct lay *lay, const char *src, struct span at, struct image *im)
{
	const char *comma = strchr(src, ',');

	im->name = "data: URL";
	if (comma == NULL || comma - src < 7 || strncmp(comma - 7, ";base64", 7) != 0)
		return refuse(lay, PICTURE_DAMAGED, at, im->name, "it is not base64");
	if (strlen(comma) / 4 * 3 > LIMIT_IMAGE_BYTES)
		return refuse(lay, PICTURE_TOO_LARGE, at, im->name, "too many bytes");
	im->bytes = lay_image_base64(lay->arena, comma + 1, &im->len);
	if (im->bytes == NULL)
		return refuse(lay, PICTURE_DAMAGED, at, im->name, "it is not base64");
	return RC_OK;
}

static enum rc
open_src(struct lay *lay, const char *src, struct span at, struct image *im)
{
	if (str_starts(src, "data:"))
		return read_data_url(lay, src, at, im);
	im->name = arena_strdup(lay->arena, src);
	if (lay->tree->base == NULL)
		return diag_at(lay->cx, DIAG_FILE_OUTSIDE, at, "%.200s: there is no folder to look in", src);
	return io_read_below(lay->cx, lay->tree->base, src, at, LIMIT_IMAGE_BYTES, &im->bytes, &im->len);
}

static struct lay_images *
images_of(struct lay *lay)
{
	if (lay->images == NULL)
		lay_images_init(lay);
	return lay->images;
}

/* [B] of a name's beginning, whole characters */
static size_t
name_prefix(const char *s, size_t most)
{
	size_t n = strlen(s);

	if (n <= most)
		return n;
	for (n = most; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80; n--)
		;
	return n;
}

/* The box that stands for a picture: an inch by half an inch, crossed out, with the name as far as it goes. */
static enum rc
draw_box(struct lay *lay, struct image *im, const char *src, struct span at, bool *known)
{
	struct buf svg = {0};
	const char *slash = strrchr(src, '/');
	const char *name = slash != NULL && slash[1] != '\0' ? slash + 1 : src;

	buf_puts(&svg, "<svg xmlns=\"" SVG_NS "\" width=\"96\" height=\"48\" viewBox=\"0 0 96 48\">"
		       "<rect x=\"0.5\" y=\"0.5\" width=\"95\" height=\"47\" fill=\"#f4f4f4\" stroke=\"#777777\"/>"
		       "<path d=\"M0.5 0.5L95.5 47.5M95.5 0.5L0.5 47.5\" stroke=\"#cccccc\"/>"
		       "<text x=\"48\" y=\"27\" font-size=\"8\" text-anchor=\"middle\" fill=\"#333333\">");
	buf_xml(&svg, arena_strndup(lay->arena, name, name_prefix(name, 22)));
	buf_puts(&svg, "</text></svg>");
	*im = (struct image){.name = arena_strdup(lay->arena, src), .bytes = arena_strndup(lay->arena, svg.p, svg.len), .len = svg.len};
	buf_free(&svg);
	return read_svg(lay, im, at, known);
}

static enum rc
read_src(struct lay *lay, const char *src, struct span at, struct image *im, bool *known)
{
	struct diag_mark mark = diag_mark(lay->cx);
	enum rc rc = open_src(lay, src, at, im);

	if (rc == RC_OK)
		rc = read_image(lay, im, at, known);
	if (rc == RC_OK || !lay->image_boxes)
		return rc;
	(void)diag_at(lay->cx, DIAG_IMAGE_BOX, at, "%s", diag_take_back(lay->cx, &mark));
	return draw_box(lay, im, src, at, known);
}

static enum rc
lookup_src(struct lay *lay, const char *src, struct span at, const struct image **image)
{
	struct lay_images *images = images_of(lay);
	struct entry *e = map_lookup(images->by_name, src);
	bool known;

	if (e == NULL) {
		struct image *im = arena_zalloc(lay->arena, sizeof(*im));

		TRY(read_src(lay, src, at, im, &known));
		im->serial = images->n++;
		e = arena_zalloc(lay->arena, sizeof(*e));
		e->image = known ? im : NULL;
		map_set(images->by_name, src, e);
	}
	*image = e->image;
	return RC_OK;
}

/* Source ranges are stamped on elements; they would make equal pictures differ. */
static void
strip_stamps(xmlNode *root)
{
	xmlNode *n = root;

	while (n != NULL) {
		xmlAttr *at = n->type == XML_ELEMENT_NODE ? xmlHasNsProp(n, BAD_CAST "at", BAD_CAST AT_NS) : NULL;

		if (at != NULL)
			xmlRemoveProp(at);
		if (n->children != NULL && n->type == XML_ELEMENT_NODE) {
			n = n->children;
			continue;
		}
		while (n != NULL && n != root && n->next == NULL)
			n = n->parent;
		n = n == NULL || n == root ? NULL : n->next;
	}
}

/* The tree below an instream-foreign-object as a document of its own; namespaces in scope come along. */
static const char *
serialise(struct lay *lay, const xmlNode *foreign, size_t *len)
{
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
	xmlChar *text = NULL;
	const char *copy;
	xmlNode *root, *source;
	int n = 0;

	memcpy(&source, &foreign, sizeof(source)); /* libxml2 takes no const; it only reads */
	root = doc != NULL ? xmlDocCopyNode(source, doc, 1) : NULL;
	if (root == NULL)
		mem_exhausted();
	xmlDocSetRootElement(doc, root);
	strip_stamps(root);
	xmlDocDumpMemoryEnc(doc, &text, &n, "UTF-8");
	if (text == NULL)
		mem_exhausted();
	copy = arena_strndup(lay->arena, (char *)text, (size_t)n);
	*len = (size_t)n;
	xmlFree(text);
	xmlFreeDoc(doc);
	return copy;
}

static struct image *
svg_image(struct lay *lay, const struct fo_node *graphic, const xmlNode *svg)
{
	struct lay_images *images = images_of(lay);
	size_t len;
	const char *text = serialise(lay, svg, &len);
	struct image *im = map_lookup(images->by_content, text);

	if (im != NULL)
		return im;
	im = arena_zalloc(lay->arena, sizeof(*im));
	im->name = graphic->id != NULL ? graphic->id : "SVG in the document";
	im->bytes = text;
	im->len = len;
	im->serial = images->n++;
	take_svg(lay, im, svg);
	map_set(images->by_content, text, im);
	return im;
}

static const xmlNode *
foreign_root(const struct fo_node *graphic)
{
	for (const struct fo_node *c = graphic->first; c != NULL; c = c->next)
		if (c->elem == FO_FOREIGN && c->foreign != NULL)
			return c->foreign;
	return NULL;
}

static enum rc
lookup_instream(struct lay *lay, const struct fo_node *graphic, const struct image **image)
{
	const xmlNode *root = foreign_root(graphic);
	struct lay_images *images = images_of(lay);
	enum lay_image_verdict v;
	struct entry *e;
	const char *why;
	char key[16];

	*image = NULL;
	if (root == NULL)
		return refuse(lay, PICTURE_DAMAGED, graphic->at, "instream-foreign-object", "it is empty");
	snprintf(key, sizeof(key), "#%u", graphic->serial);
	e = map_lookup(images->by_name, key);
	if (e == NULL) {
		bool svg = root->ns != NULL && strcmp((const char *)root->ns->href, SVG_NS) == 0 &&
		    strcmp((const char *)root->name, "svg") == 0;

		if (!svg)
			TRY(refuse(lay, PICTURE_UNSUPPORTED, graphic->at, (const char *)root->name,
			    "a foreign object that is not SVG"));
		v = svg ? lay_image_weigh_svg(root, &why) : PICTURE_OK;
		if (v != PICTURE_OK)
			return refuse(lay, v, graphic->at, "instream-foreign-object", why);
		e = arena_zalloc(lay->arena, sizeof(*e));
		e->image = svg ? svg_image(lay, graphic, root) : NULL;
		map_set(images->by_name, key, e);
	}
	*image = e->image;
	return RC_OK;
}

enum rc
lay_image_lookup(struct lay *lay, const struct fo_node *graphic, const struct image **image)
{
	const char *src;

	*image = NULL;
	if (graphic->elem == FO_INSTREAM_FOREIGN_OBJECT)
		return lookup_instream(lay, graphic, image);
	src = fo_str(graphic, PR_SRC);
	if (src == NULL || *src == '\0')
		return refuse(lay, PICTURE_DAMAGED, graphic->at, fo_elem_name(graphic->elem), "it has no src");
	return lookup_src(lay, src, graphic->at, image);
}

enum rc
lay_image_background(struct lay *lay, const struct fo_node *n, const struct image **image)
{
	const char *src = fo_str(n, PR_BACKGROUND_IMAGE);

	*image = NULL;
	return src != NULL && *src != '\0' ? lookup_src(lay, src, n->at, image) : RC_OK;
}
