/*
 * lay_font.c - which faces there are, and what they say of themselves at a size.
 *
 * HarfBuzz reads the few tables that a choice needs; fontconfig, which lists every character of every file, takes a third of
 * a cold start. Only librsvg asks fontconfig, so it is told when a picture with text comes: file by file, as application
 * fonts, so that it neither looks for a cache folder nor reads a configuration of the host. The fall-back families
 * (fonts/noto) are read when the first character or family asks for them.
 */
#include <dirent.h>
#include <hb-ot.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/inputs.h"
#include "base/str.h"
#include "layout/lay_face.h"

#define DIR_DEPTH 4
#define ADJUSTED_MAX (1000 * MPT_PT) /* as large as font-size may be */

/* ---- reading folders ----------------------------------------------------------------------------------------- */

static bool
is_font_file(const char *name)
{
	static const char *const ends[] = {".ttf", ".otf", ".ttc", ".otc", ".TTF", ".OTF"};

	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		if (str_ends(name, ends[i]))
			return true;
	return false;
}

/* English, else any language that the name table has; NULL: none. */
static const char *
name_of(struct arena *a, hb_face_t *face, hb_ot_name_id_t id)
{
	char name[256];
	unsigned n = sizeof(name);

	hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &n, name);
	return n > 0 ? arena_strdup(a, name) : NULL;
}

static const char *
family_of(struct arena *a, hb_face_t *face)
{
	static const hb_ot_name_id_t ids[] = {HB_OT_NAME_ID_WWS_FAMILY, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY,
	    HB_OT_NAME_ID_FONT_FAMILY};
	const char *name = NULL;

	for (size_t i = 0; i < ARRAY_LEN(ids) && name == NULL; i++)
		name = name_of(a, face, ids[i]);
	return name;
}

static void
add_face(struct lay_fonts *f, const char *path, hb_face_t *hb, unsigned index)
{
	struct font_face *face;
	const char *family = hb_face_get_glyph_count(hb) > 0 ? family_of(f->arena, hb) : NULL;

	if (family == NULL)
		return;
	face = arena_zalloc(f->arena, sizeof(*face));
	face->fonts = f;
	face->path = path;
	face->index = (int)index;
	face->family = family;
	face->name = name_of(f->arena, hb, HB_OT_NAME_ID_POSTSCRIPT_NAME);
	face->name = face->name != NULL ? face->name : family;
	face->hb = hb_font_create(hb);
	face->upem = (int32_t)hb_face_get_upem(hb);
	face->weight = (int)hb_style_get_value(face->hb, HB_STYLE_TAG_WEIGHT);
	face->stretch = (int)hb_style_get_value(face->hb, HB_STYLE_TAG_WIDTH);
	face->small_caps = -1;
	face->italic = hb_style_get_value(face->hb, HB_STYLE_TAG_ITALIC) > 0 ||
		hb_style_get_value(face->hb, HB_STYLE_TAG_SLANT_ANGLE) != 0;
	hb_font_set_scale(face->hb, face->upem, face->upem);
	hb_font_make_immutable(face->hb);
	*f->last = face;
	f->last = &face->next;
}

/* Of a variable font its named instances: their numbers, from 1, are in the upper half of the index. */
static void
add_faces(struct lay_fonts *f, const char *path, hb_blob_t *blob, unsigned index)
{
	hb_face_t *hb = hb_face_create(blob, index);
	unsigned instances = hb_ot_var_get_named_instance_count(hb);

	if (instances == 0)
		add_face(f, path, hb, index);
	hb_face_destroy(hb);
	for (unsigned i = 1; i <= instances; i++) {
		hb = hb_face_create(blob, i << 16 | index);
		add_face(f, path, hb, i << 16 | index);
		hb_face_destroy(hb);
	}
}

static void
add_file(struct lay_fonts *f, const char *path)
{
	struct font_file *file = arena_zalloc(f->arena, sizeof(*file));
	hb_blob_t *blob = hb_blob_create_from_file(path);

	file->path = path;
	*f->last_file = file;
	f->last_file = &file->next;
	for (unsigned i = 0; i < hb_face_count(blob); i++)
		add_faces(f, path, blob, i);
	hb_blob_destroy(blob);
}

