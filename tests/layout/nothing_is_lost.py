#!/usr/bin/env python3
"""Every word of a document is on exactly one page.

  nothing_is_lost.py PROGRAM FIRST LAST    documents made from the seeds FIRST to LAST
  nothing_is_lost.py --show SEED           the document of a seed, on standard output

A document is a random nest of blocks, lists, tables with spans, containers, footnotes and inlines that hold blocks, with
random spaces, borders, keeps and breaks, on pages of two sizes, in one to three columns. Each word of the flow is unique;
the areas that come out must show each once. Repeated headers and static contents have words of their own.
"""
import random
import re
import subprocess
import sys
import tempfile

FO = "http://www.w3.org/1999/XSL/Format"


class Document:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.words = 0
        self.columns = self.r.choice([1, 1, 2, 3])

    def maybe(self, p):
        return self.r.random() < p

    def text(self, n=None):
        first = self.words
        self.words += n or self.r.choice([1, 1, 2, 5, 12, 40])
        return " ".join("w%dz" % i for i in range(first, self.words))

    def traits(self):
        r, a = self.r, {}
        for p, name, values in (
                (.3, "space-before", ["3pt", "8pt", "20pt"]), (.2, "space-after", ["3pt", "8pt", "20pt"]),
                (.1, "space-before.conditionality", ["retain"]), (.15, "border", ["1pt solid black", "3pt solid black"]),
                (.1, "padding", ["1pt", "4pt"]), (.05, "border-after-width.conditionality", ["retain"]),
                (.1, "keep-with-next", ["always", "3"]), (.07, "keep-with-previous", ["always", "3"]),
                (.1, "keep-together", ["always", "3"]), (.04, "break-before", ["page", "column", "odd-page", "even-page"]),
                (.04, "break-after", ["page", "column", "odd-page"]), (.1, "start-indent", ["5pt", "20pt"]),
                (.1, "widows", ["1", "3", "5"]), (.04, "clear", ["both", "end"]),
                (.08, "intrusion-displace", ["none", "indent", "block", "line"])):
            if self.maybe(p):
                a[name] = r.choice(values)
        return "".join(' %s="%s"' % pair for pair in a.items())

    def blocks(self, depth, most):
        return "".join(self.any(depth + 1) for _ in range(self.r.randint(1, most)))

    def inline(self, depth):
        x = self.r.random()
        if x < .1:
            return '<fo:inline font-weight="bold">%s</fo:inline>' % self.text()
        if x < .2 and depth < 4:
            return ("%s<fo:footnote><fo:inline>%s</fo:inline><fo:footnote-body><fo:block>%s</fo:block></fo:footnote-body>"
                    "</fo:footnote>" % (self.text(1), self.text(1), self.text()))
        if x < .25 and depth < 4:
            return "<fo:inline>%s %s %s</fo:inline>" % (self.text(), self.block(depth + 1), self.text())
        if x < .33 and depth < 4:
            return self.float(depth) + self.text()
        return self.text()

    def float(self, depth):
        side = self.r.choice(["start", "end", "left", "right", "inside", "outside", "before", "none"])
        clear = ' clear="%s"' % self.r.choice(["start", "both"]) if self.maybe(.2) else ""
        body = self.table(depth + 1) if self.maybe(.1) else "<fo:block>%s</fo:block>" % self.text()
        return '<fo:float float="%s"%s>%s</fo:float>' % (side, clear, body)

    def block(self, depth):
        if self.maybe(.06):
            return "<fo:block%s/>" % self.traits()
        if depth < 5 and self.maybe(.35):
            body = self.blocks(depth, 4)
        else:
            body = " ".join(self.inline(depth) for _ in range(self.r.randint(1, 3)))
        if self.maybe(.15):
            body = '<fo:marker marker-class-name="m">mark</fo:marker>' + body
        return "<fo:block%s>%s</fo:block>" % (self.traits(), body)

    def list(self, depth):
        items = "".join(
            '<fo:list-item%s><fo:list-item-label end-indent="label-end()"><fo:block>%s</fo:block></fo:list-item-label>'
            '<fo:list-item-body start-indent="body-start()">%s</fo:list-item-body></fo:list-item>'
            % (self.traits(), self.text(1), self.blocks(depth, 2)) for _ in range(self.r.randint(1, 4)))
        return '<fo:list-block provisional-distance-between-starts="20pt"%s>%s</fo:list-block>' % (self.traits(), items)

    def row(self, depth, spans, left):
        cells, column = "", 0
        while column < len(spans):
            if spans[column] > 0:
                spans[column] -= 1
                column += 1
                continue
            down = self.r.randint(1, left) if self.maybe(.12) else 1
            wide = 2 if self.maybe(.1) and column + 1 < len(spans) and spans[column + 1] == 0 else 1
            for i in range(wide):
                spans[column + i] = down - 1
            column += wide
            cells += '<fo:table-cell number-rows-spanned="%d" number-columns-spanned="%d"%s>%s</fo:table-cell>' % (
                down, wide, ' border="1pt solid black"' if self.maybe(.3) else "", self.blocks(depth, 2))
        traits = ' keep-with-next="always"' if self.maybe(.1) else ""
        return "<fo:table-row%s>%s</fo:table-row>" % (traits, cells) if cells else ""

    def part(self, name, columns):
        cells = "<fo:table-cell><fo:block>%s</fo:block></fo:table-cell>" % name * columns
        return "<fo:table-%s><fo:table-row>%s</fo:table-row></fo:table-%s>" % (name, cells, name)

    def table(self, depth):
        columns, n = self.r.randint(1, 3), self.r.randint(1, 6)
        spans = [0] * columns
        head = self.part("header", columns) if self.maybe(.3) else ""
        head += self.part("footer", columns) if self.maybe(.2) else ""
        rows = "".join(self.row(depth, spans, n - i) for i in range(n))
        return ('<fo:table table-layout="fixed" width="100%%" border-collapse="%s"%s>%s%s<fo:table-body>%s</fo:table-body>'
                "</fo:table>" % (self.r.choice(["separate", "collapse"]), self.traits(),
                                 '<fo:table-column column-width="proportional-column-width(1)"/>' * columns, head, rows))

    def container(self, depth):
        a = ' height="%dpt"' % self.r.choice([20, 50, 300]) if self.maybe(.3) else ""
        a += ' reference-orientation="90"' if self.maybe(.15) else ""
        a += ' absolute-position="absolute" top="5pt" left="5pt"' if self.maybe(.1) else ""
        return "<fo:block-container%s%s>%s</fo:block-container>" % (a, self.traits(), self.block(depth + 1))

    def any(self, depth):
        x = self.r.random()
        if depth > 6 or x < .6:
            return self.block(depth)
        if x < .72:
            return self.list(depth)
        if x < .85:
            return self.table(depth)
        if x < .92:
            return self.container(depth)
        if x < .96 and depth < 4:
            return self.float(depth)
        return "<fo:wrapper>%s</fo:wrapper>" % self.block(depth + 1)

    def child(self):
        if self.columns > 1 and self.maybe(.1):
            return '<fo:block span="all">%s</fo:block>' % self.text()
        return self.any(1)

    def masters(self):
        pages = "".join(
            '<fo:simple-page-master master-name="m%d" page-width="%dpt" page-height="%dpt" margin="10pt">'
            '<fo:region-body margin-top="20pt" column-count="%d" column-gap="5pt"/><fo:region-before extent="15pt"/>'
            "</fo:simple-page-master>" % (i, self.r.choice([200, 300, 300, 400]), self.r.choice([100, 150, 300]),
                                          self.columns) for i in range(2))
        last = '<fo:conditional-page-master-reference page-position="last" master-reference="m1"/>' if self.maybe(.3) else ""
        return ('%s<fo:page-sequence-master master-name="s"><fo:repeatable-page-master-alternatives>%s'
                '<fo:conditional-page-master-reference odd-or-even="odd" master-reference="m0"/>'
                '<fo:conditional-page-master-reference odd-or-even="even" master-reference="m1"/>'
                "</fo:repeatable-page-master-alternatives></fo:page-sequence-master>" % (pages, last))

    def fo(self):
        flow = "".join(self.child() for _ in range(self.r.randint(1, 10)))
        return ('<fo:root xmlns:fo="%s"><fo:layout-master-set>%s</fo:layout-master-set>'
                '<fo:page-sequence master-reference="s"><fo:static-content flow-name="xsl-region-before"><fo:block>'
                '<fo:retrieve-marker retrieve-class-name="m"/></fo:block></fo:static-content>'
                '<fo:flow flow-name="xsl-region-body" font-size="10pt" line-height="12pt">%s</fo:flow></fo:page-sequence>'
                "</fo:root>" % (FO, self.masters(), flow))


