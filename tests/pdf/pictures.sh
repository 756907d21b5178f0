#!/bin/sh
# Are the pages of SVG and PNG whole, small, of the right size, and linked with each other?
#   pictures.sh PROGRAM SOURCE
set -eu
program=$1 source=$2
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
command -v xmllint >/dev/null || { echo "no xmllint"; exit 77; }
fail() { echo "FAIL: $*"; exit 1; }

"$program" render "$source/tests/pdf/features.fo" --format svg -o "$out/pages.svg"
"$program" render "$source/tests/pdf/features.fo" --format png --dpi 72 -o "$out/pages.png"
test "$(ls "$out" | wc -l)" -eq 6 || fail "three files of each"

for file in "$out"/pages-*.svg; do
	xmllint --noout "$file" || fail "$file is not well-formed"
	test "$(wc -c <"$file")" -lt 150000 || fail "$file is larger than 150 kB"
	grep -q "<title id" "$file" || fail "$file has no title"
	! grep -E 'href="(file|/|javascript)' "$file" || fail "$file refers to something it must not"
done
said() { sed 's/<[^>]*>//g' "$1"; }
said "$out/pages-001.svg" | grep -q 'Affluent offices' || fail "a reader that cannot see gets no text"
grep -q 'href="pages-003.svg#tables"' "$out/pages-001.svg" || fail "link to a later page"
grep -q 'href="pages-001.svg#start"' "$out/pages-003.svg" || fail "link to an earlier page"
grep -q 'href="https://example.org/a_(b)?c=1&amp;d=2"' "$out/pages-001.svg" || fail "link outside"

size() { od -An -tu1 -j16 -N8 "$1" | awk '{ print $3 * 256 + $4 "x" $7 * 256 + $8 }'; }
test "$(size "$out/pages-001.png")" = 596x842 || fail "upright: $(size "$out/pages-001.png")"
test "$(size "$out/pages-003.png")" = 842x596 || fail "landscape: $(size "$out/pages-003.png")"
"$program" render "$source/tests/pdf/features.fo" --format png --dpi 144 -o "$out/large.png"
test "$(size "$out/large-001.png")" = 1191x1684 || fail "at 144 dpi: $(size "$out/large-001.png")"

# Standard output takes one file, and is told so before anything is written.
! "$program" render "$source/tests/pdf/features.fo" --format svg -o - >"$out/stdout" 2>/dev/null || fail "three files on standard output"
test ! -s "$out/stdout" || fail "something was written to standard output"
"$program" render "$source/tests/pdf/features.fo" -o - >"$out/stdout"
head -c 5 "$out/stdout" | grep -q "%PDF-" || fail "a PDF on standard output"
