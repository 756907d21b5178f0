$ cp -r $SAMPLES/small/. . && rm attested.xml && cp assessment.xml before.xml

A new file beside the old one; the year in the id goes with the period.

$ assay roll assessment.xml --period 2027 --dry-run; ls *.xml
bf-tw-2027-01.xml: BF-TW-2027-01, version 0.1, draft; predecessor assessment.xml (*) (glob)
42 answers carried over, each to be confirmed; 0 not assessed; 3 dates of people cleared.
Evidence on the new as-of date: 0 of 12 verified; 12 expired
Look at products, scope, method, findings and actions too: they are as they were.
Nothing was written.
assessment.xml
before.xml

$ assay roll assessment.xml --period 2026-07-01/2026-12-31 --as-of 2026-12-15 | head -1; cmp assessment.xml before.xml; ls *.xml
bf-tw-2026-02.xml: BF-TW-2026-02, version 0.1, draft; predecessor assessment.xml (*) (glob)
assessment.xml
before.xml
bf-tw-2026-02.xml

$ assay check bf-tw-2026-02.xml 2>&1 | tail -1; assay check bf-tw-2026-02.xml 2>&1 | grep -o 'unconfirmed\]\|42 of 42'
bf-tw-2026-02.xml: valid, 0 errors, 3 warnings
42 of 42
unconfirmed]

$ diff before.xml bf-tw-2026-02.xml | grep '^[<>] *<\(assessment\|predecessor\|period\|party id="brack\)' | cut -c1-150
< <assessment xmlns="urn:assay:assessment:1" id="BF-TW-2026-01" version="1.0" status="final"
> <assessment xmlns="urn:assay:assessment:1" id="BF-TW-2026-02" version="0.1" status="draft"
>   <predecessor href="assessment.xml" sha256="*" id="BF-TW-2026-01" version="1.0" date (glob)
<   <period start="2026-01-01" end="2026-06-30" as-of="2026-07-06"/>
>   <period start="2026-07-01" end="2026-12-31" as-of="2026-12-15"/>
<     <party id="brackenford" role="approved" name="Hester Brackenford" title="owner" organisation="Brackenford Instruments" date="2026-07-06"/>
>     <party id="brackenford" role="approved" name="Hester Brackenford" title="owner" organisation="Brackenford Instruments"/>

Nothing that somebody wrote is lost: what goes is dates of people, and what the new period replaces.

$ diff before.xml bf-tw-2026-02.xml | grep '^<' | grep -vc '<task \|<party \|<assessment \|<period '
0
[1]

$ grep -c 'confirm="period"' bf-tw-2026-02.xml; grep -c '<was status="[MPLAXN]" date="2026-07-06" version="1.0"/>' bf-tw-2026-02.xml
42
42

The digest of the link is that of the file; the comparison works at once; a final document must be signed anew.

$ sha256sum assessment.xml | cut -c1-64 > sum && grep -c "sha256=\"$(cat sum)\"" bf-tw-2026-02.xml; assay build bf-tw-2026-02.xml --dump=report -o - 2>/dev/null | grep -c '<delta predecessor="BF-TW-2026-01"'
1
1

$ sed 's/status="draft"/status="final"/' bf-tw-2026-02.xml > final.xml; assay check final.xml --format json | grep -c final-incomplete; assay check final.xml 2>&1 | grep -o 'Bram Castell: the date of preparation\|Hester Brackenford: the date of approval'
44
Bram Castell: the date of preparation
Hester Brackenford: the date of approval

A second cycle adds to the history, once.

$ assay roll bf-tw-2026-02.xml --period 2027 | head -1; grep -A3 '<history>' bf-tw-2027-01.xml | head -4; assay check bf-tw-2027-01.xml 2>&1 | tail -1
bf-tw-2027-01.xml: BF-TW-2027-01, version 0.1, draft; predecessor bf-tw-2026-02.xml (*) (glob)
      <history>
        <was status="M" date="2026-07-06" version="1.0"/>
        <was status="M" date="2026-12-15" version="0.1"/>
      </history>
bf-tw-2027-01.xml: valid, 0 errors, 15 warnings

$ assay roll bf-tw-2026-02.xml --period 2027 2>&1 | head -1; assay roll bf-tw-2026-02.xml --period 2027 -n | grep draft:
assay: error: the file is there already: bf-tw-2027-01.xml [exists]
The predecessor is a draft: nobody has approved what the answers are compared with.

A period that does not come after the old one is refused by the rules; nothing is written.

$ assay roll assessment.xml --period 2025 -o old.xml 2>&1 | grep 'error:'; ls old.xml
assay: error: nothing was written: the change would make the document wrong: assessment.xml [edit-worse]
assessment.xml (changed):9:*: error: days out of order: 2026-07-06 is not before the as-of date 2025-12-31 [date-order] (glob)
ls: cannot access 'old.xml': No such file or directory
[2]

