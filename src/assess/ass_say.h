#pragma once
/*
 * ass_say.h - what a report says, in the language of the report.
 *
 * Every word, sentence and pattern that a reader of a report sees is an entry of a message file,
 * one file a language (stylesheets/messages/LL.xml, schema messages.xsd). C chooses an entry by its
 * id and hands over names and values; which words, which order and which plural is the file's
 * business:
 *
 *     <m id="gaps.note">
 *       <f when="n:0">No task is open.</f>
 *       <f when="n:one">The only open task.</f>
 *       <f>All {n} open tasks.</f>
 *     </m>
 *
 *     ass_say_n(a, "gaps.note", n, NULL)
 *
 * Forms: the first whose conditions all hold is said; the last one has none. NAME:VALUE holds when
 * the argument is VALUE, or when it is a number of the plural category VALUE (zero one two few
 * many; the file's own rules, in the notation of CLDR). Placeholders: {name} as it is;
 * {name:number} with groups of digits; {name:word} {name:Word} small numbers as words; {name:date}
 * an ISO date as the language writes it. Ids that C uses have a dot in them, those of stylesheets
 * have none.
 */
#include "assess/ass.h"
#include "base/map.h"

#define ASS_SAY_ARGS 16

struct ass;

/* The text of an entry with its placeholders filled; pairs of name and value (NULL is ""), then
 * NULL. In the arena. */
const char *ass_say(const struct ass *a, const char *id, ...) __attribute__((sentinel));
/* The same with {n}. */
const char *ass_say_n(const struct ass *a, const char *id, size_t n, ...) __attribute__((sentinel));
/* For diagnostics, which are in English: a text without placeholders; what is no id is said as it is. */
const char *ass_say_english(const struct ass *a, const char *id);
/* The number as digits, for an argument. */
const char *ass_num(const struct ass *a, size_t n);
/* "a", "a and b", "a, b and c" */
const char *ass_list(const struct ass *a, const char *const *items, size_t n);
/*
 * What a catalogue says in our own words (a label, a summary), in the language of the report.
 *   ref      the catalogue, "ssdf-1.1" or "cisa-form-1.0"; a translation may leave the version out: "ssdf"
 *   of       an id in it: "PO.1.1"; "" for the whole
 *   part     "label" "summary" "about" "fate" "note" "policy" "standing" "title"
 *   english  as the catalogue has it, where there is no translation; NULL stays NULL
 */
const char *ass_own(const struct ass *a, const char *ref, const char *of, const char *part, const char *english);
/* The language of the texts, as BCP 47 writes it: "de", or "de-AT" where de-AT was wanted. */
const char *ass_lang(const struct ass *a);

/* ---- inside: ass_texts.c loads, ass_say.c chooses and fills, ass_plural.c knows numbers
 * ------------------------------- */

struct ass_form {
	const char *when; /* "n:one open:0", or NULL */
	const char *text;
};

struct ass_text {
	const struct ass_form *forms;
	size_t n;
	const struct ass_texts *from; /* whose plural rules hold: English, where it stands in */
};

struct ass_plural {
	const char *category, *rule; /* "few", "n % 10 = 2..4 and n % 100 != 12..14" */
};

struct ass_texts {
	const char *lang;
	const char *digest;
	const struct ass_plural *plurals;
	size_t n_plurals;
	struct map *by_id; /* struct ass_text */
	struct map *own;   /* "ssdf PO.1.1 label" -> text */
	const struct ass_texts *english; /* itself, for English */
	const xmlDoc *xml; /* with the texts of English where the language lacks one */
};

/* The category of a number; "other" when no rule holds. */
const char *ass_plural_of(const struct ass_texts *t, size_t n);
/* Is it a rule of CLDR's plural notation over n and i? */
bool ass_plural_is_rule(const char *rule);
/* NULL when there is no such entry. */
const struct ass_text *ass_text_of(const struct ass_texts *t, const char *id);
