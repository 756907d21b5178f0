What changed from one assessment to another: the status is 0, whether or not anything did.

$ assay diff $SAMPLES/organisation/before/thermion-2025.xml $SAMPLES/organisation/thermion.xml | head -2
TH-TM-2025, version 1.0, as of 2025-07-08, SSDF 1.1: 29 of 41 met, 70 %
TH-TM-2026, version 1.0, as of 2026-07-10, SSDF 1.1: 38 of 42 met, 90 %

$ assay diff $SAMPLES/organisation/before/thermion-2025.xml $SAMPLES/organisation/thermion.xml | grep -A99 '^Evidence'
Evidence: 10 of 17 changed
  no longer listed: 1
    T-10     Talk with the former release engineer
  replaced: 4
    T-01     Threat model of 2.6
    T-02     Build log of 2.6.0
    T-04     Tests of 2.6.0
    T-06     Components judged, June
  added: 5
    T-03     Component list of 2.6.0, CycloneDX
    T-05     Digests and signature of 2.6.0
    T-07     Log of vulnerabilities, 2026
    T-08     Settings as shipped, 2.6
    T-09     Review of the rate limiter
  of the organisation, compared in its own report: 7
...

The same numbers as on the page.

$ assay diff $SAMPLES/organisation/before/thermion-2025.xml $SAMPLES/organisation/thermion.xml --format json | grep -o '"counts":{"new-task[^}]*}'
"counts":{"new-task":0,"now-met":9,"reopened":1,"improved":0,"regressed":0,"newly-na":0,"applicable-again":1,"changed":0,"new":1,"unchanged":30}

$ assay build $SAMPLES/organisation/thermion.xml --dump report -o - | grep -o '<change name="[a-z-]*" word="[^"]*" group="[a-z]*" count="[1-9][0-9]*"'
<change name="now-met" word="now met" group="better" count="9"
<change name="reopened" word="no longer met" group="worse" count="1"
<change name="applicable-again" word="applicable again" group="other" count="1"
<change name="new" word="answered for the first time, still open" group="other" count="1"
<change name="unchanged" word="unchanged" group="same" count="30"

Nothing changed against itself.

$ assay diff $SAMPLES/organisation/thermion.xml $SAMPLES/organisation/thermion.xml | grep changed
Tasks: 0 of 42 changed
  unchanged: 42
Evidence: 0 of 16 changed
  unchanged: 9
Findings: 0 of 2 changed
Actions: 0 of 4 changed

Two frameworks by their names; an assessment and a framework: what would move, and the status behind it.

$ assay diff ssdf-1.1 ssdf-1.2-ipd | grep ': 49 tasks'
7 new, 2 to re-assess, 10 with changed guidance, 12 editorial, 18 in references only, 0 moved from another id, 0 unchanged: 49 tasks

$ assay diff $SAMPLES/organisation/thermion.xml ssdf-1.2-ipd | grep -A3 '^[NW] '
N  7 new: no answer yet 7
   -  PO.6.1   Environments kept up to date
   -  PO.6.2   Ways to avoid errors
   -  PO.6.3   Vulnerability response improved
--
W  2 to re-assess: M 1 P 1
   P  RV.1.2   Code searched again
   M  RV.3.3   Same fault elsewhere

$ assay diff $SAMPLES/organisation/thermion.xml ssdf-1.2-ipd --format json | grep RV.1.2
 {"id":"RV.1.2","class":"re-assess","status":"P"},

What cannot be compared is an error, and so is a wrong command line.

$ assay diff $SAMPLES/broken/others/other-framework.xml $SAMPLES/organisation/thermion.xml 2>&1 | grep -o 'xml answers [a-z0-9.-]*'
xml answers ssdf-0.9
xml answers ssdf-1.1

$ assay diff ssdf-1.2-ipd ssdf-1.1
assay: error: two versions that cannot be compared: SSDF 1.1 does not say what it changed against SSDF 1.2 draft [catalogue-diff]
    The older version comes first: ssdf-1.1 ssdf-1.2-ipd.
[1]

$ assay diff gone.xml $SAMPLES/organisation/thermion.xml
assay: error: cannot open file: gone.xml: No such file or directory [file-open]
    Check the name and the permissions; names are relative to the file that mentions them.
[1]

$ assay diff one.xml
assay: diff takes two names: assessments, or frameworks such as ssdf-1.1; the older first
    `assay help` lists the commands, `assay help COMMAND` its options.
[2]
