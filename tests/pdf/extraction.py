#!/usr/bin/env python3
"""extraction.py ASSAY SOURCE - the text of a page is that of the document: every character, in order, whatever became of it as a glyph.

Asked is poppler, by reading order. Compared without white space, which no reader gets from a PDF exactly, and in compatibility form, since
poppler breaks a word of ligatures into letters of its own. A soft hyphen, and the hyphen of a broken word, may be there or not; a
real hyphen must.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

FO = "{http://www.w3.org/1999/XSL/Format}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Where poppler turns round what stands for one glyph: it reads right-to-left text by its places, and puts the characters of a cluster from left to right.
# The file says them in logical order (ISO 32000-1, 14.9.4), as other readers ask for.
CLUSTERS_TURNED = {"ar", "he"}


def plain(text):
    """No white space, no direction, no soft hyphen."""
    text = unicodedata.normalize("NFKC", re.sub("\u00ad", "", text))
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def unmarked(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


def differs(lang, want, got, words):
    """What is wrong, or None."""
    if lang not in CLUSTERS_TURNED:
        return None if want == got else "text is\n  %s\nand was\n  %s" % (got, want)
    # All characters; without the points, in order; and where letters are joined into one glyph, in order by words.
    if sorted(want) != sorted(got):
        return "characters are %s, and were %s" % (got, want)
    if lang == "he":
        return None if unmarked(want) == unmarked(got) else "letters are %s, and were %s" % (unmarked(got), unmarked(want))
    at, letters = 0, unmarked(got)
    for word in map(unmarked, words):
        if sorted(letters[at:at + len(word)]) != sorted(word):
            return "%s is %s" % (word, letters[at:at + len(word)])
        at += len(word)
    return None


def has_font(said, lang):
    return "[glyph-missing]" not in said if lang == "ja" else True


def main(assay, source):
    if shutil.which("pdftotext") is None:
        print("no pdftotext")
        return 77
    fo = source + "/tests/pdf/extraction.fo"
    bad = pages = 0
    with tempfile.TemporaryDirectory() as tmp:
        quiet = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
        said = subprocess.run([assay, "render", fo, "-o", tmp + "/a.pdf"], check=True, stderr=subprocess.PIPE, env=quiet).stderr.decode()
        for number, sequence in enumerate(ET.parse(fo).getroot().iter(FO + "page-sequence"), 1):
            lang = sequence.get(LANG, "en")
            if not has_font(said, lang):
                print("page %d: no font for %s at hand, left out" % (number, lang))
                continue
            got = subprocess.run(["pdftotext", "-f", str(number), "-l", str(number), tmp + "/a.pdf", "-"], check=True, stdout=subprocess.PIPE).stdout.decode()
            text = "".join("".join(b.itertext()) + " " for b in sequence.iter(FO + "block"))
            wrong = differs(lang, plain(text), plain(got), [plain(w) for w in text.split()])
            pages += 1
            if wrong:
                bad += 1
                print("page %d, %s: %s" % (number, lang, wrong))
    print("%d pages, %d wrong" % (pages, bad))
    return 1 if bad or pages < 7 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
