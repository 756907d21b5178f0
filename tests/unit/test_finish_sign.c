#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ctx.h"
#include "base/str.h"
#include "finish/fin_own.h"
#include "finish/fin_sign.h"
#include "form_fixture.h"
#include "key_fixture.h"

#define USAGE "critical,digitalSignature,nonRepudiation"

/* An authority, and who signs. Made once: keys take time. */
struct world {
	X509 *ca, *cert[2], *self;
	EVP_PKEY *ca_key, *key[2], *self_key; /* RSA, P-256 */
	struct buf anchors, pdf;
};
static struct world w;

static int
make_world(void **state UNUSED)
{
	static const struct form_texts plain;

	w.ca = key_make(&(struct key_wish){.name = "Orbit Root"}, NULL, NULL, true, &w.ca_key);
	for (int i = 0; i < 2; i++)
		w.cert[i] = key_make(&(struct key_wish){.name = "Ada Nørgård", .rsa_bits = i == 0 ? 2048 : 0, .usage = USAGE}, w.ca, w.ca_key, false, &w.key[i]);
	w.self = key_make(&(struct key_wish){.name = "Ada alone", .usage = USAGE}, NULL, NULL, true, &w.self_key);
	w.anchors = key_pem(w.ca);
	w.pdf = form_pdf(&plain);
	return 0;
}

static int
end_world(void **state UNUSED)
{
	for (int i = 0; i < 2; i++) {
		X509_free(w.cert[i]);
		EVP_PKEY_free(w.key[i]);
	}
	X509_free(w.ca);
	X509_free(w.self);
	EVP_PKEY_free(w.ca_key);
	EVP_PKEY_free(w.self_key);
	buf_free(&w.anchors);
	buf_free(&w.pdf);
	return 0;
}

static int
setup(void **state)
{
	*state = ctx_new("/");
	return 0;
}

static int
teardown(void **state)
{
	ctx_free(*state);
	return 0;
}

static void
free_bytes(void *b)
{
	buf_free(b);
}

/* Through PKCS #12, as the command does. */
static enum rc
open_key(struct ctx *cx, X509 *cert, EVP_PKEY *pkey, const char *passphrase, struct fin_key **key)
{
	struct buf *p12 = arena_zalloc(cx->arena, sizeof(*p12));
	struct io_secret *bytes = arena_zalloc(cx->arena, sizeof(*bytes)), *word = arena_zalloc(cx->arena, sizeof(*word));
	const struct fin_key_file file = {.path = "key.p12", .bytes = bytes, .passphrase = passphrase != NULL ? word : NULL};

	*p12 = key_p12(cert, pkey, cert != w.self ? w.ca : NULL, "open sesame");
	arena_defer(cx->arena, free_bytes, p12);
	*bytes = (struct io_secret){p12->p, p12->len};
	if (passphrase != NULL)
		io_secret_copy(cx, passphrase, word);
	return fin_key_open(cx, &file, KEY_ALL, key);
}

static struct buf *
sign(struct ctx *cx, X509 *cert, EVP_PKEY *pkey)
{
	static const char look[] = "0 0 m 10 10 l S\n";
	const struct fin_sign_opts o = {.time = KEY_NOW, .name = "Ada Nørgård", .reason = "I approve (all of it)", .says = "Signed by Ada Nørgård", .look = look, .look_len = sizeof(look) - 1};
	struct buf *out = arena_zalloc(cx->arena, sizeof(*out));
	struct fin_field field;
	struct fin_key *key;

	assert_int_equal(open_key(cx, cert, pkey, "open sesame", &key), RC_OK);
	assert_int_equal(fin_field_find(cx, w.pdf.p, w.pdf.len, NULL, &field), RC_OK);
	assert_string_equal(field.name, "signature");
	assert_int_equal(field.w, 200000);
	arena_defer(cx->arena, free_bytes, out);
	assert_int_equal(fin_sign(cx, &field, key, &o, out), RC_OK);
	return out;
}

