Two versions of a framework, and the answers behind each change.

$ assay build $SAMPLES/small/assessment.xml --report change --dump report -o - | grep -o '<class name="[a-z-]*" letter="." word="[a-z ]*"\|<class .* total="[0-9]*"' | grep -o 'letter="."\|total=.*' | paste -sd ' '
letter="N" total="7" letter="W" total="2" letter="G" total="10" letter="E" total="12" letter="R" total="18" letter="M" total="0" letter="-" total="0"

$ assay build $SAMPLES/small/assessment.xml --dump report -o - | grep -A1 '<readiness' | grep -o 'name="[^"]*"\|fraction="[^"]*"' | tr '\302\240' '  ' | tr -s ' '
name="SSDF 1.1"
fraction="37 of 41"
name="SSDF 1.2 draft"
fraction="36 of 48"

$ assay build $SAMPLES/draft/assessment.xml --dump report -o - 2>/dev/null | grep -c 'kind="framework" of="task" letter="N" words="new task" bar="yes"'
7

$ assay build $SAMPLES/small/assessment.xml --dump report --to none -o - | grep -c '<versions'
0
[1]

A report of changes needs another version.

$ assay build $SAMPLES/small/assessment.xml --report change --to none -o x.pdf; ls x.pdf
assay: error: no other version to compare the framework with: SSDF 1.1 [versions-none]
...
[2]

Where the official wording of both versions was imported, words are compared; here sentences of our own stand in its place.

$ export XDG_DATA_HOME=$SOURCE/tests/golden/report/data; assay init a.xml >/dev/null 2>&1; assay build a.xml --report change --dump report -o - 2>/dev/null | grep -A7 '<marked of="official" differs="yes"' | head -7 | sed 's/^ *//'
<marked of="official" differs="yes">
<w kind="same">A sentence in the</w>
<w kind="deleted">place</w>
<w kind="inserted">stead</w>
<w kind="same">of an imported</w>
<w kind="deleted">one.</w>
<w kind="inserted">one, and more.</w>

The final document of a final version carries the mark of the draft where it speaks of it.

$ assay build $SAMPLES/small/assessment.xml --report full,change -o r.pdf && pdftotext r-change.pdf - | grep -c '^DRAFT\|· *DRAFT' | sed 's/^[1-9][0-9]$/many/'
many
