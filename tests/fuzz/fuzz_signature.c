/*
 * Bytes as a signed report: the reader and the judge must accept or refuse them. Nobody is trusted, and a file that is taken for a report
 * must be one to its last byte.
 */
#include <string.h>

#include "finish/fin_own.h"
#include "finish/fin_sign.h"
#include "fuzz.h"

static void
check(const struct fin_signature *s, size_t size)
{
	if (s->state == SIG_TRUSTED)
		fuzz_fail("trusted, without anybody to trust");
	if (s->state != SIG_NONE && s->reason == NULL)
		fuzz_fail("refused without a word");
	if (s->base_len > size || (s->state == SIG_NONE && s->base_len != size))
		fuzz_fail("the report ends at %zu of %zu", s->base_len, size);
	if (s->state == SIG_INTACT && (!s->covers_whole || s->fingerprint == NULL))
		fuzz_fail("intact, but not as a whole, or signed by nobody");
}

/* Every object and stream, as verify asks for them. */
static void
read_all(struct arena *a, const char *bytes, size_t size)
{
	struct own_file *f;
	struct own_val v;
	const char *p;
	size_t len;

	if (own_open(a, bytes, size, &f) != NULL)
		return;
	for (uint32_t i = 0; i < f->revs[f->n_revs - 1].n && i < 1000; i++) {
		if (own_object(f, i, &v) && (v.p == NULL || v.len == 0))
			fuzz_fail("object %u is empty", i);
		(void)own_unpacked(f, i, 1 << 16, &p, &len);
		(void)own_text(a, &v);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ctx *cx = ctx_new(TEST_SOURCE_DIR);
	const char *bytes = arena_copy(cx->arena, data, size);
	struct fin_signature s;
	struct fin_field field;

	if (fin_signature_judge(cx, bytes, size, NULL, &s) != RC_OK)
		fuzz_fail("nothing to judge with");
	check(&s, size);
	if (fin_field_find(cx, bytes, size, NULL, &field) != RC_OK && !diag_failed(cx))
		fuzz_fail("refused without a word");
	read_all(cx->arena, bytes, size);
	ctx_free(cx);
	return 0;
}
