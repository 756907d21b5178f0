A signature goes behind the report, whose bytes stay as they are.

$ python3 $SOURCE/tests/pdf/form_pdf.py report.pdf
$ openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -subj "/O=Orbit Works/CN=Ada Marsh" -days 36500 2>/dev/null; chmod 600 key.pem
$ openssl pkcs12 -export -inkey key.pem -in cert.pem -passout pass:secret -out ada.p12 && chmod 600 ada.p12

$ echo secret | assay sign report.pdf --key ada.p12 --passphrase-fd 0 --reason "I attest" --location Oslo -o signed.pdf
signed by Ada Marsh, 20* UTC, in signature-1 (Signature: Ada Marsh) (glob)
certificate SHA-256 * (glob)
assay: warning: nobody vouches for this certificate but itself: Ada Marsh: SHA-256 * [key-self-signed] (glob)
...

$ cmp -n $(wc -c < report.pdf) report.pdf signed.pdf && test $(wc -c < signed.pdf) -gt $(wc -c < report.pdf) && echo added
added

The report is replaced without -o; a second signature is refused, and what was there stays.

$ printf 'secret' > word && chmod 600 word && cp report.pdf twice.pdf && assay sign twice.pdf --key ada.p12 --passphrase-file word --date 2050-11-22T21:40:00Z 2>&1 | head -1
signed by Ada Marsh, 2050-11-22 21:40 UTC, in signature-1 (Signature: Ada Marsh)
$ cp twice.pdf once.pdf; assay sign twice.pdf --key ada.p12 --passphrase-file word 2>&1 | head -1; cmp once.pdf twice.pdf
assay: error: signed already [sign-twice]

The environment, and a key in PEM.

$ SOURCE_DATE_EPOCH=2552766000 ASSAY_PASSPHRASE=secret assay sign report.pdf --key ada.p12 -o e.pdf 2>&1 | head -1
signed by Ada Marsh, 2050-11-22 21:40 UTC, in signature-1 (Signature: Ada Marsh)
$ assay sign report.pdf --key key.pem --cert cert.pem --date 2050-11-22 -o p.pdf 2>&1 | head -1
signed by Ada Marsh, 2050-11-22 00:00 UTC, in signature-1 (Signature: Ada Marsh)

What is refused writes nothing.

$ echo wrong | assay sign report.pdf --key ada.p12 --passphrase-fd 0 -o no.pdf; ls no.pdf 2>/dev/null
assay: error: the key cannot be used: ada.p12: the passphrase is wrong [key-bad]
...
[2]
$ assay sign report.pdf --key ada.p12 -o no.pdf
assay: error: the key cannot be used: ada.p12: it needs a passphrase [key-bad]
...
[1]
$ chmod 640 ada.p12; echo secret | assay sign report.pdf --key ada.p12 --passphrase-fd 0 -o no.pdf
assay: error: not a secret: ada.p12: others than its owner may read or write it [secret-open]
...
[1]
$ chmod 600 ada.p12; assay sign report.pdf --key ada.p12 --passphrase-fd 77 -o no.pdf
assay: error: no passphrase: descriptor 77: Bad file descriptor [passphrase]
...
[1]
$ assay sign report.pdf --key key.pem --cert cert.pem --date 1999-01-01 -o no.pdf
assay: error: this certificate cannot sign now: Ada Marsh: it is valid from 2* to 2*, not at 1999-01-01 00:00 UTC [key-certificate] (glob)
...
[1]
$ assay render $SOURCE/tests/pdf/features.fo --format svg -o f.svg 2>/dev/null; assay sign f-001.svg --key key.pem --cert cert.pem
assay: error: not a report that this program wrote: it does not begin as a PDF 1.7 does [sign-foreign]
...
[1]

$ assay sign report.pdf
assay: sign needs --key
...
[2]
$ assay sign report.pdf --key key.pem --date 2026-02-31
assay: sign: no such moment: 2026-02-31; write 2026-11-22 or 2026-11-22T21:40:00Z
...
[2]
$ assay sign report.pdf --key key.pem --passphrase secret
assay: sign: no such option: --passphrase
...
[2]
$ ls no.pdf 2>/dev/null
[2]
