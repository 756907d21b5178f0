#!/usr/bin/env python3
"""conformance.py ASSAY SOURCE [--all] [--keep DIR] [FILE.pdf ...] - what other programs say about the PDFs that are made.

Makes the sample reports (of every kind; --all: in every language and on every paper too) and asks veraPDF (PDF/A-3a and PDF/UA-1: what each
file claims), PDFBox preflight, qpdf, poppler and mutool. A judge that is not there is named and left out. With files: judges these.
A file that claims no profile is not asked whether it keeps one; --claim says that each must claim PDF/A-3a and PDF/UA-1.
Exit status: 0 all accepted, 1 a judge refused one, 77 no judge is there.
"""
import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = ["small/assessment", "small/attested", "regulated/assessment", "draft/assessment", "organisation/thermion", "organisation/dewpoint"]
KINDS = "full,letter,exec,change"
# Of the full reports the short run takes the shortest.
SHORT = [("small/attested", "en", "a4", KINDS), ("regulated/assessment", "de", "letter", "letter,exec,change")]
JARS = ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"]


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def make(assay, arguments, all_kinds, out, made):
    """Reports; those that a sample has no statements for are left out."""
    for kinds in (all_kinds, all_kinds.replace("letter,", "")):
        status, _, said = run(assay, *arguments, "--report", kinds, "-o", out)
        # A letter that is not ready for signature is written, and marked; the status is 1 then.
        if "[attest-none]" in said:
            continue
        if status != 0 and "[attest-cause]" not in said:
            sys.exit("%s: %s" % (" ".join(arguments), said))
        break
    stem = out[:-len(".pdf")]
    made += sorted(f for f in glob.glob(stem + "*.pdf") if f == out or f[len(stem) + 1:-len(".pdf")] in KINDS.split(","))


def make_all(assay, source, folder, everything):
    runs = [(s, lang, paper, KINDS) for s in SAMPLES for lang in ("en", "de") for paper in ("a4", "letter")] if everything else SHORT
    made = []
    for sample, lang, paper, kinds in runs:
        out = "%s/%s-%s-%s.pdf" % (folder, sample.replace("/", "-"), lang, paper)
        make(assay, ["build", "%s/samples/%s.xml" % (source, sample), "--lang", lang, "--paper", paper], kinds, out, made)
    custom = source + "/samples/custom/"
    others = [("scripts", ["render", source + "/samples/scripts/scripts.fo"]), ("features", ["render", HERE + "/features.fo"])]
    if everything:
        others.append(("custom", ["build", source + "/samples/small/assessment.xml", "--stylesheet", custom + "brand.xsl", "--theme", custom + "theme.xml"]))
    for name, arguments in others:
        out = "%s/%s.pdf" % (folder, name)
        status, _, said = run(assay, *arguments, "-o", out)
        if status != 0:
            sys.exit(name + ": " + said)
        made.append(out)
    return made


# Each judge returns (files it refused, what it said), or None when it is not there.

def verapdf(files):
    status, out, said = run(HERE + "/judges/verapdf", "-n", "2", *files)
    if status == 77:
        print(said.strip())
        return None
    return sum(1 for line in out.split("\n") if line.startswith("FAIL")) or status, out


def preflight(files):
    jars = ["/usr/share/java/%s.jar" % j for j in JARS]
    if shutil.which("javac") is None or not all(os.path.exists(j) for j in jars):
        return None
    status, out, said = run("java", "-cp", ":".join(jars), HERE + "/judges/Preflight.java", HERE + "/judges/preflight.allowed", *files)
    return sum(1 for line in out.split("\n") if line.startswith("FAIL")) or status, out + said