$ for p in 27 2027-01-01 2027-13-01/x 2027-02-01/2027-01-01 2027/2028; do assay roll assessment.xml --period $p 2>&1 | head -1; done; assay roll assessment.xml
assay: not a period: "27"; a year, or START/END with START not after END
assay: not a period: "2027-01-01"; a year, or START/END with START not after END
assay: not a period: "2027-13-01/x"; a year, or START/END with START not after END
assay: not a period: "2027-02-01/2027-01-01"; a year, or START/END with START not after END
assay: not a period: "2027/2028"; a year, or START/END with START not after END
assay: roll needs --period: a year, or START/END
    `assay help` lists the commands, `assay help COMMAND` its options.
[2]

$ assay roll assessment.xml --period 2027-02-30/2027-03-31 2>&1 | grep -c 'bad-value'
1

Ids without a year stay, and the version goes on; a chosen id is taken; the new file lies beside the old one.

$ mkdir sub && sed 's/id="BF-TW-2026-01"/id="TW"/' before.xml > sub/tw.xml && cp -r evidence sub && assay roll sub/tw.xml --period 2027 | head -1; assay roll sub/tw.xml --period 2027 --id TW-7 | head -1; assay roll sub/tw.xml --period 2027 -o here.xml 2>&1 | head -1
sub/tw-2027-01-01.xml: TW, version 2.0, draft; predecessor sub/tw.xml (*) (glob)
sub/tw-7.xml: TW-7, version 0.1, draft; predecessor sub/tw.xml (*) (glob)
assay: error: the new file must lie beside the old one: here.xml [roll-place]

$ assay roll sub/tw.xml --period 2027 --id 'not an id' -n 2>&1 | grep -c 'bad-value'
1

The open points of a migration come along, its way back does not.

$ assay migrate assessment.xml --to ssdf-1.2-ipd > out && assay roll assessment.xml --period 2027 -o m.xml > out; grep -o 'confirm="[a-z ]*"' m.xml | sort | uniq -c | tr -s ' '; grep -c 'undo=' m.xml; assay migrate m.xml --undo 2>&1 | head -1
 10 confirm="guidance period"
 30 confirm="period"
 2 confirm="wording period"
0
m.xml:10:3: error: the migration cannot be undone: the record does not say how [migrate-undo]

CRLF, a mark, single quotes, a prefix: the same, spelt as the file spells it.

$ (printf '\357\273\277'; sed -e "s/\"/'/g" -e 's/<\([a-z]\)/<z:\1/g; s/<\/\([a-z]\)/<\/z:\1/g; s/xmlns=/xmlns:z=/' -e 's/$/\r/' $SAMPLES/broken/unconfirmed.xml) > odd.xml && assay roll odd.xml --period 2027 -o odd-2027.xml | head -1; assay check odd-2027.xml 2>&1 | tail -1; head -c 3 odd-2027.xml | od -An -tx1; grep -vc "$(printf '\r')\$" odd-2027.xml; grep -c '</z:reason><z:history><z:was status="N" date="2026-07-15" version="1.0"/></z:history></z:task>' odd-2027.xml
odd-2027.xml: SAMPLE, version 2.0, draft; predecessor odd.xml (*) (glob)
odd-2027.xml: valid, 0 errors, 1 warning
 ef bb bf
0
3

An id that is none makes no file name: whatever the file says, nothing is written elsewhere.

$ mkdir -p evil/in && for id in ../x-2026-1 /etc/x .. 'a b'; do sed "s|id=\"BF-TW-2026-01\"|id=\"$id\"|" before.xml > evil/in/e.xml; assay roll evil/in/e.xml --period 2027 2>&1 | head -1; done; find evil -type f
assay: error: nothing was written: the change would make the document wrong: evil/in/e.xml [edit-worse]
assay: error: nothing was written: the change would make the document wrong: evil/in/e.xml [edit-worse]
assay: error: nothing was written: the change would make the document wrong: evil/in/e.xml [edit-worse]
assay: error: nothing was written: the change would make the document wrong: evil/in/e.xml [edit-worse]
evil/in/e.xml

For programs.

$ cp before.xml j.xml && assay roll j.xml --period 2027 --format json -n | python3 -c 'import json,sys; d=json.load(sys.stdin); print(d["file"], d["id"], d["version"], d["to_confirm"], d["not_assessed"], d["dates_cleared"], d["evidence"], d["written"])'
bf-tw-2027-01.xml BF-TW-2027-01 0.1 42 0 3 0 of 12 verified; 12 expired False
