#!/usr/bin/env python3
"""svg.py ASSAY SOURCE - what is in a page of SVG besides its looks.

Every word of the FO is there, in its order, in every script; what refers to something finds it; groups stand where ARIA allows them; a page is
small.
"""
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

FO, SVG, XLINK = "{http://www.w3.org/1999/XSL/Format}", "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
LARGEST = 150000  # [B]
OWNER = {"row": "table", "cell": "row", "columnheader": "row", "rowheader": "row", "listitem": "list"}
bad = []


def said(page):
    """The texts of a page, as a browser's document has them."""
    return ["".join(t.itertext()) for t in page.iter(SVG + "text")]


def squeeze(text):
    """Without what says where a line may end; spaces as one."""
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u200b\u2060\ufeff]", "", unicodedata.normalize("NFC", text))).strip()


def check_words(assay, source, tmp):
    fo = source + "/samples/scripts/scripts.fo"
    subprocess.run([assay, "render", fo, "-f", "svg", "-o", tmp + "/scripts.svg"], check=True)
    words = 0
    for number, sequence in enumerate(ET.parse(fo).getroot().iter(FO + "page-sequence"), 1):
        page = ET.parse("%s/scripts-%03d.svg" % (tmp, number)).getroot()
        found, at = squeeze(" ".join(said(page))), 0
        for block in sequence.iter(FO + "block"):
            if block.find(".//" + FO + "block") is not None:
                continue
            for word in squeeze("".join(block.itertext())).split():
                to = found.find(word, at)
                if to < 0:
                    bad.append("scripts, page %d: %s is not there, or not in its place: %s" % (number, word, found[at:at + 60]))
                    return words
                at = to + len(word)
                words += 1
        if not any(squeeze("".join(b.itertext())) in found for b in sequence.iter(FO + "block")):
            bad.append("scripts, page %d: no paragraph is whole" % number)
    return words


def check_roles(name, node, roles):
    role = node.get("role")
    if role in OWNER and OWNER[role] not in roles[-1:]:
        bad.append("%s: a %s in %s" % (name, role, roles or "nothing"))
    for child in node:
        check_roles(name, child, roles + [role] if role else roles)


def check_page(folder, name, ids):
    size = os.path.getsize(os.path.join(folder, name))
    text = open(os.path.join(folder, name), encoding="utf-8").read()
    root = ET.fromstring(text)
    own = [n.get("id") for n in root.iter() if n.get("id")]
    fonts = set(re.findall(r"@font-face\{font-family:(f\d+)", text))
    used = set(re.findall(r"\.t\d+\{font-family:(f\d+)", text))
    classes = set(re.findall(r"\.(t\d+)\{", text))
    if size >= LARGEST:
        bad.append("%s: %d bytes" % (name, size))
    if len(own) != len(set(own)):
        bad.append("%s: an id twice" % name)
    if fonts != used:
        bad.append("%s: fonts %s, used %s" % (name, sorted(fonts), sorted(used)))
    if {n.get("class") for n in root.iter(SVG + "tspan")} != classes:
        bad.append("%s: classes" % name)
    if "\x01" in text or root.get("lang") is None or root.find(SVG + "title").text is None:
        bad.append("%s: no title, language, or an address that was left out" % name)
    for node in root.iter():
        href = node.get(XLINK + "href", "")
        file, hash_, id_ = href.partition("#")
        if hash_ and not href.startswith(("http", "data:")) and id_ not in ids.get(file or name, ()):
            bad.append("%s: %s leads nowhere" % (name, href))
        if node.get("role") == "img" and not (node.find(SVG + "title") is not None and node.find(SVG + "title").text):
            bad.append("%s: a figure without words" % name)
    check_roles(name, root, [])
    return {n.get("role") for n in root.iter()}


def check_reports(assay, source, tmp):
    folder = tmp + "/reports"
    os.mkdir(folder)
    subprocess.run([assay, "build", source + "/samples/small/assessment.xml", "--report", "full,exec", "-f", "svg", "-o", folder + "/a"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    names = sorted(os.listdir(folder))
    ids = {n: {e.get("id") for e in ET.parse(os.path.join(folder, n)).getroot().iter()} for n in names}
    roles = set()
    for name in names:
        roles |= check_page(folder, name, ids)
    if not {"document", "heading", "table", "row", "cell", "columnheader", "img"} <= roles:
        bad.append("roles: only %s" % sorted(r for r in roles if r))
    return len(names)


def main(assay, source):
    os.environ["ASAN_OPTIONS"] = "detect_leaks=0"  # cairo's, see scripts.py
    with tempfile.TemporaryDirectory() as tmp:
        words = check_words(os.path.abspath(assay), source, tmp)
        pages = check_reports(os.path.abspath(assay), source, tmp)
    print("\n".join(bad))
    print("%d words, %d pages, %d problems" % (words, pages, len(bad)))
    return 1 if bad or words < 150 or pages < 5 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
