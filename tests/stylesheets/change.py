"""change.py ASSAY ASSESSMENT [OPTION...]: what every report of changes promises, whatever it says.

FO: ids are unique, each reference has its target, each task of the newer version has a place and a bookmark, each bar that begins
ends, and marked words say in words what the mark shows. Pages: what it means for the reader is one page, nothing is larger than its place.
"""
import collections
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
    done = subprocess.run([sys.argv[1], "build", sys.argv[2], "--report", "change", *sys.argv[3:], *options, "-o", "-"], capture_output=True)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    return done.stdout.decode(), done.stderr.decode()


root = ET.fromstring(run("--dump", "fo")[0])
ids = [e.get("id") for e in root.iter() if e.tag.startswith(FO) and e.get("id")]
expect(len(ids) == len(set(ids)), "ids twice")
for e in root.iter():
    for name in ("internal-destination", "ref-id"):
        expect(e.get(name) is None or e.get(name) in ids, "%s names nothing: %s" % (name, e.get(name)))
marks = {b.get("internal-destination") for b in root.iter(FO + "bookmark")}
tasks = [i for i in ids if re.match(r"change-\w+\.\d+\.\d+$", i)]
expect(len(tasks) == 49, "%d tasks have a place" % len(tasks))
expect(set(tasks) <= marks, "tasks without a bookmark")
bars = collections.Counter()
for e in root.iter():
    if e.tag in (FO + "change-bar-begin", FO + "change-bar-end"):
        bars[e.get("change-bar-class")] += 1 if e.tag.endswith("begin") else -1
expect(not any(bars.values()), "bars without an end: %s" % bars)
worded = [e for e in root.iter(FO + "inline") if e.get("text-decoration") in ("underline", "line-through")]
expect(worded and all(e.get(ALT) for e in worded), "a mark without words")
areas, messages = run("--dump", "areas")
expect("layout-overflow" not in messages, messages)
page, at = 0, {}
for line in areas.splitlines():
    start, place = re.match(r"page (\d+) ", line), re.match(r"\s*dest #(\S+) ", line)
    page = int(start.group(1)) if start else page
    if place:
        at.setdefault(place.group(1), page)
expect(at["change-tasks"] == at["summary"] + 1, "what it means takes %d pages" % (at["change-tasks"] - at["summary"]))
if failures:
    sys.exit("\n".join(sorted(set(failures))))
