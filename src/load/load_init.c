/* What libxml2 may do in this process. It is told once, before it does anything. */
#include "load/load.h"

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

/* libxml2 asks for included schemas through a callback without a user pointer, so this is the one variable. */
static const struct map *served;

void
load_door_open(const struct map *files)
{
	served = files;
}

void
load_door_close(void)
{
	served = NULL;
}

static void *
alloc(size_t n)
{
	return mem_alloc(n);
}

static void *
resize(void *p, size_t n)
{
	return mem_realloc(p, n, 1);
}

static char *
copy(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(mem_alloc(n), s, n);
}

static xmlParserInput *
serve(const char *url, UNUSED const char *id, xmlParserCtxt *ctxt)
{
	const struct load_served *f = served != NULL && url != NULL ? map_lookup(served, url) : NULL;
	xmlParserInputBuffer *buf;
	xmlParserInput *input;

	if (f == NULL)
		return NULL;
	buf = xmlParserInputBufferCreateMem(f->bytes, (int)f->len, XML_CHAR_ENCODING_UTF8);
	if (buf == NULL)
		return NULL;
	input = xmlNewIOInputStream(ctxt, buf, XML_CHAR_ENCODING_UTF8);
	if (input == NULL)
		xmlFreeParserInputBuffer(buf);
	else
		input->filename = copy(url);
	return input;
}

static int
match_all(UNUSED const char *name)
{
	return 1;
}

static void *
open_nothing(UNUSED const char *name)
{
	return NULL;
}

static int
read_nothing(UNUSED void *handle, UNUSED char *to, UNUSED int n)
{
	return -1;
}

static int
write_nothing(UNUSED void *handle, UNUSED const char *from, UNUSED int n)
{
	return -1;
}

static int
close_nothing(UNUSED void *handle)
{
	return 0;
}

static void
say_nothing(UNUSED void *user, UNUSED const char *fmt, ...)
{
}

static void
note_nothing(UNUSED void *user, UNUSED xmlError *error)
{
}

void
load_init(void)
{
	/* Each of these names files that a library would open or run. */
	unsetenv("XML_CATALOG_FILES");
	unsetenv("SGML_CATALOG_FILES");
	unsetenv("XML_DEBUG_CATALOG");
	unsetenv("LIBXSLT_PLUGINS_PATH");

	/* libxml2 cannot be trusted to survive a failed allocation: ours end the process with a message. */
	xmlMemSetup(free, alloc, resize, copy);
	xmlInitParser();
	xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
	xmlSetExternalEntityLoader(serve);

	/* A refusing callback on top of the defaults changes nothing: libxml2 would try the next one. */
	xmlCleanupInputCallbacks();
	xmlRegisterInputCallbacks(match_all, open_nothing, read_nothing, close_nothing);
	xmlCleanupOutputCallbacks();
	xmlRegisterOutputCallbacks(match_all, open_nothing, write_nothing, close_nothing);

	/* Whatever has no handler of its own would be written to stderr, unescaped. */
	xmlSetGenericErrorFunc(NULL, say_nothing);
	xmlSetStructuredErrorFunc(NULL, note_nothing);
}
