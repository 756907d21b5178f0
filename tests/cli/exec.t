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
