#!/usr/bin/env python3
"""Can a bad file hurt? Runs the hostile kit over `assay build`.

  run.py PROGRAM [--stage xml,xsl,...] [--only id,...] [--full] [--strace]

The kit (make.py, check.py) is not part of this repository: it is taken from $ASSAY_HOSTILE, or ../shared/hostile beside the
sources; without it the exit status is 77. It is copied to a temporary folder together with our shape.json, which fits its cases
to our vocabulary, and builds its inputs there. --full adds the cases that need 110 MB. KNOWN names the cases in which we do
otherwise than the kit expects, each with its reason; a case that is named there and passes fails the run.
"""
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
KIT = os.environ.get("ASSAY_HOSTILE") or os.path.join(HERE, "../../../shared/hostile")

# check.py knows one command line: which options a case needs is decided here.
DOOR = """#!/bin/sh
program=$1 root=$2 xml=$3 xsl=$4 xsd=$5 out=$6
set -- build "$root/$xml" -o "$out"
case $xsl in -) ;; /*) set -- "$@" --stylesheet "$xsl" ;; *) set -- "$@" --stylesheet "$root/$xsl" ;; esac
case $xsd in -) ;; *) set -- "$@" --schema "$xsd" ;; esac
exec "$program" "$@"
"""


def known():
    with open(os.path.join(HERE, "KNOWN"), encoding="utf-8") as f:
        return dict(re.findall(r"^([a-z]\d\d-[\w-]+): (.+)$", f.read(), re.M))


def check(work, program, stages, options, xsl):
    """check.py's failures, {case: what}, and its other lines."""
    command = " ".join([os.path.join(work, "door"), os.path.abspath(program), "{root}", "{xml}", "{xsl}", "{xsd}", "{out}"])
    done = subprocess.run([sys.executable, os.path.join(work, "check.py"), os.path.join(work, "set"), "--cmd", command,
                           "--stage", stages, "--default-xsl", xsl] + options, stdout=subprocess.PIPE, text=True)
    failed, lines = {}, []
    for line in done.stdout.splitlines():
        m = re.match(r"FAIL (\S+) +\w+ +(.*)", line)
        if m:
            failed[m.group(1)] = m.group(2)
        else:
            lines.append(line)
    return failed, lines if done.returncode in (0, 1) else lines + ["check.py ended with %d" % done.returncode]


def cases_of(work, stages):
    with open(os.path.join(work, "set", "cases.tsv"), encoding="utf-8") as f:
        rows = [row.split("\t")[:2] for row in f.read().splitlines()[1:]]
    return [name for name, stage in rows if stage in stages.split(",")]


def run(work, program, stages, options, xsl):
    """The number of cases that went otherwise than we said they would."""
    reasons, bad = known(), 0
    failed, lines = check(work, program, stages, options, xsl)
    # Only the verdict can be ours to choose: a leak, a crash or a limit is never a known gap.
    gaps = {name for name, what in failed.items() if name in reasons and what == "accepted"}
    again = [name for name in failed if name not in gaps and re.search(r" s of ", failed[name])]
    # On a busy machine a limit of seconds may be passed by waiting: once more, alone.
    if again:
        second, _ = check(work, program, stages, options + ["--only", ",".join(again)], xsl)
        for name in again:
            del failed[name]
        failed.update(second)
    busy = os.getloadavg()[0] > 1.5 * os.cpu_count()
    for name in sorted(failed):
        if name in gaps:
            print("known %s: %s" % (name, reasons[name]))
        elif busy and re.fullmatch(r"(killed by signal 9; )?[\d.]+ s of \d+", failed[name]):
            print("not judged %s: %s, on a machine with other work to do" % (name, failed[name]))
        else:
            bad += 1
            print("FAIL %s: %s" % (name, failed[name]))
    for name in cases_of(work, stages) if not options else []:
        if name in reasons and name not in failed:
            bad += 1
            print("%s passes: take it out of KNOWN" % name)
    print("\n".join(lines))
    return bad + any("ended with" in line for line in lines)


def main(args):
    program, stages, options, full = args[0], "xml,xsl,xsd,evidence,image,fo", [], "--full" in args
    for i, a in enumerate(args):
        if a == "--stage":
            stages = args[i + 1]
        elif a == "--only":
            options += ["--only", args[i + 1]]
        elif a == "--strace":
            options.append(a)
    if not os.path.exists(os.path.join(KIT, "make.py")):
        print("no hostile kit: set ASSAY_HOSTILE to its folder")
        return 77
    work = tempfile.mkdtemp()
    try:
        for name in ("make.py", "check.py"):
            shutil.copy(os.path.join(KIT, name), work)
        shutil.copy(os.path.join(HERE, "shape.json"), work)
        with open(os.path.join(work, "door"), "w", encoding="utf-8") as f:
            f.write(DOOR)
        os.chmod(os.path.join(work, "door"), stat.S_IRWXU)
        subprocess.check_call([sys.executable, os.path.join(work, "make.py"), os.path.join(work, "set")] +
                              ([] if full else ["--small"]))
        # A schema of the user's is for another vocabulary, which needs a stylesheet of its own.
        others = ",".join(s for s in stages.split(",") if s != "xsd")
        bad = run(work, program, others, options, "-") if others else 0
        if "xsd" in stages.split(","):
            bad += run(work, program, "xsd", options, os.path.join(HERE, "plain.xsl"))
        return 1 if bad else 0
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
