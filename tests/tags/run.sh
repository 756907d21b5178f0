#!/bin/sh
# What is the structure of a document? tests/golden/tags/CASE.fo against CASE.tags, with what was reported; ASSAY_BLESS=1 rewrites.
#   run.sh PROGRAM SOURCE
set -u
program=$1 bad=0
got=$(mktemp)
trap 'rm -f "$got"' EXIT
cd "$2/tests/golden/tags" || exit 1
for case in *.fo; do
	"$program" render "$case" --dump=tags >"$got" 2>&1
	if [ -n "${ASSAY_BLESS:-}" ]; then
		cp "$got" "${case%.fo}.tags"
	elif ! diff -u "${case%.fo}.tags" "$got"; then
		bad=1
	fi
done
# What a reader of our own reports hears: the short ones.
for report in exec letter; do
	"$program" build "$2/samples/small/attested.xml" --report $report --dump=tags >"$got" 2>/dev/null
	if [ -n "${ASSAY_BLESS:-}" ]; then
		cp "$got" "$report.tags"
	elif ! diff -u "$report.tags" "$got"; then
		bad=1
	fi
done
exit $bad
