/*
 * judge_signature [--trust FILE.pem] [--fingerprint HEX] FILE.pdf...: what fin_signature_judge says of each file, a line each:
 * state, fingerprint or -, name, reason. For sign.py, which judges hundreds.
 */
#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "base/limits.h"
#include "finish/fin_sign.h"

static int
judge(const char *path, const struct fin_trust *trust)
{
	static const char *const states[] = {[SIG_NONE] = "none", [SIG_TRUSTED] = "trusted", [SIG_INTACT] = "intact", [SIG_REFUSED] = "refused"};
	struct ctx *cx = ctx_new("/");
	struct fin_signature s;
	const char *bytes;
	size_t len;
	int status = 3;

	if (io_read(cx, path, LIMIT_PDF_BYTES, &bytes, &len) == RC_OK && fin_signature_judge(cx, bytes, len, trust, &s) == RC_OK) {
		printf("%s\t%s\t%s\t%s\t%s\n", states[s.state], s.only_signature ? "only" : "more", s.fingerprint != NULL ? s.fingerprint : "-", path, s.reason != NULL ? s.reason : "");
		status = 0;
	}
	ctx_free(cx);
	return status;
}

int
main(int argc, char **argv)
{
	struct ctx *cx = ctx_new("/");
	struct fin_trust trust = {0};
	const char *fingerprint = NULL;
	int i = 1, status = 0;

	for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2)
		if (strcmp(argv[i], "--fingerprint") == 0)
			fingerprint = argv[i + 1];
		else if (io_read(cx, argv[i + 1], LIMIT_KEY_BYTES, &trust.anchors, &trust.anchors_len) != RC_OK)
			return 2;
	if (fingerprint != NULL) {
		trust.fingerprints = &fingerprint;
		trust.n_fingerprints = 1;
	}
	for (; i < argc && status == 0; i++)
		status = judge(argv[i], &trust);
	ctx_free(cx);
	return status;
}
