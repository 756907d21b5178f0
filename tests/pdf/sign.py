#!/usr/bin/env python3
"""Is a signature one for others, and is every alteration refused? Three judges: the program itself, poppler's pdfsig, openssl.

  sign.py PROGRAM JUDGE SOURCE

Signs with RSA and with P-256, in a letter where one can be made, else in a file of form_pdf.py. Alterations: those of this file, and those of a
program that TAMPER names (TAMPER SIGNED.pdf FOLDER N writes altered copies and tamper.tsv: name, kind, verdict). FLIPS says how
many bits are flipped (60).
"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

import form_pdf

PROGRAM, JUDGE, SOURCE = [os.path.abspath(a) for a in sys.argv[1:4]]
FLIPS = int(os.environ.get("FLIPS", "60"))
TAMPER = os.environ.get("TAMPER", os.path.join(SOURCE, "../shared/hostile/tamper.py"))
failures = []


def fail(text):
    failures.append(text)


def run(*command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **more)


def read(path):
    with open(path, "rb") as f:
        return f.read()


# ---- keys: made for this run ---------------------------------------------------------------------------------------------

def make_keys(folder):
    p = lambda name: os.path.join(folder, name)
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    commands = [["req", "-x509", *curve, "-nodes", "-keyout", p("ca.key"), "-out", p("ca.pem"), "-days", "3650", "-subj", "/O=Orbit Works/CN=Orbit Root",
                 "-addext", "keyUsage=critical,keyCertSign,cRLSign"]]
    with open(p("ext"), "w") as f:
        f.write("keyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=emailProtection\n")
    for kind, new in (("rsa", ["-newkey", "rsa:2048"]), ("ec", curve)):
        commands += [["req", *new, "-nodes", "-utf8", "-keyout", p(kind + ".key"), "-out", p(kind + ".csr"), "-subj", "/O=Orbit Works/CN=Ada Nørgård"],
                     ["x509", "-req", "-in", p(kind + ".csr"), "-CA", p("ca.pem"), "-CAkey", p("ca.key"), "-CAcreateserial", "-days", "3000",
                      "-extfile", p("ext"), "-out", p(kind + ".pem")],
                     ["pkcs12", "-export", "-inkey", p(kind + ".key"), "-in", p(kind + ".pem"), "-certfile", p("ca.pem"), "-passout", "pass:secret", "-out", p(kind + ".p12")]]
    for command in commands:
        done = run("openssl", *command)
        assert done.returncode == 0, done.stdout
    for kind in ("rsa", "ec"):
        os.chmod(p(kind + ".p12"), 0o600)


# ---- the judges: does this file say that it is validly signed, as a whole? --------------------------------------------------

def poppler_says_valid(path):
    text = run("pdfsig", path).stdout
    return "Signature is Valid." in text and "Total document signed" in text and "Not total" not in text


RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def openssl_says_valid(path, folder, extra=()):
    """The range must be the whole file but one hexadecimal string; then openssl judges what is in it."""
    b = read(path)
    found = list(RANGE.finditer(b))
    if len(found) != 1:
        return False
    first, n, second, m = map(int, found[0].groups())
    if first != 0 or not 0 < n < second or second + m != len(b) or not re.fullmatch(rb"<[0-9a-f]+>", b[n:second]) or len(b[n:second]) % 2:
        return False
    # The dictionary that this range is in must say what the signature is: openssl sees the digits only.
    if not re.search(rb"/Type/Sig/Filter/Adobe\.PPKLite/SubFilter/ETSI\.CAdES\.detached[^<>]*(?:<FEFF[0-9A-F]*>[^<>]*)*$", b[:n]):
        return False
    with tempfile.TemporaryDirectory(dir=folder) as t:
        with open(t + "/der", "wb") as f:
            f.write(bytes.fromhex(b[n + 1:second - 1].decode()))
        with open(t + "/content", "wb") as f:
            f.write(b[:n] + b[second:])
        done = run("openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", t + "/der", "-content", t + "/content", "-binary",
                   "-CAfile", folder + "/ca.pem", "-out", "/dev/null", *extra)
        return done.returncode == 0 and "successful" in done.stdout


def own_verdicts(paths, folder):
    """path -> (state, only or more, fingerprint, reason)"""
    verdicts = {}
    for i in range(0, len(paths), 200):
        done = run(JUDGE, "--trust", folder + "/ca.pem", *paths[i:i + 200])
        if done.returncode != 0:
            fail("the judge fails: %s" % done.stdout[-500:])
        for line in done.stdout.splitlines():
            state, only, fingerprint, path, reason = line.split("\t")
            verdicts[path] = (state, only, fingerprint, reason)
    return verdicts


# ---- alterations of our own ---------------------------------------------------------------------------------------------

def alter(b, folder):
    """The published classes: universal forgery (USF), incremental saving (ISA), signature wrapping (SWA), and plain damage."""
    found = list(RANGE.finditer(b))[-1]
    first, n, second, m = map(int, found.groups())
    made = {}

    def with_range(text):
        room = found.end() - found.start()
        text = b"/ByteRange" + text
        return b[:found.start()] + text + b" " * (room - len(text)) + b[found.end():] if len(text) <= room else None

    for i in range(FLIPS):
        at = i * (n + m) // FLIPS
        at = at if at < n else second + at - n
        made["flip-%04d" % i] = b[:at] + bytes([b[at] ^ 1 << i % 8]) + b[at + 1:]
    for name, text in (("null", b" null"), ("empty", b"[]"), ("negative", b"[0 -1 %d %d]" % (second, m)), ("zeros", b"[0 0 0 0]"), ("first-only", b"[0 %d %d 0]" % (n, second)),
                       ("overlap", b"[0 %d %d %d]" % (second, second, m)), ("three", b"[0 %d %d]" % (n, second)), ("huge", b"[0 %d %d 9999999]" % (n, second))):
        made["usf-range-" + name] = with_range(text)
    gap = second - n
    for name, text in (("empty", b"<>"), ("null", b"null"), ("zeros", b"<" + b"0" * (gap - 2) + b">"), ("sequence", b"<3000>")):
        made["usf-contents-" + name] = b[:n] + text + b" " * (gap - len(text)) + b[second:]
    made["usf-no-range"] = b.replace(b"/ByteRange", b"/ByteRangf")
    made["usf-no-contents"] = b.replace(b"/Contents<3", b"/Contentz<3")
    base = len(b[:b.index(b"%%EOF\n") + 6])
    page = int(re.search(rb"(\d+) 0 obj\n<<[^\n]*?/Type/Page/", b).group(1)) if re.search(rb"(\d+) 0 obj\n<<[^\n]*?/Type/Page/", b) else 3
    root = re.search(rb"/Root (\d+ 0 R)", b).group(1)
    old = int(re.findall(rb"startxref\s+(\d+)", b)[-1])
    changed = b"%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>\nendobj\n" % page
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size 99999/Root %s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (page, len(b), root, old, len(b) + len(changed))
    made["isa-page"] = b + changed + table
    made["isa-without-table"] = b + changed
    made["isa-comment"] = b + b"% nothing\n"
    made["isa-signature-again"] = b + b[base:]
    made["swa-moved-in"] = b[:n] + changed + b[n:]
    made["swa-range-moved"] = with_range(b"[0 %d %d %d]" % (n - 40, second, m))
    made["swa-hidden-in-gap"] = b[:second - 60] + b">/Z(" + b"Z" * 54 + b")>"[:2] + b[second:]
    made["cut-half"], made["cut-byte"] = b[:len(b) // 2], b[:-1]
    rows = []
    for name, data in made.items():
        if data is None or data == b:
            continue
        with open(os.path.join(folder, name + ".pdf"), "wb") as f:
            f.write(data)
        rows.append((name, "reject"))
    return rows


def tampered(signed, folder):
    os.mkdir(folder)
    rows = alter(read(signed), folder)
    if os.path.exists(TAMPER):
        more = folder + "/more"
        done = run(sys.executable, TAMPER, signed, more, str(FLIPS))
        assert done.returncode == 0, done.stdout
        for line in read(more + "/tamper.tsv").decode().splitlines():
            name, _, verdict = line.split("\t")
            rows.append(("more/" + name, verdict))
    else:
        print("no %s: only the alterations of this test" % TAMPER)
    return [(os.path.join(folder, name + ".pdf"), verdict) for name, verdict in rows]


# ---- the test -----------------------------------------------------------------------------------------------------------

def make_report(folder):
    """A letter, where the program makes one with a field; else a file of the same form."""
    path = folder + "/letter.pdf"
    source = folder + "/small"
    shutil.copytree(SOURCE + "/samples/small", source)
    run(PROGRAM, "build", source + "/attested.xml", "--report", "letter", "-o", path)
    if not os.path.exists(path) or b"/FT/Sig" not in read(path):
        print("no letter with a signature field: signing a file of form_pdf.py")
        with open(path, "wb") as f:
            f.write(form_pdf.make())
    return path


def sign(report, kind, folder):
    out = "%s/%s.pdf" % (folder, kind)
    done = run(PROGRAM, "sign", report, "--key", "%s/%s.p12" % (folder, kind), "--passphrase-fd", "0", "--reason", "I attest (to all of it)", "--location", "Tromsø",
               "-o", out, input="secret\n")
    if done.returncode != 0:
        fail("%s: %s" % (kind, done.stdout))
        return None
    if not read(out).startswith(read(report)):
        fail("%s: the report is not the beginning of the signed file" % kind)
    return out


def pictures(path, folder):
    """Each page in grey, small: width, height and bytes."""
    with tempfile.TemporaryDirectory(dir=folder) as t:
        run("pdftoppm", "-r", "36", "-gray", path, t + "/p")
        return [read(os.path.join(t, name)) for name in sorted(os.listdir(t))]


def check_look(report, signed, folder):
    """The signature is seen in its field, and nothing else looks different."""
    before, after = pictures(report, folder), pictures(signed, folder)
    changed = [(a, b) for a, b in zip(before, after) if a != b]
    if len(before) != len(after) or len(changed) != 1:
        fail("%d of %d pages look different" % (len(changed), len(before)))
        return
    a, b = changed[0]
    width = int(b.split()[1])
    places = [i for i in range(len(b)) if a[i] != b[i]]
    rows = [i // width for i in places]
    # 16 mm high, and a pixel more on each side
    if len(a) != len(b) or len(places) < 50 or max(rows) - min(rows) > 16 / 25.4 * 36 + 2:
        fail("the signature looks wrong: %d pixels in %d rows" % (len(places), max(rows) - min(rows) + 1))


def check_signed(signed, folder):
    if not poppler_says_valid(signed):
        fail("pdfsig refuses %s:\n%s" % (signed, run("pdfsig", signed).stdout))
    if not openssl_says_valid(signed, folder):
        fail("openssl refuses %s" % signed)
    text = run("pdfsig", signed).stdout
    for word in ("ETSI.CAdES.detached", "SHA-256", "Ada Nørgård"):
        if word not in text:
            fail("pdfsig does not say %s of %s" % (word, signed))
    if shutil.which("qpdf") and run("qpdf", "--check", signed).returncode != 0:
        fail("qpdf --check: %s" % run("qpdf", "--check", signed).stdout)
    verdict = own_verdicts([signed], folder).get(signed)
    if not verdict or verdict[:2] != ("trusted", "only"):
        fail("the program says of its own signature: %s" % (verdict,))
    return verdict[2] if verdict else None


def check_altered(rows, fingerprint, folder):
    own = own_verdicts([path for path, _ in rows], folder)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        valid = list(pool.map(lambda row: (poppler_says_valid(row[0]), openssl_says_valid(row[0], folder)), rows))
    for (path, verdict), (poppler, openssl) in zip(rows, valid):
        name = os.path.relpath(path, folder)
        state, only, mine, reason = own.get(path, ("missing", "", "", ""))
        if verdict == "same-signer":  # bytes of the signature that nothing covers
            if state != "refused" and mine != fingerprint:
                fail("%s: %s, and the signer is another" % (name, state))
            continue
        if state != "refused":
            fail("%s: the program says %s" % (name, state))
        if poppler:
            fail("%s: pdfsig says that it is valid" % name)
        if openssl:
            fail("%s: openssl says that it is valid" % name)


def main():
    for tool in ("openssl", "pdfsig", "pdftoppm"):
        if not shutil.which(tool):
            print("no " + tool)
            return 77
    with tempfile.TemporaryDirectory() as folder:
        make_keys(folder)
        report = make_report(folder)
        if "is not signed" not in run("pdfsig", report).stdout:
            fail("pdfsig does not see the empty field:\n%s" % run("pdfsig", report).stdout)
        n = 0
        for kind in ("rsa", "ec"):
            signed = sign(report, kind, folder)
            if signed:
                check_look(report, signed, folder)
            fingerprint = signed and check_signed(signed, folder)
            if fingerprint and (kind == "ec" or FLIPS >= 500):
                rows = tampered(signed, folder + "/altered-" + kind)
                check_altered(rows, fingerprint, folder)
                n += len(rows)
        print("%d altered files, %d failures" % (n, len(failures)))
    print("\n".join(failures[:40]))
    return 1 if failures else 0


sys.exit(main())
