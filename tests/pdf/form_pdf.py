"""A PDF in the form that the finisher writes, with an empty signature field: what sign.py signs when no report is at hand."""
import zlib


def stream(number, entries, data):
    return b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, entries, len(data), data)


def make(width=215, height=45, lang=b"en"):
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/StructTreeRoot 7 0 R/MarkInfo<</Marked true>>/Lang(%s)>>" % lang,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<<>>/Annots[6 0 R]/Tabs/S>>",
        5: b"<</Fields[6 0 R]/SigFlags 1>>",
        6: b"<</Type/Annot/Subtype/Widget/FT/Sig/F 132/T(signature-1)/TU(Signature: Ada Marsh)/Rect[20 20 %d %d]/P 3 0 R/StructParent 0"
           b"/AP<</N 12 0 R>>>>" % (20 + width, 20 + height),
        11: b"<</Producer(assay)>>",
    }
    packed = {7: b"<</Type/StructTreeRoot/K 10 0 R/ParentTree 9 0 R/ParentTreeNextKey 1>>", 9: b"<</Nums[0 10 0 R]>>",
              10: b"<</Type/StructElem/S/Form/P 7 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 6 0 R/Pg 3 0 R>>>>"}
    head, body, places = b"", b"", {}
    for index, (number, text) in enumerate(packed.items()):
        head += b"%d %d " % (number, len(body))
        body += text + b"\n"
        places[number] = (2, 8, index)
    streams = {
        4: (b"/Filter/FlateDecode", zlib.compress(b"0.5 w 20 20 %d %d re S" % (width, height))),
        8: (b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(packed), len(head)), zlib.compress(head + body)),
        12: (b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Resources<<>>" % (width, height), b""),
    }
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    for number in sorted(set(objects) | set(streams)):
        places[number] = (1, len(out), 0)
        out += stream(number, *streams[number]) if number in streams else b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    places[13] = (1, len(out), 0)
    rows = b"".join(bytes([k]) + a.to_bytes(4, "big") + i.to_bytes(2, "big") for k, a, i in [(0, 0, 0xffff)] + [places[n] for n in range(1, 14)])
    xref = len(out)
    out += stream(13, b"/Type/XRef/Size 14/W[1 4 2]/Root 1 0 R/Info 11 0 R/ID[<%s><%s>]/Filter/FlateDecode" % (b"0f" * 16, b"0f" * 16), zlib.compress(rows))
    return out + b"startxref\n%d\n%%%%EOF\n" % xref


if __name__ == "__main__":
    import sys

    with open(sys.argv[1], "wb") as f:
        f.write(make())
