#!/usr/bin/env python3
"""The stylesheets make plain XSL-FO 1.1: Apache FOP, strict, formats it without an error. Skipped where FOP is not installed."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CONFIG = """<fop version="1.0"><strict-configuration>true</strict-configuration><strict-validation>true</strict-validation>
<renderers><renderer mime="application/pdf"><fonts><directory recursive="true">%s/fonts</directory></fonts></renderer></renderers></fop>"""

if not shutil.which("fop"):
    print("skipped: fop is not installed")
    sys.exit(77)
with tempfile.TemporaryDirectory() as folder:
    fo, pdf, config = (os.path.join(folder, n) for n in ("x.fo", "x.pdf", "fop.xconf"))
    open(config, "w").write(CONFIG % SOURCE)
    subprocess.run([sys.argv[1], "build", *sys.argv[2:], "--dump", "fo", "-o", fo], check=True, stderr=subprocess.DEVNULL)
    run = subprocess.run(["fop", "-q", "-c", config, "-fo", fo, "-pdf", pdf], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    bad = [line for line in run.stdout.splitlines() if re.search(r"SEVERE|ERROR|Exception", line)]
    print("\n".join(bad))
    sys.exit(run.returncode != 0 or bool(bad) or os.path.getsize(pdf) < 10000)
