/* fin_cms.c - CMS signatures as CAdES and PAdES want them (RFC 5652, ETSI EN 319 122-1, EN 319 142-1). */
#include "finish/fin_cms.h"

#include <stdlib.h>
#include <string.h>


#include "base/buf.h"

/* Behind a filter that does nothing: of a plain memory BIO, CMS_verify of OpenSSL 3.0 loses a copy when it fails early. */
static BIO *
join(const struct fin_crypto *c, const struct fin_bytes *parts, size_t n)
{
	BIO *bio = c->BIO_new(c->BIO_s_mem());

	for (size_t i = 0; i < n && bio != NULL; i++)
		for (size_t at = 0, now; at < parts[i].len; at += now) {
			now = parts[i].len - at < (1u << 30) ? parts[i].len - at : 1u << 30;
			c->BIO_write(bio, parts[i].p + at, (int)now);
		}
	c->BIO_ctrl(bio, BIO_C_SET_BUF_MEM_EOF_RETURN, 0, NULL); /* its end is an end, not a reason to wait */
	return c->BIO_push(c->BIO_new(c->BIO_f_null()), bio);
}

static CMS_SignerInfo *
only_signer(const struct fin_crypto *c, CMS_ContentInfo *cms)
{
	STACK_OF(CMS_SignerInfo) *list = c->CMS_get0_SignerInfos(cms);

	return STACK_COUNT(c, list) == 1 ? STACK_AT(c, list, 0) : NULL;
}

/* ---- signing -------------------------------------------------------------------------------------------------------- */

struct piece {
	unsigned char *p;
	size_t len;
};

/* Order of DER in a SET OF: as octet strings, the shorter one padded with zeros (X.690, 11.6). */
static int
compare_pieces(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;
	int c = memcmp(x->p, y->p, x->len < y->len ? x->len : y->len);

	return c != 0 ? c : x->len < y->len ? -1 : x->len > y->len;
}

static void
put_length(struct buf *b, size_t n)
{
	unsigned bytes = n > 0xffff ? 3 : n > 0xff ? 2 : 1;

	if (n < 128) {
		buf_putc(b, (char)n);
		return;
	}
	buf_putc(b, (char)(0x80 | bytes));
	while (bytes-- > 0)
		buf_putc(b, (char)(n >> 8 * bytes & 0xff));
}

/* The signed attributes as the signature covers them: a SET OF, not the implicit tag that they have in the file (RFC 5652, 5.4). */
static void
encode_attributes(const struct fin_crypto *c, const CMS_SignerInfo *si, struct buf *out)
{
	int n = c->CMS_signed_get_attr_count(si);
	struct piece *pieces = mem_alloc((size_t)n * sizeof(*pieces));
	size_t total = 0;

	for (int i = 0; i < n; i++) {
		int len;

		pieces[i].p = NULL;
		len = c->i2d_X509_ATTRIBUTE(c->CMS_signed_get_attr(si, i), &pieces[i].p);
		pieces[i].len = len > 0 ? (size_t)len : 0;
		total += pieces[i].len;
	}
	qsort(pieces, (size_t)n, sizeof(*pieces), compare_pieces);
	buf_putc(out, 0x31);
	put_length(out, total);
	for (int i = 0; i < n; i++) {
		buf_add(out, pieces[i].p, pieces[i].len);
		CRYPTO_FREE(c, pieces[i].p);
	}
	free(pieces);
}

/*
 * OpenSSL always adds the attribute signingTime, which PAdES forbids (EN 319 142-1, 6.3). It is taken out, and what is left signed again.
 */
static bool
sign_without_time(const struct fin_crypto *c, CMS_SignerInfo *si, EVP_PKEY *pkey)
{
	int at = c->CMS_signed_get_attr_by_NID(si, NID_pkcs9_signingTime, -1);
	EVP_MD_CTX *md = c->EVP_MD_CTX_new();
	unsigned char *signature = NULL;
	struct buf attributes = {0};
	size_t len = 0;
	bool ok;

	if (at >= 0)
		c->X509_ATTRIBUTE_free(c->CMS_signed_delete_attr(si, at));
	encode_attributes(c, si, &attributes);
	ok = md != NULL && c->EVP_DigestSignInit(md, NULL, c->EVP_sha256(), NULL, pkey) == 1 &&
	    c->EVP_DigestSign(md, NULL, &len, (unsigned char *)attributes.p, attributes.len) == 1 && (signature = c->CRYPTO_malloc(len, __FILE__, __LINE__)) != NULL &&
	    c->EVP_DigestSign(md, signature, &len, (unsigned char *)attributes.p, attributes.len) == 1 &&
	    c->ASN1_STRING_set(c->CMS_SignerInfo_get0_signature(si), signature, (int)len) == 1;
	CRYPTO_FREE(c, signature);
	c->EVP_MD_CTX_free(md);
	buf_free(&attributes);
	return ok;
}