def check(program, seed, folder):
    document = Document(seed)
    path = "%s/%d.fo" % (folder, seed)
    with open(path, "w", encoding="utf-8") as f:
        f.write(document.fo())
    done = subprocess.run([program, "render", path, "--dump=areas"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=120)
    if done.returncode != 0:
        return "status %d: %s" % (done.returncode, done.stderr.decode("utf-8", "replace")[-500:])
    shown = {}
    for text in re.findall(r'^ *text .*? "(.*)"', done.stdout.decode("utf-8"), re.M):
        for word in re.findall(r"w\d+z", text):
            shown[word] = shown.get(word, 0) + 1
    lost = [i for i in range(document.words) if "w%dz" % i not in shown]
    twice = [word for word, n in shown.items() if n > 1]
    return "lost %s, twice %s of %d" % (lost[:5], twice[:5], document.words) if lost or twice else None


def main():
    if sys.argv[1] == "--show":
        print(Document(int(sys.argv[2])).fo())
        return 0
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(int(sys.argv[2]), int(sys.argv[3]) + 1):
            problem = check(sys.argv[1], seed, folder)
            if problem is not None:
                print("seed %d: %s" % (seed, problem))
                bad += 1
    print("%d documents differ" % bad)
    return 1 if bad else 0


sys.exit(main())
