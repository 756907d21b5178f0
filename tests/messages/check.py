"""check.py SOURCE [--complete]: do the message files, the program and the stylesheets know the same texts?

Every id that C or a stylesheet asks for stands in every message file, with the same placeholders and with a form for each
plural category of its language; no file has an id that nobody asks for; and no sentence is left in C or in a stylesheet.
"""
import glob
import os
import re
import sys
import xml.etree.ElementTree as ET

import own

SOURCE = sys.argv[1]
COMPLETE = "--complete" in sys.argv
M = "{urn:assay:messages:1}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
FO_VALUES = {"always", "auto", "page", "yes"}  # what parameters of templates hold
FAMILIES = re.compile(r"number\.\d+|date\.month\.\d+")  # asked for by number
failures = []


def fail(message):
    failures.append(message)


def read(path):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as f:
        return f.read()


def files(pattern):
    return sorted(os.path.relpath(p, SOURCE) for p in glob.glob(os.path.join(SOURCE, pattern), recursive=True))


# ---- message files ------------------------------------------------------------------------------------------------

class Text:
    def __init__(self, m):
        self.forms = [(f.get("when"), " ".join(f.itertext())) for f in m.findall(M + "f")] or [(None, "".join(m.itertext()))]
        self.names = [set(re.findall(r"\{([a-z0-9-]+)(?::\w+)?\}", text)) for _, text in self.forms]
        self.all_names = set().union(*self.names)
        self.chosen = {name for when, _ in self.forms for name in re.findall(r"(\w+):", when or "")}
        self.cases = {}  # variable -> plural categories that forms ask for
        for when, _ in self.forms:
            for name, value in re.findall(r"(\w+):(\w+)", when or ""):
                if value in ("zero", "one", "two", "few", "many"):
                    self.cases.setdefault(name, set()).add(value)


def load(path):
    root = ET.parse(os.path.join(SOURCE, path)).getroot()
    return ({m.get("id"): Text(m) for m in root.findall(M + "m")},
            {c.get("name") for c in root.iterfind(M + "plural/" + M + "case")})


def compare_catalogues(path):
    root = ET.parse(os.path.join(SOURCE, path)).getroot()
    have = {(c.get("ref"), t.get("of"), t.get("part")) for c in root.iter(M + "catalogue") for t in c}
    wanted = {w[:3] for w in own.own_words(SOURCE)}
    for ref, of, part in sorted(wanted, key=str):
        if (ref, of, part) not in have and (ref.split("-")[0], of, part) not in have:
            fail("%s lacks the %s of %s in %s" % (path, part, of, ref))
    for ref, of, part in sorted(have - wanted, key=str):
        if not any(w[0].startswith(ref + "-") and w[1:] == (of, part) for w in wanted):
            fail("%s: no catalogue has the %s of %s in %s" % (path, part, of, ref))


def compare(path, texts, categories, english):
    if COMPLETE:
        for i in sorted(set(english) - set(texts)):
            fail("%s lacks %s" % (path, i))
        for i in sorted(set(texts) - set(english)):
            fail("%s has %s, which en.xml has not" % (path, i))
    for i in sorted(set(texts) & set(english)):
        # "Eine" may stand for {n} where a form is chosen by n.
        mine, theirs = texts[i].all_names, english[i].all_names
        if mine - theirs - english[i].chosen or theirs - mine - texts[i].chosen:
            fail("%s: %s: placeholders %s, in English %s" % (path, i, sorted(texts[i].all_names), sorted(english[i].all_names)))
        for name, cases in texts[i].cases.items():
            if cases - categories:
                fail("%s: %s: no such plural category: %s" % (path, i, sorted(cases - categories)))
        for name in english[i].cases:
            if categories - texts[i].cases.get(name, set()):
                fail("%s: %s: no form for %s:%s" % (path, i, name, sorted(categories - texts[i].cases.get(name, set()))))


# ---- who asks -----------------------------------------------------------------------------------------------------

def code_of(path):
    """A C file without comments and includes; adjacent literals are one."""
    text = re.sub(r"/\*.*?\*/", " ", read(path), flags=re.S)
    text = re.sub(r"^#include.*$", "", text, flags=re.M)
    return re.sub(r'"\s*\n?\s*"', "", text)


def literals(code):
    return [(m.start(), m.group(1)) for m in re.finditer(r'"((?:[^"\\\n]|\\.)*)"', code)]


