"""Property values of an FO document that its area tree must show, where they can be read off directly."""
import re

from common import FO

UNITS = {"pt": 1000, "in": 72000, "cm": 72000 / 2.54, "mm": 72000 / 25.4, "pc": 12000}
NAMES = {"black": "000000", "white": "ffffff", "red": "ff0000", "lime": "00ff00", "green": "008000", "blue": "0000ff",
         "yellow": "ffff00", "aqua": "00ffff", "fuchsia": "ff00ff", "silver": "c0c0c0", "gray": "808080", "maroon": "800000",
         "olive": "808000", "navy": "000080", "purple": "800080", "teal": "008080"}
BLOCKS = ("block", "block-container", "list-block", "table", "table-cell")


def length(v):
    """Millipoints, or None when the value depends on something else."""
    m = re.fullmatch(r"\s*(-?[0-9]*\.?[0-9]+)\s*(pt|in|cm|mm|pc)\s*", v)
    return float(m.group(1)) * UNITS[m.group(2)] if m else None


def color(v):
    v = v.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{6}", v):
        return v
    if re.fullmatch(r"#[0-9a-f]{3}", v):
        return "#" + "".join(2 * c for c in v[1:])
    return "#" + NAMES[v] if v in NAMES else None


def near(expected, got):
    try:
        return abs(float(got) - expected) <= 2
    except (TypeError, ValueError):
        return False


def has_size(trait):
    def check(value, area, node):
        want = length(value)
        return None if want is None or near(want, area.get(trait)) else ("%.0f" % want, area.get(trait))
    return check


def has_background(value, area, node):
    want = color(value)
    got = " ".join(a.get("background", "") for a in area.iter())
    return None if want is None or "color=" + want in got else (want, got[:60])


def own_text(area):
    return next((t for t in area.iter("text")), None)


def has_text_color(value, area, node):
    want, text = color(value), own_text(area)
    if want is None or text is None or (node.text or "").strip() == "":
        return None
    return None if text.get("color") == want else (want, text.get("color"))


def has_font_size(value, area, node):
    want, text = length(value), own_text(area)
    if want is None or text is None or (node.text or "").strip() == "":
        return None
    return None if near(want, text.get("font-size")) else ("%.0f" % want, text.get("font-size"))


def has_border(side, part):
    """Borders are written (style,color,width); a style of none has no border to look at."""
    def check(value, area, node):
        if node.get("border-%s-style" % side, node.get("border-style", "none")) in ("none", "hidden"):
            return None
        want = color(value) if part == "color" else length(value) if part == "width" else value.strip()
        got = (area.get("border-%s" % SIDES[side]) or "(,,)")[1:-1].split(",")[("style", "color", "width").index(part)]
        if want is None or (part == "width" and near(want, got)) or str(want) == got:
            return None
        return (str(want), got)
    return check


SIDES = {"top": "before", "bottom": "after", "left": "start", "right": "end",
         "before": "before", "after": "after", "start": "start", "end": "end"}

# property: (objects that have areas of their own to look at, check)
CHECKS = {
    "width": (("block-container", "external-graphic"), has_size("ipd")),
    "height": (("block-container", "external-graphic"), has_size("bpd")),
    "inline-progression-dimension": (("block-container",), has_size("ipd")),
    "block-progression-dimension": (("block-container",), has_size("bpd")),
    "background-color": (BLOCKS, has_background),
    "color": (("block",), has_text_color),
    "font-size": (("block",), has_font_size),
}
for s in SIDES:
    for p in ("style", "color", "width"):
        CHECKS["border-%s-%s" % (s, p)] = (("block", "block-container", "list-block"), has_border(s, p))


def wrong_values(ids, areas):
    """(check, expected, got) for every value that the areas do not show; and how many were looked at."""
    wrong, looked = [], 0
    for i, node in ids.items():
        area = areas.get(i)
        if area is None:
            continue
        for name, value in node.attrib.items():
            objects, check = CHECKS.get(name, ((), None))
            if node.tag[len(FO):] not in objects or value == "inherit" or value.startswith("-"):
                continue
            looked += 1
            answer = check(value, area, node)
            if answer is not None:
                wrong.append(("%s of %s" % (name, node.tag[len(FO):]),) + answer)
    return wrong, looked
