#pragma once
/*
 * ren_rsvg.h - librsvg and the JPEG decoder that comes with it, loaded when the first picture needs them.
 * They bring 27 libraries: a fifth of the instructions of a cold start, and most reports have no such picture.
 * Members are the functions of their names.
 */
#include <librsvg/rsvg.h>

#include "base/ctx.h"

#define REN_RSVG(F)                                                                                                    \
	F(rsvg_handle_new_from_data)                                                                                   \
	F(rsvg_handle_set_dpi)                                                                                         \
	F(rsvg_handle_render_document)                                                                                 \
	F(gdk_pixbuf_loader_new_with_mime_type)                                                                        \
	F(gdk_pixbuf_loader_write)                                                                                     \
	F(gdk_pixbuf_loader_close)                                                                                     \
	F(gdk_pixbuf_loader_get_pixbuf)                                                                                \
	F(gdk_pixbuf_get_width)                                                                                        \
	F(gdk_pixbuf_get_height)                                                                                       \
	F(gdk_pixbuf_get_n_channels)                                                                                   \
	F(gdk_pixbuf_get_rowstride)                                                                                    \
	F(gdk_pixbuf_read_pixels)                                                                                      \
	F(g_object_unref)

struct ren_rsvg {
#define F(name) __typeof__(name) *name;
	REN_RSVG(F)
#undef F
};

/* Lives as long as cx. DIAG_DRAWING when the library is not there or lacks a function. */
MUST_CHECK enum rc ren_rsvg_load(struct ctx *cx, const struct ren_rsvg **out);
