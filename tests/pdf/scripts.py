#!/usr/bin/env python3
"""scripts.py ASSAY SOURCE - samples/scripts: every word of every script is in the text of its page.

pdftotext puts right-to-left words into reading order, but letters that share a glyph may change places, and clusters of Indic scripts may have a
gap in them: letters are compared, sorted within their word, and gaps are ignored.
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


def letters(text):
    """What is no mark, no space and no direction, composed."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN")


def words(node):
    return [w for w in re.split(r"[\s\u200b]+", "".join(node.itertext())) if letters(w)]


def main(assay, source):
    if shutil.which("pdftotext") is None:
        return 77
    fo = source + "/samples/scripts/scripts.fo"
    lost = pages = 0
    with tempfile.TemporaryDirectory() as tmp:
        pdf = tmp + "/scripts.pdf"
        # cairo loses a few hundred bytes where it embeds a CID-keyed face; a build with a leak checker would stop at that.
        quiet = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
        said = subprocess.run([assay, "render", fo, "--strict", "-o", pdf], check=True, stderr=subprocess.PIPE, env=quiet).stderr.decode()
        if said:
            print(said)
            return 1
        for number, sequence in enumerate(ET.parse(fo).getroot().iter(FO + "page-sequence"), 1):
            text = subprocess.run(["pdftotext", "-raw", "-f", str(number), "-l", str(number), pdf, "-"], check=True, stdout=subprocess.PIPE).stdout.decode()
            found = letters(text)
            pages += 1
            for word in words(sequence.find(FO + "flow")):
                want = letters(word)
                if any(sorted(found[i:i + len(want)]) == sorted(want) for i in range(len(found))):
                    continue
                print("page %d: %s is lost" % (number, word))
                lost += 1
    print("%d pages, %d words lost" % (pages, lost))
    return 0 if lost == 0 and pages == 9 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
