"""check.py ASSAY ASSESSMENT [OPTION...]: what every full report promises, whatever it says.

FO: ids are unique, each reference has its target, each task has a place and a bookmark, each figure says in words what
it shows. Pages: the summary is one page, nothing is larger than its place.
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

FO = "{http://www.w3.org/1999/XSL/Format}"
ALT = "{http://xmlgraphics.apache.org/fop/extensions}alt-text"
failures = []


def expect(holds, message):
    if not holds:
        failures.append(message)


def run(*options):
    done = subprocess.run([sys.argv[1], "build", sys.argv[2], *sys.argv[3:], *options, "-o", "-"], capture_output=True)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    return done.stdout, done.stderr.decode()


def check_references(root):
    ids = [e.get("id") for e in root.iter() if e.get("id") and e.tag.startswith(FO)]
    expect(len(ids) == len(set(ids)), "ids twice: %s" % sorted(i for i in set(ids) if ids.count(i) > 1))
    for e in root.iter():
        for name in ("internal-destination", "ref-id"):
            expect(e.get(name) is None or e.get(name) in ids, "%s names nothing: %s" % (name, e.get(name)))
    return ids


def check_tasks(root, ids):
    tasks = [i for i in ids if i.startswith("task-")]
    marks = {b.get("internal-destination") for b in root.iter(FO + "bookmark")}
    expect(len(tasks) == (49 if "1.2-ipd" in open(sys.argv[2]).read() else 42), "%d tasks have a place" % len(tasks))
    expect(set(tasks) <= marks, "tasks without a bookmark: %s" % sorted(set(tasks) - marks))


def check_figures(element, silent=False):
    silent = silent or element.get("role") == "artifact" or element.tag == FO + "static-content"
    if element.tag in (FO + "instream-foreign-object", FO + "external-graphic"):
        expect(silent or element.get(ALT), "a figure without words")
        return
    for child in element:
        check_figures(child, silent)


def check_pages(areas):
    page, at = 0, {}
    for line in areas.splitlines():
        start = re.match(r"page (\d+) ", line)
        place = re.match(r"\s*dest #(\S+) ", line)
        page = int(start.group(1)) if start else page
        if place:
            at.setdefault(place.group(1), page)
    after = at.get("comment", at["scope"])
    expect(after == at["summary"] + 1, "the summary takes %d pages" % (after - at["summary"]))
    for task in (i for i in at if i.startswith("task-")):
        expect(at["summary"] < at[task] < at["matrix"], "%s is on page %d" % (task, at[task]))


fo, messages = run("--dump", "fo")
root = ET.fromstring(fo)
check_tasks(root, check_references(root))
check_figures(root)
areas, messages = run("--dump", "areas")
expect("-overflow" not in messages, messages)
check_pages(areas.decode())
if failures:
    sys.exit("\n".join(sorted(set(failures))))
