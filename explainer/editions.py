"""Whether a question is still the one that was answered: mended words keep its history.

A question's id says which it is; its parts say what it means. When an author mends a word, the
answers stay, and their option ids are carried over; when the key changes, a new series begins.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from difflib import SequenceMatcher
from types import MappingProxyType

from explainer.model import Explainer, Part, Question, Response, Wording, option_id
from explainer.questions import QUESTIONS
from explainer.syntax import plain

ALIKE = 0.8
"""Share of letters (difflib's ratio) from which on a text counts as mended, not replaced."""

_ID = re.compile(r"\b[0-9a-f]{8}\b")
_NUMBER = re.compile(r"\d+")


def wording(question: Question) -> Wording:
    """The question's meaning as it stands, the first of a series until one is found for it."""
    parts = QUESTIONS[question.kind].meaning(question)
    written = json.dumps([question.kind, sorted(astuple(part) for part in parts)])
    name = hashlib.sha256(written.encode()).hexdigest()[:16]
    return Wording(question.id, name, name, question.kind, parts)


def continued(question: Question, known: Sequence[Wording]) -> Wording:
    """The question's wording in the series it goes on with, if one of the known is its own.

    `known` are the wordings this question has had, the oldest first.
    """
    now = wording(question)
    for old in reversed(known):
        if old.id == now.id:
            return old
    for old in reversed(known):
        if _pairs(old, now) is not None:
            return replace(now, edition=old.edition)
    return now


def series(lesson: Explainer, known: Sequence[Wording]) -> Mapping[str, Wording]:
    """Every question's wording, by its id, in the series it goes on with."""
    before: dict[str, list[Wording]] = defaultdict(list)
    for each in known:
        before[each.question].append(each)
    return {name: continued(item, before[name]) for name, item in lesson.answerable.items()}


def carried(response: Response, old: Wording, now: Wording) -> Response:
    """A response to an older wording, in the option ids of the wording that stands now."""
    names = _names(old, now)
    return tuple(_ID.sub(lambda found: names.get(found[0], found[0]), given) for given in response)


def _names(old: Wording, now: Wording) -> Mapping[str, str]:
    """New option ids by old ones. Typed answers have none, so nothing typed is ever changed."""
    pairs = _pairs(old, now) or ()
    texts = [(_ids(old.question, one), _ids(now.question, other)) for one, other in pairs]
    return MappingProxyType(
        {name: new for ids, news in texts for name, new in zip(ids, news, strict=True)}
    )


def _ids(question: str, part: Part) -> tuple[str, ...]:
    """The ids of an option and of its match, as `model` and `questions.matching` make them."""
    signs = ("", "=")
    return tuple(
        option_id(question, sign + text) for sign, text in zip(signs, part.texts, strict=False)
    )


def _pairs(old: Wording, now: Wording) -> tuple[tuple[Part, Part], ...] | None:
    """Each part with what has become of it, or None where one has become something else."""
    if old.kind != now.kind or len(old.parts) != len(now.parts):
        return None
    kept = [part for part in old.parts if part in now.parts]
    gone = [part for part in old.parts if part not in now.parts]
    come = [part for part in now.parts if part not in old.parts]
    found = [(part, part) for part in kept]
    for part in gone:
        heir = _heir(part, come, old, now)
        if heir is None:
            return None
        come.remove(heir)
        found.append((part, heir))
    return tuple(found)


def _heir(part: Part, come: Sequence[Part], old: Wording, now: Wording) -> Part | None:
    fitting = [other for other in come if _is_mended(part, other, old, now)]
    return max(fitting, key=lambda other: _likeness(part, other), default=None)


def _is_mended(part: Part, other: Part, old: Wording, now: Wording) -> bool:
    """The same role, and each text either the same or mended; a swap of two texts is no mending."""
    if part.role != other.role or not part.texts:
        return False
    before = {text for each in old.parts for text in each.texts}
    after = {text for each in now.parts for text in each.texts}
    return all(
        one == two or (two not in before and one not in after and _is_alike(one, two))
        for one, two in zip(part.texts, other.texts, strict=True)
    )


def _likeness(part: Part, other: Part) -> float:
    return sum(_ratio(one, two) for one, two in zip(part.texts, other.texts, strict=True))


def _is_alike(one: str, two: str) -> bool:
    """Mended words leave the numbers as they are: nine is not seven."""
    return _NUMBER.findall(one) == _NUMBER.findall(two) and _ratio(one, two) >= ALIKE


def _ratio(one: str, two: str) -> float:
    return SequenceMatcher(None, plain(one).casefold(), plain(two).casefold()).ratio()
