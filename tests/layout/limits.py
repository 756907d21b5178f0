#!/usr/bin/env python3
"""Each cap of layout, on both sides: what is just within it is laid out, one more is refused with the diagnostic that names it.

  limits.py PROGRAM
"""
import subprocess
import sys
import tempfile

FO = "http://www.w3.org/1999/XSL/Format"


def document(flow, body="", page='page-width="200pt" page-height="200pt"'):
    return ('<fo:root xmlns:fo="%s"><fo:layout-master-set><fo:simple-page-master master-name="p" %s><fo:region-body%s/>'
            '</fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference="p">'
            '<fo:flow flow-name="xsl-region-body">%s</fo:flow></fo:page-sequence></fo:root>' % (FO, page, body, flow))


def pages(n):
    return document('<fo:block break-after="page">x</fo:block>' * (n - 1) + "<fo:block>x</fo:block>")


def areas(n):
    """The region, two sequences of nested blocks, and a block, a line and a text for each letter."""
    return document('<fo:block-container height="10pt" overflow="hidden">%s</fo:block-container>' %
                    ("<fo:block>x</fo:block>" * (n // 3)))


def levels(n):
    """root, page-sequence and flow are three, the text none."""
    return document("<fo:block>" * (n - 3) + "x" + "</fo:block>" * (n - 3))


def expression(n):
    return document('<fo:block start-indent="%s1pt%s">x</fo:block>' % ("(" * n, ")" * n))


def table(column="", cell="", cells=1, rows=1):
    row = "<fo:table-row>%s</fo:table-row>" % ("<fo:table-cell %s><fo:block/></fo:table-cell>" % cell * cells)
    return document("<fo:table>%s<fo:table-body>%s%s</fo:table-body></fo:table>" % (
        column, row, "<fo:table-row><fo:table-cell><fo:block/></fo:table-cell></fo:table-row>" * (rows - 1)))


def page_of(width):
    return document("<fo:block/>", page='page-width="%s" page-height="200pt"' % width)


def font_of(size):
    return document('<fo:block font-size="%s">x</fo:block>' % size, page='page-width="2000pt" page-height="2000pt"')


# what, within, beyond, diagnostic
LIMITS = [
    ("pages", lambda: pages(20000), lambda: pages(20001), "layout-pages"),
    ("areas of a page", lambda: areas(999900), lambda: areas(1000200), "layout-areas"),
    ("levels", lambda: levels(200), lambda: levels(201), "xml-limit"),
    ("levels of an expression", lambda: expression(50), lambda: expression(51), "fo-depth"),
    ("columns of a table", lambda: table(cells=1000), lambda: table(cells=1001), "fo-range"),
    ("repeated columns", lambda: table('<fo:table-column number-columns-repeated="1000"/>'),
     lambda: table('<fo:table-column number-columns-repeated="1001"/>'), "fo-range"),
    ("columns under a cell", lambda: table(cell='number-columns-spanned="1000"'),
     lambda: table(cell='number-columns-spanned="1001"'), "fo-range"),
    ("columns under several cells", lambda: table(cell='number-columns-spanned="500"', cells=2),
     lambda: table(cell='number-columns-spanned="501"', cells=2), "fo-range"),
    ("rows under a cell", lambda: table(cell='number-rows-spanned="1000"', rows=1000),
     lambda: table(cell='number-rows-spanned="2147483647"', rows=2), "fo-range"),
    ("columns of a page", lambda: document("<fo:block>x</fo:block>", ' column-count="1000" column-gap="0pt"'),
     lambda: document("<fo:block/>", ' column-count="1001" column-gap="0pt"'), "fo-range"),
    ("wide pages", lambda: page_of("5m".replace("m", "00cm")), lambda: page_of("501cm"), "fo-range"),
    ("narrow pages", lambda: page_of("1mm"), lambda: page_of("0.99mm"), "fo-range"),
    ("large letters", lambda: font_of("1000pt"), lambda: font_of("1000.1pt"), "fo-range"),
    ("lengths", lambda: document('<fo:block start-indent="-100000pt">x</fo:block>'),
     lambda: document('<fo:block start-indent="-100001pt">x</fo:block>'), "fo-range"),
]


def render(program, folder, text):
    path = folder + "/limit.fo"
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    done = subprocess.run([program, "render", path, "-o", folder + "/limit.pdf"], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, timeout=280)
    return done.returncode, done.stderr.decode("utf-8", "replace")


def main(program):
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, within, beyond, diagnostic in LIMITS:
            status, said = render(program, folder, within())
            if status != 0:
                bad += 1
                print("%s: refused within the limit: %s" % (name, said[:400]))
            status, said = render(program, folder, beyond())
            if status != 1 or "[%s]" % diagnostic not in said:
                bad += 1
                print("%s: beyond the limit: status %d, not [%s]: %s" % (name, status, diagnostic, said[:400]))
    print("%d of %d limits hold" % (len(LIMITS) - bad, len(LIMITS)))
    return 1 if bad else 0


sys.exit(main(sys.argv[1]))
