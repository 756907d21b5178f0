#!/usr/bin/env python3
"""Alterations of a report that leave the file well-formed: each is refused by `assay verify`, and named.

  tamper_verify.py PROGRAM SOURCE

A stream is unpacked, altered, and packed again to the same length, so that every offset still holds; digests that stand beside it are
made to agree where an attacker would do so.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib

program, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
bad = 0


def packed_with(data, level, memory, cut, blocks):
    c = zlib.compressobj(level, zlib.DEFLATED, 15, memory)
    out = c.compress(data[:cut])
    if blocks > 0:
        out += c.flush(zlib.Z_SYNC_FLUSH) + b"\0\0\0\xff\xff" * (blocks - 1)
    return out + c.compress(data[cut:]) + c.flush()


def pack(data, length):
    """A zlib stream of exactly this length, or None: levels differ, and an empty stored block fills five bytes."""
    for level, memory in ((9, 9), (9, 8), (6, 9), (6, 8)):
        if len(packed_with(data, level, memory, 0, 0)) == length:
            return packed_with(data, level, memory, 0, 0)
        for cut in range(0, len(data), len(data) // 30 + 1):
            room = length - len(packed_with(data, level, memory, cut, 1))
            if room >= 0 and room % 5 == 0:
                out = packed_with(data, level, memory, cut, 1 + room // 5)
                if len(out) == length:
                    return out
    return None


def streams(pdf):
    """(start of the dictionary, its text, start of the data, length)"""
    for m in re.finditer(rb"(<<[^\n]*?/Length (\d+)[^\n]*>>)\s*stream\n", pdf):
        yield m.start(), m.group(1), m.end(), int(m.group(2))


def replace(pdf, at, length, dictionary_at, dictionary, data):
    packed = pack(data, length)
    if packed is None:
        return None
    new = pdf[:at] + packed + pdf[at + length:]
    if b"/CheckSum<" in dictionary:
        sums = re.sub(rb"/CheckSum<[0-9A-F]*>", b"/CheckSum<" + hashlib.md5(data).hexdigest().upper().encode() + b">", dictionary)
        assert len(sums) == len(dictionary)
        new = new[:dictionary_at] + sums + new[dictionary_at + len(dictionary):]
    return new


def alter(pdf, is_it, variants):
    """Alters the first stream of which is_it is true, by the first variant that packs to the old length."""
    for dictionary_at, dictionary, at, length in streams(pdf):
        if b"/FlateDecode" not in dictionary:
            continue
        data = zlib.decompress(pdf[at:at + length])
        if not is_it(dictionary, data):
            continue
        for changed in variants(data):
            new = replace(pdf, at, length, dictionary_at, dictionary, changed)
            if new is not None:
                return new, data, changed
        raise SystemExit("no alteration packs to the same length")
    raise SystemExit("the stream is not there")


def verify(name, pdf):
    with open(name, "wb") as f:
        f.write(pdf)
    done = subprocess.run([program, "verify", name, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        return done.returncode, {c["name"]: (c["state"], c["detail"]) for c in json.loads(done.stdout)[0]["checks"]}
    except (ValueError, IndexError):
        raise SystemExit("%s: %d %s" % (name, done.returncode, done.stderr.decode()))


def expect(name, pdf, check, words):
    global bad
    status, checks = verify(name, pdf)
    state, detail = checks.get(check, ("not there", ""))
    if status != 1 or state != "fails" or words not in detail:
        bad += 1
        print("%s: exit status %d, %s %s: %s" % (name, status, check, state, detail))
        print("   ", checks)


def letters(data, words):
    """The data with a letter of these words changed, one way after the other."""
    at = data.index(words)
    for i in range(len(words)):
        for new in b"aeinorstuxyz":
            if words[i:i + 1].isalpha() and words[i] != new:
                yield data[:at + i] + bytes([new]) + data[at + i + 1:]


def is_source(d, data):
    return b"EmbeddedFile" in d and b"<assessment" in data[:3000] and b"<manifest" not in data[:200]


def is_manifest(d, data):
    return b"EmbeddedFile" in d and b"<manifest" in data[:200]


def is_zip(d, data):
    return b"EmbeddedFile" in d and data.startswith(b"PK")


def is_page(d, data):
    return b"/Type" not in d and b"BDC" in data[:4000]


def in_manifest(name):
    """The entry of a file, its digest changed."""
    def variants(data):
        at = data.index(b'sha256="', data.index(name)) + 8
        for i in range(64):
            for digit in b"0123456789abcdef":
                if data[at + i] != digit:
                    yield data[:at + i] + bytes([digit]) + data[at + i + 1:]
    return variants


def with_digest(data, digit):
    """Each of the digests replaced by one digit, which packs better than a digest: there is room for other alterations."""
    for m in re.finditer(rb'sha256="[0-9a-f]{64}"', data):
        yield data[:m.start()] + b'sha256="' + digit * 64 + b'"' + data[m.end():]


def blanked(data):
    """A stretch made blank, which packs better than what was there."""
    middle = len(data) // 2
    n = min(len(data) // 3, 2000)
    for i in range(30):
        yield data[:middle + 7 * i] + b" " * n + data[middle + 7 * i + n:]


def member(name):
    """A member of the zip altered, with a checksum that fits."""
    def variants(data):
        start = data.index(name)
        size = int.from_bytes(data[start - 30 + 18:start - 30 + 22], "little")
        body = start + len(name)
        for changed in blanked(data[body:body + size]):
            crc = zlib.crc32(changed).to_bytes(4, "little")
            head = bytearray(data)
            head[start - 30 + 14:start - 30 + 18] = crc
            head[body:body + size] = changed
            central = head.index(name, body + size)
            head[central - 46 + 16:central - 46 + 20] = crc
            yield bytes(head)
    return variants


def main():
    shutil.copytree(os.path.join(source, "samples/regulated"), "in")
    subprocess.run([program, "build", "in/assessment.xml", "--embed-evidence=customer", "-o", "r.pdf"], check=True, stderr=subprocess.DEVNULL)
    pdf = open("r.pdf", "rb").read()
    status, checks = verify("whole.pdf", pdf)
    if status != 0:
        raise SystemExit("the report itself is refused: %r" % checks)

    new, data, changed = alter(pdf, is_source, lambda d: letters(d, b"Helm Controller"))
    expect("source.pdf", new, "attachments", "assessment.xml is not what the manifest says")

    # The manifest is made to agree: the pages do not follow any more.
    was, now = hashlib.sha256(data).hexdigest().encode(), hashlib.sha256(changed).hexdigest().encode()
    for attempt in letters(data, b"Helm Controller"):
        digest = hashlib.sha256(attempt).hexdigest().encode()
        try:
            both, _, _ = alter(pdf, is_source, lambda d: iter([attempt]))
            both, _, _ = alter(both, is_manifest, lambda d: iter([d.replace(was, digest)]))
        except SystemExit:
            continue
        expect("both.pdf", both, "bytes", "is the first that differs")
        break
    else:
        raise SystemExit("no alteration of both packs to the same length")

    new, _, _ = alter(pdf, is_manifest, in_manifest(b"data/stylesheets/full.xsl"))
    expect("manifest.pdf", new, "attachments", "data/stylesheets/full.xsl is not what the manifest says")
    new, _, _ = alter(pdf, is_manifest, lambda d: letters(d, b"assay build"))
    expect("command.pdf", new, "bytes", "is the first that differs")
    new, _, _ = alter(pdf, is_manifest, lambda d: with_digest(d, b"z"))
    expect("schema.pdf", new, "manifest", "manifest.xml: ")
    new, _, _ = alter(pdf, is_manifest, lambda d: with_digest(d.replace(b"source/evidence/", b"source/../idenc/"), b"0"))
    expect("outside.pdf", new, "manifest", "leads elsewhere")

    new, _, _ = alter(pdf, is_zip, blanked)
    expect("zip.pdf", new, "attachments", "rebuild.zip: it is not as it was written")
    new, _, _ = alter(pdf, is_zip, member(b"data/stylesheets/parts/cover.xsl"))
    expect("stylesheet.pdf", new, "attachments", "data/stylesheets/parts/cover.xsl is not what the manifest says")

    new, _, _ = alter(pdf, lambda d, data: b"markdown" in d and b"EmbeddedFile" in d, lambda d: letters(d, d[20:60]))
    expect("evidence.pdf", new, "attachments", ".md is not what the manifest says")

    new, _, _ = alter(pdf, is_page, lambda d: (d[:i] + bytes([d[i] ^ 1]) + d[i + 1:] for i in range(len(d) // 2, len(d)) if d[i:i + 1].isdigit()))
    expect("page.pdf", new, "bytes", "page 1 is the first that differs")
    expect("metadata.pdf", pdf.replace(b"<pdf:Producer>assay", b"<pdf:Producer>Assay", 1), "bytes", "the file is not")
    expect("behind.pdf", pdf + b"%\n", "file", "")
    expect("cut.pdf", pdf[:-1], "file", "")
    expect("other.pdf", b"%PDF-1.7\n%%EOF\n", "file", "")
    print("%d alterations were not refused, or not named" % bad if bad else "every alteration is refused and named")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    main()
    os.chdir("/")
sys.exit(bad != 0)
