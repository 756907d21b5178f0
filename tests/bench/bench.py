#!/usr/bin/env python3
"""Measures assay against the programs of the benchmark kit that are installed, as ratios of runs in turn.

  bench.py ASSAY [--kit DIR] [--out DIR] [--sizes 1,10,100] [--runs 3] [--peers a,b] [--instructions]

The kit is looked for in ASSAY_BENCH_DIR, by default ../shared/bench beside the checkout. --instructions counts instead of
timing: instructions for one more page (valgrind's callgrind, slope between the 10- and the 100-page report), which a busy
machine cannot change.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHAPTERS = {1: 0, 10: 1, 100: 11, 1000: 110}


def wrapper(a):
    """The kit calls `assay IN.xml STYLE.xsl OUT.pdf`."""
    path = os.path.join(a.out, "assay-bench")
    with open(path, "w") as f:
        f.write('#!/bin/sh\nexec "%s" build "$1" --schema "%s/report.xsd" --stylesheet "$2" --fonts "%s" --max-memory 8000 -o "$3"\n' % (a.assay, a.kit, a.fonts))
    os.chmod(path, 0o755)
    return path


def table(a, size):
    command = [sys.executable, a.kit + "/run.py", "--out", a.out, "--sizes", str(size), "--runs", str(a.runs)]
    if a.peers:
        command += ["--peers", a.peers]
    env = dict(os.environ, ASSAY=wrapper(a), BENCH_FONTS=a.fonts)
    text = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
    print(text)
    rows = [[c.strip() for c in line.split("|")[1:-1]] for line in text.splitlines() if re.match(r"\| [a-z]", line)]
    return {r[0]: r for r in rows if r[0] != "peer"}


def ratios(rows):
    ours = rows.get("assay")
    if ours is None:
        print("assay itself failed: see the table above")
        return False
    for name, row in rows.items():
        if name != "assay":
            print("assay is %.1f times as fast as %s, with %.0f %% of its memory" % (
                float(row[2]) / float(ours[2]), name, 100 * float(ours[6]) / float(row[6])))
    print("assay: %.1f ms a page, %s MB at the peak, %.1f kB a page" % (
        1000 * float(ours[2]) / int(ours[1]), ours[6], float(ours[7]) / int(ours[1])))
    return True


def instructions(a, size):
    base = os.path.join(a.out, "r%d" % size)
    if not os.path.exists(base + ".xml"):
        subprocess.run([sys.executable, a.kit + "/gen.py", "--chapters", str(CHAPTERS[size]), "--seed", "1", "--out", base], check=True)
    pdf = base + ".count.pdf"
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", a.assay, "build", base + ".xml", "--schema",
                          a.kit + "/report.xsd", "--stylesheet", a.kit + "/report.xsl", "--fonts", a.fonts, "--max-memory", "16000", "-o", pdf],
                         stderr=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    pages = int(re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", pdf], stdout=subprocess.PIPE, text=True).stdout).group(1))
    return int(re.search(r"Collected\s*:\s*(\d+)", run.stderr).group(1)), pages


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("assay")
    ap.add_argument("--kit", default=os.environ.get("ASSAY_BENCH_DIR", os.path.join(SOURCE, "../shared/bench")))
    ap.add_argument("--out", default=os.path.join(SOURCE, "out/bench"))
    ap.add_argument("--sizes", default="1,10,100")
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--peers", default="")
    ap.add_argument("--fonts", default="/usr/share/fonts/truetype/liberation2")
    ap.add_argument("--instructions", action="store_true")
    a = ap.parse_args()
    a.assay, a.kit, a.out = (os.path.abspath(p) for p in (a.assay, a.kit, a.out))
    if not os.path.exists(a.kit + "/run.py"):
        sys.exit("no benchmark kit in %s: set ASSAY_BENCH_DIR" % a.kit)
    if not os.path.isdir(a.fonts):
        sys.exit("the kit's reports are set in Liberation 2: no fonts in %s (Debian: fonts-liberation2)" % a.fonts)
    os.makedirs(a.out, exist_ok=True)
    if a.instructions:
        if not shutil.which("valgrind"):
            sys.exit("valgrind is not installed")
        (small, small_pages), (large, large_pages) = instructions(a, 10), instructions(a, 100)
        print("%.2f M instructions for one more page (%d to %d pages); %.0f M to start" % (
            (large - small) / (large_pages - small_pages) / 1e6, small_pages, large_pages,
            (small - small_pages * (large - small) / (large_pages - small_pages)) / 1e6))
        return
    ok = all([ratios(table(a, int(size))) for size in a.sizes.split(",")])
    sys.exit(not ok)


main()
