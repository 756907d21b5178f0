"""own.py: what the built-in catalogues say in words of our own, which a language translates; official titles are not."""
import glob
import os
import xml.etree.ElementTree as ET

CAT = "{urn:assay:catalog:1}"
OWN = {  # what is ours in a catalogue: element -> (attribute that names it, part, attribute or child that holds the text)
    "task": [("id", "label", "label"), ("id", "summary", "summary"), ("id", "hint", "hint"), ("id", "typical", "typical")], "practice": [("id", "label", "label")],
    "clause": [("id", "about", "about")], "clauses": [(None, "note", "note")], "id": [("ref", "fate", "fate")],
    "item": [("id", "label", "label"), ("id", "statement", "statement")], "policy": [(None, "policy", None)], "standing": [(None, "standing", None)],
    "revision": [("about", "about", "about")], "mapping": [("version", "note", "note")], "entry": [("id", "title", "title")]}


def own_words(source):
    """(reference, of, part, text) of each"""
    for path in sorted(glob.glob(os.path.join(source, "src/catalog/data/*.xml"))):
        root = ET.parse(path).getroot()
        ref = os.path.basename(path)[:-4]
        for element in root.iter():
            for key, part, held in OWN.get(element.tag.replace(CAT, ""), []):
                if part == "title" and root.get("titles") == "official":
                    continue
                text = element.text if held is None else element.get(held) or element.findtext(CAT + held)
                if text:
                    # What a revision is about is the same text in all versions: the framework without its version.
                    of = ref.split("-")[0] if element.tag == CAT + "revision" else ref
                    yield of, element.get(key) if key else None, part, text
