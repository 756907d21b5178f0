A report appears whole or not at all; what is wrong goes to the error stream.

$ assay build gone.xml
assay: error: cannot open file: gone.xml: No such file or directory [file-open]
    Check the name and the permissions; names are relative to the file that mentions them.
[1]

$ cp -r $SAMPLES/small . && assay build small/assessment.xml && ls small
assessment.pdf
assessment.xml
attested.xml
evidence

$ assay build small/assessment.xml -o - | head -c 5
%PDF-

$ assay build small/assessment.xml --format pdf,png --dpi 30 -o out && ls | grep out | head -3
out-001.png
out-002.png
out-003.png

$ assay build small/assessment.xml -o a.pdf && mkdir other && (cd other && TZ=Asia/Tokyo LC_ALL=tr_TR.UTF-8 assay build ../small/assessment.xml -o ../b.pdf) && cmp a.pdf b.pdf

$ assay build small/assessment.xml --dump fo | grep -c 'a:at='
0
[1]

$ printf old > keep.pdf && printf '<assessment' > bad.xml && assay build bad.xml -o keep.pdf >/dev/null 2>&1; cat keep.pdf; ls | grep -c tmp
old0
[1]

$ assay build small/assessment.xml --format tiff
assay: error: no such format: "tiff" [format]
...
[1]

$ assay build small/assessment.xml -r short
assay: error: no such report: "short"; there are: full, letter, exec, change [report-kind]
...
[1]

$ printf '<other/>' > other.xml && assay build other.xml
other.xml:1:1: error: not an assessment: other [vocabulary]
...
[1]

$ ln -s a.pdf link.pdf && assay build small/assessment.xml -o link.pdf
assay: system: cannot write the output: link.pdf: it is there and is no regular file [output-write]
...
[3]

The annexes set other documents beside the tasks: the usual ones, those that are named, or none.

$ assay build $SAMPLES/small/assessment.xml --dump report | grep -o '<crosswalk name="[^"]*"'
<crosswalk name="eo-14028"
<crosswalk name="cra-annex-i"
<crosswalk name="owasp-samm-2"

$ cp -r $SAMPLES/small crossed && sed -i 's#<method>#<crosswalk ref="cra-annex-i"/><method>#' crossed/assessment.xml && assay build crossed/assessment.xml --dump report | grep -o '<crosswalk name="[^"]*"'
<crosswalk name="eo-14028"
<crosswalk name="cra-annex-i"

$ sed -i 's#ref="cra-annex-i"#ref="none"#' crossed/assessment.xml && assay build crossed/assessment.xml --dump report | grep -o '<crosswalk name="[^"]*"'
<crosswalk name="eo-14028"

$ sed -i 's#crosswalk ref="none"#crosswalk ref="cra-annex-9"#' crossed/assessment.xml && assay build crossed/assessment.xml -o x.pdf
crossed/assessment.xml:*: error: not in the catalogues at hand: cra-annex-9 [catalogue-unknown] (glob)
...
[1]

A file is what was asked for, or is not there.

$ assay build small/assessment.xml --profile pdf/a-4 -o never.pdf; ls never.pdf
assay: error: no such profile: "pdf/a-4" [profile]
...
ls: cannot access 'never.pdf': No such file or directory
[2]
