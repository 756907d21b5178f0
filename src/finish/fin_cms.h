#pragma once
/* fin_cms.h - inside the room: what signing and judging share of OpenSSL. */
#include "finish/fin_crypto.h"
#include "finish/fin_sign.h"

struct fin_key {
	const struct fin_crypto *c;
	EVP_PKEY *pkey; /* NULL: only the certificate was asked for */
	X509 *cert;
	STACK_OF(X509) *chain; /* without `cert` and without roots; not NULL */
	const char *path, *name, *fingerprint;
};

const char *fin_cert_name(const struct fin_crypto *c, struct arena *a, const X509 *cert);
const char *fin_cert_fingerprint(const struct fin_crypto *c, struct arena *a, const X509 *cert);
bool fin_cert_is_self(const struct fin_crypto *c, const X509 *cert); /* its own issuer */
/* Why it cannot sign a document at that time: key, usage, validity; in the arena. NULL: it can. */
const char *fin_cert_unfit(const struct fin_crypto *c, struct arena *a, X509 *cert, int64_t time);

struct fin_bytes {
	const char *p;
	size_t len;
};
/* DER of a detached CMS signature over the parts together. Returns NULL, or what failed; `der` is the caller's (OPENSSL_free). */
const char *fin_cms_sign(const struct fin_key *key, const struct fin_bytes *parts, size_t n, unsigned char **der, size_t *len);
/*
 * Is it an intact CAdES signature over the parts? NULL, or what is wrong. *signer is borrowed from `cms`, and set as soon as it is known.
 */
const char *fin_cms_verify(const struct fin_crypto *c, CMS_ContentInfo *cms, const struct fin_bytes *parts, size_t n, X509 **signer);
