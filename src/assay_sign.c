/*
 * assay sign: a signature in the field of a finished report.
 *
 * Order. The report is read and its field found; then the key file, as far as it says who signs; what is seen in the field is laid
 * out; only then the private key is opened, used, and wiped with the context.
 */
#include <stdlib.h>
#include <string.h>

#include "assay.h"
#include "assess/ass_say.h"
#include "base/io.h"
#include "base/io_secret.h"
#include "base/limits.h"
#include "base/str.h"
#include "finish/fin_sign.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "load/doc.h"
#include "render/dev.h"

#define MAX_PASSPHRASE 1024 /* [B] */

struct job {
	struct ctx *cx;
	const struct sign_opts *o;
	struct fin_field field;
	struct fin_key_file file;
	struct io_secret bytes, passphrase;
	const struct ass_texts *texts;
	const char *name, *fingerprint;
};

/* ---- the passphrase ------------------------------------------------------------------------------------------------- */

static enum rc
from_descriptor(struct job *j)
{
	char *end;
	long fd = strtol(j->o->passphrase_fd, &end, 10);

	if (end == j->o->passphrase_fd || *end != '\0' || fd < 0 || fd > 65535)
		return diag_at(j->cx, DIAG_PASSPHRASE, NO_SPAN, "\"%s\" is no descriptor", j->o->passphrase_fd);
	return io_secret_line(j->cx, (int)fd, MAX_PASSPHRASE, &j->passphrase);
}

/* Nothing that this process starts or prints is to find it. */
static void
from_environment(struct job *j, char *value)
{
	io_secret_copy(j->cx, value, &j->passphrase);
	explicit_bzero(value, strlen(value));
	unsetenv("ASSAY_PASSPHRASE");
}

static enum rc
take_passphrase(struct job *j)
{
	char *environment = getenv("ASSAY_PASSPHRASE");

	if (j->o->passphrase_fd != NULL) {
		TRY(from_descriptor(j));
	} else if (j->o->passphrase_file != NULL) {
		TRY(io_secret_file(j->cx, j->o->passphrase_file, MAX_PASSPHRASE, &j->passphrase));
		io_secret_chomp(&j->passphrase);
	} else if (environment != NULL) {
		from_environment(j, environment);
	} else {
		return RC_OK; /* a key may have none */
	}
	j->file.passphrase = &j->passphrase;
	return RC_OK;
}

static enum rc
take_key(struct job *j)
{
	j->file.path = j->o->key;
	TRY(io_secret_file(j->cx, j->o->key, LIMIT_KEY_BYTES, &j->bytes));
	j->file.bytes = &j->bytes;
	TRY(take_passphrase(j));
	if (j->o->cert == NULL)
		return RC_OK;
	j->file.cert_path = j->o->cert;
	return io_read(j->cx, j->o->cert, LIMIT_KEY_BYTES, &j->file.certs, &j->file.certs_len);
}

/* ---- what is seen ---------------------------------------------------------------------------------------------------- */

enum line_kind { LINE_LABEL, LINE_NAME, LINE_TEXT };

struct line {
	enum line_kind kind;
	const char *label, *text; /* label: NULL for none */
};

/* How much of it there is room for, the best first: lines that are left out at the end, and per cent of the size. */
static const struct {
	size_t without;
	int size;
} fits[] = {{0, 100}, {0, 88}, {1, 100}, {1, 88}, {2, 100}, {2, 88}, {3, 88}, {3, 70}, {3, 55}, {3, 40}};

#define MAX_LINES 6

static const char *
say(const struct job *j, const char *id)
{
	return ass_text_of(j->texts, id)->forms[0].text;
}

