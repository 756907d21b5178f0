/*
 * fin_signature.c - what a signature is worth.
 *
 * Model. A signature is found, then its range is held against the whole file, then it is checked, then it is asked who vouches for the
 * signer. The first step is strict for a file that assay sign made: the file is read object by object, and the revision that was added
 * is written again and compared. A file that another program signed cannot be read so; its signature is searched for, which can
 * be done because whatever is found must cover every byte of the file.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>


#include "base/str.h"
#include "finish/fin_cms.h"
#include "finish/fin_out.h"
#include "finish/fin_own.h"
#include "finish/fin_update.h"

#define MAX_SIGNATURE ((size_t)1 << 20) /* [B] */
#define MAX_REVISIONS 16 /* of a file that another program signed */

struct judge {
	struct ctx *cx;
	const struct fin_crypto *c;
	const char *p;
	size_t len;
	const struct fin_trust *trust;
	struct fin_signature *s;
	struct own_val range, contents; /* of the signature dictionary */
	size_t gap[2];
	const unsigned char *der;
	size_t der_len, room;
};

static void
refuse(struct judge *j, const char *why)
{
	j->s->state = SIG_REFUSED;
	j->s->reason = why;
}

/* ---- dates ---------------------------------------------------------------------------------------------------------- */

static bool
take_digits(const char **p, int n, int *v)
{
	*v = 0;
	for (; n > 0; n--, ++*p) {
		if (**p < '0' || **p > '9')
			return false;
		*v = *v * 10 + (**p - '0');
	}
	return true;
}

/* "D:20261122214000Z", or with +HH'mm' (7.9.4); 0 when it is none. */
static int64_t
time_of(const char *s)
{
	struct tm tm = {0};
	int hours = 0, minutes = 0, sign;

	if (s == NULL || !str_starts(s, "D:"))
		return 0;
	s += 2;
	if (!take_digits(&s, 4, &tm.tm_year) || !take_digits(&s, 2, &tm.tm_mon) || !take_digits(&s, 2, &tm.tm_mday) ||
	    !take_digits(&s, 2, &tm.tm_hour) || !take_digits(&s, 2, &tm.tm_min) || !take_digits(&s, 2, &tm.tm_sec))
		return 0;
	sign = *s == '+' ? 1 : *s == '-' ? -1 : 0;
	if (sign != 0) {
		s++;
		if (!take_digits(&s, 2, &hours) || (*s == '\'' && (s++, !take_digits(&s, 2, &minutes))))
			return 0;
	}
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	return (int64_t)timegm(&tm) - sign * (hours * 3600 + minutes * 60);
}

/* ---- where it is ---------------------------------------------------------------------------------------------------- */

static const char *
text_of(struct judge *j, const struct own_val *dict, const char *key)
{
	struct own_val v;

	return own_lookup(dict, key, &v) ? own_text(j->cx->arena, &v) : NULL;
}

static const char *
take_signature(struct judge *j, const struct own_val *dict)
{
	if (!own_lookup(dict, "/ByteRange", &j->range) || !own_lookup(dict, "/Contents", &j->contents))
		return "its signature has no range, or no contents";
	j->s->time = time_of(text_of(j, dict, "/M"));
	j->s->stated_reason = text_of(j, dict, "/Reason");
	j->s->location = text_of(j, dict, "/Location");
	return NULL;
}

/* The field that has a value in the revision that was added. */
static const char *
find_own(struct judge *j, struct own_file *f, struct fin_field *field, struct own_val *dict)
{
	struct own_val v;

	for (size_t i = 0; fin_field_nth(f, i, field); i++)
		if (own_object(f, field->id, dict) && own_lookup(dict, "/V", &v))
			return v.kind == OWN_REF && own_object(f, (uint32_t)v.n, dict) ? take_signature(j, dict) : "its signature field is malformed";
	return "it was changed, and not by a signature";
}

/* The last "obj" before a place: the object that it is in. */
static const char *
object_before(const char *beg, const char *at)
{
	for (at -= 3; at >= beg; at--)
		if (memcmp(at, "obj", 3) == 0)
			return at + 3;
	return NULL;
}

/*
 * A file that another program signed: the signature dictionary is the one object with a ByteRange. What is read of it is believed only when
 * the digest of the whole file holds.
 */
