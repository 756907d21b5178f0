/* Files of evidence: below the folder of the assessment, there, and what their digest says they are. */
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/str.h"
#include "validate/val_rules.h"

/* Reports what keeps the file from being read, whatever the status of the document; true when it was read. */
static bool
is_readable(struct rules *r, const xmlNode *elem, const char *href, const struct io_digest **out)
{
	struct span at = rules_at(r, elem, "href");
	const struct io_digest *d;
	const char *why;

	if (!io_name_is_plain(href, &why)) {
		(void)diag_at(r->cx, DIAG_FILE_OUTSIDE, at, "\"%s\": %s", href, why);
		return false;
	}
	if (r->doc->root == NULL)
		return false;
	/* Read once a run: the report tells of the same bytes as the rules. */
	*out = d = io_digest_once(r->cx, r->doc->root, href, LIMIT_EVIDENCE_BYTES);
	if (d->state == IO_REFUSED)
		(void)diag_at(r->cx, DIAG_FILE_OUTSIDE, at, "\"%s\": it is a folder, a device or a symbolic link", href);
	else if (d->state == IO_TOO_LARGE)
		(void)diag_at(r->cx, DIAG_FILE_SIZE, at, "\"%s\": the limit is %zu MiB", href, LIMIT_EVIDENCE_BYTES >> 20);
	else if (d->state == IO_BROKEN)
		(void)diag_at(r->cx, DIAG_FILE_OPEN, at, "\"%s\": it cannot be read to its end", href);
	else if (d->state == IO_CHANGED)
		(void)diag_at(r->cx, DIAG_FILE_OPEN, at, "\"%s\": it changed while it was read", href);
	return d->state == IO_OK || d->state == IO_MISSING;
}

static bool
is_digest(const char *s)
{
	return s != NULL && strlen(s) == 64;
}

/* Where the digest stands beside the one that was computed. */
static void
say_differs(struct rules *r, const xmlNode *elem, enum diag_id id, const char *href, const struct io_digest *d)
{
	(void)diag_at(r->cx, id, rules_at(r, elem, "sha256"), "%s is %s", href, d->hex);
}

void
rule_evidence_file(struct rules *r, const xmlNode *elem)
{
	const char *href = rules_attr(r, elem, "href"), *sha256 = rules_attr(r, elem, "sha256");
	const struct io_digest *d;

	if ((href != NULL) == (rules_attr(r, elem, "location") != NULL)) {
		(void)diag_at(r->cx, DIAG_EVIDENCE_PLACE, rules_tag(r, elem), "%s has %s", rules_attr(r, elem, "id"),
		    href != NULL ? "both" : "neither");
		return;
	}
	if (href == NULL || !is_readable(r, elem, href, &d))
		return;
	if (d->state == IO_MISSING)
		(void)diag_at(r->cx, r->is_final ? DIAG_FINAL_EVIDENCE : DIAG_EVIDENCE_MISSING, rules_at(r, elem, "href"),
		    "\"%s\" is not there", href);
	else if (sha256 == NULL)
		(void)diag_at(r->cx, r->is_final ? DIAG_FINAL_EVIDENCE : DIAG_EVIDENCE_UNDIGESTED, rules_at(r, elem, "href"),
		    "\"%s\" has no sha256", href);
	else if (is_digest(sha256) && strcasecmp(sha256, d->hex) != 0)
		say_differs(r, elem, r->is_final ? DIAG_FINAL_EVIDENCE : DIAG_EVIDENCE_DIFFERS, href, d);
	if (d->state == IO_OK && sha256 == NULL)
		diag_hint(r->cx, "Write sha256=\"%s\".", d->hex);
}

/* "Withheld" alone would be an excuse: a reader may not see it, but must know why. */
void
rule_evidence_withheld(struct rules *r, const xmlNode *elem)
{
	bool is_withheld = rules_attr_is(r, elem, "disclosure", "withheld");
	const char *reason = rules_attr(r, elem, "reason");

	if (is_withheld != (reason != NULL && *reason != '\0'))
		(void)diag_at(r->cx, DIAG_WITHHELD_REASON, rules_at(r, elem, is_withheld ? "disclosure" : "reason"), "%s",
		    is_withheld ? "withheld, and nobody says why" : "a reason is given, and disclosure is not withheld");
}