/* "1a2b 3c4d ...", so that people can compare it. */
static const char *
grouped(struct ctx *cx, const char *hex)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; hex[i] != '\0'; i++)
		buf_printf(&b, "%s%c", i > 0 && i % 8 == 0 ? " " : "", hex[i]);
	text = arena_strdup(cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

/* In the order in which they are read; what can be left out comes last. */
static size_t
take_lines(const struct job *j, struct line lines[MAX_LINES])
{
	size_t n = 0;

	lines[n++] = (struct line){LINE_LABEL, NULL, say(j, "sign.by")};
	lines[n++] = (struct line){LINE_NAME, NULL, j->name};
	lines[n++] = (struct line){LINE_TEXT, NULL, fin_time_text(j->cx->arena, j->o->time)};
	if (j->o->reason != NULL)
		lines[n++] = (struct line){LINE_TEXT, say(j, "sign.reason"), j->o->reason};
	if (j->o->location != NULL)
		lines[n++] = (struct line){LINE_TEXT, say(j, "sign.place"), j->o->location};
	lines[n++] = (struct line){LINE_TEXT, say(j, "sign.certificate"), grouped(j->cx, j->fingerprint)};
	return n;
}

static void
put_line(struct buf *b, const struct line *line, int size)
{
	static const struct {
		int size; /* [0.01 pt] */
		const char *look;
	} kinds[] = {
	    [LINE_LABEL] = {620, "color=\"#555555\""},
	    [LINE_NAME] = {1000, "font-weight=\"600\""},
	    [LINE_TEXT] = {620, "color=\"#333333\""},
	};
	int n = kinds[line->kind].size * size / 100;

	buf_printf(b, "<fo:block font-size=\"%d.%02dpt\" %s>", n / 100, n % 100, kinds[line->kind].look);
	if (line->label != NULL) {
		buf_xml(b, line->label);
		buf_puts(b, ": ");
	}
	buf_xml(b, line->text);
	buf_puts(b, "</fo:block>");
}

static void
put_fo(const struct job *j, const struct line *lines, size_t n, int size, struct buf *b)
{
	const struct fin_field *f = &j->field;

	buf_puts(b, "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\" font-family=\"Source Sans 3, Noto Sans\" line-height=\"1.18\" text-align=\"start\"><fo:layout-master-set>");
	buf_printf(b, "<fo:simple-page-master master-name=\"f\" page-width=\"%d.%03dpt\" page-height=\"%d.%03dpt\" margin=\"1pt 0pt\"><fo:region-body/></fo:simple-page-master>",
	    f->w / 1000, f->w % 1000, f->h / 1000, f->h % 1000);
	buf_puts(b, "</fo:layout-master-set><fo:page-sequence master-reference=\"f\"><fo:flow flow-name=\"xsl-region-body\">");
	for (size_t i = 0; i < n; i++)
		put_line(b, &lines[i], size);
	buf_puts(b, "</fo:flow></fo:page-sequence></fo:root>");
}

/* Lays the lines out; `whole` says whether all of them are on one page, and nothing sticks out. */
static enum rc
draw(struct job *j, const char *fo, size_t len, struct drawn *drawn, bool *whole)
{
	struct diag_mark mark = diag_mark(j->cx);
	const struct dev_meta meta = {0};
	const struct fo_tree *tree;
	const struct doc *doc;
	struct lay *lay;
	enum rc rc;

	TRY(load_bytes(j->cx, "the look of the signature", fo, len, NULL, &doc));
	TRY(fo_parse(j->cx, doc, NULL, &tree));
	TRY(lay_open(j->cx, tree, &(struct lay_opts){0}, &lay));
	rc = ren_draw(j->cx, lay, tree, &dev_look, &(struct dev_opts){0}, &meta, drawn);
	lay_close(lay);
	*whole = rc == RC_OK && drawn->pages == 1 && !diag_said(j->cx, DIAG_LINE_OVERFLOW) && !diag_said(j->cx, DIAG_LAYOUT_OVERFLOW);
	if (rc == RC_OK)
		diag_take_back(j->cx, &mark);
	return rc;
}

/* "Digitally signed by: Ada Marsh; 2026-11-22 21:40 UTC; ..." */
static const char *
words_of(const struct job *j, const struct line *lines, size_t n)
{
	struct buf b = {0};
	const char *words;

	for (size_t i = 0; i < n; i++) {
		buf_puts(&b, i == 0 ? "" : i == 1 ? " " : "; ");
		if (lines[i].label != NULL)
			buf_printf(&b, "%s: ", lines[i].label);
		buf_puts(&b, lines[i].text);
	}
	words = arena_strdup(j->cx->arena, buf_str(&b));
	buf_free(&b);
	return words;
}

static enum rc
make_look(struct job *j, struct fin_sign_opts *out)
{
	struct line lines[MAX_LINES];
	size_t all = take_lines(j, lines);
	struct drawn drawn = {0};

	for (size_t i = 0; i < ARRAY_LEN(fits); i++) {
		size_t n = all - fits[i].without > 3 ? all - fits[i].without : 3;
		struct buf fo = {0};
		bool whole = false;
		const char *text;

		put_fo(j, lines, n, fits[i].size, &fo);
		text = arena_strndup(j->cx->arena, buf_str(&fo), fo.len);
		TRY(draw(j, text, fo.len, &drawn, &whole));
		buf_free(&fo);
		if (whole)
			break;
	}
	out->look = buf_str(&drawn.files[0].bytes);
	out->look_len = drawn.files[0].bytes.len;
	out->says = words_of(j, lines, all);
	return RC_OK;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------- */

/* Who signed where: that the field is the signer's own is for people to see. */
static void
tell(const struct job *j, struct buf *said)
{
	buf_printf(said, "signed by %s, %s, in ", j->name, fin_time_text(j->cx->arena, j->o->time));
	diag_put_text(said, j->field.name);
	if (j->field.tooltip != NULL) {
		buf_puts(said, " (");
		diag_put_text(said, j->field.tooltip);
		buf_putc(said, ')');
	}
	buf_printf(said, "\ncertificate SHA-256 %s\n", j->fingerprint);
}

enum rc
assay_sign(struct ctx *cx, const struct sign_opts *o, struct buf *said)
{
	struct job j = {.cx = cx, .o = o};
	struct fin_sign_opts sign = {.time = o->time, .reason = o->reason, .location = o->location};
	struct fin_key *key;
	struct buf out = {0};
	const char *bytes;
	size_t len;
	enum rc rc;

	io_secret_guard();
	load_init();
	TRY(io_read(cx, o->input, LIMIT_PDF_BYTES, &bytes, &len));
	TRY(fin_field_find(cx, bytes, len, o->field, &j.field));
	TRY(ass_texts_open(cx, j.field.lang != NULL && ass_texts_has(cx, j.field.lang) ? j.field.lang : "en", NO_SPAN, &j.texts));
	TRY(take_key(&j));
	TRY(fin_key_open(cx, &j.file, KEY_CERTIFICATE, &key));
	TRY(fin_key_check(cx, key, o->time));
	j.name = sign.name = fin_key_name(key);
	j.fingerprint = fin_key_fingerprint(key);
	TRY(make_look(&j, &sign));
	TRY(fin_key_open(cx, &j.file, KEY_ALL, &key));
	TRY(fin_sign(cx, &j.field, key, &sign, &out));
	rc = io_write(cx, o->output != NULL ? o->output : o->input, out.p, out.len);
	buf_free(&out);
	tell(&j, said);
	return rc;
}
