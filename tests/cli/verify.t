A report proves of itself what it was made from.

$ cp -r $SAMPLES/small $SAMPLES/regulated $SAMPLES/custom . && assay build small/assessment.xml -o a.pdf 2>/dev/null; assay verify a.pdf
holds  file         whole: * pages, * bytes (glob)
holds  manifest     full, made by assay * from * files (glob)
holds  attachments  3 attachments, * files in rebuild.zip: each is what the manifest says (glob)
holds  program      the same version, * (glob)
holds  source       valid
holds  fonts        * are the same here (glob)
holds  bytes        made again from what it carries: the same * bytes, * pages (glob)
-      evidence     0 of * files are in the report (glob)
-      signature    nobody has signed it
a.pdf: verified

$ pdfdetach -list a.pdf
3 embedded files
1: assessment.xml
2: manifest.xml
3: rebuild.zip

$ pdfdetach -save 1 -o back.xml a.pdf && cmp back.xml small/assessment.xml && pdfdetach -save 3 -o r.zip a.pdf && python3 -m zipfile -t r.zip
Done testing

The sources may be gone, and the folder be another.

$ mkdir far && mv a.pdf far && rm -r small && cd far && assay verify a.pdf | tail -1
a.pdf: verified

$ cp -r $SAMPLES/small $SAMPLES/regulated $SAMPLES/organisation $SAMPLES/draft . && for f in small/assessment small/attested regulated/assessment organisation/dewpoint organisation/thermion; do for r in full letter exec change; do assay build $f.xml --report $r -o out.pdf >/dev/null 2>&1; [ -e out.pdf ] && { assay verify out.pdf >log || { echo "$f $r"; cat log; }; rm out.pdf; }; done; done; echo done
done

Options that shape a report are in it, and reports that were made together verify alone.

$ cp -r $SAMPLES/custom . && assay build small/attested.xml --report full,letter,exec,change --lang de --paper letter --theme custom/theme.xml --stylesheet custom/brand.xsl -o x.pdf 2>/dev/null; assay build small/attested.xml --report full,letter,exec,change --lang de --paper letter --theme custom/theme.xml -o x.pdf 2>/dev/null; for p in x*.pdf; do assay verify $p | tail -1; done
x-change.pdf: verified
x-exec.pdf: verified
x-letter.pdf: verified
x.pdf: verified

$ SOURCE_DATE_EPOCH=86400 assay build small/assessment.xml --stylesheet custom/brand.xsl --theme custom/theme.xml -o y.pdf 2>/dev/null; assay verify y.pdf | tail -1
y.pdf: verified

$ mkdir b && cp -r small b && assay batch b -o made --report full,letter -j 2 >/dev/null; for p in made/*.pdf; do assay verify $p | tail -1; done
made/small-attested-letter.pdf: verified
made/small-attested.pdf: verified

Evidence goes in as far as its disclosure says.

$ assay build regulated/assessment.xml --embed-evidence=customer -o e.pdf 2>&1 | grep -E '^(embedded|left out)  E-0(01|02|20) |files of evidence'
embedded  E-001  customer  evidence/policy/infrastructure-requirements.md  834 bytes
left out  E-002  auditor  evidence/policy/product-requirements.csv  it is not for this audience
left out  E-020  customer  evidence/sbom/loader-2.1.0.cdx.json  it could not be read
15 of 37 files of evidence embedded, for: customer

$ assay verify e.pdf --against regulated | grep -E 'evidence|folder|verified'
holds  evidence     * of 37 files are in the report, their digests recomputed; 1 could not be had when it was made (glob)
holds  folder       * files are as they were (glob)
e.pdf: verified

$ echo more >> regulated/evidence/policy/release-criteria.md; rm regulated/evidence/sbom/controller-6.4.3.cdx.json; assay verify e.pdf --against regulated | grep -E 'folder|verified'
FAILS  folder       evidence/policy/release-criteria.md is altered; evidence/sbom/controller-6.4.3.cdx.json is missing
e.pdf: NOT verified: folder

What is no report of ours, or carries nothing, is not verified.

$ assay build small/assessment.xml --no-source -o n.pdf 2>/dev/null; assay verify n.pdf
holds  file         whole: * (glob)
FAILS  manifest     there is none: it was not made by assay build, or with --no-source
-      signature    nobody has signed it
n.pdf: NOT verified: manifest
[1]

$ head -c 5000 far/a.pdf > cut.pdf; assay verify cut.pdf far/a.pdf --format json | python3 -c 'import json, sys; print([(r["file"], r["verified"], r["checks"][0]["state"]) for r in json.load(sys.stdin)])'
[('cut.pdf', False, 'fails'), ('far/a.pdf', True, 'holds')]

$ assay verify gone.pdf
assay: error: cannot open file: gone.pdf: No such file or directory [file-open]
...
[1]

$ assay build small/assessment.xml --embed-evidence=friends
assay: no such audience: friends; public, customer or auditor
    `assay help` lists the commands, `assay help COMMAND` its options.
[2]
