$ cp -r $SAMPLES/small/. . && cp assessment.xml before.xml && chmod 640 assessment.xml

$ assay evidence list assessment.xml | head -2
E-01  ok              expires 2027-02-28  stated 7638547a  found 7638547a  Development handbook, rev. 14
      PO.1.1 PO.1.2 PO.2.1 PO.3.1 PO.4.1 PW.5.1 PW.7.1 PW.9.1 RV.1.3 RV.3.4

$ assay evidence list assessment.xml | tail -1
12 of 12 verified

$ echo "one line more" >> evidence/handbook.md && rm evidence/security.txt

$ assay evidence list assessment.xml | tail -1
10 of 12 verified; 1 altered, 1 missing

$ assay evidence list assessment.xml --format json | grep -o '"id":"E-10".*"found":null'
"id":"E-10","title":"Public contact file","href":"evidence/security.txt","location":null,"expires":"2027-01-31","state":"missing","detail":"there is no file of this name below the assessment’s folder","stated":"f3b79082793dc67bdebc9859e4de6c918403ac9a974ffd07b8c6726d9f2165a6","found":null

A dry run tells and writes nothing; a missing file keeps its digest.

$ assay evidence refresh assessment.xml --dry-run; cmp assessment.xml before.xml
E-01  ALTERED  7638547a -> 04ada1f1  evidence/handbook.md
    see that the answers still hold that rest on it: PO.1.1 PO.1.2 PO.2.1 PO.3.1 PO.4.1 PW.5.1 PW.7.1 PW.9.1 RV.1.3 RV.3.4
E-10  MISSING, digest left  evidence/security.txt
1 digest would be written, 10 unchanged, 1 not to be had
1 FILE CHANGED since the digest was stated: a new digest says that somebody has looked.

One value changes, and no other byte; the permissions stay; no clock is read.

$ assay evidence refresh assessment.xml E-01 --collected 2026-07-01 | head -1; diff before.xml assessment.xml | grep -c '^[<>]'; stat -c %a assessment.xml
E-01  ALTERED  7638547a -> * (glob)
2
640

$ diff before.xml assessment.xml | tail -1 | grep -o 'collected="[^"]*"'
collected="2026-07-01"

What is as it should be is not written again.

$ cp -r $SAMPLES/small/evidence . && cp before.xml assessment.xml && touch -d 2020-01-01 assessment.xml && assay evidence refresh assessment.xml && stat -c %y assessment.xml | cut -c1-10
0 digests written, 12 unchanged
2020-01-01

$ assay evidence refresh assessment.xml E-99 E-1
assay: error: the reference leads nowhere: no <evidence> has the id "E-99" [ref-dangling]
    Did you mean "E-09"?
assay: error: the reference leads nowhere: no <evidence> has the id "E-1" [ref-dangling]
    Did you mean "E-01"?
[1]

Adding: the next free id, the indentation of the neighbours, references from tasks.

$ printf 'minutes\n' > evidence/minutes.txt

$ assay evidence add assessment.xml evidence/minutes.txt --title 'Minutes "of" <May> & June' --type record --method INTERVIEW --collected 2026-06-01 --by castell --expires 2027-06-01 --disclosure internal --task PO.1.1,PO.5.2
E-13  * (glob)

$ diff before.xml assessment.xml
61a62
>     <evidence id="E-13" title="Minutes &quot;of&quot; &lt;May> &amp; June" href="evidence/minutes.txt" * (glob)
68a70
>       <evidence-ref ref="E-13"/>
137a140
>       <evidence-ref ref="E-13"/>
[1]

$ assay check assessment.xml
assessment.xml: valid, 0 errors, 0 warnings

$ assay evidence add assessment.xml evidence/minutes.txt --title Again 2>&1 | head -1
assessment.xml:62:* error: the file is in the evidence list already: evidence/minutes.txt is E-13 [evidence-listed] (glob)

$ assay evidence add assessment.xml assessment.xml --title Itself 2>&1 | head -1
assay: error: file name not allowed: "assessment.xml": an assessment is no evidence of itself [file-outside]

$ assay evidence add assessment.xml evidence/minutes.txt
assay: evidence add needs --title: what a reader sees in the index
    `assay help` lists the commands, `assay help COMMAND` its options.
[2]

A path is taken as the shell completes it.

$ mkdir deep && cp -r $SAMPLES/small/. deep && printf x > deep/evidence/x.txt && assay evidence add ./deep/assessment.xml deep/evidence/x.txt --title X --task PO.1.1 -n | head -1
E-13  2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  evidence/x.txt

Nothing outside the folder, and nothing through a symbolic link.

