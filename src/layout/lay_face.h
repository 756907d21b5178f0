#pragma once
/* lay_face.h - inside fonts: what lay_font.c reads and lay_face.c chooses from. */
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

#include "base/map.h"
#include "layout/text.h"

struct font_face {
	struct lay_fonts *fonts;
	const char *path, *family;
	const char *name; /* PostScript */
	int index;
	int weight; /* 100..900 */
	int stretch; /* [%] */
	bool italic;
	int8_t small_caps; /* has smcp: 1, 0, -1 not looked for */
	hb_font_t *hb; /* in em units */
	int32_t upem;
	FT_Face ft;
	struct lay_font *sizes;
	struct font_face *next;
};

struct font_file {
	const char *path;
	struct font_file *next;
};

struct lay_fonts {
	struct arena *arena;
	struct ctx *cx;
	FcConfig *config; /* NULL until a picture needs it */
	FT_Library ft;
	struct font_file *files, **last_file;
	struct font_file **unpublished; /* from here on fontconfig does not know them */
	struct font_face *first, **last;
	const char *fallback_dir;
	bool complete;      /* fallback_dir is read */
	struct map *sets;   /* key -> struct lay_face_set */
	uint32_t n_fonts;
};
