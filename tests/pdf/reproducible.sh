#!/bin/sh
# Same input, same bytes: whatever the clock, time zone, locale, folder, umask, user, environment, however the command is typed, and in
# whatever company. Twenty ways to make the same files.
#   reproducible.sh PROGRAM SOURCE
set -eu
program=$1 source=$2
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
fail() { echo "FAIL: $*"; exit 1; }
run() { # environment ... -- command ...
	env -i LSAN_OPTIONS="${LSAN_OPTIONS:-}" "$@" >"$out/log" 2>&1 || { cat "$out/log"; fail "$*"; }
}
ways=0
same() { # a way, and the files that it made
	way=$1
	shift
	for file; do
		cmp "$out/first/$(basename "$file")" "$file" || fail "$way: $(basename "$file") differs"
	done
	ways=$((ways + 1))
}
fresh() { # a folder with copies
	mkdir -p "$1"
	cp -r "$source/samples/small/." "$source/tests/pdf/features.fo" "$source/tests/pdf/tiny.png" "$1"
}

fresh "$out/first"
cd "$out/first"
opts="--report full,letter,exec,change --embed-evidence=customer"
reports="a.pdf a-letter.pdf a-exec.pdf a-change.pdf"
run TZ=UTC LC_ALL=C "$program" build attested.xml $opts -o a
run TZ=UTC LC_ALL=C "$program" render features.fo -o f.pdf
run TZ=UTC LC_ALL=C "$program" render features.fo --format svg -o f.svg

fresh "$out/two/deep er"
cd "$out/two/deep er"
umask 077
sleep 1
foreign="TZ=Asia/Kathmandu LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 HOME=/nonexistent FONTCONFIG_FILE=/nonexistent XDG_CACHE_HOME=/nonexistent XML_CATALOG_FILES=/nonexistent"
run $foreign "$program" build attested.xml $opts -o a
same "another user in another country" $reports
run $foreign "$program" render features.fo -o f.pdf
run $foreign "$program" render features.fo --format svg -o f.svg
same "FO" f.pdf f-001.svg f-002.svg f-003.svg
umask 022

rm -f a*.pdf
run HOME="$out" "$program" build "$out/two/deep er/attested.xml" $opts -o a
same "an absolute name" $reports
cd "$out/two"
run HOME="$out" "$program" build "./deep er/../deep er/attested.xml" $opts -o "$out/two/deep er/a"
same "from the folder above" "deep er/a.pdf" "deep er/a-letter.pdf"
cd /
run PATH=/nowhere "$program" build "$out/two/deep er/attested.xml" $opts --output="$out/two/a"
same "from the root" "$out/two/a.pdf" "$out/two/a-exec.pdf" "$out/two/a-change.pdf"

cd "$out/two/deep er"
run "$program" build --output b.pdf --embed-evidence=customer attested.xml
cp b.pdf a.pdf
run "$program" build -r change --embed-evidence=customer -o a-change.pdf attested.xml
same "a report alone, options before the file" a-change.pdf
run "$program" build attested.xml --embed-evidence=customer -r letter -oa-letter.pdf
mkdir "$out/alone" && cp a-letter.pdf "$out/alone" && cp b.pdf "$out/alone/b.pdf"
run "$program" build ./attested.xml -o a-letter.pdf --report=letter --embed-evidence=customer --messages json
cmp a-letter.pdf "$out/alone/a-letter.pdf" || fail "--report=letter and -r letter"
ways=$((ways + 1))
run "$program" build attested.xml --embed-evidence=customer --format pdf,png --dpi 20 -o b
cmp b.pdf "$out/alone/b.pdf" || fail "other formats beside the PDF"
ways=$((ways + 1))
run "$program" build attested.xml --report exec,full --embed-evidence=customer --strict -o b
cmp b.pdf "$out/alone/b.pdf" || fail "another report before it"
ways=$((ways + 1))
run "$program" build attested.xml --embed-evidence=customer --report full,full --max-memory 2000 -o c.pdf
cmp c.pdf "$out/alone/b.pdf" || fail "more memory"
ways=$((ways + 1))

# Public evidence is what is embedded when no audience is named.
run "$program" build attested.xml --embed-evidence -o p.pdf
run "$program" build --embed-evidence=public attested.xml -o q.pdf
cmp p.pdf q.pdf || fail "--embed-evidence and --embed-evidence=public"
ways=$((ways + 1))

# Times of files and their permissions, and a folder that is a symbolic link.
find "$out/two/deep er" -type f -exec touch -d 2001-02-03 {} + -exec chmod 400 {} +
ln -s "deep er" "$out/two/link"
run "$program" build "$out/two/link/attested.xml" $opts -o "$out/two/l"
cmp "$out/two/l.pdf" "$out/first/a.pdf" || fail "old files through a link"
ways=$((ways + 1))
chmod -R u+w "$out/two/deep er"

# A batch, by one process and by three, in folders of different names.
for jobs in 1 3; do
	mkdir -p "$out/batch$jobs/x"
	cp -r "$out/first/attested.xml" "$out/first/evidence" "$out/batch$jobs/x"
	cp "$out/first/assessment.xml" "$out/batch$jobs/x" 2>/dev/null || true
	run "$program" batch "$out/batch$jobs" --jobs $jobs --embed-evidence=customer --output "$out/made$jobs"
	cmp "$out/made$jobs/x-attested.pdf" "$out/alone/b.pdf" || fail "a batch of $jobs"
	ways=$((ways + 1))
done

# What the environment sets: the date of the document, and nothing else.
run SOURCE_DATE_EPOCH=1700000000 "$program" build attested.xml -o s.pdf
sleep 1
run SOURCE_DATE_EPOCH=1700000000 COLUMNS=20 TERM=dumb USER=somebody LOGNAME=somebody HOSTNAME=elsewhere "$program" build attested.xml -o t.pdf
cmp s.pdf t.pdf || fail "SOURCE_DATE_EPOCH"
ways=$((ways + 1))
run SOURCE_DATE_EPOCH=1700000001 "$program" build attested.xml -o t.pdf
cmp -s s.pdf t.pdf && fail "SOURCE_DATE_EPOCH does not count"
ways=$((ways + 1))

# Clock and address space, where the machine has the tools.
# A program with sanitizers takes no library before theirs, as faketime is one.
if faketime "2031-12-31 23:59:59" "$program" version >/dev/null 2>&1; then
	run PATH="$PATH" faketime "2031-12-31 23:59:59" "$program" build attested.xml $opts -o k
	cmp k.pdf "$out/first/a.pdf" || fail "in another year"
	ways=$((ways + 1))
else
	echo "no faketime, or not with this program: the clock differed by seconds only"
fi
if command -v setarch >/dev/null && setarch -R true 2>/dev/null; then
	run PATH="$PATH" setarch -R "$program" build attested.xml $opts -o k
	cmp k.pdf "$out/first/a.pdf" || fail "without address space randomization"
	ways=$((ways + 1))
fi
for n in 1 2 3; do
	run TZ="Etc/GMT+$n" "$program" build attested.xml $opts -o k
	for file in $reports; do
		cmp "k${file#a}" "$out/first/$file" || fail "run $n: $file"
	done
	ways=$((ways + 1))
done
[ "$ways" -ge 20 ] || fail "only $ways ways"
echo "the same bytes in $ways ways"
