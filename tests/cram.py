#!/usr/bin/env python3
"""Runs the commands in a .t file, or in the ```console blocks of a Markdown file, and compares what they print.

  cram.py PROGRAM FILE [--bless]

A line "$ command" is given to sh in a new empty folder, with the program on PATH as `assay` and $SAMPLES naming samples/;
"> more" continues it. The lines after it, to the next command or blank line, are what it prints on both streams; "[1]" at
the end is an exit status that is not 0. A line that ends in " (glob)" may have * and ?; "..." alone stands for any lines.
"""
import fnmatch
import os
import re
import subprocess
import sys
import tempfile

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def blocks_of(path):
    """(line number, command, expected lines) of each command."""
    lines, inside = open(path, encoding="utf-8").read().split("\n"), not path.endswith(".md")
    found = []
    for number, line in enumerate(lines, 1):
        if path.endswith(".md") and line.startswith("```"):
            inside = line.strip() == "```console"
            found.append(None)
        elif not inside:
            continue
        elif line.startswith("$ "):
            found.append([number, line[2:], []])
        elif line.startswith("> ") and found and found[-1] and not found[-1][2]:
            found[-1][1] += "\n" + line[2:]
        elif not line.strip():
            found.append(None)
        elif found and found[-1]:
            found[-1][2].append(line)
    return [f for f in found if f]


def same(expected, got):
    if not expected:
        return not got
    if expected[0] == "...":
        return any(same(expected[1:], got[i:]) for i in range(len(got) + 1))
    if not got:
        return False
    line = expected[0]
    ok = fnmatch.fnmatchcase(got[0], line[:-7].replace("[", "[[]")) if line.endswith(" (glob)") else line == got[0]
    return ok and same(expected[1:], got[1:])


def main():
    program, path = os.path.abspath(sys.argv[1]), sys.argv[2]
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        bin_dir, work = folder + "/bin", folder + "/work"
        os.mkdir(bin_dir), os.mkdir(work)
        os.symlink(program, bin_dir + "/assay")
        env = {"PATH": bin_dir + ":" + os.environ["PATH"], "SAMPLES": SOURCE + "/samples", "SOURCE": SOURCE, "HOME": work, "LC_ALL": "C.UTF-8"}
        env.update({k: v for k, v in os.environ.items() if k.startswith(("ASAN_", "UBSAN_", "LSAN_"))})
        if path.endswith(".md"):
            os.symlink(SOURCE + "/samples", work + "/samples")
        for number, command, expected in blocks_of(path):
            run = subprocess.run(["sh", "-c", command], cwd=work, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, text=True, errors="replace", timeout=300)
            got = run.stdout.rstrip("\n").split("\n") if run.stdout.strip("\n") else []
            got = [line for line in got if line.strip()]
            if run.returncode:
                got.append("[%d]" % run.returncode)
            if not same(expected, got):
                bad += 1
                print("%s:%d: $ %s" % (path, number, command))
                print("".join("  - %s\n" % line for line in expected) + "".join("  + %s\n" % line for line in got))
    print("%s: %d commands, %d wrong" % (path, len(blocks_of(path)), bad))
    return bad > 0 or not blocks_of(path)


sys.exit(main())
