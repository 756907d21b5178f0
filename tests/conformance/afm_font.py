"""Fonts that have the metrics of an AFM file, and no outlines: what was measured with the standard 14 fonts can be compared.

The files under afm/ are Adobe's (afm/MustRead.html); FOP has the same numbers built in. What is made are small TrueType
fonts (ISO/IEC 14496-22) of the characters of cp1252 with their widths and pair kerning.
"""
import os
import struct
import unicodedata

ACCENTS = {"GRAVE": "grave", "ACUTE": "acute", "CIRCUMFLEX": "circumflex", "TILDE": "tilde", "DIAERESIS": "dieresis",
           "RING ABOVE": "ring", "CEDILLA": "cedilla", "CARON": "caron", "STROKE": "slash"}
NAMES = dict(zip(
    " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u2039\u0152\u2018"
    "\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u203a\u0153\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae"
    "\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xc6\xd0\xd7\xde\xdf\xe6\xf0\xf7\xfe",
    "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period "
    "slash zero one two three four five six seven eight nine colon semicolon less equal greater question at bracketleft backslash "
    "bracketright asciicircum underscore grave braceleft bar braceright asciitilde Euro quotesinglbase florin quotedblbase "
    "ellipsis dagger daggerdbl circumflex perthousand guilsinglleft OE quoteleft quoteright quotedblleft quotedblright bullet "
    "endash emdash tilde trademark guilsinglright oe space exclamdown cent sterling currency yen brokenbar section dieresis "
    "copyright ordfeminine guillemotleft logicalnot hyphen registered macron degree plusminus twosuperior threesuperior acute mu "
    "paragraph periodcentered cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown AE "
    "Eth multiply Thorn germandbls ae eth divide thorn".split()))


def glyph_name(char):
    """Adobe's name of a character of cp1252."""
    if char in NAMES:
        return NAMES[char]
    words = unicodedata.name(char).split()
    letter = words[3] if words[1] == "CAPITAL" else words[3].lower()
    return letter + ACCENTS[" ".join(words[5:])] if len(words) > 4 else letter


def characters():
    every = [bytes([b]).decode("cp1252", "ignore") for b in range(32, 256)]
    return [c for c in every if c and (c.isprintable() or c in "\xa0\xad")]


def read_afm(path):
    font, widths, kerns = {}, {}, []
    with open(path, encoding="ascii") as f:
        for line in f:
            words = line.split()
            if line.startswith("C "):
                fields = dict(p.strip().split(" ", 1) for p in line.split(";") if " " in p.strip())
                widths[fields["N"]] = int(fields["WX"])
            elif line.startswith("KPX "):
                kerns.append((words[1], words[2], int(words[3])))
            elif len(words) > 1:
                font[words[0]] = " ".join(words[1:])
    return font, widths, kerns


def cmap_table(codes):
    """Format 4, a segment a character; codes: [(code, glyph)] in order."""
    n = len(codes) + 1
    log = n.bit_length() - 1
    ends = [c for c, _ in codes] + [0xffff]
    deltas = [(g - c) & 0xffff for c, g in codes] + [1]
    data = struct.pack(">HHHH", 2 * n, 2 << log, log, 2 * n - (2 << log))
    data += struct.pack(">%dH" % n, *ends) + b"\0\0" + struct.pack(">%dH" % n, *ends)
    data += struct.pack(">%dH" % n, *deltas) + bytes(2 * n)
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(">HHH", 4, 6 + len(data), 0) + data


def name_table(names):
    records, text = b"", b""
    for i, s in sorted(names.items()):
        raw = s.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, i, len(raw), len(text))
        text += raw
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + text


def kern_table(pairs):
    n = len(pairs)
    log = n.bit_length() - 1
    head = struct.pack(">HHHHH", 0, 1, 0, 14 + 6 * n, 1) + struct.pack(">HHHH", n, 6 << log, log, 6 * n - (6 << log))
    return head + b"".join(struct.pack(">HHh", a, b, v) for a, b, v in sorted(pairs))


def sfnt(tables):
    n = len(tables)
    log = n.bit_length() - 1
    head = struct.pack(">IHHHH", 0x10000, n, 16 << log, log, 16 * n - (16 << log))
    at, body = len(head) + 16 * n, b""
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        total = sum(struct.unpack(">%dI" % (len(padded) // 4), padded)) & 0xffffffff
        head += struct.pack(">4sIII", tag, total, at + len(body), len(data))
        body += padded
    return head + body


def make(afm, out, kerned):
    font, widths, kerns = read_afm(afm)
    chars = [c for c in characters() if glyph_name(c) in widths]
    glyphs = sorted({glyph_name(c) for c in chars})
    gid = {g: i + 1 for i, g in enumerate(glyphs)}
    advance = [600] + [widths[g] for g in glyphs]
    up, down = (int(font.get(k, d)) for k, d in (("Ascender", 800), ("Descender", -200)))
    bold, italic = "Bold" in font["Weight"], float(font["ItalicAngle"]) != 0
    style = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "Bold Italic"}[bold, italic]
    weight = 700 if bold else 400
    thick = int(font["UnderlineThickness"])
    tables = {
        b"head": struct.pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5f0f3cf5, 3, 1000, 0, 0, 0, down, 1000, up,
                             bold | italic << 1, 8, 2, 0, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhQhH", 0x10000, up, down, 0, max(advance), 0, 0, 1000, 1, 0, 0, 0, 0, len(advance)),
        b"maxp": struct.pack(">IH13H", 0x10000, len(advance), *([0] * 13)),
        b"hmtx": b"".join(struct.pack(">Hh", a, 0) for a in advance),
        b"loca": bytes(2 * (len(advance) + 1)),
        b"glyf": b"\0",
        b"cmap": cmap_table([(ord(c), gid[glyph_name(c)]) for c in sorted(chars)]),
        b"name": name_table({1: font["FamilyName"], 2: style, 4: font["FullName"], 6: font["FontName"]}),
        b"post": struct.pack(">IIhhI4I", 0x30000, 0, int(font["UnderlinePosition"]), thick, font["IsFixedPitch"] == "true", 0, 0, 0, 0),
        b"OS/2": struct.pack(">HhHHHhhhhhhhhhhh10sIIII4sHHHhhhHHIIhhHHH", 4, 500, weight, 5, 0, 650, 600, 0, 0, 650, 600, 0, 0,
                             thick, 250, 0, bytes(10), 1, 0, 0, 0, b"ADBE", bold << 5 | italic | (not bold and not italic) << 6, 32, 0x2122,
                             up, down, 0, up, -down, 1, 0, int(font["XHeight"]), int(font["CapHeight"]), 0, 32, 2),
    }
    if kerns and kerned:
        tables[b"kern"] = kern_table([(gid[a], gid[b], v) for a, b, v in kerns if a in gid and b in gid])
    with open(out, "wb") as f:
        f.write(sfnt(tables))


def make_all(folder, kerned):
    """All of them into a new folder."""
    os.makedirs(folder, exist_ok=True)
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "afm")
    for name in sorted(os.listdir(source)):
        if name.endswith(".afm"):
            make(os.path.join(source, name), os.path.join(folder, name[:-4] + ".ttf"), kerned)
