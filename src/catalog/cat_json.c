/* cat_json.c - members of JSON objects. */
#include <string.h>

#include "catalog/cat_file.h"

void
cat_json_string(struct buf *out, const char *key, const char *value)
{
	buf_printf(out, "\"%s\":", key);
	if (value == NULL) {
		buf_puts(out, "null");
		return;
	}
	buf_putc(out, '"');
	buf_json(out, value, strlen(value));
	buf_putc(out, '"');
}

void
cat_json_list(struct buf *out, const char *key, const char *const *list, size_t n)
{
	buf_printf(out, "\"%s\":[", key);
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i > 0 ? ",\"" : "\"");
		buf_json(out, list[i], strlen(list[i]));
		buf_putc(out, '"');
	}
	buf_putc(out, ']');
}
