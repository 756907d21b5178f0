The letter refuses to be wrong: it is marked, nobody can sign it, and the status says so.

$ cp -r $SAMPLES/small $SAMPLES/regulated . && assay build small/attested.xml --report letter && ls small | grep pdf
attested-letter.pdf

$ assay build small/attested.xml --report full,letter && ls small | grep pdf
attested-letter.pdf
attested.pdf

$ assay build small/attested.xml --report letter,full,letter -f pdf,svg -o out/../mine.pdf >/dev/null 2>&1; mkdir out; assay build small/attested.xml --report letter,full,letter -f pdf,svg -o out/mine.pdf && ls out | grep -c -- '-letter-00' && ls out | grep pdf
4
mine-letter.pdf
mine.pdf

$ pdftotext small/attested-letter.pdf - | grep -c 'NOT READY FOR SIGNATURE'
0
[1]

$ pdftotext small/attested-letter.pdf - | grep -o 'All statements together cite 31 tasks: 31 of 31 met, 100 %'
All statements together cite 31 tasks: 31 of 31 met, 100 %

$ assay build regulated/assessment.xml --report letter --messages json 2>&1 | grep -c attest-cause
8

$ assay build regulated/assessment.xml --report letter -o reg.pdf >/dev/null 2>&1; echo $? && pdftotext reg.pdf - | grep -c 'NOT READY FOR SIGNATURE'
1
3

$ pdftotext -layout reg.pdf - | grep -o 'PW.4.4 not met line [0-9]*; E-026 expired line [0-9]*'
PW.4.4 not met line 267; E-026 expired line 95

$ pdftotext reg.pdf - | grep -c 'To be signed, by hand on paper or in this file'
0
[1]

$ assay build small/assessment.xml --report full,letter -o none.pdf
assay: error: there are no statements to attest: BF-TW-2026-01 [attest-none]
...
[1]

$ ls none*
ls: cannot access 'none*': No such file or directory
[2]

$ sed 's/<instrument ref="cisa-form-1.0"/<instrument ref="list" href="list.xml"/' small/attested.xml > small/own.xml && sed 's/tasks="PO.1.1 /tasks="PO.1.4 /' $SAMPLES/../src/catalog/data/cisa-form-1.0.xml > small/list.xml && assay build small/own.xml --report letter -o own.pdf
small/own.xml:33:32: error: unknown task: statement 2 of cisa-form-1.0 cites PO.1.4, which SSDF 1.1 does not have [task-unknown]
...
[1]

$ sed -i 's/PO.1.4/PO.1.1/' small/list.xml && assay build small/own.xml --report letter -o own.pdf && pdftotext own.pdf - | grep -c carried
19

$ sed -i 's/href="list.xml"/href="..\/list.xml"/' small/own.xml && assay build small/own.xml --report letter -o own.pdf 2>&1 | grep -c 'file-outside'
1
