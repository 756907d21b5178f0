#!/usr/bin/env python3
"""Measures assay against the programs of the benchmark kit that are installed, as ratios of runs in turn.

  bench.py ASSAY [--kit DIR] [--out DIR] [--sizes 1,10,100] [--runs 3] [--peers a,b] [--instructions] [--guard]

The kit is looked for in ASSAY_BENCH_DIR, by default ../shared/bench beside the checkout. --instructions counts instead of
timing: instructions for one more page (valgrind's callgrind, slope between the 10- and the 100-page report), which a busy
machine cannot change. --guard is for CI: it fails above MAX_INSTRUCTIONS or MAX_MEMORY, and ends with 77 where it cannot count.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHAPTERS = {1: 0, 10: 1, 40: 4, 100: 11, 1000: 110}
MAX_INSTRUCTIONS = 27.0  # [M] for one more page, of a build without optimisation as well
MAX_MEMORY = 60.0        # [MB] at the peak of the report of 100 pages


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


def report(a, size):
    base = os.path.join(a.out, "r%d" % size)
    if not os.path.exists(base + ".xml"):
        subprocess.run([sys.executable, a.kit + "/gen.py", "--chapters", str(CHAPTERS[size]), "--seed", "1", "--out", base], check=True)
    return base


def command(a, base, pdf):
    return [a.assay, "build", base + ".xml", "--schema", a.kit + "/report.xsd", "--stylesheet", a.kit + "/report.xsl", "--fonts", a.fonts,
            "--max-memory", "16000", "-o", pdf]


def instructions(a, size):
    base = report(a, size)
    pdf = base + ".count.pdf"
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"] + command(a, base, pdf), stderr=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    pages = int(re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", pdf], stdout=subprocess.PIPE, text=True).stdout).group(1))
    return int(re.search(r"Collected\s*:\s*(\d+)", run.stderr).group(1)), pages


def slope(a, sizes):
    (small, small_pages), (large, large_pages) = [instructions(a, size) for size in sizes]
    page = (large - small) / (large_pages - small_pages)
    print("%.2f M instructions for one more page (%d to %d pages); %.0f M to start" % (
        page / 1e6, small_pages, large_pages, (small - small_pages * page) / 1e6))
    return page / 1e6


def memory(a, size):
    """[MB] at the peak: of the only child that is waited for."""
    base = report(a, size)
    child = subprocess.Popen(command(a, base, base + ".pdf"), stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    print("%.1f MB at the peak of %d pages" % (usage.ru_maxrss / 1024, size))
    return usage.ru_maxrss / 1024


def guard(a):
    fits = [slope(a, (10, 40)) <= MAX_INSTRUCTIONS, memory(a, 100) <= MAX_MEMORY]
    if not all(fits):
        print("allowed are %.0f M instructions and %.0f MB" % (MAX_INSTRUCTIONS, MAX_MEMORY))
    return all(fits)


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
    ap.add_argument("--guard", action="store_true")
    a = ap.parse_args()
    a.assay, a.kit, a.out = (os.path.abspath(p) for p in (a.assay, a.kit, a.out))
    missing = [what for what, there in (
        ("the benchmark kit in %s: set ASSAY_BENCH_DIR" % a.kit, os.path.exists(a.kit + "/run.py")),
        ("the fonts Liberation 2 in %s (Debian: fonts-liberation2)" % a.fonts, os.path.isdir(a.fonts)),
        ("valgrind", shutil.which("valgrind") or not (a.instructions or a.guard)),
        ("pdfinfo (Debian: poppler-utils)", shutil.which("pdfinfo"))) if not there]
    if missing:
        print("not there: " + "; ".join(missing))
        sys.exit(77 if a.guard else 1)
    os.makedirs(a.out, exist_ok=True)
    if a.guard:
        sys.exit(not guard(a))
    if a.instructions:
        slope(a, (10, 100))
        return
    ok = all([ratios(table(a, int(size))) for size in a.sizes.split(",")])
    sys.exit(not ok)


main()
