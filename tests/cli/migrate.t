$ cp -r $SAMPLES/small/. . && cp assessment.xml before.xml

The plan first; nothing is written.

$ assay migrate assessment.xml --to ssdf-1.2-ipd --dry-run > plan; head -2 plan; tail -2 plan; cmp assessment.xml before.xml
assessment.xml: SSDF 1.1 -> SSDF 1.2 draft
DRAFT: SSDF 1.2 draft is no final version and may still change; every page that uses it says so.
30 kept, 2 to confirm, 10 to look at, 7 new: 49 tasks
Nothing was written: without --dry-run, assessment.xml would be.

$ grep -c 'new: not assessed$' plan; grep '^W' plan; grep '^G' plan | head -1
7
W  RV.1.2   L  Code searched again                    kept, to be confirmed: the wording changed
W  RV.3.3   M  Same fault elsewhere                   kept, to be confirmed: the wording changed
G  PO.1.2   M  Security rules for our software        kept, a look is advised: the guidance changed

$ assay migrate assessment.xml --to ssdf-1.2-ipd -n --format json | python3 -c 'import json,sys; d=json.load(sys.stdin); print(d["draft"], d["becomes_draft"], d["counts"], len(d["tasks"]))'
True True {'kept': 30, 'confirm': 2, 'review': 10, 'inherited': 0, 'moved': 0, 'new': 7, 'gone': 0, 'open': 0} 49

Only what must change does: status, version, marks, new tasks, the record.

$ SOURCE_DATE_EPOCH=1798761599 assay migrate assessment.xml --to ssdf-1.2-ipd > out && diff before.xml assessment.xml | grep -c '^<'; diff before.xml assessment.xml | grep -c '^> *<task [^>]*status="U"/>$'
14
7

$ grep -o '<migration from="ssdf-1.1" to="ssdf-1.2-ipd" date="2026-12-31" program="[0-9.]*"' assessment.xml
<migration from="ssdf-1.1" to="ssdf-1.2-ipd" date="2026-12-31" program="*" (glob)

$ assay check assessment.xml 2>&1 | tail -1; assay build assessment.xml -o r.pdf 2>&1 | grep -o 'unconfirmed'
assessment.xml: valid, 0 errors, 1 warning
unconfirmed

$ sed 's/status="draft"/status="final"/' assessment.xml > final.xml; assay check final.xml 2>&1 | grep error:; sed -i '/role="approved"/s/ date="[^"]*"//; /role="approved"/s|/>| date="2027-01-05"/>|' final.xml; assay build final.xml -o final.pdf 2>&1 | grep '\[final-incomplete\]'; ls final.pdf
final.xml:30:*: error: approved before the answers were carried over: Hester Brackenford on 2026-07-06, and the answers were carried over on 2026-12-31 [approval-old] (glob)
final.xml:*: error: a final document needs this: RV.1.2: confirmation that * [final-incomplete] (glob)
final.xml:*: error: a final document needs this: RV.3.3: confirmation that * [final-incomplete] (glob)
ls: cannot access 'final.pdf': No such file or directory
[2]

$ assay migrate assessment.xml --to ssdf-1.2-ipd 2>&1 | head -1
assessment.xml:8:*: error: the framework is answered already: SSDF 1.2 draft [migrate-same] (glob)

And back, byte for byte; but not over somebody's work.

$ cp assessment.xml worked.xml && sed -i 's/ref="PO.6.1" status="U"/ref="PO.6.1" status="L"/' worked.xml && cp worked.xml w2.xml && assay migrate worked.xml --undo 2>&1 | head -1; cmp worked.xml w2.xml
worked.xml:9:3: error: the migration cannot be undone: the file was changed since, and undoing would lose that [migrate-undo]

$ assay migrate assessment.xml --undo --dry-run && assay migrate assessment.xml --undo && cmp assessment.xml before.xml
assessment.xml: can be undone; nothing was written (*) (glob)
assessment.xml: undone, byte for byte (*) (glob)

$ assay migrate assessment.xml --undo
assessment.xml:6:1: error: the migration cannot be undone: the file has no record of a migration [migrate-undo]
...
[1]

A record that somebody made up leads nowhere outside the bytes.

