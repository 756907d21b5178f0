$ assay init --product "Orbit 4.2"
orbit-4.2.xml
theme.xml
gate.xml

$ grep -c 'status="U"' orbit-4.2.xml
42

$ assay init --product "Orbit 4.2"
assay: error: the file is there already: orbit-4.2.xml [exists]
...
[1]

$ assay build orbit-4.2.xml --strict -o orbit.pdf && head -c 5 orbit.pdf
%PDF-

What stands there is kept, whatever it is; what is written is valid, and the policy is the one that the gate asks by itself.

$ rm orbit-4.2.xml && echo mine > theme.xml && assay init orbit-4.2.xml
theme.xml is kept as it is
gate.xml is kept as it is
orbit-4.2.xml

$ cat theme.xml
mine

$ mkdir new && assay init new/x.xml
new/x.xml
new/theme.xml
new/gate.xml

$ cmp new/gate.xml $SOURCE/src/gate/gate.xml && assay check new/gate.xml --schema $SOURCE/src/gate/policy.xsd && assay check new/theme.xml --schema $SOURCE/stylesheets/theme.xsd
new/gate.xml: valid, 0 errors, 0 warnings
new/theme.xml: valid, 0 errors, 0 warnings

$ assay gate new/x.xml | tail -1
new/x.xml: gate: 2 of 15 rules failed (1 error, 1 warning), 43 findings; policy "Starter policy" * (glob)

$ assay init - | head -1 && ls
<?xml version="1.0" encoding="UTF-8"?>
gate.xml
new
orbit-4.2.xml
orbit.pdf
theme.xml
