/* fin_key.c - a private key with its certificate and chain, from PKCS #12 or PEM. */
#include <stdlib.h>
#include <string.h>


#include "finish/fin_cms.h"

static void
free_key(void *p)
{
	struct fin_key *key = p;
	const struct fin_crypto *c = key->c;

	c->EVP_PKEY_free(key->pkey);
	c->X509_free(key->cert);
	STACK_FREE_ALL(c, key->chain, X509_free);
}

static enum rc
refuse(struct ctx *cx, const struct fin_key *key, const struct fin_key_file *file, const char *why)
{
	key->c->ERR_clear_error();
	return diag_at(cx, DIAG_KEY_BAD, NO_SPAN, "%s: %s", file->path, why);
}

/* What OpenSSL says last, in our own words where it can be told. */
static const char *
reason_of(const struct fin_crypto *c, const struct fin_key_file *file)
{
	unsigned long e = c->ERR_peek_last_error(), first = c->ERR_peek_error();
	bool asked = file->passphrase != NULL;

	if ((ERR_GET_LIB(e) == ERR_LIB_PKCS12 && ERR_GET_REASON(e) == PKCS12_R_MAC_VERIFY_FAILURE) ||
	    (ERR_GET_LIB(e) == ERR_LIB_PEM && ERR_GET_REASON(e) == PEM_R_BAD_DECRYPT) || ERR_GET_REASON(first) == EVP_R_BAD_DECRYPT)
		return asked ? "the passphrase is wrong" : "it needs a passphrase";
	if (ERR_GET_REASON(first) == EVP_R_UNSUPPORTED_ALGORITHM || ERR_GET_REASON(e) == EVP_R_UNSUPPORTED_ALGORITHM ||
	    ERR_GET_REASON(first) == ERR_R_UNSUPPORTED || ERR_GET_REASON(e) == ERR_R_UNSUPPORTED)
		return "it is encrypted in a way of the past: export it again with AES-256";
	return asked ? "it cannot be read, or the passphrase is wrong" : "it cannot be read, or needs a passphrase";
}

static const char *
passphrase_of(const struct fin_key_file *file)
{
	return file->passphrase != NULL ? file->passphrase->bytes : "";
}

static enum rc
open_pkcs12(struct ctx *cx, const struct fin_key_file *file, struct fin_key *key)
{
	const struct fin_crypto *c = key->c;
	const unsigned char *der = (const unsigned char *)file->bytes->bytes;
	PKCS12 *p12 = c->d2i_PKCS12(NULL, &der, (long)file->bytes->len);
	STACK_OF(X509) *chain = NULL;
	int ok;

	if (p12 == NULL)
		return refuse(cx, key, file, "it is neither PKCS #12 nor PEM");
	ok = c->PKCS12_parse(p12, passphrase_of(file), &key->pkey, &key->cert, &chain);
	c->PKCS12_free(p12);
	if (chain != NULL) {
		STACK_FREE(c, key->chain);
		key->chain = chain;
	}
	return ok ? RC_OK : refuse(cx, key, file, reason_of(key->c, file));
}

/* ---- PEM ------------------------------------------------------------------------------------------------------------ */

static int
give_passphrase(char *to, int size, int writing, void *p)
{
	const struct fin_key_file *file = p;
	size_t n = file->passphrase != NULL ? file->passphrase->len : 0;

	(void)writing;
	if (n == 0 || n > (size_t)size)
		return -1;
	memcpy(to, file->passphrase->bytes, n);
	return (int)n;
}

