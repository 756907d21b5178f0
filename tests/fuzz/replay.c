/* A harness without libFuzzer: runs it over files, and over the files of folders in the order of their names. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"

static size_t
replay_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf bytes = {0};
	char part[4096];
	size_t n;

	if (f == NULL) {
		perror(path);
		exit(2);
	}
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_add(&bytes, part, n);
	fclose(f);
	fprintf(stderr, "%s\n", path); /* the one that a crash is about */
	LLVMFuzzerTestOneInput((const uint8_t *)buf_str(&bytes), bytes.len);
	buf_free(&bytes);
	return 1;
}

static size_t
replay(const char *path)
{
	struct dirent **names;
	struct stat st;
	size_t done = 0;
	int n;

	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
		return replay_file(path);
	n = scandir(path, &names, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		char inner[4096];

		snprintf(inner, sizeof(inner), "%s/%s", path, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			done += replay_file(inner);
		free(names[i]);
	}
	free(names);
	return done;
}

int
main(int argc, char **argv)
{
	size_t done = 0;

	for (int i = 1; i < argc; i++)
		done += replay(argv[i]);
	printf("%zu inputs\n", done);
	return done > 0 ? 0 : 1;
}