static struct fin_signature
judge(struct ctx *cx, const char *p, size_t len)
{
	const struct fin_trust trust = {.anchors = w.anchors.p, .anchors_len = w.anchors.len};
	struct fin_signature s;

	assert_int_equal(fin_signature_judge(cx, p, len, &trust, &s), RC_OK);
	return s;
}

/* An altered copy must be refused; it lives in a context of its own. */
static void
assert_refused(const char *p, size_t len, const char *what, size_t i)
{
	struct ctx *cx = ctx_new("/");
	char *exact = mem_alloc(len);
	struct fin_signature s;

	memcpy(exact, p, len);
	s = judge(cx, exact, len);
	if (s.state != SIG_REFUSED || s.reason == NULL)
		fail_msg("%s %zu: state %d", what, i, (int)s.state);
	free(exact);
	ctx_free(cx);
}

static void
a_signature_is_added_behind_the_report(void **state)
{
	struct ctx *cx = *state;

	for (int i = 0; i < 2; i++) {
		struct buf *out = sign(cx, w.cert[i], w.key[i]);
		struct fin_signature s = judge(cx, out->p, out->len);

		assert_true(out->len > w.pdf.len);
		assert_memory_equal(out->p, w.pdf.p, w.pdf.len);
		assert_int_equal(s.state, SIG_TRUSTED);
		assert_null(s.reason);
		assert_true(s.covers_whole && s.only_signature);
		assert_int_equal(s.base_len, w.pdf.len);
		assert_int_equal(s.time, KEY_NOW);
		assert_string_equal(s.signer, "Ada Nørgård");
		assert_string_equal(s.stated_reason, "I approve (all of it)");
		assert_int_equal(strlen(s.fingerprint), 64);
	}
}

/* PKCS #1 signatures have no chance in them. */
static void
an_rsa_signature_is_the_same_again(void **state)
{
	struct buf *a = sign(*state, w.cert[0], w.key[0]), *b = sign(*state, w.cert[0], w.key[0]);

	assert_int_equal(a->len, b->len);
	assert_memory_equal(a->p, b->p, a->len);
}

static void
the_attributes_are_those_of_pades(void **state)
{
	static const unsigned char signing_time[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05};
	static const unsigned char certificate_v2[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f};
	struct buf *out = sign(*state, w.cert[1], w.key[1]);
	const char *hex = strstr(out->p + w.pdf.len, "/Contents<3");
	unsigned char der[4096];

	assert_non_null(hex);
	for (size_t i = 0; i < sizeof(der); i++) {
		unsigned byte;

		assert_int_equal(sscanf(hex + 10 + 2 * i, "%2x", &byte), 1);
		der[i] = (unsigned char)byte;
	}
	assert_null(memmem(der, sizeof(der), signing_time, sizeof(signing_time)));
	assert_non_null(memmem(der, sizeof(der), certificate_v2, sizeof(certificate_v2)));
	assert_non_null(strstr(out->p + w.pdf.len, "/SubFilter/ETSI.CAdES.detached"));
}

static void
who_is_not_vouched_for_is_not_trusted(void **state)
{
	struct ctx *cx = *state;
	struct buf *out = sign(cx, w.cert[1], w.key[1]);
	struct buf other = key_pem(w.self);
	struct fin_trust trust = {0};
	struct fin_signature s;

	assert_int_equal(fin_signature_judge(cx, out->p, out->len, NULL, &s), RC_OK);
	assert_int_equal(s.state, SIG_INTACT);
	assert_non_null(s.reason);
	trust = (struct fin_trust){.anchors = other.p, .anchors_len = other.len};
	assert_int_equal(fin_trust_check(cx, &trust, "x"), RC_OK);
	assert_int_equal(fin_signature_judge(cx, out->p, out->len, &trust, &s), RC_OK);
	assert_int_equal(s.state, SIG_INTACT);
	trust = (struct fin_trust){.fingerprints = &s.fingerprint, .n_fingerprints = 1};
	assert_int_equal(fin_signature_judge(cx, out->p, out->len, &trust, &s), RC_OK);
	assert_int_equal(s.state, SIG_TRUSTED);
	trust.anchors = "no certificate";
	trust.anchors_len = 14;
	assert_int_equal(fin_trust_check(cx, &trust, "x"), RC_FAIL);
	assert_true(diag_said(cx, DIAG_TRUST_BAD));
	buf_free(&other);
}