const char *
fin_cms_sign(const struct fin_key *key, const struct fin_bytes *parts, size_t n, unsigned char **der, size_t *len)
{
	const struct fin_crypto *c = key->c;
	const unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_CADES | CMS_NOSMIMECAP;
	CMS_ContentInfo *cms = c->CMS_sign(NULL, NULL, key->chain, NULL, flags);
	CMS_SignerInfo *si = cms != NULL ? c->CMS_add1_signer(cms, key->cert, key->pkey, c->EVP_sha256(), flags) : NULL;
	BIO *content = join(c, parts, n);
	int size = 0;

	*der = NULL;
	if (si != NULL && content != NULL && c->CMS_final(cms, content, NULL, flags) == 1 && sign_without_time(c, si, key->pkey))
		size = c->i2d_CMS_ContentInfo(cms, der);
	*len = size > 0 ? (size_t)size : 0;
	c->BIO_free_all(content);
	c->CMS_ContentInfo_free(cms);
	c->ERR_clear_error();
	return size > 0 ? NULL : "the key does not sign";
}

/* ---- verifying ------------------------------------------------------------------------------------------------------ */

/* Of the signer's certificate alone: whether somebody vouches for it is asked elsewhere. */
static X509_STORE *
store_of(const struct fin_crypto *c, X509 *signer)
{
	X509_STORE *store = c->X509_STORE_new();

	c->X509_STORE_add_cert(store, signer);
	c->X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
	c->X509_STORE_set_purpose(store, X509_PURPOSE_ANY);
	return store;
}

static bool
is_strong(const struct fin_crypto *c, CMS_SignerInfo *si)
{
	X509_ALGOR *digest = NULL;
	const ASN1_OBJECT *oid;
	int nid;

	c->CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, NULL);
	c->X509_ALGOR_get0(&oid, NULL, NULL, digest);
	nid = c->OBJ_obj2nid(oid);
	return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

/* What the form of the signature lacks, before any cryptography. */
static const char *
check_form(const struct fin_crypto *c, CMS_ContentInfo *cms, CMS_SignerInfo **si, X509 **signer)
{
	if (c->OBJ_obj2nid(c->CMS_get0_type(cms)) != NID_pkcs7_signed || c->CMS_is_detached(cms) != 1)
		return "its signature is no detached CMS signature";
	*si = only_signer(c, cms);
	if (*si == NULL)
		return "its signature does not have one signer";
	c->CMS_set1_signers_certs(cms, NULL, 0);
	c->CMS_SignerInfo_get0_algs(*si, NULL, signer, NULL, NULL);
	if (*signer == NULL)
		return "its signature has no certificate of the signer";
	if (c->CMS_signed_get_attr_by_NID(*si, NID_id_smime_aa_signingCertificateV2, -1) < 0)
		return "its signature does not name the signer's certificate (signing-certificate-v2)";
	return is_strong(c, *si) ? NULL : "its signature uses a weak digest";
}

const char *
fin_cms_verify(const struct fin_crypto *c, CMS_ContentInfo *cms, const struct fin_bytes *parts, size_t n, X509 **signer)
{
	CMS_SignerInfo *si;
	X509_STORE *store;
	BIO *content;
	const char *wrong;
	int ok;

	*signer = NULL;
	wrong = check_form(c, cms, &si, signer);
	if (wrong != NULL)
		return wrong;
	store = store_of(c, *signer);
	content = join(c, parts, n);
	ok = c->CMS_verify(cms, NULL, store, content, NULL, CMS_BINARY | CMS_CADES);
	c->BIO_free_all(content);
	c->X509_STORE_free(store);
	c->ERR_clear_error();
	return ok == 1 ? NULL : "it was altered after it was signed, or its signature was";
}