def each(files, *commands, wrong=lambda out, said: said):
    """Programs that take one file; `wrong` tells what is, from the two streams."""
    if any(shutil.which(c[0]) is None for c in commands):
        return None
    bad, text = 0, ""
    for f in files:
        for command in commands:
            status, out, said = run(*[f if word == "FILE" else word for word in command])
            complaint = wrong(out, said)
            if status != 0 or complaint:
                bad += 1
                text += "FAIL %s: %s\n     %s\n" % (f, command[0], (complaint or out + said).strip()[:600].replace("\n", "\n     "))
    return bad, text


def unembedded(out, said):
    """pdffonts: columns from the right: object (two), uni, sub, emb."""
    lines = [line.split() for line in out.split("\n")[2:] if line.strip()]
    return said or "\n".join(" ".join(w) for w in lines if w[-5:-2] != ["yes"] * 3)


def untagged(out, said):
    return said or ("" if out.startswith("Document") else "no structure: it does not begin with Document")


def not_of_itself(out, said):
    """What mutool says of the file, and not of how it was built."""
    return "\n".join(line for line in said.split("\n") if line.strip() and "ICC support" not in line)


# name, function, the levels of PDF/A that it judges; "": all files
JUDGES = [
    ("veraPDF", verapdf, "ABU"),
    ("PDFBox preflight", preflight, "ABU"),
    ("pdfinfo -struct", lambda files: each(files, ["pdfinfo", "-struct", "FILE"], wrong=untagged), "A"),
    ("qpdf --check", lambda files: each(files, ["qpdf", "--check", "FILE"]), ""),
    ("pdffonts", lambda files: each(files, ["pdffonts", "FILE"], wrong=unembedded), ""),
    ("pdftotext", lambda files: each(files, ["pdftotext", "FILE", "/dev/null"]), ""),
    # pdfsig's status is 2 where there is no signature, and 0 for a broken one.
    ("pdfsig", lambda files: each(files, ["sh", "-c", 'pdfsig "$0" >/dev/null; [ $? -le 2 ]', "FILE"]), ""),
    ("mutool draw", lambda files: each(files, ["mutool", "draw", "-q", "-F", "text", "-o", "/dev/null", "FILE"], wrong=not_of_itself), ""),
]


def claims(path):
    """PDF/A-3a and PDF/UA-1, in XMP, which is not packed."""
    with open(path, "rb") as f:
        data = f.read()
    level, part = re.search(rb'pdfaid:conformance(?:>|=")(\w)', data), re.search(rb'pdfuaid:part(?:>|=")(\w)', data)
    return (level.group(1) if level else b"-").decode(), (part.group(1) if part else b"-").decode()


def judge(all_files, must_claim):
    said = {f: claims(f) for f in all_files}
    refused = asked = 0
    for f in all_files:
        if must_claim and said[f] != ("A", "1") and not f.endswith("/features.pdf"):
            print("FAIL %s does not claim PDF/A-3a and PDF/UA-1" % f)
            refused += 1
    for name, ask, levels in JUDGES:
        files = [f for f in all_files if not levels or said[f][0] in levels]
        if not files:
            print("%-17s was not asked: no file claims a profile" % name)
            continue
        verdict = ask(files)
        if verdict is None:
            print("%-17s is not there, and did not judge" % name)
            continue
        asked += 1
        refused += verdict[0] != 0
        print("%-17s %s" % (name, "accepts %d files" % len(files) if not verdict[0] else "REFUSES:\n" + verdict[1]))
    return 77 if asked == 0 else 1 if refused else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assay")
    parser.add_argument("source")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--claim", action="store_true")
    parser.add_argument("--keep", metavar="DIR")
    parser.add_argument("files", nargs="*")
    o = parser.parse_args()
    if o.files:
        return judge(o.files, o.claim)
    with tempfile.TemporaryDirectory() as tmp:
        folder = o.keep or tmp
        os.makedirs(folder, exist_ok=True)
        return judge(make_all(os.path.abspath(o.assay), os.path.abspath(o.source), folder, o.all), o.claim)


if __name__ == "__main__":
    sys.exit(main())
