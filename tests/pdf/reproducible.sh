#!/bin/sh
# Same input, same bytes: whatever the clock, time zone, locale, folder, umask and environment.
#   reproducible.sh PROGRAM SOURCE
set -eu
program=$1 source=$2
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
fail() { echo "FAIL: $*"; exit 1; }

mkdir "$out/one" "$out/two" "$out/two/deep er"
cp -r "$source/samples/small/." "$source/tests/pdf/features.fo" "$source/tests/pdf/tiny.png" "$out/one"
cp -r "$out/one/." "$out/two/deep er"

cd "$out/one"
env -i LSAN_OPTIONS="${LSAN_OPTIONS:-}" TZ=UTC LC_ALL=C "$program" render features.fo -o f.pdf
env -i LSAN_OPTIONS="${LSAN_OPTIONS:-}" TZ=UTC LC_ALL=C "$program" build assessment.xml -o a.pdf >log 2>&1 || { cat log; fail "build"; }
env -i LSAN_OPTIONS="${LSAN_OPTIONS:-}" TZ=UTC LC_ALL=C "$program" render features.fo --format svg -o f.svg
cd "$out/two/deep er"
umask 077
sleep 1
for command in "render features.fo -o f.pdf" "build assessment.xml -o a.pdf" "render features.fo --format svg -o f.svg"; do
	env -i LSAN_OPTIONS="${LSAN_OPTIONS:-}" TZ=Asia/Kathmandu LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 HOME=/nonexistent FONTCONFIG_FILE=/nonexistent \
	    XDG_CACHE_HOME=/nonexistent XML_CATALOG_FILES=/nonexistent "$program" $command >log 2>&1 || { cat log; fail "$command"; }
done
for file in f.pdf a.pdf f-001.svg f-002.svg f-003.svg; do
	cmp "$out/one/$file" "$file" || fail "$file differs"
done
