"""pseudo.py ASSAY SOURCE: a third language is one more file.

A pseudo-language is made of English: each text in accented letters and 30 % longer, catalogues included. The samples, with
their authors' words in accented letters too, are built in it: nothing may stick out of its place, and no English may be left.
"""
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import own

ASSAY, SOURCE = sys.argv[1:3]
M, FO, CAT = "{urn:assay:messages:1}", "{http://www.w3.org/1999/XSL/Format}", "{urn:assay:catalog:1}"
ACCENTS = str.maketrans("aeiouycnsgzrltkdhwjAEIOUYCNSGZRLTKDHWJ", "áéíóúýçñšğžřļťķďĥŵĵÁÉÍÓÚÝÇÑŠĞŽŘĻŤĶĎĤŴĴ")
REPORTS = {"small": ("full",), "regulated": ("full", "letter")}
failures = []


def pseudo(text):
    """Accents outside placeholders; a third longer: in words of their own, or, where the text is one word, at its end."""
    parts = re.split(r"(\{[^}]*\})", text)
    letters = sum(len(re.findall(r"[A-Za-z]", p)) for p in parts[::2])
    said = "".join(p if i % 2 else p.translate(ACCENTS) for i, p in enumerate(parts))
    more = round(letters * 0.3)
    if more == 0:
        return said
    if " " not in text.strip():
        return said + ("\u00ad" if "\u00ad" in said else "") + "ñ" * more
    return said + " " + " ".join("ñ" * min(6, more - i) for i in range(0, more, 6))


def write_language(path):
    tree = ET.parse(os.path.join(SOURCE, "stylesheets/messages/en.xml"))
    root = tree.getroot()
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "qps")
    for m in root.findall(M + "m"):
        for e in m.findall(M + "f") or [m]:
            if e.text and not re.fullmatch(r"number\.group|hyphenate", m.get("id")):
                e.text = pseudo(e.text)
    sections = {}
    for ref, of, part, text in own.own_words(SOURCE):
        section = sections.get(ref)
        if section is None:
            section = sections[ref] = ET.SubElement(root, M + "catalogue", ref=ref)
        t = ET.SubElement(section, M + "t", {k: v for k, v in (("of", of), ("part", part)) if v})
        t.text = pseudo(text)
    tree.write(path, encoding="utf-8", xml_declaration=True)


def in_accents(folder, name):
    """The author's words in accented letters; what the program must understand stays. Returns the digest of the file."""
    path = os.path.join(folder, name)
    tree = ET.parse(path)
    root = tree.getroot()
    ids = {e.get("id") for e in root.iter() if e.get("id")}
    free = {"name", "title", "organisation", "capacity", "responsible", "shared", "owner", "approver", "by", "tool", "location",
            "note", "reason", "role", "cite", "street", "city", "region", "country"}
    for e in root.iter():
        tag = e.tag.split("}")[1]
        if tag == "predecessor" and e.get("href"):
            e.set("sha256", in_accents(folder, e.get("href")))
        if tag == "producer" and e.get("id"):
            e.set("id", e.get("id").translate(ACCENTS))
        for k in free & set(e.keys()):
            if e.get(k) not in ids and not (tag == "party" and k == "role"):
                e.set(k, e.get(k).translate(ACCENTS))
        if tag not in ("identifier", "email"):
            e.text = e.text.translate(ACCENTS) if e.text else e.text
        e.tail = e.tail.translate(ACCENTS) if e.tail else e.tail
    tree.write(path, encoding="utf-8", xml_declaration=True)
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def official():
    """What is not translated: titles that a publisher gave, names, sources."""
    said = set()
    for name in os.listdir(os.path.join(SOURCE, "src/catalog/data")):
        root = ET.parse(os.path.join(SOURCE, "src/catalog/data", name)).getroot()
        for e in root.iter():
            said |= {e.get(k) for k in ("title", "name", "source", "issuer", "edition", "omb") if e.get(k)}
            if e.tag == CAT + "title":
                said.add(e.text)
    return sorted(said, key=len, reverse=True)


def check(sample, names, data):
    with tempfile.TemporaryDirectory() as tmp:
        folder = os.path.join(tmp, sample)
        shutil.copytree(os.path.join(SOURCE, "samples", sample), folder)
        in_accents(folder, "assessment.xml")
        command = [ASSAY, "build", os.path.join(folder, "assessment.xml"), "--lang", "qps", "-o", "-"]
        for report, paper, dump in ((r, p, d) for r in REPORTS[sample] for p in ("a4", "letter") for d in ("fo", "areas")):
            done = subprocess.run(command + ["--report", report, "--paper", paper, "--dump", dump], capture_output=True,
                                  env=dict(os.environ, XDG_DATA_HOME=data))
            # A letter that cannot be signed ends with 1, and is printed all the same.
            if done.returncode > 1 or not done.stdout:
                sys.exit(done.stderr.decode())
            for line in done.stderr.decode().splitlines():
                if "-overflow]" in line or "texts-missing" in line:
                    failures.append("%s, %s, %s: %s" % (sample, report, paper, line))
            if dump == "fo" and paper == "a4":
                check_words(sample + ", " + report, ET.fromstring(done.stdout), names)


def check_words(sample, fo, names):
    def walk(element, mono):
        mono = mono or "Code" in (element.get("font-family") or "") or element.tag.endswith("}fo:declarations")
        texts = [] if mono else [element.text]
        texts += [v for k, v in element.items() if k.endswith("alt-text")]
        for child in element:
            walk(child, mono)
            texts.append(None if mono else child.tail)
        for text in texts:
            text = text or ""
            for name in names:
                text = text.replace(name, "")
            for word in re.findall(r"(?<![\w.@/:-])[A-Za-z]*[a-z]{4,}(?![\w.@/:-])", text):
                if re.fullmatch(r"[ivx]+", word):
                    continue  # a number
                failures.append("%s: English: %s, in: %s" % (sample, word, " ".join(text.split())[:80]))
    walk(fo, False)


with tempfile.TemporaryDirectory() as data:
    os.makedirs(os.path.join(data, "assay/messages"))
    write_language(os.path.join(data, "assay/messages/qps.xml"))
    names = official()
    for sample in REPORTS:
        check(sample, names, data)
print("\n".join(sorted(set(failures)) + ["%d problems" % len(set(failures))]))
sys.exit(bool(failures))
