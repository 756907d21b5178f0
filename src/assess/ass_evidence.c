#include <string.h>

#include "assess/ass_model.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/str.h"

/* Which states are a failed check; withheld, no file and no digest are merely not verified. */
bool
ass_fails(enum ev_state state)
{
	return state == EV_MISSING || state == EV_ALTERED || state == EV_EXPIRED || state == EV_TOO_OLD || state == EV_OUTSIDE;
}

bool
ass_holds(const struct ass_evidence *e, enum ev_state state)
{
	return state == EV_OK ? e->holds == 0 : (e->holds & 1u << state) != 0;
}

size_t
ass_count_state(const struct ass *a, enum ev_state state)
{
	size_t n = 0;

	for (size_t i = 0; i < a->evidence.n; i++)
		n += ((const struct ass_evidence *)a->evidence.p[i])->state == state;
	return n;
}

size_t
ass_count_verified(const struct ass_list *evidence)
{
	size_t n = 0;

	for (size_t i = 0; i < evidence->n; i++)
		n += ((const struct ass_evidence *)evidence->p[i])->state == EV_OK;
	return n;
}

static void
tell(const struct ass *a, struct ass_evidence *e, const char *what)
{
	e->detail = e->detail[0] == '\0' ? what : ass_say(a, "evidence.also", "before", e->detail, "item", what, NULL);
}

/* Several reasons may hold; the gravest one names the state, all of them are told. */
static void
blame(const struct ass *a, struct ass_evidence *e, enum ev_state state, const char *why)
{
	if (state > e->state)
		e->state = state;
	e->holds |= 1u << state;
	e->why[state] = why;
	tell(a, e, why);
}

/* Ids of texts. */
static const char *
io_text(enum io_state state)
{
	switch (state) {
	case IO_REFUSED:
		return "evidence.io-refused";
	case IO_TOO_LARGE:
		return "evidence.io-too-large";
	case IO_BROKEN:
		return "evidence.io-broken";
	case IO_CHANGED:
		return "evidence.io-changed";
	default:
		return "evidence.io-missing";
	}
}

/* A reader who may not see it is told why, and what there is. */
static void
check_withheld(const struct ass *a, struct ass_evidence *e, const struct io_digest *d, const char *stated)
{
	tell(a, e, ass_say(a, "evidence.withheld-because", "reason", ass_attr(a, e->node, "reason"), NULL));
	if (d == NULL || d->state == IO_MISSING)
		blame(a, e, EV_WITHHELD,
		    ass_say(a, stated != NULL ? "evidence.withheld-elsewhere" : "evidence.withheld-undigested", NULL));
	else if (d->state == IO_OK && stated != NULL && strcasecmp(stated, d->hex) == 0)
		tell(a, e, ass_say(a, "evidence.withheld-equal", NULL));
}

static void
check_file(const struct ass *a, struct ass_evidence *e)
{
	const char *href = load_attr(a->cx, e->node, "href"), *stated = load_attr(a->cx, e->node, "sha256");
	bool is_withheld = str_eq(ass_attr(a, e->node, "disclosure"), "withheld");
	const struct io_digest *d = NULL;

	/* Opened once a run: what the rules found in it is what the report tells. */
	if (href != NULL)
		d = io_digest_once(a->cx, a->own.doc->root, arena_printf(a->cx->arena, "%s%s", e->from->folder, href),
		    LIMIT_EVIDENCE_BYTES);
	if (is_withheld)
		check_withheld(a, e, d, stated);
	if (is_withheld && (d == NULL || d->state == IO_MISSING))
		return;
	if (d == NULL) {
		blame(a, e, EV_NO_FILE, ass_say(a, "evidence.place-only", NULL));
	} else if (d->state != IO_OK) {
		blame(a, e, EV_MISSING, ass_say(a, io_text(d->state), NULL));
	} else if (stated == NULL) {
		e->found = d->hex;
		blame(a, e, EV_UNDIGESTED, ass_say(a, "evidence.undigested-file", NULL));
	} else {
		e->found = d->hex;
		if (strcasecmp(stated, d->hex) != 0)
			blame(a, e, EV_ALTERED, ass_say(a, "evidence.altered-file", NULL));
	}
}

static void
check_dates(const struct ass *a, struct ass_evidence *e)
{
	const char *expires = ass_attr(a, e->node, "expires"), *collected = ass_attr(a, e->node, "collected");
	const char *start = ass_attr(a, e->node, "start"), *end = ass_attr(a, e->node, "end");
	const char *old = ass_policy_age(a, e);
	int today = ass_day(a->as_of), day = ass_day(expires);

	if (day != NO_DAY && today != NO_DAY && day < today)
		blame(a, e, EV_EXPIRED,
		    ass_say(a, "evidence.expired-on", "day", expires, "days", ass_days_words(a, today - day), NULL));
	if (old != NULL)
		blame(a, e, EV_TOO_OLD, old);
	/* Records of a span of time must touch the period; a single thing must be collected in it, or up to the as-of date. */
	if (*end != '\0' && strcmp(end, a->start) < 0)
		blame(a, e, EV_OUTSIDE, ass_say(a, "evidence.before-period", "day", end, "start", a->start, NULL));
	else if (*start != '\0' && strcmp(start, a->end) > 0)
		blame(a, e, EV_OUTSIDE, ass_say(a, "evidence.after-period", "day", start, "end", a->end, NULL));
	else if (*start == '\0' && *end == '\0' && *collected != '\0' && strcmp(collected, a->start) < 0)
		blame(a, e, EV_OUTSIDE,
		    ass_say(a, "evidence.collected-before", "day", collected, "start", a->start, NULL));
	if (*collected != '\0' && strcmp(collected, a->as_of) > 0)
		blame(a, e, EV_OUTSIDE, ass_say(a, "evidence.collected-after", "day", collected, "date", a->as_of, NULL));
}

enum rc
ass_check_evidence(struct ass *a)
{
	for (size_t i = 0; i < a->evidence.n; i++) {
		struct ass_evidence *e = a->evidence.p[i];

		e->detail = "";
		e->state = EV_OK;
		e->holds = 0;
		check_file(a, e);
		check_dates(a, e);
	}
	return RC_OK;
}
