"""Quizzes that went out, read again by programs that know nothing of ours.

GIFT is read by pygiftparser and QTI by onyx2moodle; both come to the same as what is asked of
the lesson itself: the stem, and what is right.
"""

from __future__ import annotations

import gc
import io
import re
import tempfile
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

from lxml import etree
from onyx2moodle import parser as qti_parser

from explainer.model import Question
from explainer.syntax import plain

Key = frozenset[tuple[str, str]]
"""Each thing with what is right of it: yes or no, its place, or what belongs to it."""


@dataclass(frozen=True, slots=True)
class Read:
    """A question as it came back."""

    stem: str
    key: Key


def of_lesson(question: Question) -> Read:
    texts = [plain(option.text) for option in question.options]
    match question.kind:
        case "sequencing":
            key = [(text, str(at)) for at, text in enumerate(texts, start=1)]
        case "matching" | "speakers":
            spare = {*question.speakers} - {option.match for option in question.options}
            rights = [plain(option.match) for option in question.options]
            key = [*zip(texts, rights, strict=True), *(("", plain(name)) for name in spare)]
        case _:
            key = [(plain(o.text), "yes" if o.correct else "no") for o in question.options]
    return Read(plain(question.stem), frozenset(key))


# --- GIFT -------------------------------------------------------------------------------

_WEIGHT = re.compile(r"^[=~](?:%(-?[\d.]+)%)?(.*)$", re.DOTALL)


@cache
def _gift_parser() -> ModuleType:
    """When it is first imported it makes its tables, and leaves a file of theirs open."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pygiftparser import parser  # noqa: PLC0415

        gc.collect()
    assert isinstance(parser, ModuleType)
    return parser


def gift(written: bytes) -> dict[str, Read]:
    found = {}
    for question in _gift_parser().parse(written.decode()).questions:
        options = [option.raw_text for option in question.answer.options]
        stem = re.sub(r"^\[plain\]", "", question.text)
        found[question.name] = Read(_bare(stem), _gift_key(options))
    return found


def _gift_key(options: list[str]) -> Key:
    if all(" -> " in option or option.startswith("= ->") for option in options):
        sides = [option.removeprefix("=").split("->") for option in options]
        return frozenset((_bare(left), _bare(right)) for left, right in sides)
    return frozenset(map(_gift_option, options))


def _gift_option(raw: str) -> tuple[str, str]:
    match = _WEIGHT.match(raw)
    assert match
    weight = float(match[1]) if match[1] else 100 * (raw[0] == "=")
    return _bare(match[2]), "yes" if weight > 0 else "no"


def _bare(text: str) -> str:
    return re.sub(r"\\([\\~=#{}:])", r"\1", text).strip()


# --- QTI --------------------------------------------------------------------------------


def qti(written: bytes) -> dict[str, Read]:
    """By the list of the package, and each item by its file."""
    found = {}
    with ZipFile(io.BytesIO(written)) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)
        manifest = etree.parse(str(Path(folder) / "imsmanifest.xml"))
        files = manifest.xpath("//*[@type='imsqti_item_xmlv2p1']/@href")
        for file in files:
            item = qti_parser.parse_item(Path(folder) / file)
            found[item.identifier] = Read(_stem(item), _qti_key(item))
    return found


def _stem(item: qti_parser.AssessmentItem) -> str:
    told = item.body_xml.find(".//{*}prompt")
    return str((told if told is not None else item.body_xml.find("{*}p")).text)


def _qti_key(item: qti_parser.AssessmentItem) -> Key:
    declared = item.response_decls["RESPONSE"]
    if declared.cardinality == "ordered":  # the one interaction that the parser passes over
        shown = item.body_xml.findall(".//{*}simpleChoice")
        words = {one.get("identifier"): one.text for one in shown}
        return frozenset((words[n], str(at)) for at, n in enumerate(declared.correct_values, 1))
    (asked,) = item.interactions
    if asked.kind == "textEntry":
        return frozenset((text, "yes") for text, weight in declared.mapping.items() if weight > 0)
    if asked.kind == "match":
        return _qti_pairs(asked, declared.correct_values)
    right = {name for name, weight in declared.mapping.items() if weight > 0}
    assert {*declared.correct_values} <= right
    return frozenset(
        (one.html, "yes" if one.identifier in right else "no") for one in asked.choices
    )


def _qti_pairs(asked: qti_parser.Interaction, values: list[str]) -> Key:
    words = {one.identifier: one.html for one in (*asked.match_sources, *asked.match_targets)}
    pairs = [value.split(" ") for value in values]
    used = {right for _, right in pairs}
    spare = [one.identifier for one in asked.match_targets if one.identifier not in used]
    return frozenset(
        [*((words[a], words[b]) for a, b in pairs), *(("", words[name]) for name in spare)]
    )
