#!/usr/bin/env python3
"""The gate in all its formats, over tests/golden/gate/case: what each prints, and that all of them tell the same.

  check.py PROGRAM      ASSAY_BLESS=1 rewrites the expectations tests/golden/gate/tide.FORMAT

The files of the case are judged together with one that is wrong. What machines read is checked against what the formats ask
for: SARIF 2.1.0 (section numbers below), and JUnit as CI systems read it.
"""
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GOLDEN = os.path.join(SOURCE, "tests/golden/gate")
CASE = os.path.join(GOLDEN, "case")
FORMATS = ("text", "json", "sarif", "junit", "markdown")
bad = []


def fail(text, *values):
    bad.append(text % values if values else text)


def run(program, form, files=("tide.xml", "wrong.xml")):
    done = subprocess.run([program, "gate", *files, "--format", form], cwd=CASE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"})
    if done.returncode != 1:
        fail("%s: exit status %d", form, done.returncode)
    if done.stderr:
        fail("%s: said on stderr: %s", form, done.stderr.decode())
    return done.stdout.decode()


def compare(form, got):
    path = os.path.join(GOLDEN, "tide." + form)
    if "ASSAY_BLESS" in os.environ:
        with open(path, "w", encoding="utf-8") as f:
            f.write(got)
        return
    want = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
    if want != got:
        sys.stdout.writelines(difflib.unified_diff(want.splitlines(True), got.splitlines(True), path, form))
        fail("%s differs", form)


def piece(place, region):
    """The characters of a region: columns count characters, the end is exclusive (3.30.8)."""
    lines = open(os.path.join(CASE, place), encoding="utf-8").read().split("\n")
    if region["startLine"] != region["endLine"]:
        return None
    return lines[region["startLine"] - 1][region["startColumn"] - 1:region["endColumn"] - 1]


def check_sarif(log):
    if log["version"] != "2.1.0" or len(log["runs"]) != 1:
        fail("sarif: version or runs")
    sarif = log["runs"][0]
    rules = sarif["tool"]["driver"]["rules"]
    for rule in rules:
        if not rule["id"] or not rule["shortDescription"]["text"] or rule["defaultConfiguration"]["level"] not in ("none", "note", "warning", "error"):
            fail("sarif: rule %s", rule)
    for result in sarif["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"] or not result["message"]["text"]:  # 3.27.6
            fail("sarif: result %s", result)
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        if re.match(r"[a-z]+:|/", uri) or place["artifactLocation"]["uriBaseId"] not in sarif["originalUriBaseIds"]:  # 3.4.4
            fail("sarif: uri %s", uri)
        if "region" in place and (min(place["region"].values()) < 1 or place["region"]["endLine"] < place["region"]["startLine"]):
            fail("sarif: region %s", place["region"])
    if len({json.dumps(r["partialFingerprints"]) for r in sarif["results"]}) != len(sarif["results"]):
        fail("sarif: two results with one fingerprint")
    return sarif


def check_places(sarif):
    """What a caret would stand under, in a line with letters of several bytes too."""
    want = {("young-logs", "E-5"): "2026-08-01", ("ps-met", "PS.3.1"): "P", ("there", "E-3"): "ev/none.txt",
            ("unchanged", "E-4"): "<evidence", ("overdue", "A-1"): "2026-12-01", ("second-person", "PS.1.1"): "self"}
    for result in sarif["results"]:
        place = result["locations"][0]
        key = (result["ruleId"], place.get("logicalLocations", [{"name": ""}])[0]["name"])
        if key in want and piece(place["physicalLocation"]["artifactLocation"]["uri"], place["physicalLocation"]["region"]) != want.pop(key):
            fail("sarif: the region of %s", key)
    if want:
        fail("sarif: no result for %s", want)


def check_agreement(texts):
    """One number, five formats."""
    first = json.loads(texts["json"])["files"][0]
    counts, rules = first["counts"], first["rules"]
    findings = [f for f in first["findings"] if not f["waived"]]
    waived = [f for f in first["findings"] if f["waived"]]
    if counts["findings"] != len(findings) or counts["waived"] != len(waived) or sum(r["checked"] for r in rules) != counts["checks"]:
        fail("json does not add up: %s", counts)
    for level in ("error", "warning", "note"):
        if counts[level + "s"] != sum(f["level"] == level for f in findings) or \
           counts[level + "s"] != sum(r["failed"] for r in rules if r["level"] == level):
            fail("json: %ss", level)
    sarif = check_sarif(json.loads(texts["sarif"]))
    check_places(sarif)
    ours = [r for r in sarif["results"] if sarif["tool"]["driver"]["rules"][r["ruleIndex"]]["name"] != "diagnostic"]
    if [(r["ruleId"], r["message"]["text"], "suppressions" in r) for r in ours] != [(f["rule"], f["text"], f["waived"]) for f in first["findings"]]:
        fail("sarif and json differ")
    suites = ET.fromstring(texts["junit"])
    suite = suites[0]
    cases = suite.findall("testcase")
    if int(suite.get("tests")) != len(cases) or len(cases) != counts["checks"] + sum(r["notAsked"] != "" for r in rules):
        fail("junit: tests")
    if int(suite.get("failures")) != len(suite.findall("testcase/failure")) or int(suite.get("failures")) != counts["errors"]:
        fail("junit: failures")
    if int(suite.get("skipped")) != len(suite.findall("testcase/skipped")):
        fail("junit: skipped")
    if any(int(suites.get(n)) != sum(int(s.get(n)) for s in suites) for n in ("tests", "failures", "errors", "skipped")):
        fail("junit: the totals of the suites")
    verdict = "%d of %d rules failed" % (counts["failedRules"], counts["rules"])
    if verdict not in texts["text"] or verdict not in texts["markdown"]:
        fail("text or markdown: %s", verdict)
    for f in findings:
        if "%s: %s [%s]" % (f["level"], f["text"], f["rule"]) not in texts["text"]:
            fail("text lacks %s", f)
    for waiver in first["waivers"]:
        if waiver["approver"] not in texts["text"] or waiver["approver"] not in texts["markdown"]:
            fail("a silent waiver: %s", waiver)


R = "{urn:assay:report:1}"


def check_report(program, texts):
    """The page tells what the command tells: the same rules, counts and findings, and each finding at its tasks."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "tide.xml")
        subprocess.run([program, "build", "tide.xml", "--dump=report", "-o", path], cwd=CASE, check=True, stderr=subprocess.DEVNULL)
        done = subprocess.run([program, "check", path, "--schema", os.path.join(SOURCE, "src/assess/report.xsd")], stdout=subprocess.PIPE)
        if done.returncode != 0:
            fail("the report is not valid against report.xsd: %s", done.stdout.decode())
        report = ET.parse(path).getroot()
        subprocess.run([program, "build", "tide.xml", "--policy=none", "--dump=report", "-o", path], cwd=CASE, check=True, stderr=subprocess.DEVNULL)
        if "gate" in {e.tag[len(R):].split("-")[0] for e in ET.parse(path).getroot().iter()}:
            fail("a gate without a policy")
    first = json.loads(texts["json"])["files"][0]
    gate = report.find(R + "gate")
    for name, count in (("rules", "rules"), ("failed", "failedRules"), ("findings", "findings"), ("waived", "waived")):
        if int(gate.get(name)) != first["counts"][count]:
            fail("the report says %s %s", gate.get(name), name)
    for rule, other in zip(gate.findall(R + "rule"), first["rules"]):
        if (rule.get("id"), rule.text, rule.get("level")) != (other["id"], other["demand"], other["level"]) or \
           any(int(rule.get(n)) != other[n] for n in ("checked", "failed", "waived")):
            fail("the report and the command differ about %s", other["id"])
    findings = [(f.get("rule"), f.text, f.get("waived") == "yes") for f in gate.findall(R + "gate-finding")]
    if findings != [(f["rule"], f["text"], f["waived"]) for f in first["findings"]]:
        fail("the report and the command found different things")
    items = {i.get("id"): {t.get("id") for t in i.findall(R + "task-link")} for i in report.find(R + "evidence").findall(R + "item")}
    items.update({x.get("id"): {t.get("id") for t in x.findall(R + "task-link")} for x in report.find(R + "actions").findall(R + "action")})
    want = {(task, f["text"]) for f in first["findings"] if f["subject"] for task in items.get(f["subject"], {f["subject"]})}
    got = {(t.get("id"), m.text) for t in report.iter(R + "task") for m in t.findall(R + "gate-mark")}
    if got != want:
        fail("marks at tasks: %s", got ^ want)


def main():
    program = os.path.abspath(sys.argv[1])
    texts = {form: run(program, form) for form in FORMATS}
    for form in FORMATS:
        compare(form, texts[form])
        if run(program, form) != texts[form]:
            fail("%s: a second run prints something else", form)
    check_agreement(texts)
    check_report(program, texts)
    print("\n".join(bad + ["%d formats, %d problems" % (len(FORMATS), len(bad))]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