static const char *
find_foreign(struct judge *j)
{
	static const char key[] = "/ByteRange";
	const char *end = j->p + j->len, *at = memmem(j->p, j->len, key, sizeof(key) - 1), *p;
	struct own_val dict;

	if (at == NULL || memmem(at + 1, (size_t)(end - at - 1), key, sizeof(key) - 1) != NULL)
		return "it is neither a report as this program writes it, nor such a report with one signature";
	p = object_before(j->p, at);
	if (p == NULL || !own_next(&p, end, &dict) || dict.kind != OWN_DICT)
		return "its signature dictionary is malformed";
	return take_signature(j, &dict);
}

/* ---- the range ------------------------------------------------------------------------------------------------------ */

static bool
is_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* [0 a b c], with a + gap + c the whole file, and one hexadecimal string that fills the gap exactly. */
static const char *
check_range(struct judge *j)
{
	struct own_val n[4], more;
	const char *at = NULL;

	for (size_t i = 0; i < 4; i++)
		if (!own_item(&j->range, &at, &n[i]) || n[i].kind != OWN_INT || n[i].n < 0)
			return "the range of its signature is malformed";
	if (own_item(&j->range, &at, &more) || n[0].n != 0 || n[1].n >= n[2].n || (uint64_t)n[2].n > j->len || (uint64_t)n[3].n != j->len - (uint64_t)n[2].n)
		return "its signature does not cover the whole file";
	j->gap[0] = (size_t)n[1].n;
	j->gap[1] = (size_t)n[2].n;
	if (j->contents.kind != OWN_HEX || j->contents.p != j->p + j->gap[0] || j->contents.len != j->gap[1] - j->gap[0] || j->contents.len % 2 != 0)
		return "what its signature leaves out is more, or less, than the signature";
	for (size_t i = 1; i + 1 < j->contents.len; i++)
		if (!is_digit(j->contents.p[i]))
			return "what its signature leaves out is more than the signature";
	j->room = j->contents.len / 2 - 1;
	j->s->covers_whole = true;
	return j->room > 0 && j->room <= MAX_SIGNATURE ? NULL : "its signature is empty, or larger than any is";
}

/* ---- the signature -------------------------------------------------------------------------------------------------- */

