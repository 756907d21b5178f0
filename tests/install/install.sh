#!/bin/sh
# install.sh CMAKE BUILD SOURCE: installs under a new prefix, builds a report with it, and looks which data it opened.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" --install "$2" --prefix "$work/prefix" >/dev/null
cp -r "$3/samples/small" "$work/small"
"$work/prefix/bin/assay" build "$work/small/assessment.xml" -o "$work/report.pdf"
test -s "$work/report.pdf"
"$2/assay" build "$work/small/assessment.xml" -o "$work/built.pdf"
cmp "$work/report.pdf" "$work/built.pdf"
# With its data gone the installed program must fail, or it has used the source tree's all the time.
rm -rf "$work/prefix/share/assay/fonts"
if "$work/prefix/bin/assay" build "$work/small/assessment.xml" -o "$work/none.pdf" 2>/dev/null; then
	echo "the installed program does not use its own fonts"
	exit 1
fi