/* In the file of anchors it would vouch for itself: only its fingerprint counts. */
static void
a_certificate_of_its_own_counts_by_its_fingerprint_only(void **state)
{
	struct ctx *cx = *state;
	struct buf *out = sign(cx, w.self, w.self_key);
	struct buf pem = key_pem(w.self), capitals = {0};
	struct fin_trust trust = {.anchors = pem.p, .anchors_len = pem.len};
	const char *given;
	struct fin_signature s;

	assert_int_equal(fin_signature_judge(cx, out->p, out->len, &trust, &s), RC_OK);
	assert_int_equal(s.state, SIG_INTACT);
	for (size_t i = 0; i < 64; i++)
		buf_printf(&capitals, "%s%c", i > 0 && i % 2 == 0 ? ":" : "", s.fingerprint[i] >= 'a' ? s.fingerprint[i] - 32 : s.fingerprint[i]);
	given = buf_str(&capitals);
	trust = (struct fin_trust){.fingerprints = &given, .n_fingerprints = 1};
	assert_int_equal(fin_signature_judge(cx, out->p, out->len, &trust, &s), RC_OK);
	assert_int_equal(s.state, SIG_TRUSTED);
	capitals.p[3] ^= 1;
	assert_int_equal(fin_signature_judge(cx, out->p, out->len, &trust, &s), RC_OK);
	assert_int_equal(s.state, SIG_INTACT);
	buf_free(&pem);
	buf_free(&capitals);
}

/* ---- alterations ---------------------------------------------------------------------------------------------------- */

static void
every_byte_that_is_signed_counts(void **state)
{
	struct buf *out = sign(*state, w.cert[1], w.key[1]);
	size_t beg = (size_t)(strstr(out->p + w.pdf.len, "/Contents<3") - out->p) + 10, end = (size_t)(strchr(out->p + beg, '>') - out->p);

	for (size_t i = 0; i < out->len; i += i < w.pdf.len ? 11 : 1) {
		if (i == beg)
			i = end; /* the brackets are not signed, but held to be there */
		out->p[i] ^= (char)(1 << i % 8);
		assert_refused(out->p, out->len, "flip", i);
		out->p[i] ^= (char)(1 << i % 8);
	}
	for (size_t i = 1; i < out->len; i += 1 + out->len / 200)
		if (out->len - i != w.pdf.len) /* the report itself is no altered report */
			assert_refused(out->p, out->len - i, "cut", i);
}

/* The signature's own digits: a change is refused, or leaves the same signer. */
static void
a_changed_signature_names_no_other_signer(void **state)
{
	struct buf *out = sign(*state, w.cert[1], w.key[1]);
	size_t beg = (size_t)(strstr(out->p + w.pdf.len, "/Contents<3") - out->p) + 11, end = (size_t)(strchr(out->p + beg, '>') - out->p);
	struct fin_signature was = judge(*state, out->p, out->len);
	size_t refused = 0, n = 0;

	for (size_t i = beg; i < end; i += i < beg + 4000 ? 7 : 997) {
		struct ctx *cx = ctx_new("/");
		char kept = out->p[i];
		struct fin_signature s;

		out->p[i] = kept == '0' ? '1' : '0';
		s = judge(cx, out->p, out->len);
		n++;
		refused += s.state == SIG_REFUSED;
		if (s.state != SIG_REFUSED)
			assert_string_equal(s.fingerprint, was.fingerprint);
		out->p[i] = kept;
		ctx_free(cx);
	}
	assert_true(refused > n * 95 / 100);
}

static void
put_copy(struct buf *to, const struct buf *from)
{
	to->len = 0;
	buf_add(to, from->p, from->len);
}