$ for f in ../x /etc/passwd evidence a%2e 'a\b'; do assay evidence add assessment.xml "$f" --title T 2>&1 | head -1; done
assay: error: file name not allowed: "../x": the name has a "." or ".." part [file-outside]
assay: error: file name not allowed: "/etc/passwd": the name is absolute [file-outside]
assay: error: file name not allowed: "evidence": it is no plain file, or is reached through a symbolic link [file-outside]
assay: error: file name not allowed: "a%2e": the name has a percent sign [file-outside]
assay: error: file name not allowed: "a\b": the name has a backslash [file-outside]

$ ln -s /etc evidence/link && ln -s /etc/passwd evidence/pw && for f in evidence/link/passwd evidence/pw; do assay evidence add assessment.xml $f --title T 2>&1 | grep -o 'symbolic link .*'; done
symbolic link [file-outside]
symbolic link [file-outside]

An assessment that is a symbolic link is read, never replaced; a protected one is left alone; the disk may be full.

$ cp before.xml real.xml && ln -s real.xml by-link.xml && assay evidence add by-link.xml evidence/minutes.txt --title T; cmp real.xml before.xml; test -h by-link.xml
assay: system: cannot write the output: by-link.xml: it is there and is no regular file [output-write]
    Choose another output file or folder with -o; an existing folder, device or symbolic link is never replaced.

$ cp before.xml full.xml && (trap '' XFSZ; ulimit -f 8; assay evidence add full.xml evidence/minutes.txt --title T); echo status $?; cmp full.xml before.xml; ls -A | grep tmp
assay: system: cannot write the output: full.xml: File too large [output-write]
    Choose another output file or folder with -o; an existing folder, device or symbolic link is never replaced.
status 3
[1]

$ sed 's/status="final"/status="draft"/' before.xml > draft.xml && assay evidence add draft.xml evidence/minutes.txt --title T -o /proc/new.xml 2>&1 | head -1
assay: system: cannot write the output: /proc/new.xml: No such file or directory [output-write]

An error that was not there before stops the change; one that was there does not.

$ cp before.xml bad.xml && assay evidence add bad.xml evidence/minutes.txt --title T --type letter 2>&1 | grep error; cmp bad.xml before.xml
assay: error: nothing was written: the change would make the document wrong: bad.xml [edit-worse]
bad.xml (changed):62:*: error: the value is not allowed: "letter" for type of <evidence> [bad-value] (glob)

$ sed -i 's/id="E-12" title="[^"]*"/id="E-12" title=""/' bad.xml && assay check bad.xml 2>&1 | tail -1; assay evidence add bad.xml evidence/minutes.txt --title T -n | tail -1
bad.xml: not valid, 1 error, 0 warnings
Nothing was written.

$ assay evidence add bad.xml evidence/minutes.txt --title T --disclosure withheld 2>&1 | grep -c '\[withheld-reason\]'
1

CRLF, a byte order mark, a prefix, one attribute a line, comments behind elements.

$ printf '\357\273\277' > odd.xml && sed -e 's/<\([a-z]\)/<z:\1/g; s/<\/\([a-z]\)/<\/z:\1/g; s/xmlns=/xmlns:z=/; s/ title=/\n        title=/; s/\(<z:evidence id="E-12".*\)/\1 <!-- the last -->/' before.xml | sed 's/$/\r/' >> odd.xml && cp odd.xml odd-before.xml && assay check odd.xml
odd.xml: valid, 0 errors, 0 warnings

$ assay evidence add odd.xml evidence/minutes.txt --title "$(printf 'Caf\303\251')" --task PO.1.1 > out && diff odd-before.xml odd.xml | cut -c1-60 | sed 's/\r/ CR/'
77a78,79
>     <z:evidence id="E-13" CR
>         title="Café" href="evidence/minutes.txt" sha256="
84a87
>       <z:evidence-ref ref="E-13"/> CR

$ assay check odd.xml && sed 's/ encoding="UTF-8"//' odd.xml > plain.xml && iconv -f UTF-8 -t UTF-16LE plain.xml > wide.xml && cp wide.xml wide-before.xml && printf y > evidence/y.txt && assay evidence add wide.xml evidence/y.txt --title Y --task PO.1.1 > out && iconv -f UTF-16LE -t UTF-8 wide.xml > narrow.xml && diff plain.xml narrow.xml | grep -c '^>'
odd.xml: valid, 0 errors, 0 warnings
3

For programs.

$ cp before.xml j.xml && sed -i 's/ sha256="7638[0-9a-f]*"//' j.xml && assay evidence refresh j.xml --format json | python3 -c 'import json,sys; d=json.load(sys.stdin); print(d["digests"], d["written"], [(e["id"], e["was"], e["stated"], len(e["found"]), e["tasks"][0]) for e in d["evidence"]])'
1 True [('E-01', 'added', None, 64, 'PO.1.1')]

$ assay evidence add j.xml evidence/minutes.txt --title T --format json -n | python3 -c 'import json,sys; d=json.load(sys.stdin); print(d["id"], d["href"], len(d["sha256"]), d["written"])'
E-13 evidence/minutes.txt 64 False
