#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <stdlib.h>

#include "base/ctx.h"
#include "render/ren_cairo.h"

struct entry {
	const struct font *font;
	cairo_font_face_t *face;
	cairo_scaled_font_t *scaled;
	cairo_matrix_t matrix;
};

struct ren_fonts {
	struct entry *entries; /* by font->serial */
	size_t n;
	cairo_font_options_t *options;
	double scale;
};

static void
free_fonts(void *p)
{
	struct ren_fonts *f = p;

	for (size_t i = 0; i < f->n; i++) {
		cairo_scaled_font_destroy(f->entries[i].scaled);
		cairo_font_face_destroy(f->entries[i].face);
	}
	cairo_font_options_destroy(f->options);
	free(f->entries);
}

struct ren_fonts *
ren_fonts_new(struct ctx *cx, double scale)
{
	struct ren_fonts *f = arena_zalloc(cx->arena, sizeof(*f));

	f->scale = scale;
	f->options = cairo_font_options_create();
	/* Without these every glyph of a PDF gets a position correction of its own. */
	cairo_font_options_set_hint_style(f->options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(f->options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(f->options, CAIRO_ANTIALIAS_GRAY);
	arena_defer(cx->arena, free_fonts, f);
	return f;
}

/*
 * By file, not by FT_Face: cairo keeps faces after their last use and finds them again by address, and addresses are used
 * again too. A pattern with a file is not looked up anywhere.
 */
static cairo_font_face_t *
face_of(const struct font *font)
{
	FcPattern *pattern = FcPatternCreate();
	cairo_font_face_t *face;

	FcPatternAddString(pattern, FC_FILE, (const FcChar8 *)font_face_path(font->face));
	FcPatternAddInteger(pattern, FC_INDEX, font_face_index(font->face));
	FcPatternAddBool(pattern, FC_HINTING, FcFalse);
	FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
	if (font->synth_bold)
		FcPatternAddBool(pattern, FC_EMBOLDEN, FcTrue);
	face = cairo_ft_font_face_create_for_pattern(pattern);
	FcPatternDestroy(pattern);
	return face;
}

static void
fill_entry(struct ren_fonts *f, struct entry *e, const struct font *font)
{
	double size = mpt_to_pt(font->size);
	cairo_matrix_t ctm;

	e->font = font;
	e->face = face_of(font);
	/* A slant of 12 degrees where the family has no italic. */
	cairo_matrix_init(&e->matrix, size, 0, font->synth_italic ? -0.2126 * size : 0, size, 0, 0);
	cairo_matrix_init_scale(&ctm, f->scale, f->scale);
	e->scaled = cairo_scaled_font_create(e->face, &e->matrix, &ctm, f->options);
}

static struct entry *
entry_of(struct ren_fonts *f, const struct font *font)
{
	if (font->serial >= f->n) {
		size_t n = (size_t)font->serial + 16;

		f->entries = mem_realloc(f->entries, n, sizeof(*f->entries));
		for (size_t i = f->n; i < n; i++)
			f->entries[i] = (struct entry){0};
		f->n = n;
	}
	if (f->entries[font->serial].font == NULL)
		fill_entry(f, &f->entries[font->serial], font);
	return &f->entries[font->serial];
}

void
ren_font_set(struct ren_fonts *f, cairo_t *cr, const struct font *font, enum ren_font_system system)
{
	const struct entry *e = entry_of(f, font);

	if (system == FONT_UPRIGHT) {
		cairo_set_scaled_font(cr, e->scaled);
	} else {
		cairo_set_font_face(cr, e->face);
		cairo_set_font_matrix(cr, &e->matrix);
		cairo_set_font_options(cr, f->options);
	}
}