/* Universal forgery, incremental saving, wrapping: the published attacks, as far as they are a matter of bytes. */
static void
the_published_attacks_are_refused(void **state)
{
	static const char *const ranges[] = {"null", "[]", "[0 -1 10 10]", "[0 0 0 0]", "[0 10 20]", "[0 1 2 3 4]", "[9 8 7 6]"};
	struct buf *out = sign(*state, w.cert[1], w.key[1]), b = {0};
	size_t range = (size_t)(strstr(out->p + w.pdf.len, "/ByteRange[") - out->p) + 10, beg = (size_t)(strstr(out->p + range, "<3") - out->p),
	    end = (size_t)(strchr(out->p + beg, '>') - out->p) + 1;
	char text[64];

	for (size_t i = 0; i < ARRAY_LEN(ranges); i++) {
		put_copy(&b, out);
		memset(b.p + range, ' ', (size_t)(strchr(b.p + range, ']') + 1 - (b.p + range)));
		memcpy(b.p + range, ranges[i], strlen(ranges[i]));
		assert_refused(b.p, b.len, "range", i);
	}
	/* The digits in a smaller string, and something else in the rest of the gap. */
	put_copy(&b, out);
	memcpy(b.p + end - 9, ">/Z(zzzz)", 9);
	assert_refused(b.p, b.len, "hidden keys", 0);
	put_copy(&b, out);
	memcpy(b.p + beg, "<>", 2);
	memset(b.p + beg + 2, ' ', end - beg - 2);
	assert_refused(b.p, b.len, "empty contents", 0);
	put_copy(&b, out);
	memset(b.p + beg + 1, '0', end - beg - 2);
	assert_refused(b.p, b.len, "contents of zeros", 0);
	put_copy(&b, out);
	b.p[end - 2] = '1';
	assert_refused(b.p, b.len, "padding that is none", 0);
	/* A further revision: an object that is changed, a comment, the signature once more. */
	put_copy(&b, out);
	buf_puts(&b, "%\n");
	assert_refused(b.p, b.len, "comment", 0);
	put_copy(&b, out);
	snprintf(text, sizeof(text), "%zu", out->len);
	buf_puts(&b, "4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\nxref\n4 1\n0000000000 00000 n \ntrailer\n<</Size 17/Root 1 0 R/Prev 1>>\nstartxref\n");
	buf_puts(&b, text);
	buf_puts(&b, "\n%%EOF\n");
	assert_refused(b.p, b.len, "incremental saving", 0);
	put_copy(&b, out);
	buf_add(&b, out->p + w.pdf.len, out->len - w.pdf.len);
	assert_refused(b.p, b.len, "signature twice", 0);
	/* Something slipped in before the gap, the range moved along with it. */
	b.len = 0;
	buf_add(&b, out->p, beg);
	buf_puts(&b, "   ");
	buf_add(&b, out->p + beg, out->len - beg);
	assert_refused(b.p, b.len, "wrapping", 0);
	/* Another report below the same signature. */
	put_copy(&b, out);
	memcpy(strstr(b.p, "0 0 300 200"), "0 0 300 100", 11);
	assert_refused(b.p, b.len, "another report", 0);
	buf_free(&b);
}

static void
a_report_that_nobody_signed_is_no_forgery(void **state)
{
	struct fin_signature s = judge(*state, w.pdf.p, w.pdf.len);

	assert_int_equal(s.state, SIG_NONE);
	assert_int_equal(s.base_len, w.pdf.len);
	assert_refused("%PDF-1.7\n", 9, "stub", 0);
}

/* ---- what is refused before signing ---------------------------------------------------------------------------------- */

