#pragma once
/* key_fixture.h - keys and certificates that live as long as a test: none is stored. */
#include <string.h>
#include <time.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include "base/buf.h"

#define KEY_NOW 1795390800 /* 2026-11-22 21:40 UTC: when the tests sign; no clock is read */

struct key_wish {
	const char *name; /* common name, UTF-8 */
	int rsa_bits;     /* 0: P-256 */
	const char *usage, *extended; /* as in openssl.cnf; NULL: none */
	int64_t from, until;          /* [s]; 0: a year around KEY_NOW */
};

static inline void
key_extension(X509 *cert, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX c;
	X509_EXTENSION *e;

	if (value == NULL)
		return;
	X509V3_set_ctx(&c, issuer, cert, NULL, NULL, 0);
	e = X509V3_EXT_conf_nid(NULL, &c, nid, value);
	assert_non_null(e);
	X509_add_ext(cert, e, -1);
	X509_EXTENSION_free(e);
}

/* A certificate for a new key; issuer and its key NULL: vouches for itself. */
static inline X509 *
key_make(const struct key_wish *w, X509 *issuer, EVP_PKEY *issuer_key, bool is_ca, EVP_PKEY **key)
{
	static long serial = 1000;
	X509 *cert = X509_new();
	X509_NAME *name = X509_get_subject_name(cert);
	int64_t from = w->from != 0 ? w->from : KEY_NOW - 180 * 86400, until = w->until != 0 ? w->until : KEY_NOW + 180 * 86400;

	*key = w->rsa_bits > 0 ? EVP_RSA_gen((unsigned)w->rsa_bits) : EVP_EC_gen("P-256");
	assert_non_null(*key);
	X509_set_version(cert, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(cert), ++serial);
	ASN1_TIME_set(X509_getm_notBefore(cert), (time_t)from);
	ASN1_TIME_set(X509_getm_notAfter(cert), (time_t)until);
	X509_set_pubkey(cert, *key);
	if (w->name != NULL)
		X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)w->name, -1, -1, 0);
	X509_NAME_add_entry_by_txt(name, "O", MBSTRING_UTF8, (const unsigned char *)"Orbit Works", -1, -1, 0);
	X509_set_issuer_name(cert, issuer != NULL ? X509_get_subject_name(issuer) : name);
	key_extension(cert, issuer != NULL ? issuer : cert, NID_basic_constraints, is_ca ? "critical,CA:TRUE" : "critical,CA:FALSE");
	key_extension(cert, issuer != NULL ? issuer : cert, NID_key_usage, w->usage);
	key_extension(cert, issuer != NULL ? issuer : cert, NID_ext_key_usage, w->extended);
	assert_true(X509_sign(cert, issuer_key != NULL ? issuer_key : *key, EVP_sha256()) > 0);
	return cert;
}

static inline void
key_take_bio(BIO *bio, struct buf *out)
{
	char *p;
	long n = BIO_get_mem_data(bio, &p);

	buf_add(out, p, (size_t)n);
	BIO_free(bio);
}

static inline struct buf
key_pem(X509 *cert)
{
	BIO *bio = BIO_new(BIO_s_mem());
	struct buf b = {0};

	PEM_write_bio_X509(bio, cert);
	key_take_bio(bio, &b);
	return b;
}

static inline struct buf
key_p12(X509 *cert, EVP_PKEY *key, X509 *ca, const char *passphrase)
{
	STACK_OF(X509) *chain = sk_X509_new_null();
	BIO *bio = BIO_new(BIO_s_mem());
	struct buf b = {0};
	PKCS12 *p12;

	if (ca != NULL)
		sk_X509_push(chain, ca);
	p12 = PKCS12_create(passphrase, "signer", key, cert, chain, 0, 0, 0, 0, 0);
	assert_non_null(p12);
	i2d_PKCS12_bio(bio, p12);
	PKCS12_free(p12);
	sk_X509_free(chain);
	key_take_bio(bio, &b);
	return b;
}
