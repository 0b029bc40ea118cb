"""Fill-in: a line `Answer: 9 | nine`. Tolerant of how a thing is written, not of what it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from difflib import get_close_matches
from types import MappingProxyType

from explainer.model import Explainer, Mark, Option, Part, Place, Question, Response
from explainer.problems import ContentError
from explainer.questions import form, shape
from explainer.syntax import Block, without_marks

NAME = "text"
"""Of the form's control."""

_LABEL = re.compile(r"[*_]*answers?\s*[:=\uff1a][*_]*\s*", re.IGNORECASE)
_ALMOST = re.compile(r"[*_]*([A-Za-z]{4,9})\b")
_BAR = re.compile(r"(?<!\\)\|")

_ALIKE = str.maketrans(
    {
        "\u064a": "\u06cc",  # Arabic and Persian keyboards write yeh and kaf differently,
        "\u0649": "\u06cc",
        "\u0643": "\u06a9",  # and readers see the same letter.
        "\u0640": None,
        "'": None,
        "\u2018": None,
        "\u2019": None,
        "\u02bc": None,
        "`": None,
    }
)

_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u066b": ".", "\u066c": ",", "\u2019": "'"})
_SPACES = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[-+]?\d+(?:([.,'])\d+)*")
_GROUPED = MappingProxyType(
    {mark: re.compile(rf"[-+]?[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+") for mark in ".,'"}
)


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    line = next((block for block in blocks if _is_meant(block)), None)
    if line is None:
        return None
    shape.refuse_strays(blocks, "paragraph", "the answers")
    _check_alone(blocks, line)
    texts = [text.replace(r"\|", "|").strip() for text in _BAR.split(_answers(line))]
    _check_empty(texts, line)
    once = {same(text): text for text in reversed(texts)}
    return tuple(Option(text, correct=True, place=line.place) for text in reversed(once.values()))


def template(_lesson: Explainer) -> str:
    return "Answer: the word | another way to write it"


def whole(question: Question, _lesson: Explainer) -> Question:
    return question


def shuffled(_question: Question, _seed: str) -> tuple[Option, ...]:
    """Nothing to show: the options are the key."""
    return ()


def given(pairs: Sequence[tuple[str, str]]) -> Response:
    texts = [_typed(text) for name, text in pairs[: form.MOST] if name == NAME]
    return tuple(text for text in texts[:1] if 0 < len(text) <= form.LONGEST)


def grade(question: Question, response: Response) -> Mark:
    if len(response) != 1 or len(response[0]) > form.LONGEST:
        return form.mark(0)
    return form.mark(any(equal(response[0], option.text) for option in question.options))


def feedback(_question: Question, response: Response) -> tuple[tuple[str, str], ...]:
    """What was typed, with every sign escaped: a learner's words are no Markdown."""
    texts = [text for text in response[:1] if len(text) <= form.LONGEST]
    return tuple((re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text), "") for text in texts)


def key(question: Question) -> Response:
    return tuple(option.text for option in question.options[:1])


def meaning(question: Question) -> tuple[Part, ...]:
    """Every answer that is taken, as it is compared: one more or one less is another key."""
    return tuple(
        Part((), text) for text in sorted(same(option.text) for option in question.options)
    )


def equal(typed: str, wanted: str) -> bool:
    """Whether two answers are the same. A number equals numbers only: 3-5 is not 3.5."""
    number = readings(wanted)
    if number:
        return bool(number & readings(typed))
    return same(typed) == same(wanted) != ""


def same(text: str) -> str:
    """The words alone, as they are compared: without case, signs, and twice the space."""
    number = readings(text)
    if number:
        return str(min(number).normalize())
    folded = _folded(text).translate(_ALIKE)
    kept = [" " if unicodedata.category(sign)[0] in "PZC" else sign for sign in folded]
    return " ".join("".join(kept).split())


def readings(text: str) -> frozenset[Decimal]:
    """The numbers a text can be: 1.000 is one to some and a thousand to others."""
    bare = _folded(text).translate(_SIGNS).strip(" .,;:!?()[]\"'%\u066a")
    digits = _SPACES.sub("", bare)
    match = _NUMBER.fullmatch(digits)
    if not match:
        return frozenset()
    return frozenset(Decimal(found) for found in _readings(digits))


def is_number(question: Question) -> bool:
    """Whether the first answer is a number, so that a phone may show its number keys."""
    return min(readings(question.options[0].text), default=-1) >= 0


def _readings(digits: str) -> set[str]:
    marks = [sign for sign in digits if sign in ".,'"]
    found = {digits.replace(mark, "") for mark in set(marks) if _GROUPED[mark].fullmatch(digits)}
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        whole, _, part = digits.rpartition(marks[-1])
        grouped = _GROUPED[marks[0]].fullmatch(whole)
        return {f"{whole.replace(marks[0], '')}.{part}"} if grouped else set()
    if marks in (["."], []) or (marks == [","] and not found):
        found.add(digits.replace(",", "."))
    return found


def _folded(text: str) -> str:
    """Width, case and the digits of any script made one; invisible signs taken away."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    seen = [sign for sign in wide if unicodedata.category(sign) != "Cf"]
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in seen)


def _typed(text: str) -> str:
    """Text that any store can hold: no control characters, no half of a pair."""
    kept = [" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text]
    return "".join(kept).strip()


def _is_meant(block: Block) -> bool:
    if block.kind != "paragraph":
        return False
    if not _LABEL.match(block.text):
        _refuse_almost(block)
        return False
    return True


def _refuse_almost(block: Block) -> None:
    word = _ALMOST.match(block.text)
    if word and get_close_matches(word[1].lower(), ("answer", "answers"), n=1, cutoff=0.8):
        message = f"'{block.text.splitlines()[0]}' is no answer yet."
        raise ContentError(block.place, message, "Write it as:  Answer: 9 | nine", "empty-answer")


def _answers(line: Block) -> str:
    text = without_marks(_LABEL.sub("", line.text.split("\n")[0], count=1))
    return re.sub(r"^\*+|\*+$", "", text)


def _check_alone(blocks: Sequence[Block], line: Block) -> None:
    for block in blocks:
        if block is not line:
            message = "A second paragraph stands beside the answer."
            hint = "Put all answers on one line, with bars between them:  Answer: 9 | nine"
            raise ContentError(block.place, message, hint, "second-paragraph")
    if "\n" in line.text.strip():
        place = Place(line.place.file, line.place.line + 1)
        hint = "Leave an empty line between the answer and what follows it."
        raise ContentError(place, "The answer goes on in a second line.", hint, "answer-goes-on")


def _check_empty(texts: Sequence[str], line: Block) -> None:
    if not all(same(text) for text in texts):
        message = "An answer is empty." if len(texts) > 1 else "The answer is empty."
        hint = "Write what a learner should type:  Answer: 9 | nine"
        raise ContentError(line.place, message, hint, "empty-answer")
    long = next((text for text in texts if len(text) > form.LONGEST), "")
    if long:
        hint = f"Nobody types more than {form.LONGEST} characters: ask for a word or a number."
        raise ContentError(
            line.place, f"The answer '{long[:30]}...' is too long.", hint, "answer-too-long"
        )