$ for u in '0 0:99999999:' '99999 1:1:' '3 5:1:%' 'x' '0 18446744073709551615:1:' ''; do sed "s|<producer name|<migration from='a' to='b' sha256='$(printf %064d 0)' undo='$u'/><producer name|" before.xml > evil.xml; assay migrate evil.xml --undo 2>&1 | head -1; done
evil.xml:9:3: error: the migration cannot be undone: the file was changed since, and undoing would lose that [migrate-undo]
evil.xml:9:3: error: the migration cannot be undone: the file was changed since, and undoing would lose that [migrate-undo]
evil.xml:9:3: error: the migration cannot be undone: the file was changed since, and undoing would lose that [migrate-undo]
evil.xml:9:3: error: the migration cannot be undone: the file was changed since, and undoing would lose that [migrate-undo]
evil.xml:9:3: error: the migration cannot be undone: the file was changed since, and undoing would lose that [migrate-undo]
evil.xml:9:3: error: the migration cannot be undone: the file was changed since, and undoing would lose that [migrate-undo]

Beside the old version, with copies of the answers.

$ assay migrate assessment.xml --to ssdf-1.2-ipd --keep | tail -1 && assay check assessment.xml 2>&1 | tail -1; grep -c '<task ref="[^"]*"' assessment.xml; grep -c 'framework="ssdf-1.2-ipd"' assessment.xml
Written: assessment.xml. "assay migrate --undo" restores the bytes of before.
assessment.xml: valid, 0 errors, 1 warning
91
49

$ diff before.xml assessment.xml | grep '^<'
< <assessment xmlns="urn:assay:assessment:1" id="BF-TW-2026-01" version="1.0" status="final"

$ assay migrate assessment.xml --undo > out && cmp assessment.xml before.xml

To another file; an existing one is not replaced.

$ assay migrate assessment.xml --to ssdf-1.2-ipd -o next.xml > out && cmp assessment.xml before.xml && assay migrate next.xml --undo > out && cmp next.xml before.xml; assay migrate assessment.xml --to ssdf-1.2-ipd -o before.xml 2>&1 | head -1
assay: error: the file is there already: before.xml [exists]

$ assay migrate assessment.xml --to ssdf-1.2-ipd -o - 2>/dev/null > piped.xml && assay migrate piped.xml --undo > out && cmp piped.xml before.xml

A framework that moved a task, lost one, and worded one anew; single quotes, entities, comments at every tag.

$ export XDG_DATA_HOME=$SOURCE/tests/cli/catalogues; cp $SOURCE/tests/cli/made.xml . && assay migrate made.xml --to made-2 && diff $SOURCE/tests/cli/made.xml made.xml | grep -v '<migration'; assay check made.xml 2>&1 | tail -1; assay migrate made.xml --undo > out; cmp $SOURCE/tests/cli/made.xml made.xml
made.xml: Made 1 -> Made 2
The document is final; it becomes a draft, because nobody has approved it for this version. Dates of
approvals stay in the file: renew them before it is final again.
-  A.1.1    N  Stays                                  kept as it is
W  A.1.4    N  Is worded anew                         kept, to be confirmed: the wording changed
N  A.1.5    -  Comes                                  new: not assessed
M  A.2.1    N  Moved                                  kept under its new id (was A.1.2)
x  A.1.3    N  Goes                                   no task of the new version: stays an answer to the old one
1 kept, 1 to confirm, 1 moved, 1 new, 1 gone: 5 tasks
Written: made.xml. "assay migrate --undo" restores the bytes of before.
2,3c2,7
< <!-- head --><assessment xmlns='urn:assay:assessment:1' id='MADE-1' version='3.2' status='final' classification='Public' xml:lang='en'>
<   <framework version='1' ref='made' /> <!-- the framework -->
---
> <!-- head --><assessment xmlns='urn:assay:assessment:1' id='MADE-1' version='3.2' status='draft' classification='Public' xml:lang='en'>
>   <framework version='2' ref='made' /> <!-- the framework -->
>   <frameworks>
>     <framework ref="made" version="1"/>
>   </frameworks>
6c10
<   <scope kind='product'><p>All. See <ref to='A.1.2'/> and <ref to='A.1.1'/>.</p></scope>
---
>   <scope kind='product'><p>All. See <ref to='A.2.1'/> and <ref to='A.1.1'/>.</p></scope>
13,16c17,22
<     <task framework='made-1'
<           ref='A.1.2' status='N'><reason><p>No.</p></reason></task> <!-- it moves -->
<     <task ref='A.1.3' status='N'><!-- it goes --><reason><p>No.</p></reason></task>
<     <task ref='A.1.4' status='N'><reason><p>No.</p></reason></task>
---
>     <task framework='made-2'
>           ref='A.2.1' status='N'><reason><p>No.</p></reason></task> <!-- it moves -->
>     <task ref='A.1.3' status='N' framework='made-1'><!-- it goes --><reason><p>No.</p></reason></task>
>     <task ref='A.1.4' status='N' confirm='wording'><reason><p>No.</p></reason></task>
>     <!-- A.1.5 Comes: It comes - as the first of its kind. -->
>     <task ref="A.1.5" status="U"/>
made.xml: valid, 0 errors, 1 warning

