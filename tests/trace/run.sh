#!/bin/sh
# What does the renderer ask of a device? tests/golden/trace/CASE.fo against CASE.trace; ASSAY_BLESS=1 rewrites.
#   run.sh PROGRAM SOURCE
set -u
program=$1 bad=0
got=$(mktemp)
trap 'rm -f "$got"' EXIT
cd "$2/tests/golden/trace" || exit 1
for case in *.fo; do
	"$program" render "$case" --dump=trace >"$got" 2>/dev/null
	if [ -n "${ASSAY_BLESS:-}" ]; then
		cp "$got" "${case%.fo}.trace"
	elif ! diff -u "${case%.fo}.trace" "$got"; then
		bad=1
	fi
done
exit $bad
