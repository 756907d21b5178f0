/* fin_cert.c - what a certificate says, and whether it may sign documents. */
#include <string.h>
#include <time.h>


#include "base/buf.h"
#include "base/io.h"
#include "base/str.h"
#include "finish/fin_cms.h"

#define NAME_MAX_BYTES 200

/* Is it a character that shows? Controls and those that turn the direction of text are not. */
static bool
shows(uint32_t c)
{
	return c >= 0x20 && !(c >= 0x7f && c < 0xa0) && !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069) && c != 0xfffe && c != 0xffff;
}

/* A certificate is from anywhere: one line, of characters that show, not too long. */
static const char *
clean(struct arena *a, const char *s, size_t len)
{
	const char *end = s + len, *name;
	struct buf b = {0};

	while (s < end && b.len < NAME_MAX_BYTES) {
		uint32_t c = utf8_next(&s, end);
		char utf8[4];

		buf_add(&b, utf8, utf8_put(utf8, shows(c) ? c : 0xfffd));
	}
	name = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return name;
}

static const char *
common_name(const struct fin_crypto *c, struct arena *a, const X509_NAME *subject)
{
	int at = c->X509_NAME_get_index_by_NID(subject, NID_commonName, -1), n;
	unsigned char *utf8 = NULL;
	const char *name;

	if (at < 0)
		return NULL;
	n = c->ASN1_STRING_to_UTF8(&utf8, c->X509_NAME_ENTRY_get_data(c->X509_NAME_get_entry(subject, at)));
	name = n > 0 ? clean(a, (const char *)utf8, (size_t)n) : NULL;
	CRYPTO_FREE(c, utf8);
	return name;
}

const char *
fin_cert_name(const struct fin_crypto *c, struct arena *a, const X509 *cert)
{
	const X509_NAME *subject = c->X509_get_subject_name(cert);
	const char *name = common_name(c, a, subject);
	BIO *bio;
	char *text;
	long n;

	if (name != NULL)
		return name;
	bio = c->BIO_new(c->BIO_s_mem());
	c->X509_NAME_print_ex(bio, subject, 0, XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
	n = c->BIO_ctrl(bio, BIO_CTRL_INFO, 0, &text);
	name = n > 0 ? clean(a, text, (size_t)n) : "(without a name)";
	c->BIO_free(bio);
	return name;
}

const char *
fin_cert_fingerprint(const struct fin_crypto *c, struct arena *a, const X509 *cert)
{
	unsigned char *der = NULL;
	int n = c->i2d_X509(cert, &der);
	char hex[65] = "";

	if (n > 0)
		io_sha256(der, (size_t)n, hex);
	CRYPTO_FREE(c, der);
	return arena_strdup(a, hex);
}

bool
fin_cert_is_self(const struct fin_crypto *c, const X509 *cert)
{
	return c->X509_NAME_cmp(c->X509_get_subject_name(cert), c->X509_get_issuer_name(cert)) == 0;
}

const char *
fin_time_text(struct arena *a, int64_t time)
{
	time_t t = (time_t)time;
	struct tm tm;

	gmtime_r(&t, &tm);
	return arena_printf(a, "%04d-%02d-%02d %02d:%02d UTC", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min);
}

/* ---- may it sign? --------------------------------------------------------------------------------------------------- */

static const char *
weak_key(const struct fin_crypto *c, struct arena *a, X509 *cert)
{
	EVP_PKEY *key = c->X509_get0_pubkey(cert);
	int kind = key != NULL ? c->EVP_PKEY_get_base_id(key) : EVP_PKEY_NONE, bits = key != NULL ? c->EVP_PKEY_get_bits(key) : 0;

	if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
		return "its key is neither RSA nor of an elliptic curve";
	if (bits < (kind == EVP_PKEY_RSA ? 2048 : 256))
		return arena_printf(a, "its key has %d bits: RSA needs 2048, elliptic curves 256", bits);
	return NULL;
}

/* Purposes under which documents are signed: RFC 9336, those of Microsoft and Adobe, e-mail, any. */
static bool
is_document_purpose(const struct fin_crypto *c, const ASN1_OBJECT *purpose)
{
	static const char *const known[] = {"1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12", "1.2.840.113583.1.1.5", "1.3.6.1.5.5.7.3.4", "2.5.29.37.0"};
	char oid[80];

	c->OBJ_obj2txt(oid, sizeof(oid), purpose, 1);
	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (str_eq(oid, known[i]))
			return true;
	return false;
}

static bool
has_document_purpose(const struct fin_crypto *c, const X509 *cert)
{
	int critical;
	EXTENDED_KEY_USAGE *list = c->X509_get_ext_d2i(cert, NID_ext_key_usage, &critical, NULL);
	bool found = list == NULL && critical == -1; /* not there: any purpose */

	for (int i = 0; i < STACK_COUNT(c, list) && !found; i++)
		found = is_document_purpose(c, STACK_AT(c, list, i));
	STACK_FREE_ALL(c, list, ASN1_OBJECT_free);
	return found;
}

static const char *
day_of(const struct fin_crypto *c, struct arena *a, const ASN1_TIME *at)
{
	struct tm tm = {0};

	c->ASN1_TIME_to_tm(at, &tm);
	return arena_printf(a, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static const char *
out_of_date(const struct fin_crypto *c, struct arena *a, const X509 *cert, int64_t time)
{
	const ASN1_TIME *from = c->X509_get0_notBefore(cert), *until = c->X509_get0_notAfter(cert);
	time_t t = (time_t)time;

	if (c->X509_cmp_time(from, &t) < 0 && c->X509_cmp_time(until, &t) > 0)
		return NULL;
	return arena_printf(a, "it is valid from %s to %s, not at %s", day_of(c, a, from), day_of(c, a, until), fin_time_text(a, time));
}

const char *
fin_cert_unfit(const struct fin_crypto *c, struct arena *a, X509 *cert, int64_t time)
{
	const char *why = weak_key(c, a, cert);

	if (why != NULL)
		return why;
	if ((c->X509_get_key_usage(cert) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
		return "its key usage allows neither digital signature nor non-repudiation";
	if (!has_document_purpose(c, cert))
		return "its extended key usage names no purpose under which documents are signed";
	return out_of_date(c, a, cert, time);
}
