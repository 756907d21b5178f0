#pragma once
/*
 * fin_file.h - reading a PDF again: ours, before it is published, when it is verified or checked; or somebody's who says that it is ours.
 *
 * Model. An object is read when it is asked for, once, and stays; nothing is repaired and nothing is guessed: what does not stand where the
 * cross-reference data says is an error, which stays (pdf_wrong) and makes everything asked afterwards the null object. So a
 * caller asks freely, without looking at each step, and looks once at the end. A missing key, a wrong index and the null object are the same thing:
 * pdf_get(f, pdf_get(f, page, "Resources"), "Font") needs no test in between.
 *
 * Read are: header 1.n, cross-reference streams and classic tables, object streams, updates (/Prev), streams plain or deflated, PNG
 * predictors. Refused are: encryption, hybrid files, other filters where bytes are asked for, generation numbers other than 0,
 * anything past a limit: objects, depth, updates, unpacked bytes. Source: ISO 32000-1, 7.
 *
 * The bytes of the file are the caller's, and must stay; all that is made lives in the arena that was given.
 */
#include "base/arena.h"
#include "base/buf.h"

enum pdf_kind { PDF_NULL, PDF_BOOL, PDF_INT, PDF_REAL, PDF_NAME, PDF_STRING, PDF_ARRAY, PDF_DICT, PDF_STREAM, PDF_REF };

struct pdf_obj {
	enum pdf_kind kind;
	uint32_t n; /* bytes of a name or string; elements of an array; pairs of a dictionary or of a stream's */
	union {
		int64_t number; /* BOOL: 0 or 1; INT; REF: the object's number */
		double real;
		const char *bytes; /* NAME, without its solidus; STRING; decoded, NUL behind them */
		const struct pdf_obj *items;
		const struct pdf_pair *pairs;
	};
	size_t at, len; /* [B] STREAM: its bytes as they are in the file; at of other objects: 0 */
};

struct pdf_pair {
	const char *key; /* without its solidus */
	struct pdf_obj value;
};

struct pdf;

/* Reads header, end and cross-reference data; NULL, or what is wrong. */
MUST_CHECK const char *pdf_open(struct arena *a, const char *bytes, size_t len, struct pdf **out);
/* The first thing that was wrong since pdf_open, or NULL. */
const char *pdf_wrong(const struct pdf *f);

/* ---- objects: none of these returns NULL; references are followed, except by pdf_raw ------------------------------------ */

size_t pdf_count(const struct pdf *f); /* object numbers are below it */
bool pdf_is_used(const struct pdf *f, uint32_t number); /* not free, and named by the cross-reference data */
const struct pdf_obj *pdf_object(struct pdf *f, uint32_t number);
const struct pdf_obj *pdf_trailer(const struct pdf *f); /* of the newest update */
const struct pdf_obj *pdf_catalogue(struct pdf *f);
const struct pdf_obj *pdf_follow(struct pdf *f, const struct pdf_obj *o);
const struct pdf_obj *pdf_get(struct pdf *f, const struct pdf_obj *dict, const char *key); /* of a dictionary, or of a stream's */
const struct pdf_obj *pdf_item(struct pdf *f, const struct pdf_obj *array, size_t i);
const struct pdf_obj *pdf_raw(const struct pdf_obj *dict, const char *key); /* maybe a PDF_REF */
uint32_t pdf_ref(const struct pdf_obj *dict, const char *key); /* the number of the object that a key refers to; 0: none */

bool pdf_is(const struct pdf_obj *o, const char *name); /* the name "/name" */
int64_t pdf_int(const struct pdf_obj *o, int64_t fallback);
double pdf_number(const struct pdf_obj *o, double fallback); /* INT or REAL */
/* A text string (7.9.2.2) as UTF-8: PDFDocEncoding's ASCII, UTF-16BE, UTF-8 with its mark; NULL when it is no string. */
const char *pdf_text(struct pdf *f, const struct pdf_obj *o);
/* The unpacked bytes of a stream, added to `out`; false (and pdf_wrong) when they cannot be had, or pass `limit` [B]. */
MUST_CHECK bool pdf_unpack(struct pdf *f, const struct pdf_obj *stream, size_t limit, struct buf *out);

/* ---- the file as bytes ------------------------------------------------------------------------------------------------- */

/* How many times it was saved: 1, and one more for each incremental update. */
size_t pdf_saves(const struct pdf *f);
/* Where the i-th save ends, from 0: behind its %%EOF and line end. [0] of a signed report: the report before it was signed. */
size_t pdf_save_end(const struct pdf *f, size_t i);
/* Where an object of its own ("N 0 obj") begins; 0 when it lies in an object stream or is none. */
size_t pdf_place(const struct pdf *f, uint32_t number);

/* ---- one object from bytes: content streams too -------------------------------------------------------------------------- */

/*
 * What comes next in a stream of tokens; `at` moves behind it.
 * TOKEN_WORD is an operator or a keyword: bytes and n of *o.
 */
enum pdf_token { TOKEN_END, TOKEN_OBJECT, TOKEN_WORD, TOKEN_WRONG };
struct pdf_tokens {
	struct arena *a; /* what is made of the bytes */
	const char *p, *end;
	bool refs; /* "1 0 R" is a reference: in a file, not in content */
};
enum pdf_token pdf_next(struct pdf_tokens *t, struct pdf_obj *o);