CRLF, a mark, UTF-16, no line ends at all, tasks in a single tag: there and back.

$ sed 's/$/\r/' before.xml > crlf.xml; (printf '\357\273\277'; cat before.xml) > mark.xml; sed 's/ encoding="UTF-8"//' before.xml > p.xml; (printf '\377\376'; iconv -f UTF-8 -t UTF-16LE p.xml) > le.xml; (printf '\376\377'; iconv -f UTF-8 -t UTF-16BE p.xml) > be.xml; tr -d '\n' < before.xml > one.xml; sed -e 's/<!--.*-->//' -e '/<tasks>/,/<\/tasks>/d' -e 's|</assessment>|<tasks /></assessment>|' -e 's/status="final"/status="draft"/' before.xml | sed '/<findings>/,/<\/exceptions>/d; /<actions>/,/<\/actions>/d' > none.xml

$ for f in crlf mark le be one; do cp $f.xml $f.was; assay migrate $f.xml --to ssdf-1.2-ipd > out 2>&1 || cat out; cmp -s $f.xml $f.was && echo same; assay check $f.xml > out 2>&1 || cat out; assay migrate $f.xml --undo > out 2>&1 || cat out; cmp $f.xml $f.was; done

$ cp crlf.was crlf.xml && assay migrate crlf.xml --to ssdf-1.2-ipd > out; grep -c "$(printf '\r')\$" crlf.xml; grep -vc "$(printf '\r')\$" crlf.xml; wc -l < one.xml
325
0
0

Where answers are inherited the organisation's file goes first; its answers are confirmed there.

$ mkdir org && cp -r $SAMPLES/broken/evidence org && cd org && sed -e 's|ref="RV.1.2" status="U"/>|ref="RV.1.2" status="N"><reason><p>None.</p></reason></task>|' -e 's|ref="PO.1.1" status="U"/>|ref="PO.1.1" status="N"><reason><p>None.</p></reason><evidence-ref ref="record"/></task>|' $SAMPLES/broken/unused.xml > org.xml && sed -e '/<evidence-list>/,/<\/evidence-list>/d' -e 's|<producer|<inherits href="org.xml"/>&|' -e 's|ref="RV.1.2" status="U"|ref="RV.1.2" status="N" inherited="yes"|' $SAMPLES/broken/unused.xml > product.xml && assay check org.xml product.xml
org.xml: valid, 0 errors, 0 warnings
product.xml: valid, 0 errors, 0 warnings

$ cd org && assay migrate product.xml --to ssdf-1.2-ipd -n 2>/dev/null | grep -c 'file confirms it'; assay migrate product.xml --to ssdf-1.2-ipd 2>&1 | grep -o '\[edit-worse\]\|\[inherits-other\]'; assay migrate org.xml --to ssdf-1.2-ipd | tail -1; assay migrate product.xml --to ssdf-1.2-ipd | grep RV.1.2; assay check product.xml 2>&1 | tail -1; grep -c confirm= product.xml
1
[edit-worse]
[inherits-other]
Written: org.xml. "assay migrate --undo" restores the bytes of before.
W  RV.1.2   N  Code searched again                    kept; changed, and the organisation's file confirms it
product.xml: valid, 0 errors, 0 warnings
0
[1]

$ cd org && assay build product.xml --dump=report -o - 2>/dev/null | grep -o '<task id="RV.1.2"[^>]*confirm="yes"' | wc -l
1