def check_c(texts):
    used, families, words = set(), set(), set()
    for path in files("src/assess/*.c") + ["src/assay_sign.c"]:
        for at, text in literals(code_of(path)):
            words.add(text)
            if re.fullmatch(r"[a-z][a-z.-]*\.%s", text):
                families.add(text[:-2])
            if re.fullmatch(r"[a-z][a-z-]*(\.[a-z0-9-]+)+", text):
                used.add(text)
                if text not in texts:
                    fail("%s: there is no text %s" % (path, text))
    # "gate.demand.%s" is filled with the name of a row of a table.
    used |= {f + w for f in families for w in words}
    # A term stands beside its text.
    return used | {i + "-term" for i in used}


def check_stylesheets(texts):
    used, prefixes = set(), set()
    for path in files("stylesheets/**/*.xsl"):
        sheet = read(path)
        for i in re.findall(r'name="(?:id|word)"\s+select="\'([a-z0-9-]+)\'"', sheet):
            if i not in texts:
                fail("%s: there is no text %s" % (path, i))
        used |= set(re.findall(r"'([a-z][a-z0-9-]*)'", sheet))
        prefixes |= set(re.findall(r"concat\('([a-z-]+-)',", sheet))
    return used, tuple(prefixes)


def check_unused(texts, rows):
    in_c = check_c(texts)
    in_sheets, prefixes = check_stylesheets(texts)
    for i in texts:
        if "." in i and i not in in_c and not FAMILIES.fullmatch(i):
            fail("nobody asks for %s" % i)
        by_name = [row for row in rows if row[1] == i]
        for row in by_name:
            rows[row] = True
        if "." not in i and not by_name and i not in in_sheets and not i.startswith(prefixes):
            fail("no stylesheet asks for %s" % i)
        if "." not in i and len(texts[i].forms) > 1:
            fail("%s: stylesheets know no forms" % i)


# ---- sentences that were left behind ----------------------------------------------------------------------------

def allowed():
    """ALLOW: "file | text, id or * | reason" a line"""
    rows = {}
    for line in read("tests/messages/ALLOW").splitlines():
        if line and not line.startswith("#"):
            path, text, reason = line.split(" | ")
            assert reason
            rows[(path, text)] = False
    return rows


def said_elements(element):
    """Those whose text may be printed: not the values of attributes and variables, nor what stops a run."""
    if element.tag not in [XSL + n for n in ("message", "attribute", "variable", "param")]:
        yield element
        for child in element:
            yield from said_elements(child)


def check_sentences(rows):
    words = re.compile(r"[A-Za-z’]{2,}[,;:]? [a-z’]{2,}")
    for path in files("src/assess/*.c"):
        if (path, "*") in rows:
            rows[(path, "*")] = True
            continue
        code = code_of(path)
        for at, text in literals(code):
            before = code[:at]
            statement = before[max(before.rfind(c) for c in ";{}"):]
            if not words.search(text) or re.search(r"\b(diag_at|diag_hint|bad\w*|broken)\b", statement):
                continue  # diagnostics are English in every language, and so is a new assessment
            if (path, text) in rows:
                rows[(path, text)] = True
            else:
                fail("%s: a sentence outside the message files: %s" % (path, text))
    for path in files("stylesheets/**/*.xsl"):
        for element in said_elements(ET.parse(os.path.join(SOURCE, path)).getroot()):
            for text in [element.text] + [e.tail for e in element] + [v for k, v in element.items() if k.endswith("alt-text")]:
                text = re.sub(r"\{[^}]*\}", "", text or "")
                if text.strip() not in FO_VALUES and re.search(r"[A-Za-z]{3,}", text) and (path, text.strip()) not in rows:
                    fail("%s: words outside the message files: %s" % (path, text.strip()))
                elif (path, text.strip()) in rows:
                    rows[(path, text.strip())] = True
    for row, seen in rows.items():
        if not seen:
            fail("ALLOW: not met: %s: %s" % row)


english, categories = load("stylesheets/messages/en.xml")
for path in files("stylesheets/messages/*.xml"):
    texts, cases = load(path)
    compare(path, texts, cases, english)
    if COMPLETE and not path.endswith("/en.xml"):
        compare_catalogues(path)
rows = allowed()
check_unused(english, rows)
check_sentences(rows)
print("\n".join(failures + ["%d texts in %d languages, %d problems" % (len(english), len(files("stylesheets/messages/*.xml")), len(failures))]))
sys.exit(bool(failures))
