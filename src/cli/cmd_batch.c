#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"
#include "cli/batch.h"

static const char *
word_of(int status)
{
	return status == 0 ? "made" : status == -2 ? "timeout" : status == -3 ? "crashed" : "failed";
}

/* The first `max` lines, indented. */
static void
add_message(struct buf *out, const struct buf *message, size_t max)
{
	const char *s = buf_str(message);

	while (*s != '\0' && max-- > 0) {
		size_t n = strcspn(s, "\n");

		buf_puts(out, "    ");
		buf_add(out, s, n);
		buf_putc(out, '\n');
		s += n + (s[n] == '\n');
	}
}

static void
add_text(struct buf *out, const struct batch *b, size_t failed)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct batch_job *job = &b->jobs[i];

		if (job->status == 0)
			continue;
		buf_printf(out, "%-8s %s\n", word_of(job->status), job->name);
		add_message(out, &job->message, 4);
	}
	buf_printf(out, "%zu of %zu reports made, %zu failed\n", b->n - failed, b->n, failed);
}

static void
add_json(struct buf *out, const struct batch *b, size_t failed)
{
	buf_printf(out, "{\"reports\":%zu,\"made\":%zu,\"failed\":%zu,\"jobs\":[", b->n, b->n - failed, failed);
	for (size_t i = 0; i < b->n; i++) {
		const struct batch_job *job = &b->jobs[i];

		buf_printf(out, "%s\n {\"state\":\"%s\",\"status\":%d,\"input\":\"", i > 0 ? "," : "", word_of(job->status),
		    job->status);
		buf_json(out, job->name, strlen(job->name));
		buf_puts(out, "\",\"output\":\"");
		buf_json(out, job->output, strlen(job->output));
		buf_puts(out, "\",\"message\":\"");
		buf_json(out, buf_str(&job->message), job->message.len);
		buf_puts(out, "\"}");
	}
	buf_puts(out, "\n]}\n");
}

static size_t
default_width(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 && n < 1024 ? (size_t)n : 1;
}

int
cmd_batch(const struct cmd_opts *o)
{
	const char *out_dir = o->output != NULL ? o->output : "reports";
	struct ctx *cx;
	struct batch *b;
	struct buf out = {0};
	size_t failed = 0, width = o->jobs > 0 ? (size_t)o->jobs : default_width();
	bool json;
	int status;

	if (o->n_args != 1)
		return cmd_usage_error("batch takes one folder or manifest");
	if (!cmd_is_json(o->messages, &json))
		return EXIT_USAGE;
	cx = cmd_begin(o);
	b = arena_zalloc(cx->arena, sizeof(*b));
	*b = (struct batch){.cx = cx, .o = o};
	if (batch_list(b, o->args[0], out_dir) != RC_OK || io_mkdir(cx, out_dir) != RC_OK)
		return cmd_finish(cx, o->messages);
	batch_run(b, width < b->n ? width : b->n);
	for (size_t i = 0; i < b->n; i++)
		failed += b->jobs[i].status != 0;
	if (json)
		add_json(&out, b, failed);
	else
		add_text(&out, b, failed);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
	status = cmd_finish(cx, o->messages);
	return status != EXIT_FINE ? status : failed > 0 ? EXIT_DOCUMENT : EXIT_FINE;
}
