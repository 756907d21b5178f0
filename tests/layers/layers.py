#!/usr/bin/env python3
"""Checks the laws of the house that a compiler does not: who includes whom, who calls a parser, banned functions."""
import glob
import os
import re
import sys

HEADERS_OF = {  # a library's headers, by how their names begin
    "glib-2.0": ("glib",), "libxml-2.0": ("libxml/",), "libxslt": ("libxslt/",), "libexslt": ("libexslt/",),
    "pango": ("pango/pango",), "pangoft2": ("pango/pangoft2", "pango/pangofc"), "pangocairo": ("pango/pangocairo",),
    "harfbuzz": ("hb",), "fontconfig": ("fontconfig/",), "freetype2": ("ft2build.h", "freetype/", "FT_"), "hyphen": ("hyphen.h",),
    "librsvg-2.0": ("librsvg/",), "libpng": ("png.h",), "cairo": ("cairo",), "zlib": ("zlib.h",), "libcrypto": ("openssl/",),
}
PARSERS = re.compile(r"\b(xmlRead\w+|xmlCtxtRead\w+|xmlParse(Doc|File|Memory|Document|Chunk)\w*|xmlNewParserCtxt|xmlCreate\w*ParserCtxt|"
                     r"xmlSchemaNewParserCtxt|xsltParseStylesheetFile|xmlNewTextReader\w*|xmlReader\w+|htmlParse\w+|xmlSAX\w+Parse\w+)\s*\(")
BANNED = re.compile(r"\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|strtok|system|popen|alloca|tmpnam|mktemp|rand|time|gettimeofday|"
                    r"localtime|gmtime|xmlSchematron\w+|xmlXIncludeProcess\w*)\s*\(")
bad = []


def read_laws():
    laws = {}
    for line in open("src/LAYERS"):
        if line[0] not in "#\n":
            room, sees, libraries = re.match(r"(\w+)\s*:([^|]*)\|(.*)", line).groups()
            laws[room] = (sees.split() + [room], libraries.split())
    return laws


def library_of(header):
    best = max(((len(start), name) for name, starts in HEADERS_OF.items() for start in starts if header.startswith(start)), default=None)
    return best[1] if best else None


def check_include(path, number, room, header, quoted, laws):
    sees, libraries = laws[room]
    where = "%s:%d" % (path, number)
    if quoted:
        if not any(header == s or header.startswith(s + "/") for s in sees):
            bad.append('%s: room "%s" may not include "%s" (src/LAYERS)' % (where, room, header))
        if not os.path.exists("src/" + header):
            bad.append('%s: write "room/file.h", not "%s"' % (where, header))
    else:
        library = library_of(header)
        if library and library not in libraries:
            bad.append("%s: room \"%s\" may not use %s (src/LAYERS)" % (where, room, library))


def check_file(path, laws):
    room = path.split("/")[1] if path.count("/") > 1 else None
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), open(path).read(), flags=re.S)
    code = re.sub(r'"(\\.|[^"\\\n])*"', '""', text)
    for number, line in enumerate(text.splitlines(), 1):
        m = re.match(r'\s*#\s*include\s*(["<])([^">]+)', line)
        if m and room:
            check_include(path, number, room, m.group(2), m.group(1) == '"', laws)
    for number, line in enumerate(code.splitlines(), 1):
        m = PARSERS.search(line)
        if m and room not in ("load", "validate"):
            bad.append("%s:%d: %s: only src/load calls a parser" % (path, number, m.group(1)))
        m = BANNED.search(line)
        if m:
            bad.append("%s:%d: %s is banned" % (path, number, m.group(1)))


laws = read_laws()
files = sorted(glob.glob("src/**/*.[ch]", recursive=True) + glob.glob("src/**/*.def", recursive=True))
names = {}
for path in files:
    check_file(path, laws)
    name = os.path.basename(path)
    if name in names:
        bad.append("%s: the name is taken by %s: file names are unique" % (path, names[name]))
    names[name] = path
print("\n".join(bad))
print("%d files read, %d problems" % (len(files), len(bad)))
sys.exit(bool(bad) or not files)
