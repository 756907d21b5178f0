#pragma once
/*
 * inputs.h - what a run has read, and a run that reads from memory.
 *
 * A place is the name of an input that is the same on every machine: FOLDER/NAME. What the program brings is
 * "data/stylesheets/full.xsl", what the user keeps for it "user/messages/de.xml"; a file of the operator's lies in the folder of its role
 * ("theme/acme.xml"), and what a document names lies below that document's folder ("source/evidence/a.pdf").
 *
 * Record: whatever comes through io.h is kept by its place, once: who asks again gets the bytes of the first time.
 * Replay: nothing is there but what was added; nothing is written but into memory. The program's own fonts ("data/fonts/") alone are read
 * from the disk. A report is rebuilt from its own attachments in this way.
 * A context without inputs does neither.
 */
#include "base/io.h"

enum inputs_mode { INPUTS_RECORD, INPUTS_REPLAY };

struct input {
	const char *place;
	const char *bytes; /* NULL: it was only hashed, or could not be had */
	size_t len;        /* [B] */
	struct io_digest digest; /* bytes NULL: what was found; else state is IO_OK and hex may be "": input_hex */
	const char *path;  /* of a font: to be hashed when somebody asks; else NULL */
	uint32_t uses;     /* 1 << part: inputs_part */
	bool is_read;      /* and not only hashed */
};

/* Begins. The arena is that of cx, whoever reads. */
void inputs_begin(struct ctx *cx, enum inputs_mode mode);
bool inputs_is_replay(const struct ctx *cx);
/* Declares the role of a path as the operator typed it: its place is FOLDER/LAST-NAME from now on. */
void inputs_name(struct ctx *cx, const char *path, const char *folder);
/* The same for a folder, below which files are named: its place is `folder` itself. */
void inputs_name_folder(struct ctx *cx, const char *path, const char *folder);
/* The place of a path; NULL: it has none, or nothing is recorded. */
const char *inputs_place(struct ctx *cx, const char *path);
/* What is read from here on is read for a part of the job, 0 to 31: one report of several; 0 is what all have in common. */
void inputs_part(struct ctx *cx, unsigned part);

/* Is it read for the part that we are at, or for all? */
bool inputs_is_used(const struct ctx *cx, const struct input *in);

size_t inputs_count(const struct ctx *cx);
struct input *inputs_at(const struct ctx *cx, size_t i); /* in the order in which they came */
struct input *inputs_lookup(const struct ctx *cx, const char *place); /* NULL: not there */
/* SHA-256 of its bytes, or what was found; "" when it could not be had. */
const char *input_hex(struct input *in);
/* A path that was read, and has no place; NULL: there is none. */
const char *inputs_stray(const struct ctx *cx);

/* ---- replay --------------------------------------------------------------------------------------------------------- */

void inputs_add(struct ctx *cx, const char *place, const char *bytes, size_t len); /* bytes: borrowed */
/* A file of which only this is known. */
void inputs_add_digest(struct ctx *cx, const char *place, const struct io_digest *d);
/* What the run has written; false: no such file. */
bool inputs_written(const struct ctx *cx, const char *path, const char **bytes, size_t *len);

/* ---- for io.c and the font folders ------------------------------------------------------------------------------------- */

struct arena *inputs_arena(const struct ctx *cx); /* in which what is read must live */
void inputs_note(struct ctx *cx, const char *place, const char *path, const char *bytes, size_t len);
void inputs_note_digest(struct ctx *cx, const char *place, const struct io_digest *d);
void inputs_note_font(struct ctx *cx, const char *path);
/* The input that answers for a place; NULL: look on the disk, or (replay) it is not there. */
struct input *inputs_serve(struct ctx *cx, const char *place);
bool inputs_is_closed(const struct ctx *cx, const char *place); /* the disk must not be asked */
void inputs_keep_written(struct ctx *cx, const char *path, const void *bytes, size_t len);
