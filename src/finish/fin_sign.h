#pragma once
/*
 * fin_sign.h - signatures: one is made in the signature field of a report, and one is judged.
 *
 * Model. Signing adds one revision to a file that fin_out wrote: four objects and their cross-reference stream, in a fixed form
 * (fin_update.h). The report's own bytes stay as they are, byte for byte, so verify can strip the signature off. The signature is PAdES B-B
 * (ETSI EN 319 142-1): a detached CMS signature over the whole file but the hexadecimal string that holds it, SHA-256, with the attribute
 * signing-certificate-v2 and without signingTime; the time is the /M of the signature dictionary, and the signer's claim.
 *
 * What fin_form writes for a signature to find its place: in the catalogue /AcroForm, a reference; in its dictionary /Fields, a direct array
 * of references, and /SigFlags 1; of a field that is its own widget /FT/Sig, /T, /Rect, no /V, and no key twice. A signature writes these two
 * dictionaries anew, with the pairs that they had but SigFlags, V, AP, F and Contents. The page is not touched.
 */
#include "base/ctx.h"
#include "base/io_secret.h"
#include "base/units.h"

/* ---- keys (fin_key.c) ------------------------------------------------------------------------------------------------ */

struct fin_key; /* certificate, chain and, when asked for, the private key; freed and wiped with the arena of cx */

struct fin_key_file {
	const char *path;                   /* for messages */
	const struct io_secret *bytes;      /* PKCS #12, or PEM */
	const struct io_secret *passphrase; /* NULL: none was given */
	const char *cert_path, *certs;      /* PEM of certificates, the signer's first; NULL: in `bytes` */
	size_t certs_len;                   /* [B] */
};

/* Who signs is known before the key is needed: it is in memory only while it is used. */
enum fin_key_part { KEY_CERTIFICATE, KEY_ALL };

MUST_CHECK enum rc fin_key_open(struct ctx *cx, const struct fin_key_file *file, enum fin_key_part part, struct fin_key **key);
const char *fin_key_name(const struct fin_key *key);        /* common name, else the whole subject; UTF-8 */
const char *fin_key_fingerprint(const struct fin_key *key); /* SHA-256 of the certificate, 64 lower-case digits */
/* May this certificate sign at that time? KEY_CERTIFICATE when not; KEY_SELF (a warning) when it vouches for itself. */
MUST_CHECK enum rc fin_key_check(struct ctx *cx, const struct fin_key *key, int64_t time);

/* ---- signing (fin_sign.c) ------------------------------------------------------------------------------------------- */

struct own_file;

struct fin_field {
	const char *name, *tooltip; /* tooltip: NULL when it has none */
	const char *lang;           /* of the report; NULL when it does not say */
	mpt w, h;
	uint32_t id, form; /* object numbers */
	struct own_file *file;
};
/*
 * Finds the empty signature field of a file that this program wrote: the named one, or with NULL the first. SIGN_FOREIGN, SIGN_FIELD, or
 * SIGN_TWICE when it is not there. The bytes must live as long as cx.
 */
MUST_CHECK enum rc fin_field_find(struct ctx *cx, const char *bytes, size_t len, const char *name, struct fin_field *field);

struct fin_sign_opts {
	int64_t time; /* [s] since 1970, UTC */
	const char *name, *reason, *location; /* reason and location: NULL for none */
	const char *look; /* operators that draw what is seen in the field, y upwards, from its lower left corner; no fonts, no resources */
	size_t look_len;
	const char *says; /* the same in words */
};
/* The signed file: the old bytes and a revision. KEY_BAD when the key does not sign. The bytes are the caller's (buf_free). */
MUST_CHECK enum rc fin_sign(struct ctx *cx, const struct fin_field *field, const struct fin_key *key, const struct fin_sign_opts *o,
    struct buf *out);

/* ---- judging (fin_signature.c) --------------------------------------------------------------------------------------- */

enum fin_sig_state {
	SIG_NONE,     /* nobody signed: a report as it was made */
	SIG_TRUSTED,  /* intact, and the signer is one of those who count */
	SIG_INTACT,   /* intact, signer not trusted: `reason` says why */
	SIG_REFUSED,  /* altered, or not of the form that can be relied upon: `reason` says what */
};

struct fin_signature {
	enum fin_sig_state state;
	bool covers_whole;       /* every byte but the signature's own */
	bool only_signature;     /* what was added is the signature and its look, as assay sign writes them: the pages are the report's */
	size_t base_len;         /* [B] the report as it was made is the first base_len bytes; 0: it cannot be found */
	int64_t time;            /* [s] since 1970, as the signer claims; 0: none */
	const char *signer;      /* common name, else the whole subject; NULL: not known */
	const char *fingerprint; /* SHA-256 of the signer's certificate, 64 lower-case digits; NULL: not known */
	const char *stated_reason, *location; /* of the signer; NULL: none */
	const char *reason;      /* for SIG_INTACT and SIG_REFUSED */
};

/* Who counts. A certificate that is its own issuer counts by its fingerprint only. */
struct fin_trust {
	const char *anchors; /* PEM of certificates; NULL: none */
	size_t anchors_len;  /* [B] */
	const char *const *fingerprints; /* hexadecimal digits, colons and capitals allowed */
	size_t n_fingerprints;
};

/* The bytes of fin_trust are what they should be: TRUST_BAD. `path` is for the message. */
MUST_CHECK enum rc fin_trust_check(struct ctx *cx, const struct fin_trust *trust, const char *path);
/* Judges; what is wrong with the signature is no diagnostic, but stands in *s, as long as cx. RC_FAIL: there is no library to judge with. */
MUST_CHECK enum rc fin_signature_judge(struct ctx *cx, const char *bytes, size_t len, const struct fin_trust *trust, struct fin_signature *s);

/* "2026-11-22 21:40 UTC", in the arena */
const char *fin_time_text(struct arena *a, int64_t time);
