#!/usr/bin/env python3
"""Memory for one more row or page of a single page-sequence from FO: it grows by the file itself and little else.

  memory.py PROGRAM

Each kind of document is laid out short and long. What the process takes at its peak is compared: no clock. Time is guarded by the
instructions of the benchmark; here only that a long document is laid out at all.
"""
import os
import subprocess
import sys
import tempfile

WORDS = "evidence of the practice was reviewed by the assessor and found in the repository of the product with its date".split()
HEAD = """<?xml version="1.0"?>
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-family="sans-serif" font-size="9pt"><fo:layout-master-set>
<fo:simple-page-master master-name="a" page-width="210mm" page-height="297mm" margin="20mm"><fo:region-body/>
<fo:region-before extent="10mm"/></fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference="a">
<fo:static-content flow-name="xsl-region-before"><fo:block><fo:retrieve-marker retrieve-class-name="m"/></fo:block></fo:static-content>
<fo:flow flow-name="xsl-region-body">"""
FOOT = "</fo:flow></fo:page-sequence></fo:root>"


def text(i, n):
    return " ".join(WORDS[(i * 5 + k * 3) % len(WORDS)] for k in range(n))


def rows(n, traits):
    cell = '<fo:table-cell border="0.5pt solid black" padding="2pt"><fo:block>%s</fo:block></fo:table-cell>'
    row = "<fo:table-row>" + 3 * cell + "</fo:table-row>\n"
    yield ('<fo:block><fo:table table-layout="fixed" width="100%%"%s><fo:table-column column-width="20mm"/><fo:table-column '
           'column-width="60mm"/><fo:table-column column-width="90mm"/><fo:table-header>%s</fo:table-header><fo:table-body>' %
           (traits, row % ("No", "What", "Why")))
    for i in range(n):
        yield row % (i, text(i, 4), text(i, 9))
    yield "</fo:table-body></fo:table></fo:block>"


def blocks(n, first=0):
    for i in range(first, first + n):
        marker = '<fo:marker marker-class-name="m">%d</fo:marker>' % i if i % 40 == 0 else ""
        yield '<fo:block space-after="4pt" id="b%d">%s%s</fo:block>\n' % (i, marker, text(i, 60))


def nested(n):
    yield "<fo:block>\n"
    for i in range(n // 10):
        yield "<fo:block>\n"
        yield from blocks(10, 10 * i)
        yield "</fo:block>"
    yield "</fo:block>"


# Of each a file over the size from which it is parsed piece by piece, a longer one, and the [B] that one more row or block may take
# besides its bytes in the file: source positions, what the PDF has of it, and of a row its eight elements of the structure tree.
KINDS = {
    "rows": (lambda n: rows(n, ""), 3000, 16000, 1000),
    "rows with collapsed borders": (lambda n: rows(n, ' border-collapse="collapse"'), 3000, 12000, 1000),
    "blocks": (blocks, 3000, 9000, 1100),
    "blocks in blocks": (nested, 3000, 9000, 1100),
}


def peak(program, folder, make, n):
    """[B] at the peak, and of the document."""
    path = os.path.join(folder, "%d.fo" % n)
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD)
        f.writelines(make(n))
        f.write(FOOT)
    child = subprocess.Popen([program, "render", path, "-o", os.path.join(folder, "out.pdf")])
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit("%s failed" % path)
    return usage.ru_maxrss * 1024, os.path.getsize(path)


def main():
    ok = True
    for name, (make, few, many, most) in KINDS.items():
        with tempfile.TemporaryDirectory() as folder:
            (small, short), (large, long) = [peak(sys.argv[1], folder, make, n) for n in (few, many)]
        grows = (large - small - (long - short)) / (many - few)
        ok = ok and grows <= most
        print("%s: %.0f bytes for one more, besides %.0f in the file; at most %d; %.1f MB at the peak" % (
            name, grows, (long - short) / (many - few), most, large / 1e6))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
