#!/usr/bin/env python3
"""Measures assay against the programs of the benchmark kit that are installed: ratios of runs in turn, and our own goals.

  bench.py ASSAY [--kit DIR] [--out DIR] [--sizes 1,100,1000] [--runs 3] [--peers assay,fop,...] [--long]
  bench.py ASSAY --instructions | --guard

The kit is looked for in ASSAY_BENCH_DIR, by default ../shared/bench beside the checkout. A table a size comes from the kit; then
what a page costs and how it grows; then the goals. --long adds 10,000 pages (some minutes). --instructions counts only what one
more page costs (valgrind's callgrind, slope between two reports), which a busy machine cannot change. --guard is for CI, and never looks at a
clock: it fails above the MAX_ figures below, and ends with 77 where it cannot count.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHAPTERS = {1: 0, 10: 1, 40: 4, 100: 11, 300: 33, 1000: 110, 10000: 1100}
MAX_INSTRUCTIONS = 32.0  # [M] for one more page, of a build without optimisation as well; --max-instructions for another
MAX_MEMORY = 60.0        # [MB] at the peak of the report of 100 pages
MAX_GROWTH = {"xml": 150.0, "fo": 70.0}  # [MB] for 1,000 more pages, between 100 and 300: caches are still filling there
goals = []


def goal(text, limit, value, unit="", at_least=True):
    """Notes a goal and what was measured; None: it could not be."""
    met = None if value is None else value >= limit if at_least else value <= limit
    goals.append((text, "%s %g%s" % ("at least" if at_least else "at most", limit, unit),
                  "not measured" if value is None else "%.2f%s" % (value, unit), {None: "", True: "yes", False: "NO"}[met]))
    return met is not False


def same_rows(gen, chapters):
    """The events of the kit's --one-table with its rows in four tables a chapter, and nothing else in the chapters."""
    rows = next(ev[1] for ev in gen.content(chapters, 1, True) if ev[0] == "table")
    for c in range(1, chapters + 1):
        yield ("chapter", "c%d" % c, str(c), "System %d" % c)
        for g, (short, name, practices) in enumerate(gen.GROUPS, 1):
            yield ("section", "c%ds%d" % (c, g), "%d.%d" % (c, g), "%s (%s)" % (name, short))
            yield ("table", rows[:len(practices)])
            rows = rows[len(practices):]


def write_same_rows(a, chapters, path):
    sys.path.insert(0, a.kit)
    import gen
    with open(path, "w", encoding="utf-8") as f:
        out = gen.Xml(f.write)
        for ev in same_rows(gen, chapters):
            getattr(out, ev[0])(*ev[1:])
        out.end()


def report(a, size, kind="r"):
    """The name, without suffix, of a report: "r" of the kit, "t" its tables as one, "c" their rows in chapters. Its FO is made by ourselves."""
    base = os.path.join(a.out, "%s%d" % (kind, size))
    if kind == "c" and not os.path.exists(base + ".xml"):
        write_same_rows(a, CHAPTERS[size], base + ".xml")
    if not os.path.exists(base + ".xml"):
        more = ["--one-table"] if kind == "t" else []
        subprocess.run([sys.executable, a.kit + "/gen.py", "--chapters", str(CHAPTERS[size]), "--seed", "1", "--out", base] + more, check=True)
    return base


def fo_of(a, base):
    if not os.path.exists(base + ".fo"):
        subprocess.run([a.assay, "build", base + ".xml", "--schema", a.kit + "/report.xsd", "--stylesheet", a.kit + "/report.xsl", "--dump=fo",
                        "-o", base + ".fo"], stderr=subprocess.DEVNULL, check=True)
    return base + ".fo"


def command(a, base, pdf, source="xml"):
    """The kit's documents have no title, so that a tagged file is what must be asked for: pdf-1.7."""
    if source == "fo":
        return [a.assay, "render", fo_of(a, base), "--profile", "pdf-1.7", "--fonts", a.fonts, "--max-memory", "16000", "-o", pdf]
    return [a.assay, "build", base + ".xml", "--schema", a.kit + "/report.xsd", "--stylesheet", a.kit + "/report.xsl", "--profile", "pdf-1.7", "--fonts", a.fonts,
            "--max-memory", "16000", "-o", pdf]