static void
what_is_no_report_is_not_signed(void **state)
{
	struct ctx *cx = *state;
	struct buf *out = sign(cx, w.cert[1], w.key[1]), none = form_pdf(&(struct form_texts){.form = "<</Fields[]>>"});
	struct fin_field field;

	assert_int_equal(fin_field_find(cx, "%PDF-1.4\n", 9, NULL, &field), RC_FAIL);
	assert_true(diag_said(cx, DIAG_SIGN_FOREIGN));
	assert_int_equal(fin_field_find(cx, none.p, none.len, NULL, &field), RC_FAIL);
	assert_true(diag_said(cx, DIAG_SIGN_FIELD));
	assert_int_equal(fin_field_find(cx, w.pdf.p, w.pdf.len, "other", &field), RC_FAIL);
	assert_int_equal(diag_count_of(cx, DIAG_SIGN_FIELD), 2);
	assert_int_equal(fin_field_find(cx, out->p, out->len, NULL, &field), RC_FAIL);
	assert_true(diag_said(cx, DIAG_SIGN_TWICE));
	buf_free(&none);
}

static void
a_wrong_passphrase_opens_no_key(void **state)
{
	struct ctx *cx = *state;
	struct fin_key *key;

	assert_int_equal(open_key(cx, w.cert[1], w.key[1], "sesame", &key), RC_FAIL);
	assert_int_equal(open_key(cx, w.cert[1], w.key[1], NULL, &key), RC_FAIL);
	assert_int_equal(diag_count_of(cx, DIAG_KEY_BAD), 2);
}

static void
certificates_that_may_not_sign_are_refused(void **state)
{
	static const struct {
		struct key_wish wish;
		enum rc rc;
	} cases[] = {
	    {{.name = "weak", .rsa_bits = 1024}, RC_FAIL},
	    {{.name = "past", .until = KEY_NOW - 1}, RC_FAIL},
	    {{.name = "future", .from = KEY_NOW + 1}, RC_FAIL},
	    {{.name = "enciphers", .usage = "keyEncipherment"}, RC_FAIL},
	    {{.name = "a server", .extended = "serverAuth"}, RC_FAIL},
	    {{.name = "mails", .usage = "nonRepudiation", .extended = "emailProtection"}, RC_OK},
	    {{.name = "documents", .extended = "1.3.6.1.5.5.7.3.36"}, RC_OK},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct ctx *cx = ctx_new("/");
		struct fin_key *key;
		EVP_PKEY *pkey;
		X509 *cert = key_make(&cases[i].wish, w.ca, w.ca_key, false, &pkey);

		assert_int_equal(open_key(cx, cert, pkey, "open sesame", &key), RC_OK);
		assert_string_equal(fin_key_name(key), cases[i].wish.name);
		assert_int_equal(fin_key_check(cx, key, KEY_NOW), cases[i].rc);
		assert_int_equal(diag_said(cx, DIAG_KEY_CERTIFICATE), cases[i].rc == RC_FAIL);
		ctx_free(cx);
		X509_free(cert);
		EVP_PKEY_free(pkey);
	}
	assert_non_null(*state);
}

static void
a_name_cannot_forge_lines(void **state)
{
	struct ctx *cx = *state;
	struct fin_key *key;
	EVP_PKEY *pkey;
	X509 *cert = key_make(&(struct key_wish){.name = "Ada\nsigned by God\xe2\x80\xae"}, w.ca, w.ca_key, false, &pkey);

	assert_int_equal(open_key(cx, cert, pkey, "open sesame", &key), RC_OK);
	assert_string_equal(fin_key_name(key), "Ada\xef\xbf\xbdsigned by God\xef\xbf\xbd");
	X509_free(cert);
	EVP_PKEY_free(pkey);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(a_signature_is_added_behind_the_report),
	    T(an_rsa_signature_is_the_same_again),
	    T(the_attributes_are_those_of_pades),
	    T(who_is_not_vouched_for_is_not_trusted),
	    T(a_certificate_of_its_own_counts_by_its_fingerprint_only),
	    T(every_byte_that_is_signed_counts),
	    T(a_changed_signature_names_no_other_signer),
	    T(the_published_attacks_are_refused),
	    T(a_report_that_nobody_signed_is_no_forgery),
	    T(what_is_no_report_is_not_signed),
	    T(a_wrong_passphrase_opens_no_key),
	    T(certificates_that_may_not_sign_are_refused),
	    T(a_name_cannot_forge_lines),
	};

	return cmocka_run_group_tests(tests, make_world, end_world);
}
