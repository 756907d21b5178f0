#!/usr/bin/env python3
"""subset-cjk.py NotoSansCJK-Regular.ttc OUT.otf - how NotoSansCJK-Regular.otf beside this file was made.

All of East Asia in one face is 19 MB. This keeps the characters of the national standards that everyday text is written with (GB 2312,
JIS X 0208, the Hangul of KS X 1001, the first level of Big5) with the forms of each country (locl), and drops hinting. The input is that of Debian 12's
fonts-noto-cjk; hb-subset is in libharfbuzz-bin. The same input gives the same bytes.
"""
import subprocess
import sys
import tempfile

TWO_BYTES = [("gb2312", 0xA1, 0xFE), ("euc_jp", 0xA1, 0xFE), ("euc_kr", 0xA1, 0xFE), ("big5", 0xA1, 0xC6)]
BLOCKS = [(0x20, 0x7E), (0xA0, 0xFF), (0x3000, 0x30FF), (0xFF00, 0xFFEF)]


def characters():
    found = {c for first, last in BLOCKS for c in range(first, last + 1)}
    for codec, low, high in TWO_BYTES:
        for lead in range(low, high + 1):
            for trail in range(0x40, 0xFF):
                try:
                    text = bytes([lead, trail]).decode(codec)
                except UnicodeDecodeError:
                    continue
                is_hangul = "\uac00" <= text <= "\ud7a3"
                if len(text) == 1 and (codec != "euc_kr" or is_hangul):
                    found.add(ord(text))
    return sorted(found)


def main(source, out):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.write("\n".join("%04X" % c for c in characters()))
        listed.flush()
        subprocess.run(["hb-subset", source, "--face-index=0", "--unicodes-file=" + listed.name, "--no-hinting",
                        "--layout-features=ccmp,locl,kern,mark", "--output-file=" + out], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
