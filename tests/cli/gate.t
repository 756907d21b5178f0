Pass is 0, fail is 1; the policy is the named one, the one beside the file, or the program's own, which is named.

$ cp -r $SAMPLES/small small && assay gate small/assessment.xml | tail -1
small/assessment.xml: gate: 1 of 15 rules failed (1 note), 10 findings; built-in policy, "Starter policy" * (glob)

$ printf '<policy xmlns="urn:assay:policy:1" name="Strict"><rules>\n<assurance id="second" severity="error" at-least="reviewed" tasks="RV" message="Ask Ada."/>\n<no-regression id="back" severity="error"/>\n</rules></policy>\n' > small/gate.xml
$ assay gate small/assessment.xml
small/assessment.xml:273:46: error: RV.3.1 is met, self-asserted only [second]
        <task ref="RV.3.1" status="M" assurance="self" responsible="O. Ferrant">
                                                 ^~~~
    Ask Ada.
...
small/assessment.xml: back is not asked: no predecessor is linked, and no baseline is given
small/assessment.xml: gate: 1 of 2 rules failed (1 error), 2 findings; policy "Strict" * (glob)
[1]

A baseline stands in for the predecessor.

$ sed 's/ref="PO.1.2" status="M"/ref="PO.1.2" status="P"/' small/assessment.xml > small/worse.xml && assay gate small/worse.xml --baseline small/assessment.xml | grep PO.1.2
small/worse.xml:*: error: PO.1.2 is partly met; it was met in the baseline [back] (glob)
...

$ assay gate small/assessment.xml --policy $SAMPLES/../src/gate/gate.xml -f json -o out.json && head -1 out.json
{"passed":true,"files":[

All files are judged, the worst decides; a file that is no assessment is wrong, and said to be so.

$ assay gate small/gate.xml small/assessment.xml -f junit | grep -c '<testsuite '
2

$ assay gate small/gate.xml
small/gate.xml:1:1: error: not an assessment: policy [vocabulary]
...
small/gate.xml: gate: not asked, the document or its policy is wrong
[1]

$ assay gate small/assessment.xml --policy none.xml
assay: error: cannot open file: none.xml: No such file or directory [file-open]
...
[1]

$ assay gate small/assessment.xml --format html
assay: gate: no such format: html; text, json, sarif, junit or markdown
...
[2]

$ assay gate
assay: gate takes at least one file
...
[2]

What a policy can be wrong in.

$ assay gate $SAMPLES/small/assessment.xml --policy $SAMPLES/broken/policies/unknown-kind.xml | sed 's/.*policies/policies/'
policies/unknown-kind.xml:5:3: error: no such element here: <evidence-digest> inside <rules> [unknown-element]
...

$ assay gate $SAMPLES/small/assessment.xml --policy $SAMPLES/broken/policies/wrong-values.xml | grep -c ': error: '
5

$ assay gate $SAMPLES/small/assessment.xml --policy $SAMPLES/broken/policies/twice.xml | grep -c id-twice
2
