$ assay init --product "Orbit 4.2"
orbit-4.2.xml

$ grep -c 'status="U"' orbit-4.2.xml
42

$ assay init --product "Orbit 4.2"
assay: error: the file is there already: orbit-4.2.xml [exists]
...
[1]

$ assay build orbit-4.2.xml --strict -o orbit.pdf && head -c 5 orbit.pdf
%PDF-
