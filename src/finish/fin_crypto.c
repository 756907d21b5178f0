#include "finish/fin_crypto.h"

#include <dlfcn.h>
#include <string.h>

static const struct {
	const char *name;
	size_t at; /* [B] in struct fin_crypto */
} symbols[] = {
#define F(name) {#name, offsetof(struct fin_crypto, name)},
    FIN_CRYPTO(F)
#undef F
};

static void
prepare(const struct fin_crypto *c)
{
	c->OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	if (!c->CRYPTO_secure_malloc_initialized())
		(void)!c->CRYPTO_secure_malloc_init(1 << 16, 32);
	c->ERR_clear_error();
}

/* Never closed: it has threads' data and handlers at exit. */
enum rc
fin_crypto_load(struct ctx *cx, const struct fin_crypto **out)
{
	struct fin_crypto *c = arena_zalloc(cx->arena, sizeof(*c));
	void *library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);

	if (library == NULL)
		return diag_at(cx, DIAG_CRYPTO_NONE, NO_SPAN, "%s", dlerror());
	for (size_t i = 0; i < ARRAY_LEN(symbols); i++) {
		void *function = dlsym(library, symbols[i].name);

		if (function == NULL)
			return diag_at(cx, DIAG_CRYPTO_NONE, NO_SPAN, "%s", dlerror());
		memcpy((char *)c + symbols[i].at, &function, sizeof(function)); /* ISO C has no cast for it */
	}
	prepare(c);
	*out = c;
	return RC_OK;
}
