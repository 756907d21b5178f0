/*
 * ass_plural.c - plural rules in the notation of CLDR (Unicode TR 35, part 3, section 5), for whole
 * numbers. rule = and-rule ("or" and-rule)*; and-rule = relation ("and" relation)*; relation = ("n"
 * | "i") ["%" value] ("=" | "!=") range-list. The operands of fractions (v w f t c e) are 0.
 */
#include <string.h>

#include "assess/ass_say.h"
#include "base/str.h"

struct cursor {
	const char *s;
	bool bad;
};

static void
skip_space(struct cursor *c)
{
	while (*c->s == ' ')
		c->s++;
}

static bool
take(struct cursor *c, const char *token)
{
	skip_space(c);
	if (!str_starts(c->s, token))
		return false;
	c->s += strlen(token);
	return true;
}

static size_t
take_number(struct cursor *c)
{
	size_t v = 0, digits = 0;

	skip_space(c);
	for (; *c->s >= '0' && *c->s <= '9' && digits < 9; digits++)
		v = v * 10 + (size_t)(*c->s++ - '0');
	c->bad |= digits == 0;
	return v;
}

/* "2..4,7": is v in one of them? */
static bool
take_ranges(struct cursor *c, size_t v)
{
	bool found = false;

	do {
		size_t low = take_number(c), high = take(c, "..") ? take_number(c) : low;

		found |= v >= low && v <= high;
	} while (!c->bad && take(c, ","));
	return found;
}

static bool
take_relation(struct cursor *c, size_t n)
{
	size_t v = 0;
	bool is_equal;

	skip_space(c);
	if (*c->s == 'n' || *c->s == 'i')
		v = n;
	else if (*c->s == '\0' || strchr("vwftce", *c->s) == NULL)
		c->bad = true;
	if (c->bad)
		return false;
	c->s++;
	if (take(c, "%")) {
		size_t by = take_number(c);

		c->bad |= by == 0;
		v = by > 0 ? v % by : v;
	}
	is_equal = !take(c, "!=");
	if (is_equal && !take(c, "="))
		c->bad = true;
	return c->bad ? false : take_ranges(c, v) == is_equal;
}

static bool
holds(const char *rule, size_t n, bool *bad)
{
	struct cursor c = {.s = rule};
	bool any = false;

	do {
		bool all = true;

		do
			all &= take_relation(&c, n);
		while (!c.bad && take(&c, "and "));
		any |= all;
	} while (!c.bad && take(&c, "or "));
	skip_space(&c);
	*bad = c.bad || *c.s != '\0';
	return any && !*bad;
}

bool
ass_plural_is_rule(const char *rule)
{
	bool bad;

	(void)holds(rule, 0, &bad);
	return !bad;
}

const char *
ass_plural_of(const struct ass_texts *t, size_t n)
{
	bool bad;

	for (size_t i = 0; i < t->n_plurals; i++)
		if (holds(t->plurals[i].rule, n, &bad))
			return t->plurals[i].category;
	return "other";
}
