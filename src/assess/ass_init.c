#include <string.h>

#include "assess/ass.h"
#include "base/str.h"

/* A comment must not contain two hyphens in a row (XML 1.0, section 2.5). */
static void
comment(struct buf *out, const char *indent, const char *text)
{
	buf_printf(out, "%s<!-- ", indent);
	for (const char *s = text; *s != '\0'; s++)
		if (*s != '-' || s[1] != '-')
			buf_putc(out, *s);
	buf_puts(out, " -->\n");
}

/* "Orbit 4.2" -> name "Orbit", version "4.2": a last word that begins with a digit is the version. */
static void
split_product(struct ctx *cx, const char *product, const char **name, const char **version)
{
	const char *space = strrchr(product, ' ');
	const char *last = space != NULL ? space + 1 : "";
	size_t digits = strspn(last[0] == 'v' ? last + 1 : last, "0123456789");

	*name = product;
	*version = "0.1";
	if (space != NULL && space > product && digits > 0) {
		*name = arena_strndup(cx->arena, product, (size_t)(space - product));
		*version = last;
	}
}

/* An id is an NCName: letters, digits and dashes of the product's name. */
static void
put_id(struct buf *out, const char *name)
{
	size_t start = out->len;

	for (const char *s = name; *s != '\0'; s++) {
		char c = *s;

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9' && out->len > start))
			buf_putc(out, c);
		else if (out->len > start && out->p[out->len - 1] != '-')
			buf_putc(out, '-');
	}
	if (out->len == start)
		buf_puts(out, "ASSESSMENT");
	if (out->p[out->len - 1] != '-')
		buf_putc(out, '-');
	buf_puts(out, "1");
}

static void
attribute(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, " %s=\"", name);
	buf_xml(out, value);
	buf_putc(out, '"');
}

static void
put_head(struct ctx *cx, struct buf *out, const struct catalog *cat, const char *product)
{
	const char *name, *version;

	split_product(cx, product, &name, &version);
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	comment(out, "",
	    "An assessment of how software is made. Replace what stands in capitals, answer the tasks one by one, and build as\n"
	    "     often as you like: a draft lists what is still missing. \"assay check\" explains what is wrong, \"assay explain\n"
	    "     PO.1.1\" tells about a task. When all is there, set status=\"final\".");
	buf_puts(out, "<assessment xmlns=\"urn:assay:assessment:1\" id=\"");
	put_id(out, name);
	buf_puts(out, "\" version=\"0.1\" status=\"draft\" xml:lang=\"en\"\n\tclassification=\"Internal\">\n");
	buf_puts(out, "\t<framework");
	attribute(out, "ref", cat->id);
	attribute(out, "version", cat->version);
	buf_puts(out, "/>\n\n\t<producer name=\"NAME OF THE PRODUCER\"/>\n\t<product");
	attribute(out, "name", name);
	attribute(out, "version", version);
	buf_puts(out, "/>\n");
	comment(out, "\t", "kind is company, product or versions. Say what the answers cover; <included> and <excluded> may follow.");
	buf_puts(out, "\t<scope kind=\"product\"><p>WHAT THE ANSWERS COVER.</p></scope>\n");
	comment(out, "\t", "The period that the answers speak about, and the day on which they are true: \"expired\" and \"overdue\" are\n"
	                   "\t     reckoned from as-of, never from the clock.");
	buf_puts(out, "\t<period start=\"2026-01-01\" end=\"2026-12-31\" as-of=\"2026-12-31\"/>\n");
	comment(out, "\t", "Roles: prepared, reviewed, approved, signer (with a capacity), assessor, contact. A final document needs the\n"
	                   "\t     first three, each with a date.");
	buf_puts(out, "\t<parties>\n\t\t<party id=\"author\" role=\"prepared\" name=\"YOUR NAME\"/>\n\t</parties>\n");
	buf_puts(out, "\t<method><p>HOW THE ANSWERS WERE FOUND: WHAT WAS READ, WHO WAS ASKED, WHAT WAS TRIED OUT.</p></method>\n\n");
	comment(out, "\t", "Evidence: files below this folder (href, sha256) or other places (location). For example:\n"
	                   "\t     <evidence id=\"ev-1\" title=\"Branch rules\" href=\"evidence/rules.txt\" sha256=\"...\" method=\"EXAMINE\"\n"
	                   "\t       collected=\"2026-09-28\" expires=\"2027-09-30\"/>");
	buf_puts(out, "\t<evidence-list>\n\t</evidence-list>\n\n");
	comment(out, "\t", "Status: M met, P partly met, L planned, A met by an alternative, X not met, N not applicable (give a <reason>),\n"
	                   "\t     U not assessed. A full answer looks like this:\n"
	                   "\t     <task ref=\"PO.1.1\" status=\"M\" assurance=\"reviewed\" responsible=\"Platform team\">\n"
	                   "\t       <statement><p>How it is done here.</p></statement>\n"
	                   "\t       <evidence-ref ref=\"ev-1\"/>\n"
	                   "\t     </task>");
}

enum rc
ass_init(struct ctx *cx, const char *framework, const char *product, struct buf *out)
{
	const char *name = framework != NULL ? framework : "ssdf-1.1", *dash = strchr(name, '-');
	const struct catalog *cat;

	if (dash == NULL)
		dash = name + strlen(name);
	TRY(cat_load(cx, arena_strndup(cx->arena, name, (size_t)(dash - name)), *dash != '\0' ? dash + 1 : "", NO_SPAN, &cat));
	put_head(cx, out, cat, product != NULL && *product != '\0' ? product : "Product 0.1");
	buf_puts(out, "\t<tasks>\n");
	for (size_t i = 0; i < cat->n_practices; i++) {
		const struct cat_practice *p = &cat->practices[i];

		buf_putc(out, '\n');
		comment(out, "\t\t", arena_printf(cx->arena, "%s %s", p->id, p->title));
		for (size_t k = 0; k < p->n_tasks; k++) {
			const struct cat_task *t = &p->tasks[k];

			comment(out, "\t\t", arena_printf(cx->arena, "%s %s: %s", t->id, t->label, t->summary));
			buf_printf(out, "\t\t<task ref=\"%s\" status=\"U\"/>\n", t->id);
		}
	}
	buf_puts(out, "\t</tasks>\n</assessment>\n");
	return RC_OK;
}
