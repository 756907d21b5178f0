Commands and options say what they are, and a wrong one is told from a wrong document.

$ assay
assay: compiles an XML assessment of how software is built into a report
...
Exit status: 0 fine, 1 the document is wrong, 2 wrong command line, 3 the machine failed.
[2]

$ assay frobnicate
assay: no such command: frobnicate
    `assay help` lists the commands, `assay help COMMAND` its options.
[2]

$ assay build --no-such x.xml
assay: build: no such option: --no-such
...
[2]

$ assay build x.xml -o
assay: build: --output needs a value: FILE
...
[2]

$ assay build a.xml b.xml
assay: build takes one file
...
[2]

$ assay build x.xml --dpi many
assay: build: --dpi does not take "many": resolution of PNG pages (144)
...
[2]

$ assay build x.xml --paper a3
assay: no such paper: a3; a4 or letter
...
[2]

$ assay version
assay 0.1.0

$ assay version --format json
{"name":"assay","version":"0.1.0"}

$ assay help check
assay check FILE...
    report problems, write nothing
...

$ assay explain file-open
file-open (error)
    cannot open file
    Check the name and the permissions; names are relative to the file that mentions them.
