"""What the suites share: running the program, and the words of a document."""
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET

TIMEOUT = 60
FO = "{http://www.w3.org/1999/XSL/Format}"


class Result:
    """One case: failures is a list of (check, expected, got)."""

    def __init__(self, name, failures, group=None):
        self.name, self.failures, self.group = name, failures, group


def call(args, **kw):
    try:
        p = subprocess.run(args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT, **kw)
        return p.returncode, p.stdout.decode("utf-8", "replace"), p.stderr.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        return -1, "", "no end after %d s" % TIMEOUT


def first_error(rc, err):
    if rc < 0:
        return "killed by signal %d" % -rc if rc != -1 else err
    for line in err.splitlines():
        if re.search(r": (error|unsupported):", line):
            return re.sub(r"^\S+?(:\d+:\d+)?: ", "", line)[:160]
    return (err.splitlines() or ["exit status %d" % rc])[0][:160]


def words_of(text):
    """Letters and digits; ligatures (U+FB01) as the letters they stand for, as pdftotext gives them for ours."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text.replace("\u00ad", "")))


def lost_words(fo_text, drawn_text):
    """Words may be divided by hyphens and line ends: what counts is the letters, in one string."""
    drawn = "".join(words_of(drawn_text)).lower()
    return [w for w in dict.fromkeys(words_of(fo_text)) if w.lower() not in drawn]


def is_shown(n):
    """Not what is retrieved elsewhere, or asked not to be seen."""
    if not isinstance(n.tag, str) or not n.tag.startswith(FO):
        return False
    if n.tag in (FO + "marker", FO + "title", FO + "bookmark-title"):
        return False
    return n.get("visibility", "visible") == "visible" and n.get("display") != "none"


def flow_text(root):
    """Each word of the flows; what is out of line or drawn otherwise is left out."""
    words = []

    def walk(n):
        if not is_shown(n):
            return
        words.extend(words_of(n.text or ""))
        for c in n:
            walk(c)
            words.extend(words_of(c.tail or ""))

    for flow in root.iter(FO + "flow"):
        walk(flow)
    return " ".join(words)


def read_fo(path):
    """The tree of an FO file; a case of the suites may be in an encoding that the program refuses (safety rule R9)."""
    with open(path, "rb") as f:
        return ET.fromstring(f.read())


def write_marked(root, path, wanted=None):
    """The same FO in UTF-8, with an id on every shown object of the flows that has none; returns the ids by object.
    wanted: the local names that get one (all)."""
    ids = {}

    def walk(n):
        if not is_shown(n):
            return
        name = n.tag[len(FO):]
        if wanted is None or name in wanted:
            if not n.get("id"):
                n.set("id", "case-%d" % (len(ids) + 1))
            ids[n.get("id")] = n
        for c in n:
            walk(c)

    for flow in root.iter(FO + "flow"):
        walk(flow)
    ET.register_namespace("fo", FO[1:-1])
    ET.ElementTree(root).write(path, encoding="UTF-8", xml_declaration=True)
    return ids


def drawn_ids(tree):
    """The ids of the areas of a dump, and each one's first area."""
    areas = {}
    for a in tree.iter():
        if a.get("prod-id"):
            areas.setdefault(a.get("prod-id"), a)
    return areas


def lost_cells(ids, areas):
    """Table cells that have no area."""
    return [i for i, n in ids.items() if n.tag == FO + "table-cell" and i not in areas]
