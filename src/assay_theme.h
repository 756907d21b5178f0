#pragma once
/* assay_theme.h - the effective theme: the user's theme laid over the program's, with the logo inside. */
#include "load/doc.h"

/*
 *   path    the user's theme, or NULL for the program's alone
 *   theme   [out] valid against theme.xsd; a logo is a data: URL, so that pictures need no second folder
 *   digest  [out] SHA-256 of the user's theme (of the program's without one), 64 digits
 */
MUST_CHECK enum rc assay_theme(struct ctx *cx, const char *path, const xmlDoc **theme, const char **digest);
