#!/usr/bin/env python3
"""What each diagnostic looks like: samples/broken/NAME against tests/golden/diag/NAME.out.

  run.py PROGRAM [--bless]      every sample; ASSAY_BLESS=1 is the same as --bless
  run.py --complete [ROOM ...]  every row of diag.def (of these rooms) has a sample, or a reason in tests/golden/diag/WITHOUT

A sample NAME.xml is given to `assay check`, NAME.fo to `assay render`, in the folder samples/broken; where that shows
nothing, tests/golden/diag/NAME.cmd holds the command, for sh, with $OUT as a place to write. An output ends with the
exit status. The message [NAME] must be in it.
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BROKEN, GOLDEN = os.path.join(SOURCE, "samples/broken"), os.path.join(SOURCE, "tests/golden/diag")


def read(path):
    with open(path, encoding="utf-8", errors="surrogateescape") as f:
        return f.read()


def samples():
    """name -> command"""
    found = {}
    for name in sorted(os.listdir(BROKEN)):
        stem, suffix = os.path.splitext(name)
        if suffix == ".xml":
            found[stem] = "assay check " + name
        elif suffix == ".fo":
            found[stem] = "assay render " + name + ' -o "$OUT/out.pdf"'
    for name in sorted(os.listdir(GOLDEN)):
        stem, suffix = os.path.splitext(name)
        if suffix == ".cmd":
            found[stem] = read(os.path.join(GOLDEN, name)).strip()
    return found


def run(program, command):
    with tempfile.TemporaryDirectory() as out:
        os.makedirs(os.path.join(out, "bin"))
        os.symlink(os.path.abspath(program), os.path.join(out, "bin", "assay"))
        env = {"PATH": out + "/bin:/usr/bin:/bin", "OUT": out, "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": out}
        env.update({k: v for k, v in os.environ.items() if k.startswith(("ASAN_", "UBSAN_", "LSAN_"))})
        done = subprocess.run(["sh", "-c", "( " + command + " ) 2>&1"], cwd=BROKEN, env=env, timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        text = done.stdout.decode("utf-8", "surrogateescape").replace(out, "$OUT").replace(BROKEN, "$PWD")
        return text + "[%d]\n" % done.returncode


def check_all(program, bless):
    bad = 0
    for name, command in samples().items():
        golden = os.path.join(GOLDEN, name + ".out")
        got = run(program, command)
        if "[" + name + "]" not in got:
            bad += 1
            print("%s: the message is not in the output:\n%s" % (name, got))
        elif bless:
            with open(golden, "w", encoding="utf-8", errors="surrogateescape") as f:
                f.write(got)
        elif not os.path.exists(golden) or read(golden) != got:
            bad += 1
            want = read(golden) if os.path.exists(golden) else ""
            sys.stdout.writelines(difflib.unified_diff(want.splitlines(True), got.splitlines(True), name + ".out", command))
    print("%d samples, %d differ" % (len(samples()), bad))
    return bad


def check_complete(rooms):
    rows, room = [], ""
    for line in read(os.path.join(SOURCE, "src/base/diag.def")).split("\n"):
        section, row = re.match(r"/\* (\w+)", line), re.match(r'D\(\w+, (\w+), "([a-z0-9-]+)"', line)
        room = section.group(1) if section else room
        if row:
            rows.append((room, row.group(1), row.group(2)))
    without = dict(re.findall(r"^([a-z0-9-]+): (.+)$", read(os.path.join(GOLDEN, "WITHOUT")), re.M))
    have, names, bad = samples(), [name for _, _, name in rows], []
    for room, level, name in rows:
        if (room in rooms or not rooms) and level != "SYSTEM" and name not in have and name not in without:
            bad.append("%s: no samples/broken/%s.xml or .fo, and no reason in WITHOUT" % (name, name))
        if name in have and name in without:
            bad.append("%s: has a sample and a reason for having none" % name)
    bad += ["%s: no such row in diag.def" % name for name in list(have) + list(without) if name not in names]
    print("\n".join(bad + ["%d rows, %d without a word" % (len(rows), len(bad))]))
    return len(bad)


if __name__ == "__main__":
    if sys.argv[1] == "--complete":
        sys.exit(1 if check_complete(sys.argv[2:]) else 0)
    sys.exit(1 if check_all(sys.argv[1], "--bless" in sys.argv or "ASSAY_BLESS" in os.environ) else 0)
