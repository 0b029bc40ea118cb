"""A package of QTI 2.1: a file for each question, a test for each quiz, and a list of them all."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from explainer.exports.items import Item

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"

_DAY = (1980, 1, 1, 0, 0, 0)
"""Of all files, so that the same lesson gives the same bytes."""


_CONTROLS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, not even as a number."""


def has_controls(words: str) -> bool:
    return _CONTROLS.search(words) is not None


def packed(made: Sequence[tuple[Item, Element]]) -> bytes:
    quizzes = [
        (f"quiz-{number}", title, [item for item, _ in some])
        for number, (title, some) in enumerate(groupby(made, lambda one: one[0].quiz), start=1)
    ]
    files = {_file(item): element for item, element in made}
    files |= {f"tests/{name}.xml": _test(name, title, items) for name, title, items in quizzes}
    files["imsmanifest.xml"] = _manifest(quizzes)
    return _zipped(files)


def _file(item: Item) -> str:
    return f"items/{item.id}.xml"


def _test(name: str, title: str, items: list[Item]) -> Element:
    root = Element("assessmentTest", {"xmlns": QTI, "identifier": name, "title": title})
    modes = {"navigationMode": "nonlinear", "submissionMode": "individual"}
    part = SubElement(root, "testPart", {"identifier": "part", **modes})
    shown = {"identifier": "section", "title": title, "visible": "true"}
    section = SubElement(part, "assessmentSection", shown)
    for item in items:
        told = {"identifier": item.id, "href": f"../{_file(item)}"}
        SubElement(section, "assessmentItemRef", told)
    return root


def _manifest(quizzes: list[tuple[str, str, list[Item]]]) -> Element:
    root = Element("manifest", {"xmlns": _PACKAGE, "identifier": "manifest"})
    about = SubElement(root, "metadata")
    SubElement(about, "schema").text = "QTIv2.1 Package"
    SubElement(about, "schemaversion").text = "1.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for name, _, items in quizzes:
        test = _resource(resources, name, "imsqti_test_xmlv2p1", f"tests/{name}.xml")
        for item in items:
            SubElement(test, "dependency", {"identifierref": f"item-{item.id}"})
    for item in (item for _, _, items in quizzes for item in items):
        _resource(resources, f"item-{item.id}", "imsqti_item_xmlv2p1", _file(item))
    return root


def _resource(resources: Element, name: str, kind: str, file: str) -> Element:
    made = SubElement(resources, "resource", {"identifier": name, "type": kind, "href": file})
    SubElement(made, "file", {"href": file})
    return made


def _zipped(files: dict[str, Element]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, element in files.items():
            _clean(element)
            indent(element)
            about = ZipInfo(name, _DAY)
            about.compress_type = ZIP_DEFLATED
            archive.writestr(about, tostring(element, "utf-8", xml_declaration=True))
    return packed.getvalue()


def _clean(root: Element) -> None:
    """Without what would make a reader refuse all of the file."""
    for element in root.iter():
        element.text = element.text and _CONTROLS.sub("", element.text)
        for name, value in element.items():
            element.set(name, _CONTROLS.sub("", value))
