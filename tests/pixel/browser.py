#!/usr/bin/env python3
"""browser.py ASSAY SOURCE SAME - do pages of SVG look in a browser as they do in the PDF?

Chromium draws each page as fine as pdftoppm draws that of the PDF; SAME (same.c) compares them as pixel.c compares pages with kept pictures. Skipped
where there is no browser, or none that draws.
"""
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

PAGES = [  # input, arguments, page of how many
    ("samples/scripts/scripts.fo", ["render"], (1, 2, 6)),
    ("tests/pdf/features.fo", ["render"], (1, 3)),
    ("samples/small/assessment.xml", ["build", "--report", "full"], (2,)),
    ("samples/small/assessment.xml", ["build", "--report", "exec"], (1,)),
]
DPI, FINE = 300, 6


def size_of(svg):
    m = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', open(svg, encoding="utf-8").read(2000))
    return [float(v) for v in m.groups()]


def shoot(browser, svg, png, home):
    """CSS pixels are 3/4 pt; a window that is a little larger than the page, cut by the comparison's whole squares."""
    w, h = [math.ceil(v / 0.75 - 0.01) for v in size_of(svg)]
    subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars",
                    "--user-data-dir=" + home, "--force-device-scale-factor=%.6f" % (DPI / 96), "--window-size=%d,%d" % (w, h),
                    "--screenshot=" + png, "file://" + svg], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, check=False)
    return os.path.exists(png)


def main(assay, source, same):
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None or shutil.which("pdftoppm") is None:
        print("no chromium or no pdftoppm")
        return 77
    assay, source, same = (os.path.abspath(p) for p in (assay, source, same))
    bad = seen = 0
    with tempfile.TemporaryDirectory() as tmp:
        for case, (name, command, pages) in enumerate(PAGES):
            for form in ("svg", "pdf"):
                done = subprocess.run([assay] + command + [os.path.join(source, name), "-f", form, "-o", "%s/%d.%s" % (tmp, case, form)],
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0"))
                if done.returncode != 0:
                    print(done.stdout.decode())
                    return 1
            for page in pages:
                svg = "%s/%d-%03d.svg" % (tmp, case, page)
                svg = svg if os.path.exists(svg) else "%s/%d.svg" % (tmp, case)
                if not shoot(browser, svg, tmp + "/a.png", tmp + "/home"):
                    print("the browser draws nothing here")
                    return 77
                subprocess.run(["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-png", "-singlefile", "%s/%d.pdf" % (tmp, case), tmp + "/b"], check=True)
                done = subprocess.run([same, tmp + "/a.png", tmp + "/b.png", str(FINE)], stdout=subprocess.PIPE)
                print("%s %d: %s" % (name, page, done.stdout.decode().strip()))
                seen += 1
                bad += done.returncode != 0
                os.remove(tmp + "/a.png")
    print("%d pages, %d look different" % (seen, bad))
    return 1 if bad or not seen else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
