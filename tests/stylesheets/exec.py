#!/usr/bin/env python3
"""exec.py ASSAY: the exec report is one page, whatever the assessment: long names, many products, every task open, either framework, either paper.

Assessments are generated from a fixed seed; each is built in A4 and US Letter. More than one page would be exit status 1.
"""
import os
import random
import re
import subprocess
import sys
import tempfile

ASSAY, PAPERS = sys.argv[1], ("a4", "letter")
WORDS = "The signing keys of an older build host are kept where nobody has looked since the laboratory moved".split()


def phrase(rng, n):
    return " ".join(rng.choice(WORDS) for _ in range(n))


def tasks_of(framework, folder):
    path = os.path.join(folder, framework + ".xml")
    subprocess.run([ASSAY, "init", "--framework", framework, "--product", "P", path], check=True, capture_output=True)
    with open(path, encoding="utf-8") as f:
        return list(dict.fromkeys(re.findall(r'<task ref="([^"]+)"', f.read())))


def assessment(rng, version, ids):
    """One document; long says how long what an author may write is."""
    long = rng.choice([1, 3, 8, 25])
    products = "".join('<product name="%s" version="%d"/>' % (phrase(rng, long), i) for i in range(rng.choice([1, 2, 9])))
    answers, actions = [], []
    weights = rng.choice(["U", "X", "PLX", "MMMMPLXANU", "MMMMMMMM", "N"])
    for n, ref in enumerate(ids):
        status = rng.choice(weights)
        extra = "" if status == "U" else "<reason><p>so</p></reason>" if status == "N" else "<statement><p>so</p></statement>"
        if status in "PLX" and rng.random() < 0.8:
            actions.append('<action id="A-%d" title="%s" owner="%s" due="2026-%02d-01" status="open"/>'
                           % (n, phrase(rng, 2 * long), phrase(rng, long), rng.randint(1, 12)))
            extra += '<action-ref ref="A-%d"/>' % n
        evidence = '<evidence-ref ref="E-%d"/>' % rng.randint(1, 6) if status in "MPA" else ""
        answers.append('<task ref="%s" status="%s">%s</task>' % (ref, status, extra.replace("</statement>", "</statement>" + evidence)))
    kinds = ['location="p" expires="2026-01-01"', 'href="nowhere.txt"', 'location="p"', 'location="p" disclosure="auditor"', 'location="p" collected="2020-01-01"', 'location="p" end="2020-01-01"']
    evidence = "".join('<evidence id="E-%d" title="t" type="record" %s/>' % (i + 1, k) for i, k in enumerate(kinds))
    form = '<instrument ref="cisa-form-1.0" as-of="2026-07-01"/>' if rng.random() < 0.6 else ""
    return ('<assessment xmlns="urn:assay:assessment:1" id="%s" version="1" status="draft" xml:lang="en"><framework ref="ssdf" version="%s"/>'
            '<producer name="%s"/>%s<scope kind="versions"><p>s</p></scope><period start="2026-01-01" end="2026-06-30" as-of="2026-07-01"/>%s'
            '<evidence-list>%s</evidence-list><tasks>%s</tasks><actions>%s</actions></assessment>'
            % ("X" * rng.choice([3, 12]), version, phrase(rng, long), products, form, evidence, "".join(answers), "".join(actions)))


def main():
    rng, bad = random.Random(4), []
    with tempfile.TemporaryDirectory() as folder:
        ids = {v: tasks_of("ssdf-" + v, folder) for v in ("1.1", "1.2-ipd")}
        for i in range(24):
            version = "1.2-ipd" if i % 3 == 0 else "1.1"
            path = os.path.join(folder, "a%d.xml" % i)
            with open(path, "w", encoding="utf-8") as f:
                f.write(assessment(rng, version, ids[version]))
            pdf = os.path.join(folder, "a.pdf")
            run = subprocess.run([ASSAY, "build", path, "--report", "exec", "--paper", PAPERS[i % 2], "-o", pdf], capture_output=True, text=True)
            if run.returncode != 0 or "layout-overflow" in run.stderr:
                bad.append("%d (%s, %s): %s" % (i, version, PAPERS[i % 2], "\n".join(l for l in run.stderr.splitlines() if "error" in l or "overflow" in l)))
                if len(sys.argv) > 2:
                    os.replace(path, os.path.join(sys.argv[2], "a%d.xml" % i))
    print("\n".join(bad) or "24 assessments, each on one page")
    sys.exit(bool(bad))


main()
