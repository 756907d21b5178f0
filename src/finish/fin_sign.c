/* fin_sign.c - puts a signature into the field of a report. */
#include <string.h>

#include <zlib.h>

#include "base/str.h"
#include "finish/fin_cms.h"
#include "finish/fin_out.h"
#include "finish/fin_own.h"
#include "finish/fin_update.h"

/* [B] a signature takes, with room for a timestamp that may be added later. */
#define ROOM ((size_t)16 << 10)

static bool
is_signed(struct own_file *f, uint32_t id)
{
	struct own_val dict, v;

	return own_object(f, id, &dict) && own_lookup(&dict, "/V", &v);
}

static enum rc
no_field(struct ctx *cx, struct own_file *f, const char *name)
{
	struct fin_field field;
	struct buf list = {0};
	enum rc rc;

	for (size_t i = 0; fin_field_nth(f, i, &field); i++)
		buf_printf(&list, "%s%s%s%s%s", i > 0 ? ", " : "", field.name, field.tooltip != NULL ? " (" : "", field.tooltip != NULL ? field.tooltip : "",
		    field.tooltip != NULL ? ")" : "");
	rc = list.len == 0 ? diag_at(cx, DIAG_SIGN_FIELD, NO_SPAN, "%s", "")
			   : diag_at(cx, DIAG_SIGN_FIELD, NO_SPAN, "\"%s\"; there are %s", name, buf_str(&list));
	buf_free(&list);
	return rc;
}

static enum rc
find(struct ctx *cx, struct own_file *f, const char *name, struct fin_field *field)
{
	for (size_t i = 0; fin_field_nth(f, i, field); i++) {
		if (name != NULL && !str_eq(name, field->name))
			continue;
		return is_signed(f, field->id) ? diag_at(cx, DIAG_SIGN_TWICE, NO_SPAN, "\"%s\"", field->name) : RC_OK;
	}
	return no_field(cx, f, name);
}

enum rc
fin_field_find(struct ctx *cx, const char *bytes, size_t len, const char *name, struct fin_field *field)
{
	struct own_file *f;
	const char *wrong = own_open(cx->arena, bytes, len, &f);

	if (wrong != NULL)
		return diag_at(cx, DIAG_SIGN_FOREIGN, NO_SPAN, "%s", wrong);
	if (f->n_revs > 1)
		return diag_at(cx, DIAG_SIGN_TWICE, NO_SPAN, "%s", "");
	return find(cx, f, name, field);
}

/* What the certificates need, and half as much again. */
static size_t
room_for(const struct fin_key *key)
{
	const struct fin_crypto *c = key->c;
	size_t n = 0;

	for (int i = -1; i < STACK_COUNT(c, key->chain); i++) {
		int der = c->i2d_X509(i < 0 ? key->cert : STACK_AT(c, key->chain, i), NULL);

		n += der > 0 ? (size_t)der : 0;
	}
	n += n / 2 + 4096;
	return n > ROOM ? n : ROOM;
}

static void
put_digits(char *to, const unsigned char *der, size_t len)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < len; i++) {
		to[2 * i] = digits[der[i] >> 4];
		to[2 * i + 1] = digits[der[i] & 15];
	}
}

/* Signs what is there, around the gap, and fills it. */
static enum rc
fill_gap(struct ctx *cx, const struct fin_key *key, const size_t gap[2], size_t room, struct buf *out)
{
	const struct fin_bytes parts[] = {{out->p, gap[0]}, {out->p + gap[1], out->len - gap[1]}};
	unsigned char *der;
	size_t len;
	const char *wrong = fin_cms_sign(key, parts, ARRAY_LEN(parts), &der, &len);

	if (wrong == NULL && len > room)
		wrong = "its signature is larger than expected";
	if (wrong == NULL)
		put_digits(out->p + gap[0] + 1, der, len);
	CRYPTO_FREE(key->c, der);
	return wrong == NULL ? RC_OK : diag_at(cx, DIAG_KEY_BAD, NO_SPAN, "%s: %s", key->path, wrong);
}

/* What is handed out was judged by the rules that a reader of it will apply. */
static enum rc
judge(struct ctx *cx, const struct fin_key *key, const struct buf *out)
{
	const struct fin_trust trust = {.fingerprints = &key->fingerprint, .n_fingerprints = 1};
	struct fin_signature s;

	TRY(fin_signature_judge(cx, out->p, out->len, &trust, &s));
	if (s.state == SIG_TRUSTED && s.only_signature)
		return RC_OK;
	return diag_at(cx, DIAG_OUTPUT_BROKEN, NO_SPAN, "%s", s.reason != NULL ? s.reason : "more was added than a signature");
}

/* With the words for those who read what is drawn, and for search. */
static void
pack_look(struct ctx *cx, const struct fin_sign_opts *o, struct fin_update *u)
{
	struct buf look = {0};
	uLongf n;
	char *packed;

	buf_puts(&look, "/Span<</ActualText");
	out_text(&look, o->says);
	buf_puts(&look, ">>BDC\n");
	buf_add(&look, o->look, o->look_len);
	buf_puts(&look, "EMC\n");
	n = compressBound(look.len);
	packed = arena_alloc(cx->arena, n);
	if (compress2((Bytef *)packed, &n, (const Bytef *)look.p, look.len, 9) != Z_OK)
		mem_exhausted();
	buf_free(&look);
	u->look = packed;
	u->look_len = n;
}

enum rc
fin_sign(struct ctx *cx, const struct fin_field *field, const struct fin_key *key, const struct fin_sign_opts *o, struct buf *out)
{
	struct fin_update u = {.time = o->time, .name = o->name, .reason = o->reason, .location = o->location, .says = o->says,
	    .room = room_for(key)};
	size_t gap[2];
	enum rc rc;

	pack_look(cx, o, &u);
	*out = (struct buf){0};
	buf_add(out, field->file->p, field->file->len);
	fin_update_write(field, &u, out, gap);
	rc = fill_gap(cx, key, gap, u.room, out);
	if (rc == RC_OK)
		rc = judge(cx, key, out);
	if (rc != RC_OK)
		buf_free(out);
	return rc;
}
