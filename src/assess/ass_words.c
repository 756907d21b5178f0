#include <stdio.h>
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

const char ass_letters[ST__COUNT + 1] = "MPLAXNU";

static const struct {
	const char *word, *brief; /* ids of texts */
} statuses[ST__COUNT] = {
    [ST_M] = {"status.met", "status.met"},
    [ST_P] = {"status.partly", "status.partly"},
    [ST_L] = {"status.planned", "status.planned"},
    [ST_A] = {"status.alternative", "status.alternative-short"},
    [ST_X] = {"status.not-met", "status.not-met"},
    [ST_N] = {"status.na", "status.na"},
    [ST_U] = {"status.not-assessed", "status.not-assessed"},
};

const char *
ass_status_word(const struct ass *a, enum status s)
{
	return ass_say(a, statuses[s].word, NULL);
}

const char *
ass_status_short(const struct ass *a, enum status s)
{
	return ass_say(a, statuses[s].brief, NULL);
}

const struct ev_row ass_ev_rows[EV__COUNT] = {
    [EV_OK] = {"ok", "verified", "evidence.verified"},
    [EV_EXPIRED] = {"expired", "expired", "evidence.expired"},
    [EV_OUTSIDE] = {"outside-period", "outside", "evidence.outside"},
    [EV_TOO_OLD] = {"too-old", "too-old", "evidence.too-old"},
    [EV_ALTERED] = {"altered", "differs", "evidence.differs"},
    [EV_MISSING] = {"missing", "missing", "evidence.missing"},
    [EV_UNDIGESTED] = {"undigested", "undigested", "evidence.undigested"},
    [EV_NO_FILE] = {"no-file", "no-file", "evidence.no-file"},
    [EV_WITHHELD] = {"withheld", "withheld", "evidence.withheld"},
};

const char *
ass_ev_word(const struct ass *a, enum ev_state state)
{
	return ass_say(a, ass_ev_rows[state].word, NULL);
}

const enum ev_state ass_ev_order[EV__COUNT] = {
    EV_OK, EV_EXPIRED, EV_TOO_OLD, EV_OUTSIDE, EV_ALTERED, EV_MISSING, EV_UNDIGESTED, EV_NO_FILE, EV_WITHHELD};

const struct change_row ass_change_rows[CH__COUNT] = {
    [CH_NEW_TASK] = {"new-task", "change.new-task", "other"},
    [CH_NOW_MET] = {"now-met", "change.now-met", "better"},
    [CH_REOPENED] = {"reopened", "change.reopened", "worse"},
    [CH_IMPROVED] = {"improved", "change.improved", "better"},
    [CH_REGRESSED] = {"regressed", "change.regressed", "worse"},
    [CH_NEWLY_NA] = {"newly-na", "change.newly-na", "other"},
    [CH_APPLICABLE_AGAIN] = {"applicable-again", "change.applicable-again", "other"},
    [CH_CHANGED] = {"changed", "change.changed", "other"},
    [CH_NEW] = {"new", "change.new", "other"},
    [CH_UNCHANGED] = {"unchanged", "change.unchanged", "same"},
};

const struct change_row ass_ev_change_rows[EC__COUNT] = {
    [EC_EXPIRED] = {"expired", "evidence-change.expired", "worse"},
    [EC_LOST] = {"lost", "evidence-change.lost", "worse"},
    [EC_REPLACED] = {"replaced", "evidence-change.replaced", "better"},
    [EC_RENEWED] = {"renewed", "evidence-change.renewed", "better"},
    [EC_ADDED] = {"added", "evidence-change.added", "better"},
    [EC_UNCHANGED] = {"unchanged", "evidence-change.unchanged", "same"},
    [EC_INHERITED] = {"inherited", "evidence-change.inherited", "same"},
};

const struct change_row ass_finding_change_rows[IC__COUNT] = {
    [IC_OVERDUE] = {"overdue", "finding-change.overdue", "worse"},
    [IC_OPENED] = {"opened", "finding-change.opened", "worse"},
    [IC_REOPENED] = {"reopened", "finding-change.reopened", "worse"},
    [IC_CLOSED] = {"closed", "finding-change.closed", "better"},
    [IC_GONE] = {"gone", "finding-change.gone", "other"},
    [IC_OPEN] = {"open", "finding-change.open", "same"},
    [IC_OLD] = {"old", "finding-change.old", "same"},
};

const struct change_row ass_action_change_rows[IC__COUNT] = {
    [IC_OVERDUE] = {"overdue", "action-change.overdue", "worse"},
    [IC_OPENED] = {"opened", "action-change.opened", "other"},
    [IC_REOPENED] = {"reopened", "action-change.reopened", "worse"},
    [IC_CLOSED] = {"closed", "action-change.closed", "better"},
    [IC_GONE] = {"gone", "action-change.gone", "other"},
    [IC_OPEN] = {"open", "action-change.open", "same"},
    [IC_OLD] = {"old", "action-change.old", "same"},
};

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

static const char *
date_words(const struct ass *a, const char *pattern, int y, int m, int d)
{
	const char *month = ass_say(a, arena_printf(a->cx->arena, "date.month.%d", m), NULL);

	return ass_say(a, pattern, "day", ass_num(a, (size_t)d), "month", month, "year", arena_printf(a->cx->arena, "%04d", y), NULL);
}

const char *
ass_date_words(const struct ass *a, const char *iso)
{
	int y, m, d;

	return split_date(iso, &y, &m, &d) ? date_words(a, "date.full", y, m, d) : "";
}

const char *
ass_period_words(const struct ass *a, const char *start, const char *end)
{
	int y, m, d, y2, m2, d2;

	if (!split_date(start, &y, &m, &d) || !split_date(end, &y2, &m2, &d2))
		return "";
	return ass_say(a, "date.period", "start", date_words(a, y == y2 ? "date.in-year" : "date.full", y, m, d), "end",
	    date_words(a, "date.full", y2, m2, d2), NULL);
}

const char *
ass_fraction(const struct ass *a, size_t n, size_t of)
{
	return ass_say_n(a, "fraction.of", n, "of", ass_num(a, of), NULL);
}

const char *
ass_share(const struct ass *a, size_t n, size_t of)
{
	return of > 0 ? ass_say_n(a, "fraction.percent", n * 100 / of, NULL) : DASH;
}

const char *
ass_days_words(const struct ass *a, int days)
{
	return ass_say_n(a, "date.days", (size_t)days, NULL);
}

const char *
ass_overdue_words(const struct ass *a, int days)
{
	return ass_say(a, "date.overdue", "days", ass_days_words(a, days), NULL);
}