def pages_of(pdf):
    return int(re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", pdf], stdout=subprocess.PIPE, text=True).stdout).group(1))


def usage(a, base, source="xml"):
    """(pages, CPU s, peak MB) of one run."""
    pdf = "%s.%s.pdf" % (base, source)
    child = subprocess.Popen(command(a, base, pdf, source), stderr=subprocess.DEVNULL)
    _, status, ru = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit("%s: status %d" % (" ".join(child.args), child.returncode))
    return pages_of(pdf), ru.ru_utime + ru.ru_stime, ru.ru_maxrss / 1024


# ---- what a page costs -------------------------------------------------------------------------------------------------


def instructions(a, size, kind="r"):
    base = report(a, size, kind)
    pdf = base + ".count.pdf"
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"] + command(a, base, pdf), stderr=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    return int(re.search(r"Collected\s*:\s*(\d+)", run.stderr).group(1)), pages_of(pdf)


def slope(a, sizes):
    """[M] for one more page."""
    (small, small_pages), (large, large_pages) = [instructions(a, size) for size in sizes]
    page = (large - small) / (large_pages - small_pages)
    print("%.2f M instructions for one more page (%d to %d pages); %.0f M to start" % (
        page / 1e6, small_pages, large_pages, (small - small_pages * page) / 1e6), flush=True)
    return page / 1e6


def rows_of(base):
    with open(base + ".xml", encoding="utf-8") as f:
        return f.read().count("<task ")


def slope_of_rows(a, sizes, kind):
    """[M] for one more row of a table: a page of one table holds more of them than a page of chapters, so pages cannot be compared."""
    (small, small_pages), (large, large_pages) = [instructions(a, size, kind) for size in sizes]
    few, many = [rows_of(report(a, size, kind)) for size in sizes]
    row = (large - small) / (many - few)
    print("%.3f M instructions for one more row %s (%d to %d rows, %.1f a page)" % (
        row / 1e6, {"t": "of one table", "c": "in tables of chapters"}[kind], few, many, (many - few) / (large_pages - small_pages)), flush=True)
    return row / 1e6


def growth(a, sizes, source):
    """[MB] for 1,000 more pages."""
    (small, _, small_mb), (large, _, large_mb) = [usage(a, report(a, size), source) for size in sizes]
    mb = 1000 * (large_mb - small_mb) / (large - small)
    print("%.1f MB for 1,000 more pages from %s (%d to %d pages: %.1f to %.1f MB)" % (mb, source.upper(), small, large, small_mb, large_mb), flush=True)
    return mb


def guard(a):
    fits = [slope(a, (10, 40)) <= a.max_instructions]
    memory = usage(a, report(a, 100))[2]
    print("%.1f MB at the peak of 100 pages" % memory)
    fits += [memory <= MAX_MEMORY] + [growth(a, (100, 300), source) <= MAX_GROWTH[source] for source in ("xml", "fo")]
    if not all(fits):
        print("allowed are %.0f M instructions, %.0f MB, and a growth of %.0f MB from XML and %.0f MB from FO" % (
            a.max_instructions, MAX_MEMORY, MAX_GROWTH["xml"], MAX_GROWTH["fo"]))
    return all(fits)


# ---- others ------------------------------------------------------------------------------------------------------------


def wrapper(a):
    """The kit calls `assay IN.xml STYLE.xsl OUT.pdf`."""
    path = os.path.join(a.out, "assay-bench")
    with open(path, "w") as f:
        f.write('#!/bin/sh\nexec "%s" build "$1" --schema "%s/report.xsd" --stylesheet "$2" --profile pdf-1.7 --fonts "%s" --max-memory 16000 -o "$3"\n' % (a.assay, a.kit, a.fonts))
    os.chmod(path, 0o755)
    return path


def table(a, size, *more):
    """Runs the kit; {peer: [pages, wall s, min-max, CPU s, pages/s, peak MB, PDF kB]}."""
    run = [sys.executable, a.kit + "/run.py", "--out", a.out, "--sizes", str(size), "--runs", str(a.runs), *more]
    if a.peers:
        run += ["--peers", a.peers]
    env = dict(os.environ, ASSAY=wrapper(a), BENCH_FONTS=a.fonts)
    text = subprocess.run(run, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
    print(text, flush=True)
    rows = [[c.strip() for c in line.split("|")[1:-1]] for line in text.splitlines() if re.match(r"\| [a-z]", line)]
    return {r[0]: r[1:] for r in rows if r[0] != "peer"}


def ratio(rows, peer):
    return float(rows[peer][1]) / float(rows["assay"][1]) if peer in rows and "assay" in rows else None


def ratios(rows):
    ours = rows.get("assay")
    if ours is None:
        print("assay itself failed: see the table above")
        return False
    for name, row in rows.items():
        if name != "assay":
            print("assay is %.1f times as fast as %s, with %.0f %% of its memory" % (ratio(rows, name), name, 100 * float(ours[5]) / float(row[5])))
    print("assay: %.1f ms a page, %s MB at the peak, %.1f kB a page\n" % (
        1000 * float(ours[1]) / int(ours[0]), ours[5], float(ours[6]) / int(ours[0])), flush=True)
    return True


def warm_fop(a):
    """[s] of the tenth document of 100 pages in one Java machine, or None."""
    if not shutil.which("java") or not os.path.exists(a.kit + "/FopBatch.java"):
        return None
    sys.path.insert(0, a.kit)
    import run as kit
    fo = fo_of(a, report(a, 100))
    line = kit.WARM["fop"][1] + " " + " ".join("%s %s" % (fo, os.path.join(a.out, "warm.pdf")) for _ in range(10))
    done = subprocess.run(line, shell=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    seconds = [float(word) for word in done.stdout.split()]
    return seconds[-1] if len(seconds) == 10 else None


def against_others(a, sizes):
    ok, rows = True, {}
    for size in sizes:
        rows[size] = table(a, size)
        ok = ratios(rows[size]) and ok
    for size, peer, least in ((100, "fop", 10), (1000, "fop", 4.5), (100, "typst14", 2), (1000, "typst14", 2)):
        if size in rows:
            ok = goal("%d pages: times as fast as %s" % (size, peer), least, ratio(rows[size], peer)) and ok
    if 100 in rows and "assay" in rows[100] and (not a.peers or "fop" in a.peers.split(",")):
        warm = warm_fop(a)
        ok = goal("100 pages: times as fast as fop, its tenth document", 1.8, warm and warm / float(rows[100]["assay"][1])) and ok
    if 1 in rows and "assay" in rows[1]:
        ok = goal("one page, cold (of CPU: %.0f ms)" % (1000 * float(rows[1]["assay"][3])), 30, 1000 * float(rows[1]["assay"][1]), " ms", False) and ok
    return ok


def ours_alone(a):
    page = slope(a, (10, 100)) if shutil.which("valgrind") else None
    ok = goal("instructions of one more page", 32, page, " M", False)
    row = page and slope_of_rows(a, (10, 40), "t") / slope_of_rows(a, (10, 40), "c")
    ok = goal("instructions of one more row: one table against chapters", 1, row, "", False) and ok
    ok = goal("1,000 more pages from XML", 150, growth(a, (100, 1000), "xml"), " MB", False) and ok
    ok = goal("1,000 more pages from FO", 40, growth(a, (100, 1000), "fo"), " MB", False) and ok
    pages, cpu, _ = usage(a, report(a, 1000))
    table_pages, table_cpu, table_mb = usage(a, report(a, 1000, "t"))
    print("one table: %d pages, %.2f ms CPU a page, %.1f MB; chapters: %.2f ms" % (
        table_pages, 1000 * table_cpu / table_pages, table_mb, 1000 * cpu / pages))
    if page is None:  # CPU seconds move by a tenth on a busy machine
        ok = goal("CPU a page: one table against chapters", 1.1, table_cpu / table_pages / (cpu / pages), "", False) and ok
    if a.long:
        many, many_cpu, many_mb = usage(a, report(a, 10000))
        print("%d pages: %.2f ms CPU a page, %.1f MB" % (many, 1000 * many_cpu / many, many_mb))
        ok = goal("CPU a page: 10,000 against 1,000 pages", 1.15, many_cpu / many / (cpu / pages), "", False) and ok
    return ok


def print_goals():
    print("\n| goal | wanted | measured | met |\n|---|---|---|---|")
    for row in goals:
        print("| " + " | ".join(row) + " |")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("assay")
    ap.add_argument("--kit", default=os.environ.get("ASSAY_BENCH_DIR", os.path.join(SOURCE, "../shared/bench")))
    ap.add_argument("--out", default=os.path.join(SOURCE, "out/bench"))
    ap.add_argument("--sizes", default="1,100,1000")
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--peers", default="")
    ap.add_argument("--fonts", default="/usr/share/fonts/truetype/liberation2")
    ap.add_argument("--long", action="store_true")
    ap.add_argument("--instructions", action="store_true")
    ap.add_argument("--guard", action="store_true")
    ap.add_argument("--max-instructions", type=float, default=MAX_INSTRUCTIONS)
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
    ok = [against_others(a, [int(size) for size in a.sizes.split(",")]), ours_alone(a)]
    print_goals()
    sys.exit(not all(ok))


main()
