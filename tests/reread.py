"""Quizzes that went out, read again by programs that know nothing of ours.

GIFT is read by gift-pegjs and QTI by onyx2moodle; both come to the same as what is asked of
the lesson itself: the stem, and what is right.
"""

from __future__ import annotations

import io
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from onyx2moodle import parser as qti_parser
from playwright.sync_api import Page

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

_PARSER = Path(__file__).parent / "gift" / "gift-parser.js"
_PARSE = "text => { const module = {}; %s; return module.exports.parse(text); }"


def gift(written: bytes, page: Page) -> dict[str, Read]:
    """The parser is a script, so a page runs it."""
    told = page.evaluate(_PARSE % _PARSER.read_text("utf-8"), written.decode())
    questions = [one for one in told if one["type"] != "Category"]
    return {one["title"]: Read(one["stem"]["text"], _gift_key(one)) for one in questions}


def _gift_key(question: dict[str, Any]) -> Key:
    if question["type"] == "Matching":
        pairs = question["matchPairs"]
        return frozenset((one["subquestion"]["text"], _signs(one["subanswer"])) for one in pairs)
    return frozenset(map(_gift_choice, question["choices"]))


def _signs(text: str) -> str:
    """On the right of a pair, the parser leaves signs as Moodle's numbers for them."""
    return re.sub(r"&&(\d{3});", lambda match: chr(int(match[1])), text)


def _gift_choice(choice: dict[str, Any]) -> tuple[str, str]:
    """A weight, where there is one, counts; else its sign does."""
    weight = choice["weight"]
    right = choice["isCorrect"] if weight is None else float(weight) > 0
    return choice["text"]["text"], "yes" if right else "no"


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
