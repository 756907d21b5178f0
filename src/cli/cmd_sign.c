#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "assay.h"
#include "base/str.h"
#include "cli/cmd.h"

/* "2026-11-22", "2026-11-22T21:40Z", "2026-11-22T21:40:00Z": a moment of UTC. */
static bool
take_time(const char *s, int64_t *time)
{
	static const char *const forms[] = {"%Y-%m-%d", "%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:%SZ"};

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		struct tm tm = {0}, again;
		const char *end = strptime(s, forms[i], &tm);
		time_t t;

		if (end == NULL || *end != '\0')
			continue;
		again = tm;
		t = timegm(&again);
		*time = (int64_t)t;
		return again.tm_mday == tm.tm_mday && *time > 0; /* no 31st of February */
	}
	return false;
}

/*
 * A signature is an act at a moment, so here, and nowhere else, the clock may be asked: the report's own bytes were written before
 * and do not depend on it.
 */
static bool
time_of(const struct cmd_opts *o, int64_t *time)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	struct timespec now;
	char *end;

	if (o->date != NULL)
		return take_time(o->date, time);
	if (epoch != NULL && *epoch != '\0') {
		*time = (int64_t)strtoll(epoch, &end, 10);
		return *end == '\0' && *time > 0 && *time < INT64_C(253402300800);
	}
	clock_gettime(CLOCK_REALTIME, &now);
	*time = (int64_t)now.tv_sec;
	return true;
}

int
cmd_sign(const struct cmd_opts *o)
{
	struct sign_opts s = {.output = o->output, .key = o->key, .cert = o->cert, .passphrase_fd = o->passphrase_fd,
	    .passphrase_file = o->passphrase_file, .field = o->field, .reason = o->reason, .location = o->location};
	struct buf said = {0};
	struct ctx *cx;

	if (o->n_args != 1)
		return cmd_usage_error("sign takes one file");
	if (o->key == NULL)
		return cmd_usage_error("sign needs --key");
	if (!time_of(o, &s.time))
		return cmd_usage_error("sign: no such moment: %s; write 2026-11-22 or 2026-11-22T21:40:00Z", o->date != NULL ? o->date : "SOURCE_DATE_EPOCH");
	s.input = o->args[0];
	cmd_limit_memory(o->memory);
	cx = cmd_begin(o);
	if (assay_sign(cx, &s, &said) == RC_OK)
		fputs(buf_str(&said), stderr);
	buf_free(&said);
	return cmd_finish(cx, NULL);
}
