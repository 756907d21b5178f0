#include <stdio.h>
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

const char ass_letters[ST__COUNT + 1] = "MPLAXNU";

const char *const ass_status_words[ST__COUNT] = {
    [ST_M] = "met",
    [ST_P] = "partly met",
    [ST_L] = "planned",
    [ST_A] = "met by an alternative",
    [ST_X] = "not met",
    [ST_N] = "not applicable",
    [ST_U] = "not assessed",
};

const char *const ass_status_shorts[ST__COUNT] = {
    [ST_M] = "met",
    [ST_P] = "partly met",
    [ST_L] = "planned",
    [ST_A] = "alternative",
    [ST_X] = "not met",
    [ST_N] = "not applicable",
    [ST_U] = "not assessed",
};

const struct ev_words ass_ev_words[EV__COUNT] = {
    [EV_OK] = {"ok", "verified", "verified"},
    [EV_EXPIRED] = {"expired", "expired", "expired"},
    [EV_OUTSIDE] = {"outside-period", "outside period", "outside"},
    [EV_TOO_OLD] = {"too-old", "too old for the policy", "too-old"},
    [EV_ALTERED] = {"altered", "digest differs", "differs"},
    [EV_MISSING] = {"missing", "missing", "missing"},
    [EV_UNDIGESTED] = {"undigested", "no digest stated", "undigested"},
    [EV_NO_FILE] = {"no-file", "no file", "no-file"},
    [EV_WITHHELD] = {"withheld", "withheld", "withheld"},
};

const enum ev_state ass_ev_order[EV__COUNT] = {
    EV_OK, EV_EXPIRED, EV_TOO_OLD, EV_OUTSIDE, EV_ALTERED, EV_MISSING, EV_UNDIGESTED, EV_NO_FILE, EV_WITHHELD};

const struct change_words ass_change_words[CH__COUNT] = {
    [CH_NOW_MET] = {"now-met", "now met"},
    [CH_REOPENED] = {"reopened", "no longer met"},
    [CH_IMPROVED] = {"improved", "improved, still open"},
    [CH_REGRESSED] = {"regressed", "worse, still open"},
    [CH_NEWLY_NA] = {"newly-na", "newly not applicable"},
    [CH_APPLICABLE_AGAIN] = {"applicable-again", "applicable again"},
    [CH_CHANGED] = {"changed", "changed, still met"},
    [CH_NEW] = {"new", "answered for the first time, still open"},
    [CH_UNCHANGED] = {"unchanged", "unchanged"},
};

const struct change_words ass_ev_change_words[EC__COUNT] = {
    [EC_ADDED] = {"added", "added"},
    [EC_RENEWED] = {"renewed", "renewed"},
    [EC_EXPIRED] = {"expired", "expired since"},
    [EC_LOST] = {"lost", "no longer listed"},
    [EC_UNCHANGED] = {"unchanged", "unchanged"},
};

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"};

/* Four, two and two digits with dashes between; the month and day are in range. */
static bool
split_date(const char *iso, int *y, int *m, int *d)
{
	static const char form[] = "dddd-dd-dd";
	int v[3] = {0}, k = 0;

	if (iso == NULL)
		return false;
	for (size_t i = 0; i < sizeof(form); i++) {
		if (form[i] == 'd' && (iso[i] < '0' || iso[i] > '9'))
			return false;
		if (form[i] != 'd' && iso[i] != form[i])
			return false;
		if (form[i] == 'd')
			v[k] = v[k] * 10 + iso[i] - '0';
		else
			k++;
	}
	*y = v[0];
	*m = v[1];
	*d = v[2];
	return *m >= 1 && *m <= 12 && *d >= 1 && *d <= 31;
}

/* The civil calendar as a count of days (Howard Hinnant's formula); eras of 400 years have 146097 days. */
int
ass_day(const char *iso)
{
	int y, m, d, era, yoe, doy, doe;

	if (!split_date(iso, &y, &m, &d))
		return NO_DAY;
	y -= m <= 2;
	era = y / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

const char *
ass_date_words(struct ctx *cx, const char *iso)
{
	int y, m, d;

	if (!split_date(iso, &y, &m, &d))
		return "";
	return arena_printf(cx->arena, "%d" NBSP "%s" NBSP "%d", d, months[m - 1], y);
}

const char *
ass_period_words(struct ctx *cx, const char *start, const char *end)
{
	int y, m, d, y2, m2, d2;

	if (!split_date(start, &y, &m, &d) || !split_date(end, &y2, &m2, &d2))
		return "";
	if (y == y2)
		return arena_printf(cx->arena, "%d" NBSP "%s to %s", d, months[m - 1], ass_date_words(cx, end));
	return arena_printf(cx->arena, "%s to %s", ass_date_words(cx, start), ass_date_words(cx, end));
}

const char *
ass_fraction(struct ctx *cx, size_t n, size_t of)
{
	return arena_printf(cx->arena, "%zu" NBSP "of" NBSP "%zu", n, of);
}

const char *
ass_share(struct ctx *cx, size_t n, size_t of)
{
	return of > 0 ? arena_printf(cx->arena, "%zu" NBSP "%%", n * 100 / of) : DASH;
}

static const char *const numbers[] = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve"};

const char *
ass_number(struct ctx *cx, size_t n)
{
	return n < ARRAY_LEN(numbers) ? numbers[n] : arena_printf(cx->arena, "%zu", n);
}

const char *
ass_number_cap(struct ctx *cx, size_t n)
{
	char *s = arena_strdup(cx->arena, ass_number(cx, n));

	if (*s >= 'a' && *s <= 'z')
		*s = (char)(*s - 'a' + 'A');
	return s;
}

const char *
ass_days_words(struct ctx *cx, int days)
{
	return arena_printf(cx->arena, "%d" NBSP "%s", days, days == 1 ? "day" : "days");
}