static unsigned
value_of(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

static void
decode(struct judge *j)
{
	unsigned char *to = arena_alloc(j->cx->arena, j->room);

	for (size_t i = 0; i < j->room; i++)
		to[i] = (unsigned char)(value_of(j->contents.p[1 + 2 * i]) << 4 | value_of(j->contents.p[2 + 2 * i]));
	j->der = to;
}

/* DER, so that one signature has one form, and nothing but zeros behind it. */
static bool
is_canonical(const struct judge *j, CMS_ContentInfo *cms, size_t used)
{
	unsigned char *again = NULL;
	int n = j->c->i2d_CMS_ContentInfo(cms, &again);
	bool same = n > 0 && (size_t)n == used && memcmp(again, j->der, used) == 0;

	CRYPTO_FREE(j->c, again);
	for (size_t i = used; i < j->room; i++)
		same = same && j->der[i] == 0;
	return same;
}

struct kept {
	const struct fin_crypto *c;
	CMS_ContentInfo *cms;
};

static void
free_cms(void *p)
{
	struct kept *k = p;

	k->c->CMS_ContentInfo_free(k->cms);
}

static const char *
check_cms(struct judge *j, CMS_ContentInfo **out, X509 **signer)
{
	const struct fin_bytes parts[] = {{j->p, j->gap[0]}, {j->p + j->gap[1], j->len - j->gap[1]}};
	const unsigned char *at;
	CMS_ContentInfo *cms;
	struct kept *kept;
	const char *wrong;

	decode(j);
	at = j->der;
	cms = j->c->d2i_CMS_ContentInfo(NULL, &at, (long)j->room);
	j->c->ERR_clear_error();
	if (cms == NULL)
		return "its signature cannot be read";
	kept = arena_alloc(j->cx->arena, sizeof(*kept));
	*kept = (struct kept){j->c, cms};
	arena_defer(j->cx->arena, free_cms, kept);
	*out = cms;
	if (!is_canonical(j, cms, (size_t)(at - j->der)))
		return "its signature is not in the one form that it can have (DER)";
	wrong = fin_cms_verify(j->c, cms, parts, ARRAY_LEN(parts), signer);
	if (*signer != NULL) {
		j->s->signer = fin_cert_name(j->c, j->cx->arena, *signer);
		j->s->fingerprint = fin_cert_fingerprint(j->c, j->cx->arena, *signer);
	}
	return wrong;
}

/* ---- who vouches for it ---------------------------------------------------------------------------------------------- */

/* The same digits, whatever the case and the colons. */
static bool
is_fingerprint(const char *given, const char *hex)
{
	for (; *given != '\0'; given++) {
		char c = *given >= 'A' && *given <= 'F' ? (char)(*given | 0x20) : *given;

		if (c == ':')
			continue;
		if (*hex == '\0' || c != *hex++)
			return false;
	}
	return *hex == '\0';
}

static bool
is_known(const struct judge *j)
{
	for (size_t i = 0; j->trust != NULL && i < j->trust->n_fingerprints; i++)
		if (is_fingerprint(j->trust->fingerprints[i], j->s->fingerprint))
			return true;
	return false;
}

/* How many certificates were read. */
static int
add_anchors(const struct fin_crypto *c, const struct fin_trust *trust, X509_STORE *store)
{
	BIO *bio = c->BIO_new_mem_buf(trust->anchors, (int)trust->anchors_len);
	X509 *cert;
	int n = 0;

	for (; (cert = c->PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL; n++) {
		c->X509_STORE_add_cert(store, cert);
		c->X509_free(cert);
	}
	c->BIO_free(bio);
	c->ERR_clear_error();
	return n;
}

/* The chain from the signer to an anchor, at the time of signing; NULL, or why there is none. 112 bits of security all the way. */
static const char *
check_chain(struct judge *j, CMS_ContentInfo *cms, X509 *signer)
{
	X509_STORE *store = j->c->X509_STORE_new();
	X509_STORE_CTX *chain = j->c->X509_STORE_CTX_new();
	STACK_OF(X509) *others = j->c->CMS_get1_certs(cms);
	const char *why = NULL;

	add_anchors(j->c, j->trust, store);
	j->c->X509_STORE_CTX_init(chain, store, signer, others);
	j->c->X509_VERIFY_PARAM_set_flags(j->c->X509_STORE_CTX_get0_param(chain), X509_V_FLAG_PARTIAL_CHAIN);
	j->c->X509_VERIFY_PARAM_set_purpose(j->c->X509_STORE_CTX_get0_param(chain), X509_PURPOSE_ANY);
	j->c->X509_VERIFY_PARAM_set_time(j->c->X509_STORE_CTX_get0_param(chain), (time_t)j->s->time);
	j->c->X509_VERIFY_PARAM_set_auth_level(j->c->X509_STORE_CTX_get0_param(chain), 2);
	if (j->c->X509_verify_cert(chain) != 1)
		why = arena_strdup(j->cx->arena, j->c->X509_verify_cert_error_string(j->c->X509_STORE_CTX_get_error(chain)));
	j->c->X509_STORE_CTX_free(chain);
	STACK_FREE_ALL(j->c, others, X509_free);
	j->c->X509_STORE_free(store);
	j->c->ERR_clear_error();
	return why;
}

static const char *
distrust(struct judge *j, CMS_ContentInfo *cms, X509 *signer)
{
	const char *why = j->s->time != 0 ? fin_cert_unfit(j->c, j->cx->arena, signer, j->s->time) : "the signature does not say when it was made";

	if (why != NULL || is_known(j))
		return why;
	if (fin_cert_is_self(j->c, signer))
		return "the certificate vouches for itself, and its fingerprint was not given";
	if (j->trust == NULL || j->trust->anchors == NULL)
		return "no certificates were given that could vouch for the signer";
	return check_chain(j, cms, signer);
}

/* ---- what was added ------------------------------------------------------------------------------------------------- */

/* Reads from the added revision what it was made from, and makes it again. */
static bool
is_only_signature(struct judge *j, struct own_file *f, const struct fin_field *field, const struct own_val *dict)
{
	struct fin_update u = {.time = j->s->time, .name = text_of(j, dict, "/Name"), .reason = j->s->stated_reason, .location = j->s->location, .room = j->room};
	struct own_val widget, look, stream;
	struct buf again = {0};
	size_t gap[2], base = own_base_len(f);
	bool same;

	if (!own_object(f, field->id, &widget) || (u.says = text_of(j, &widget, "/Contents")) == NULL || u.name == NULL ||
	    !own_lookup(&widget, "/AP", &look) || !own_lookup(&look, "/N", &look) || look.kind != OWN_REF ||
	    !own_stream(f, (uint32_t)look.n, &stream, &u.look, &u.look_len))
		return false;
	fin_update_write(field, &u, &again, gap);
	same = again.len == j->len - base && gap[0] == j->gap[0] && gap[1] == j->gap[1] &&
	    memcmp(again.p, j->p + base, gap[0] - base) == 0 && memcmp(again.p + gap[1] - base, j->p + gap[1], j->len - gap[1]) == 0;
	buf_free(&again);
	return same;
}

/* The report in a file that another program changed: the first beginning of it that is a whole report. */
static size_t
find_base(struct judge *j)
{
	static const char eof[] = "\n%%EOF\n";
	const char *at = j->p, *end = j->p + j->len;

	for (size_t i = 0; i < MAX_REVISIONS; i++) {
		struct own_file *f;
		struct arena *a;
		bool ok;

		at = memmem(at, (size_t)(end - at), eof, sizeof(eof) - 1);
		if (at == NULL)
			break;
		at += sizeof(eof) - 1;
		a = arena_new();
		ok = own_open(a, j->p, (size_t)(at - j->p), &f) == NULL;
		arena_free(a);
		if (ok)
			return (size_t)(at - j->p);
	}
	return 0;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------ */

static bool
has_values(struct own_file *f)
{
	struct fin_field field;
	struct own_val dict, v;

	for (size_t i = 0; fin_field_nth(f, i, &field); i++)
		if (own_object(f, field.id, &dict) && own_lookup(&dict, "/V", &v))
			return true;
	return false;
}

static void
judge_found(struct judge *j, struct own_file *f, const struct fin_field *field, const struct own_val *dict)
{
	CMS_ContentInfo *cms = NULL;
	X509 *signer = NULL;
	const char *wrong = check_range(j);

	if (wrong == NULL)
		wrong = check_cms(j, &cms, &signer);
	if (wrong != NULL) {
		refuse(j, wrong);
		return;
	}
	j->s->only_signature = f != NULL && is_only_signature(j, f, field, dict);
	j->s->reason = distrust(j, cms, signer);
	j->s->state = j->s->reason == NULL ? SIG_TRUSTED : SIG_INTACT;
}

enum rc
fin_signature_judge(struct ctx *cx, const char *bytes, size_t len, const struct fin_trust *trust, struct fin_signature *s)
{
	struct judge j = {.cx = cx, .p = bytes, .len = len, .trust = trust, .s = s};
	struct fin_field field;
	struct own_file *f;
	struct own_val dict = {0};
	const char *wrong;

	*s = (struct fin_signature){.state = SIG_NONE};
	if (own_open(cx->arena, bytes, len, &f) != NULL)
		f = NULL;
	if (f != NULL && f->n_revs == 1) {
		s->base_len = len;
		if (has_values(f))
			refuse(&j, "a signature field of the report itself has a value");
		return RC_OK;
	}
	TRY(fin_crypto_load(cx, &j.c));
	s->base_len = f != NULL ? own_base_len(f) : find_base(&j);
	wrong = f != NULL ? find_own(&j, f, &field, &dict) : find_foreign(&j);
	if (wrong != NULL)
		refuse(&j, wrong);
	else
		judge_found(&j, f, &field, &dict);
	return RC_OK;
}

enum rc
fin_trust_check(struct ctx *cx, const struct fin_trust *trust, const char *path)
{
	const struct fin_crypto *c;
	X509_STORE *store;
	int n;

	if (trust->anchors == NULL)
		return RC_OK;
	TRY(fin_crypto_load(cx, &c));
	store = c->X509_STORE_new();
	n = add_anchors(c, trust, store);
	c->X509_STORE_free(store);
	return n > 0 ? RC_OK : diag_at(cx, DIAG_TRUST_BAD, NO_SPAN, "%s", path);
}