/* Sorted: the order of a folder differs from host to host, and first come is first served below. */
static void
add_dir(struct lay_fonts *f, const char *dir, const char *skip, int depth)
{
	struct dirent **names = NULL;
	int n = depth > 0 ? scandir(dir, &names, NULL, alphasort) : 0;

	for (int i = 0; i < n; i++) {
		const char *name = names[i]->d_name;
		const char *path = arena_printf(f->arena, "%s/%s", dir, name);
		struct stat st;

		if (name[0] != '.' && !str_eq(path, skip)) {
			if (is_font_file(name))
				add_file(f, path);
			else if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
				add_dir(f, path, skip, depth - 1);
		}
		free(names[i]);
	}
	free(names);
}

static void
close_fonts(void *obj)
{
	struct lay_fonts *f = obj;

	for (struct font_face *face = f->first; face != NULL; face = face->next) {
		hb_font_destroy(face->hb);
		if (face->ft != NULL)
			FT_Done_Face(face->ft);
	}
	if (f->ft != NULL)
		FT_Done_FreeType(f->ft);
	if (f->config == NULL)
		return;
	if (FcConfigGetCurrent() == f->config)
		FcConfigSetCurrent(NULL);
	FcConfigDestroy(f->config);
}

enum rc
lay_fonts_init(struct lay *lay, const struct lay_opts *o)
{
	struct lay_fonts *f = arena_zalloc(lay->arena, sizeof(*f));
	const char *own = arena_printf(lay->arena, "%s/fonts", lay->cx->data_dir);

	f->arena = lay->arena;
	f->cx = lay->cx;
	f->last = &f->first;
	f->sets = map_new(lay->arena);
	f->last_file = f->unpublished = &f->files;
	arena_defer(lay->arena, close_fonts, f);
	f->fallback_dir = arena_printf(lay->arena, "%s/noto", own);
	add_dir(f, own, f->fallback_dir, DIR_DEPTH);
	for (size_t i = 0; o != NULL && i < o->n_font_dirs; i++)
		add_dir(f, o->font_dirs[i], "", DIR_DEPTH);
	lay->fonts = f;
	if (f->first == NULL)
		lay_fonts_complete(lay);
	if (f->first == NULL)
		return diag_at(lay->cx, DIAG_FONTS_NONE, NO_SPAN, "%s", own);
	lay_shape_init(lay);
	return RC_OK;
}

void
lay_fonts_complete(struct lay *lay)
{
	struct lay_fonts *f = lay->fonts;

	if (f->complete)
		return;
	f->complete = true;
	add_dir(f, f->fallback_dir, "", DIR_DEPTH);
}

void
lay_fonts_publish(struct lay *lay)
{
	struct lay_fonts *f = lay->fonts;

	if (f == NULL)
		return;
	if (f->config == NULL) {
		f->config = FcConfigCreate();
		if (f->config == NULL)
			mem_exhausted();
		FcConfigSetSysRoot(f->config, NULL); /* FONTCONFIG_SYSROOT would move our own folder */
		FcConfigSetCurrent(f->config);
	}
	for (; *f->unpublished != NULL; f->unpublished = &(*f->unpublished)->next)
		FcConfigAppFontAddFile(f->config, (const FcChar8 *)(*f->unpublished)->path);
}

/* ---- what a face has ------------------------------------------------------------------------------------------ */

bool
font_face_has_small_caps(const struct font_face *face)
{
	struct font_face *f = (struct font_face *)(uintptr_t)face; /* looked for once; else const */
	hb_tag_t tags[64];
	unsigned n = ARRAY_LEN(tags), from = 0;

	if (f->small_caps >= 0)
		return f->small_caps != 0;
	f->small_caps = 0;
	do {
		n = ARRAY_LEN(tags);
		hb_ot_layout_table_get_feature_tags(hb_font_get_face(f->hb), HB_OT_TAG_GSUB, from, &n, tags);
		for (unsigned i = 0; i < n; i++)
			f->small_caps |= tags[i] == HB_TAG('s', 'm', 'c', 'p');
		from += n;
	} while (n == ARRAY_LEN(tags) && f->small_caps == 0);
	return f->small_caps != 0;
}

