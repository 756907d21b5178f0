#!/usr/bin/env python3
"""Every command and every option of the tables has a place in the manual, and the manual names no others."""
import re
import sys

manual = open("src/cli/assay.1").read()
verbs = re.findall(r"^V\((\w+),", open("src/cli/verbs.def").read(), re.M)
options = set(re.findall(r'^O\(.*?"([a-z-]+)", "', open("src/cli/opts.def").read(), re.M))
told_verbs = set(re.findall(r"^\.It Cm (\w+)", manual, re.M)) - {"doc"}
told_options = set(re.findall(r"^\.It (?:Fl \w , )?Fl -([a-z-]+)", manual, re.M))
bad = ["command %s" % v for v in set(verbs) ^ told_verbs] + ["option --%s" % o for o in options ^ told_options]
print("\n".join("%s: not in the manual, or only there" % b for b in sorted(bad)))
print("%d commands, %d options, %d problems" % (len(verbs), len(options), len(bad)))
sys.exit(bool(bad) or not verbs or not options)
