#!/usr/bin/env python3
"""The table of XSL-FO in the manual: src/cli/assay-fo.7, made from the tables of the FO room.

  fo_table.py             is the page what the tables say, and are the tables true?
  fo_table.py --write     makes the page

A row says `yes` only when layout looks at it: its name must occur in src/layout or src/render. What is read before layout
stands in tests/doc/READ_EARLY, with the file that does it, which must name it as well.
"""
import difflib
import os
import re
import sys

os.chdir(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
PAGE = "src/cli/assay-fo.7"
ROOMS = ("src/layout", "src/render")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def rows(path, pattern):
    return re.findall(pattern, read(path), re.M)


ELEMS = rows("src/fo/fo_elem.def", r'^E\((\w+), "([^"]+)", .*, "([^"]+)", (\w+)\)$')
PROPS = rows("src/fo/fo_prop.def", r'^P\((\w+), "([^"]+)", .*, "([^"]+)", (\w+)\)$')
SHORT = rows("src/fo/fo_shorthand.def", r'^S\("([^"]+)", .*, "([^"]+)"\)$')
ENUMS = dict(rows("src/fo/fo_enum.def", r'^K\((\w+), "([^"]+)"\)'))
LATER = re.findall(r"\{PR_(\w+), FV_(\w+)\}", re.search(r"later_values\[\] = \{(.*?)\n\};", read("src/fo/fo_compute.c"), re.S).group(1))

OF = {"VISIBILITY": " of columns"}  # which report_later_value() alone reports

# ---- is it true? ----------------------------------------------------------------------------------------------------------


def words_of_rooms():
    text = ""
    for room in ROOMS:
        for name in sorted(os.listdir(room)):
            if name.endswith((".c", ".h")):
                text += re.sub(r"/\*.*?\*/", "", read(os.path.join(room, name)), flags=re.S)
    return set(re.findall(r"\b(?:PR|FO)_\w+", text))


def read_early():
    """name -> file"""
    return dict(re.findall(r"^(\w+): ([\w/.]+|-): .{10,}$", read("tests/doc/READ_EARLY"), re.M))


def untrue():
    seen, early, bad = words_of_rooms(), read_early(), []
    done = ["FO_" + e[0] for e in ELEMS if e[3] == "yes"] + ["PR_" + p[0] for p in PROPS if p[3] == "yes"]
    for word in done:
        if word in early and word in seen:
            bad.append("%s: is read by layout now: take it out of READ_EARLY" % word)
        elif word in early and early[word] != "-" and not re.search(r"\b%s\b" % word, read(early[word])):
            bad.append("%s: %s does not name it" % (word, early[word]))
        elif word not in early and word not in seen:
            bad.append("%s: the table says yes, but nothing in %s looks at it" % (word, " ".join(ROOMS)))
    for word in early:
        if word not in done:
            bad.append("%s: in READ_EARLY, but the table does not say yes" % word)
    names = {p[0] for p in PROPS}
    bad += ["later_values[]: no property %s" % p for p, _ in LATER if p not in names]
    return bad


# ---- the page ---------------------------------------------------------------------------------------------------------------


def is_ours(name):
    """Of XSL 1.1 itself, not an extension."""
    return ":" not in name or name == "xml:lang"


def base(name):
    return name if ":" in name else name.split(".")[0]


def section_key(section):
    return [int(n) if n.isdigit() else 99 for n in section.split(".")]


def properties():
    """name -> (section, what is done), components joined to their property."""
    found = {}
    for _, name, section, status in PROPS:
        found.setdefault(base(name), (section, []))[1].append((name, status))
    lines = {}
    for name, (section, parts) in found.items():
        statuses = {s for _, s in parts}
        left = [n[len(name):] for n, s in parts if s == "later" and n != name]
        if statuses == {"yes"}:
            said = "yes"
        elif statuses == {"silent"}:
            said = "no effect on a page"
        elif statuses <= {"later"}:
            said = "no"
        elif "optimum" in statuses:
            said = "optimum only"
        else:
            said = "without " + ", ".join(left) if left else "in part"
        lines[name] = (section, said)
    for name, section in SHORT:
        if base(name) not in lines:
            lines[base(name)] = (section, "yes, short-hand" if section.startswith("7.31") else "yes")
    values = {}
    for prop, value in LATER:
        name = next(n for i, n, _, _ in PROPS if i == prop)
        values.setdefault(base(name), []).append(ENUMS[value] + OF.get(prop, ""))
    for name, left in values.items():
        lines[name] = (lines[name][0], lines[name][1] + ", but not " + ", ".join(left))
    return lines


def objects():
    return {name: (section, "yes" if status == "yes" else "no") for _, name, section, status in ELEMS}


def column(lines):
    """`yes' needs no words: only what is not, or not all."""
    out = [".Bl -column \"merge-ranges-across-index-key-references\" \"7.15.10\" \"yes\""]
    for name, (section, said) in sorted(lines.items(), key=lambda x: (section_key(x[1][0]), x[0])):
        out.append(".It %s Ta %s Ta %s" % (name, section, said))
    return "\n".join(out + [".El"])


def count(lines):
    own = [said for name, (_, said) in lines.items() if is_ours(name)]
    return len(own), sum(s.startswith("yes") and "but not" not in s for s in own), own


def structure():
    """The types of PDF that a role may name, and the other roles with what is written for them."""
    others = re.findall(r'^R\("(\w+)", (\w+)\)', read("src/render/ren_role.def"), re.M)
    types = dict(re.findall(r'^T\((\w+), "(\w+)"', read("src/render/tag_type.def"), re.M))
    names = [n for n in types.values() if n not in dict(others)]
    return ", ".join(names), ", ".join("%s (as %s)" % (n, types[t]) for n, t in others)


def page():
    objs, props = objects(), properties()
    n_objs, done_objs, _ = count(objs)
    n_props, done_props, said = count(props)
    none = sum(s == "no" for s in said)
    silent = sum(s == "no effect on a page" for s in said)
    part = n_props - done_props - none - silent
    ours = {n: v for n, v in objs.items() if is_ours(n)}, {n: v for n, v in props.items() if is_ours(n)}
    theirs = {n: v for n, v in {**objs, **props}.items() if not is_ours(n)}
    return r""".\" Made by tests/doc/fo_table.py --write from the tables in src/fo. Do not edit: a test compares.
.Dd November 22, 2026
.Dt ASSAY-FO 7
.Os
.Sh NAME
.Nm assay-fo
.Nd what of XSL-FO 1.1 the layout engine of assay does
.Sh DESCRIPTION
.Xr assay 1
lays out formatting objects of the Extensible Stylesheet Language, version 1.1.
Of its %(n_objs)d objects %(done_objs)d are laid out.
Of its %(n_props)d properties %(done_props)d are obeyed, %(part)d in part, and %(silent)d have no effect on what a page looks like
(they are for speech, or for other kinds of files); %(none)d are not obeyed.
.Pp
The numbers are the sections of the recommendation.
What is not done is never passed over in silence: its use is reported once, as
.Sq fo-unsupported ,
with its place; with
.Fl -strict
that is an error.
An object that is not laid out is left out, and its children stand in its place.
A property that is not obeyed is ignored.
.Pp
The tables below are those the program itself reads; a test holds this page against them, and them against the program.
.Sh OBJECTS
%(objects)s
.Sh PROPERTIES
A compound property is one line;
.Sq optimum only
means that its minimum and maximum are ignored where they differ from it.
.Pp
%(props)s
.Sh EXTENSIONS
Of other formatters
.Pq fox, pdf: Apache FOP; axf: Antenna House Formatter .
.Pp
%(theirs)s
.Sh STRUCTURE
A PDF says what its words are, from the objects and their
.Sq role :
a type of PDF 1.7
.Pq %(types)s
or
.Sq artifact ,
which takes an object out of what is read.
Also taken are %(aliases)s.
.Pp
Without a role a block with words is P, lists and tables are what they are, pictures are Figure, links Link, notes Note;
a block that only holds blocks, and an inline without language or other words of its own, are not in the structure.
Static content, leaders, borders and repeated headers are artifacts, and so is a picture with an empty
.Sq fox:alt-text .
A table or list with a role such as Div only places things: its parts are nothing; the rows of a table that is TOC are TOCI, those of one that is L are LI.
Cells of a header are heads of columns;
.Sq fox:header
on a column and
.Sq axf:scope
on a cell make heads of rows.
What stands in the wrong place is written so that the file conforms, and reported;
.Fl -dump Ns = Ns Cm tags
shows the structure.
.Sh SEE ALSO
.Xr assay 1
.Sh STANDARDS
.Rs
.%%T Extensible Stylesheet Language (XSL) Version 1.1
.%%I W3C
.%%D 5 December 2006
.Re
""" % {"n_objs": n_objs, "done_objs": done_objs, "n_props": n_props, "done_props": done_props, "part": part, "silent": silent,
       "none": none, "objects": column(ours[0]), "props": column(ours[1]), "theirs": column(theirs),
       "types": structure()[0], "aliases": structure()[1]}


def main():
    new = page()
    if "--write" in sys.argv[1:] or os.environ.get("ASSAY_BLESS"):
        with open(PAGE, "w", encoding="utf-8") as f:
            f.write(new)
    old = read(PAGE)
    bad = untrue()
    print("".join(b + "\n" for b in bad), end="")
    print("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), PAGE, "what the tables say")), end="")
    if old != new:
        print("the tables have changed: tests/doc/fo_table.py --write, and look at the difference")
    return 1 if bad or old != new else 0


sys.exit(main())
