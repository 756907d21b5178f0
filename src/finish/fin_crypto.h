#pragma once
/*
 * fin_crypto.h - inside the room: libcrypto, loaded when the first key or signature needs it.
 * It costs a third of the instructions of a start, and most runs have neither. Members are the functions of their names; what is
 * a macro of OpenSSL's headers stands below as one of ours.
 */
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include "base/ctx.h"

#define FIN_CRYPTO(F) \
	F(ASN1_OBJECT_free) \
	F(ASN1_STRING_set) \
	F(ASN1_STRING_to_UTF8) \
	F(ASN1_TIME_to_tm) \
	F(BIO_ctrl) \
	F(BIO_f_null) \
	F(BIO_free) \
	F(BIO_free_all) \
	F(BIO_new) \
	F(BIO_new_mem_buf) \
	F(BIO_push) \
	F(BIO_s_mem) \
	F(BIO_write) \
	F(CMS_ContentInfo_free) \
	F(CMS_SignerInfo_get0_algs) \
	F(CMS_SignerInfo_get0_signature) \
	F(CMS_add1_signer) \
	F(CMS_final) \
	F(CMS_get0_SignerInfos) \
	F(CMS_get0_type) \
	F(CMS_get1_certs) \
	F(CMS_is_detached) \
	F(CMS_set1_signers_certs) \
	F(CMS_sign) \
	F(CMS_signed_delete_attr) \
	F(CMS_signed_get_attr) \
	F(CMS_signed_get_attr_by_NID) \
	F(CMS_signed_get_attr_count) \
	F(CMS_verify) \
	F(CRYPTO_free) \
	F(CRYPTO_malloc) \
	F(CRYPTO_secure_malloc_init) \
	F(CRYPTO_secure_malloc_initialized) \
	F(ERR_clear_error) \
	F(ERR_peek_error) \
	F(ERR_peek_last_error) \
	F(EVP_DigestSign) \
	F(EVP_DigestSignInit) \
	F(EVP_MD_CTX_free) \
	F(EVP_MD_CTX_new) \
	F(EVP_PKEY_free) \
	F(EVP_PKEY_get_base_id) \
	F(EVP_PKEY_get_bits) \
	F(EVP_sha256) \
	F(OBJ_obj2nid) \
	F(OBJ_obj2txt) \
	F(OPENSSL_init_crypto) \
	F(OPENSSL_sk_delete) \
	F(OPENSSL_sk_free) \
	F(OPENSSL_sk_new_null) \
	F(OPENSSL_sk_num) \
	F(OPENSSL_sk_pop_free) \
	F(OPENSSL_sk_push) \
	F(OPENSSL_sk_value) \
	F(PEM_read_bio_PrivateKey) \
	F(PEM_read_bio_X509) \
	F(PKCS12_free) \
	F(PKCS12_parse) \
	F(X509_ALGOR_get0) \
	F(X509_ATTRIBUTE_free) \
	F(X509_NAME_ENTRY_get_data) \
	F(X509_NAME_cmp) \
	F(X509_NAME_get_entry) \
	F(X509_NAME_get_index_by_NID) \
	F(X509_NAME_print_ex) \
	F(X509_STORE_CTX_free) \
	F(X509_STORE_CTX_get0_param) \
	F(X509_STORE_CTX_get_error) \
	F(X509_STORE_CTX_init) \
	F(X509_STORE_CTX_new) \
	F(X509_STORE_add_cert) \
	F(X509_STORE_free) \
	F(X509_STORE_new) \
	F(X509_STORE_set_flags) \
	F(X509_STORE_set_purpose) \
	F(X509_VERIFY_PARAM_set_auth_level) \
	F(X509_VERIFY_PARAM_set_flags) \
	F(X509_VERIFY_PARAM_set_purpose) \
	F(X509_VERIFY_PARAM_set_time) \
	F(X509_check_private_key) \
	F(X509_cmp_time) \
	F(X509_free) \
	F(X509_get0_notAfter) \
	F(X509_get0_notBefore) \
	F(X509_get0_pubkey) \
	F(X509_get_ext_d2i) \
	F(X509_get_issuer_name) \
	F(X509_get_key_usage) \
	F(X509_get_subject_name) \
	F(X509_verify_cert) \
	F(X509_verify_cert_error_string) \
	F(d2i_CMS_ContentInfo) \
	F(d2i_PKCS12) \
	F(i2d_CMS_ContentInfo) \
	F(i2d_X509) \
	F(i2d_X509_ATTRIBUTE)

struct fin_crypto {
#define F(name) __typeof__(name) *name;
	FIN_CRYPTO(F)
#undef F
};

/*
 * Lives as long as cx. CRYPTO_NONE when the library is not there or lacks a function. Reads no configuration file, which could load
 * code; gives keys a heap of their own.
 */
MUST_CHECK enum rc fin_crypto_load(struct ctx *cx, const struct fin_crypto **out);

/* Stacks; what comes out of one is a void pointer. */
#define STACK_COUNT(c, s) ((c)->OPENSSL_sk_num((const OPENSSL_STACK *)(s)))
#define STACK_AT(c, s, i) ((c)->OPENSSL_sk_value((const OPENSSL_STACK *)(s), (i)))
#define STACK_PUSH(c, s, item) ((c)->OPENSSL_sk_push((OPENSSL_STACK *)(s), (item)))
#define STACK_DELETE(c, s, i) ((c)->OPENSSL_sk_delete((OPENSSL_STACK *)(s), (i)))
#define STACK_FREE(c, s) ((c)->OPENSSL_sk_free((OPENSSL_STACK *)(s)))
#define STACK_FREE_ALL(c, s, free_item) ((c)->OPENSSL_sk_pop_free((OPENSSL_STACK *)(s), (OPENSSL_sk_freefunc)(c)->free_item))

#define CRYPTO_FREE(c, p) ((c)->CRYPTO_free((p), __FILE__, __LINE__))
