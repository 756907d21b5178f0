One page, as PDF or as one SVG; or no file at all.

$ cp -r $SAMPLES/regulated $SAMPLES/small . && assay build regulated/assessment.xml --report exec -f pdf,svg -o board >/dev/null 2>&1 && ls board*
board-exec.pdf
board-exec.svg

$ pdfinfo board-exec.pdf | grep Pages
Pages:           1

$ pdftotext board-exec.pdf - | grep -o -e '32 of 41 applicable tasks are met' -e 'Not ready for signature: 6 of 31'
32 of 41 applicable tasks are met
Not ready for signature: 6 of 31

$ assay build small/attested.xml --report letter,exec -o both && ls both*
both-exec.pdf
both-letter.pdf

$ pdftotext both-exec.pdf - | grep -A2 '^12 of 12$' | head -1
12 of 12

One file, whose words are those of the page; several pages are none.

$ assay build regulated/assessment.xml --report exec -f svg --single -o one.svg >/dev/null 2>&1; ls one* && sed 's/<[^>]*>//g' one.svg | grep -o -e 'attestation cannot be signed yet' && test $(wc -c <one.svg) -lt 150000 && grep -c font-face one.svg
one.svg
attestation cannot be signed yet
5

$ assay build small/assessment.xml --report full -f png --dpi 20 --single -o pages.png 2>&1 | grep -o 'more than one page for one file'; ls | grep -c pages
more than one page for one file
0
[1]

$ assay build regulated/assessment.xml --report exec -f svg --svg-text outlines -o shapes.svg >/dev/null 2>&1; grep -c font-face shapes.svg; sed 's/<[^>]*>//g' shapes.svg | grep -o -e 'attestation cannot be signed yet'
0
attestation cannot be signed yet

$ assay build small/assessment.xml -f svg --svg-text pictures
assay: no such way with text: pictures; fonts or outlines
    `assay help` lists the commands, `assay help COMMAND` its options.
[2]
