#!/bin/sh
# Is the PDF well-formed, is everything in it that a reader needs, and do the words come back?
#   sound.sh PROGRAM SOURCE
set -eu
program=$1 here=$2/tests/pdf
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for tool in qpdf pdfinfo pdffonts pdftotext pdfimages python3; do
	command -v "$tool" >/dev/null || { echo "no $tool"; exit 77; }
done
fail() { echo "FAIL: $*"; exit 1; }

SOURCE_DATE_EPOCH=1700000000 "$program" render "$here/features.fo" -o "$out/a.pdf"

# No error and no warning: qpdf's status is 3 for a warning.
qpdf --check "$out/a.pdf" >"$out/check" 2>&1 || { cat "$out/check"; fail "qpdf --check"; }

pdfinfo -isodates -f 1 -l 3 "$out/a.pdf" >"$out/info"
grep -q "^Pages: *3$" "$out/info" || fail "three pages"
grep -q "^Page *1 size: *595.27. x 841.8.. pts" "$out/info" || fail "A4 upright"
grep -q "^Page *3 size: *841.8.. x 595.27. pts" "$out/info" || fail "A4 landscape"
grep -q "^Creator: *assay " "$out/info" || fail "creator"
grep -q "^CreationDate: *2023-11-14T22:13:20" "$out/info" || fail "date of the source, not of the clock"
grep -q "^ModDate: *2023-11-14T22:13:20" "$out/info" || fail "date of the source, not of the clock"

# Every font embedded, as a subset, with a map to Unicode.
pdffonts "$out/a.pdf" | tail -n +3 >"$out/fonts"
test "$(wc -l <"$out/fonts")" -ge 5 || fail "five faces"
awk '$(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes" { bad = 1; print } END { exit bad }' "$out/fonts" ||
	fail "a font is not embedded, no subset, or has no map to Unicode"

# The words of the page, ligatures and all (NFKC folds the presentation forms that poppler prints).
pdftotext -layout "$out/a.pdf" - | python3 -c '
import sys, unicodedata
text = unicodedata.normalize("NFKC", sys.stdin.buffer.read().decode())
for words in ["Affluent offices file waffles", "bold, italic, monospaced code and grotesque words", "accents éèü ř œ, Greek αβγ",
              "a minus −5, dashes – — and quotes “like these”", "Running head i", "Turned by ninety", "Header one", "Cell two back", "vector"]:
    if words not in text:
        sys.exit("lost in extraction: " + words)
'

# JPEG as it was, PNG once however often it is drawn.
pdfimages -list "$out/a.pdf" >"$out/images"
grep -q " jpeg .* 632B" "$out/images" || fail "JPEG bytes are the file's own"
test "$(awk '$3 == "image" && $9 == "image" { print $11 }' "$out/images" | sort -u | wc -l)" -eq 1 || fail "one PNG object"

# Bookmarks, page labels, links, named destinations.
qpdf --json "$out/a.pdf" | python3 -c '
import json, sys
j = json.load(sys.stdin)
top = j["outlines"]
assert len(top) == 1 and top[0]["title"] == "Anfang über Alles (1)" and top[0]["open"], top
assert [k["title"] for k in top[0]["kids"]] == ["Tables"], top
assert [o["destpageposfrom1"] for o in top + top[0]["kids"]] == [1, 3], top
assert any(isinstance(o, dict) and o.get("/Type") == "/Catalog" and o.get("/Lang") in ("en", "u:en") for o in
           [v if "/Type" in v else v.get("value", {}) for v in (j.get("objects") or j["qpdf"][1]).values() if isinstance(v, dict)]), "no /Lang"
labels = json.dumps(j["pagelabels"])
assert "/r" in labels, labels
text = json.dumps(j)
links = text.count("\"/Subtype\": \"/Link\"")
assert links == 3, links
assert "https://example.org/a_(b)?c=1&d=2" in text
assert "/Dests" in text and "javascript" not in text.lower()
'

# What is as thin as our own markers is no marker.
"$program" render "$here/thin.fo" -o "$out/thin.pdf"
test "$(pdftotext -raw "$out/thin.pdf" - | tr -d '\f\n ')" = ABC || fail "thin rules"
