One bad input never stops the others; the summary names it and says why.

$ cp -r $SAMPLES/small a && rm a/attested.xml && mkdir b c && cp -r a/evidence b && sed 's/Tide/Ebb/' a/assessment.xml > b/assessment.xml && sed 's/<framework/<farmework/' a/assessment.xml > c/assessment.xml
$ mkdir products && mv a b c products && assay batch products -j 2 -o reports
failed   c/assessment.xml
...
2 of 3 reports made, 1 failed
[1]

$ ls reports
a.pdf
b.pdf

$ printf '# two of them\na/assessment.xml\n\n  b/assessment.xml  \n' > products/list && assay batch products/list -o second
2 of 2 reports made, 0 failed

$ cmp reports/a.pdf second/a.pdf

$ assay batch products/list --messages json -o second | head -1
{"reports":2,"made":2,"failed":0,"jobs":[

$ mkdir none && assay batch none
assay: error: no assessment found: none [batch-empty]
...
[1]