mpt
font_face_adjusted(const struct font_face *f, double aspect, mpt size)
{
	hb_position_t x;

	if (aspect <= 0 || !hb_ot_metrics_get_position(f->hb, HB_OT_METRICS_TAG_X_HEIGHT, &x) || x <= 0)
		return size;
	return (mpt)fmin(fmax(size * aspect * f->upem / x, 1), ADJUSTED_MAX);
}

/* ---- faces and sizes ----------------------------------------------------------------------------------------- */

static mpt
metric(const struct lay_font *s, hb_ot_metrics_tag_t tag, mpt otherwise)
{
	hb_position_t v;

	return hb_ot_metrics_get_position(s->hb, tag, &v) ? lay_scale(s, v) : otherwise;
}

static void
read_metrics(struct lay_font *s)
{
	struct font *f = &s->font;
	mpt em = f->size;

	f->ascent = metric(s, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, em * 4 / 5);
	f->descent = -metric(s, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -em / 5);
	f->x_height = metric(s, HB_OT_METRICS_TAG_X_HEIGHT, em / 2);
	f->cap_height = metric(s, HB_OT_METRICS_TAG_CAP_HEIGHT, em * 7 / 10);
	f->superscript = metric(s, HB_OT_METRICS_TAG_SUPERSCRIPT_EM_Y_OFFSET, 0);
	f->subscript = metric(s, HB_OT_METRICS_TAG_SUBSCRIPT_EM_Y_OFFSET, 0);
	f->underline_thick = metric(s, HB_OT_METRICS_TAG_UNDERLINE_SIZE, em / 20);
	f->underline_pos = -metric(s, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -em / 10) + f->underline_thick / 2;
	f->strike_thick = metric(s, HB_OT_METRICS_TAG_STRIKEOUT_SIZE, em / 20);
	f->strike_pos = metric(s, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET, f->x_height / 2) - f->strike_thick / 2;
}

const struct lay_font *
lay_font_at(struct lay *lay, const struct lay_face_set *set, const struct font_face *face, mpt size)
{
	struct font_face *f = (struct font_face *)(uintptr_t)face; /* its list of sizes grows */
	bool bold = set->wish.weight >= 600 && f->weight < 600;
	bool italic = set->wish.italic && !f->italic;
	struct lay_font *s;

	for (s = f->sizes; s != NULL; s = s->next)
		if (s->font.size == size && s->font.synth_bold == bold && s->font.synth_italic == italic)
			return s;
	if (f->sizes == NULL)
		inputs_note_font(lay->cx, f->path);
	s = arena_zalloc(lay->fonts->arena, sizeof(*s));
	s->font.face = f;
	s->font.size = size;
	s->font.synth_bold = bold;
	s->font.synth_italic = italic;
	s->font.serial = lay->fonts->n_fonts++;
	s->hb = f->hb;
	s->scale = (int32_t)(((int64_t)size << 16) / f->upem);
	read_metrics(s);
	s->next = f->sizes;
	f->sizes = s;
	return s;
}

const char *
font_face_path(const struct font_face *f)
{
	return f->path;
}

int
font_face_index(const struct font_face *f)
{
	return f->index;
}

const char *
font_face_name(const struct font_face *f)
{
	return f->name;
}

void *
font_face_ft(const struct font_face *face)
{
	struct font_face *f = (struct font_face *)(uintptr_t)face; /* opened when first drawn; else const */
	struct lay_fonts *fonts = f->fonts;

	if (fonts->ft == NULL && FT_Init_FreeType(&fonts->ft) != 0)
		mem_exhausted();
	if (f->ft == NULL && FT_New_Face(fonts->ft, f->path, f->index, &f->ft) != 0)
		f->ft = NULL;
	return f->ft;
}