static void
read_certs(const struct fin_crypto *c, const char *bytes, size_t len, STACK_OF(X509) *list)
{
	BIO *bio = c->BIO_new_mem_buf(bytes, (int)len);
	X509 *cert;

	while ((cert = c->PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL)
		STACK_PUSH(c, list, cert);
	c->BIO_free(bio);
	c->ERR_clear_error();
}

/* Takes the certificate of the key out of the chain. */
static void
find_cert(struct fin_key *key)
{
	const struct fin_crypto *c = key->c;

	for (int i = 0; i < STACK_COUNT(c, key->chain); i++)
		if (c->X509_check_private_key(STACK_AT(c, key->chain, i), key->pkey) == 1) {
			key->cert = STACK_DELETE(c, key->chain, i);
			break;
		}
	c->ERR_clear_error();
}

static enum rc
open_pem(struct ctx *cx, const struct fin_key_file *file, struct fin_key *key)
{
	const struct fin_crypto *c = key->c;
	BIO *bio = c->BIO_new_mem_buf(file->bytes->bytes, (int)file->bytes->len);
	const void *closure = file;

	key->pkey = c->PEM_read_bio_PrivateKey(bio, NULL, give_passphrase, (void *)(uintptr_t)closure);
	c->BIO_free(bio);
	if (key->pkey == NULL)
		return refuse(cx, key, file, reason_of(key->c, file));
	read_certs(key->c, file->bytes->bytes, file->bytes->len, key->chain);
	return RC_OK;
}

/* A root is known to who relies on it, or is worth nothing; in the signature no digest would cover it. */
static void
drop_roots(const struct fin_crypto *c, STACK_OF(X509) *chain)
{
	for (int i = STACK_COUNT(c, chain) - 1; i >= 0; i--)
		if (fin_cert_is_self(c, STACK_AT(c, chain, i)))
			c->X509_free(STACK_DELETE(c, chain, i));
}

static bool
is_pem(const struct io_secret *bytes)
{
	return memmem(bytes->bytes, bytes->len, "-----BEGIN ", 11) != NULL;
}

enum rc
fin_key_open(struct ctx *cx, const struct fin_key_file *file, enum fin_key_part part, struct fin_key **out)
{
	struct fin_key *key = arena_zalloc(cx->arena, sizeof(*key));
	const struct fin_crypto *c;

	TRY(fin_crypto_load(cx, &c));
	key->c = c;
	arena_defer(cx->arena, free_key, key);
	key->chain = (STACK_OF(X509) *)c->OPENSSL_sk_new_null();
	key->path = file->path;
	if (file->bytes->len == 0)
		return refuse(cx, key, file, "it is empty");
	TRY(is_pem(file->bytes) ? open_pem(cx, file, key) : open_pkcs12(cx, file, key));
	if (key->pkey == NULL)
		return refuse(cx, key, file, "there is no private key in it");
	if (file->certs != NULL)
		read_certs(key->c, file->certs, file->certs_len, key->chain);
	if (key->cert == NULL)
		find_cert(key);
	if (key->cert == NULL)
		return refuse(cx, key, file, file->certs != NULL ? "no certificate is that of the key" : "there is no certificate of the key in it; name one with --cert");
	drop_roots(c, key->chain);
	key->name = fin_cert_name(c, cx->arena, key->cert);
	key->fingerprint = fin_cert_fingerprint(c, cx->arena, key->cert);
	if (part == KEY_CERTIFICATE) {
		c->EVP_PKEY_free(key->pkey);
		key->pkey = NULL;
	}
	*out = key;
	return RC_OK;
}

const char *
fin_key_name(const struct fin_key *key)
{
	return key->name;
}

const char *
fin_key_fingerprint(const struct fin_key *key)
{
	return key->fingerprint;
}

enum rc
fin_key_check(struct ctx *cx, const struct fin_key *key, int64_t time)
{
	const char *why = fin_cert_unfit(key->c, cx->arena, key->cert, time);

	if (why != NULL)
		return diag_at(cx, DIAG_KEY_CERTIFICATE, NO_SPAN, "%s: %s", key->name, why);
	if (fin_cert_is_self(key->c, key->cert))
		return diag_at(cx, DIAG_KEY_SELF, NO_SPAN, "%s: SHA-256 %s", key->name, key->fingerprint);
	return RC_OK;
}
