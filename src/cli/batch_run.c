#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/batch.h"

extern char **environ;

#define MAX_MESSAGE ((size_t)64 << 10) /* [B] kept of what a worker says */
#define MAX_WORDS 64

struct worker {
	pid_t pid;
	int from; /* its stderr */
	struct batch_job *job;
	double start; /* [s] */
};

static double
seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The name of a report alone in one format; a stem for several, which `build` completes. */
static const char *
output_of(const struct batch *b, const struct batch_job *job)
{
	const struct cmd_opts *o = b->o;
	const char *format = o->format != NULL ? o->format : "pdf";
	const char *report = o->report != NULL ? o->report : "full";

	if (strchr(format, ',') != NULL || strchr(report, ',') != NULL)
		return job->output;
	return arena_printf(b->cx->arena, "%s.%s", batch_output(b, job, report, strlen(report)), format);
}

/* The options that the batch passes on, and the names of one job. */
static void
worker_words(const struct batch *b, const struct batch_job *job, const char *words[MAX_WORDS])
{
	const struct cmd_opts *o = b->o;
	const struct {
		const char *name, *value;
	} pass[] = {{"--report", o->report}, {"--format", o->format}, {"--profile", o->profile}, {"--lang", o->lang}, {"--theme", o->theme}, {"--policy", o->policy}, {"--paper", o->paper}};
	struct arena *a = b->cx->arena;
	size_t n = 0;

	words[n++] = "assay";
	words[n++] = "build";
	words[n++] = job->input;
	words[n++] = "--output";
	words[n++] = output_of(b, job);
	for (size_t i = 0; i < ARRAY_LEN(pass); i++)
		if (pass[i].value != NULL) {
			words[n++] = pass[i].name;
			words[n++] = pass[i].value;
		}
	for (size_t i = 0; i < o->n_fonts && n + 8 < MAX_WORDS; i++) {
		words[n++] = "--fonts";
		words[n++] = o->fonts[i];
	}
	if (o->memory > 0) {
		words[n++] = "--max-memory";
		words[n++] = arena_printf(a, "%ld", o->memory);
	}
	if (o->allow_draft)
		words[n++] = "--allow-draft";
	if (o->no_source)
		words[n++] = "--no-source";
	if (o->evidence != NULL)
		words[n++] = arena_printf(a, "--embed-evidence%s%s", *o->evidence != '\0' ? "=" : "", o->evidence);
	if (o->strict)
		words[n++] = "--strict";
	words[n] = NULL;
}

/* Starts a job with its messages on a pipe, in a process group of its own so that a timeout ends all of it. */
static bool
start(const struct batch *b, struct batch_job *job, struct worker *w)
{
	const char *words[MAX_WORDS];
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	int ends[2], error;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	worker_words(b, job, words);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, ends[1], STDERR_FILENO);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP);
	error = posix_spawn(&w->pid, "/proc/self/exe", &files, &attr, (char *const *)(uintptr_t)words, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	close(ends[1]);
	if (error != 0) {
		close(ends[0]);
		errno = error;
		return false;
	}
	w->from = ends[0];
	w->job = job;
	w->start = seconds_now();
	return true;
}

/* Takes what a worker said; false at the end. */
static bool
listen_to(struct worker *w)
{
	char block[4096];
	ssize_t n = read(w->from, block, sizeof(block));

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	if (n > 0 && w->job->message.len < MAX_MESSAGE)
		buf_add(&w->job->message, block, (size_t)n);
	return n > 0;
}

static void
finish(struct worker *w)
{
	int status = 0;

	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	close(w->from);
	w->job->seconds = seconds_now() - w->start;
	if (w->job->status == -2)
		buf_printf(&w->job->message, "given up after %.0f seconds\n", w->job->seconds);
	else if (WIFSIGNALED(status)) {
		w->job->status = -3;
		buf_printf(&w->job->message, "ended by signal %d\n", WTERMSIG(status));
	} else {
		w->job->status = WEXITSTATUS(status);
	}
	w->pid = 0;
}

static void
show_progress(const struct batch *b)
{
	size_t done = 0, failed = 0;

	if (!isatty(STDERR_FILENO))
		return;
	for (size_t i = 0; i < b->n; i++) {
		done += b->jobs[i].status != -1;
		failed += b->jobs[i].status != -1 && b->jobs[i].status != 0;
	}
	fprintf(stderr, "\r%zu of %zu, %zu failed%s", done, b->n, failed, done == b->n ? "\n" : "   ");
}

/* A spawn can fail because the machine is full for a moment: three tries with growing pauses. */
static bool
start_with_patience(const struct batch *b, struct batch_job *job, struct worker *w)
{
	for (long pause = 50; pause <= 800; pause *= 4) { /* [ms] */
		if (start(b, job, w))
			return true;
		if (errno != EAGAIN)
			break;
		nanosleep(&(struct timespec){pause / 1000, pause % 1000 * 1000000}, NULL);
	}
	job->status = EXIT_MACHINE;
	buf_printf(&job->message, "cannot start a process: %s\n", strerror(errno));
	return false;
}

static void
kill_late(struct worker *w, double limit)
{
	if (w->pid != 0 && seconds_now() - w->start > limit) {
		w->job->status = -2;
		kill(-w->pid, SIGKILL);
	}
}

void
batch_run(struct batch *b, size_t width)
{
	struct worker *workers = mem_realloc(NULL, width, sizeof(*workers));
	struct pollfd *ends = mem_realloc(NULL, width, sizeof(*ends));
	double limit = b->o->timeout > 0 ? (double)b->o->timeout : 300;
	size_t next = 0, busy;

	memset(workers, 0, width * sizeof(*workers));
	do {
		busy = 0;
		for (size_t i = 0; i < width; i++) {
			while (workers[i].pid == 0 && next < b->n)
				if (start_with_patience(b, &b->jobs[next++], &workers[i]))
					break;
			busy += workers[i].pid != 0;
			ends[i] = (struct pollfd){.fd = workers[i].pid != 0 ? workers[i].from : -1, .events = POLLIN};
		}
		if (busy == 0)
			break;
		poll(ends, (nfds_t)width, 500);
		for (size_t i = 0; i < width; i++) {
			if (workers[i].pid != 0 && ends[i].revents != 0 && !listen_to(&workers[i])) {
				finish(&workers[i]);
				show_progress(b);
			}
			kill_late(&workers[i], limit);
		}
	} while (busy > 0);
	free(workers);
	free(ends);
}
