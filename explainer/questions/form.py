"""What a browser sends for any kind: bounded, and believed in nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainer.model import Mark, Response

MOST = 64
"""No question has more controls; what comes after them is not looked at."""

LONGEST = 200
"""Characters in one value."""

SUREST = 3
"""How sure a learner can be, from 1 on."""

LONGEST_SINCE = 30 * 24 * 3600
"""Seconds. Who read the section longer ago than a month counts as not having read it."""

_ID = re.compile(r"[0-9a-f]{8}")
_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass(frozen=True, slots=True)
class Submission:
    """One press of the button."""

    question: str
    pairs: tuple[tuple[str, str], ...]
    """The form's names and values, as in an HTML form; for `given` of the question's kind."""
    key: str
    """Made by the browser: the same key is the same press, however often it arrives."""
    confidence: int | None = None
    looked: bool = False
    since: int | None = None
    """These three as in `Answer`."""


def submission(payload: object) -> Submission | None:
    """What the component's trigger `answer` carries, or None if it is no such thing."""
    if not isinstance(payload, Mapping):
        return None
    question, key, pairs = (payload.get(name) for name in ("question", "key", "pairs"))
    if not (isinstance(question, str) and isinstance(key, str) and isinstance(pairs, Sequence)):
        return None
    if len(question) > LONGEST or not _KEY.fullmatch(key):
        return None
    return Submission(
        question,
        tuple(_pairs(pairs)),
        key,
        confidence=_within(payload.get("confidence"), 1, SUREST),
        looked=payload.get("looked") is True,
        since=_within(payload.get("since"), 0, LONGEST_SINCE),
    )


def picked(pairs: Sequence[tuple[str, str]], name: str) -> Response:
    """The option ids sent under one name."""
    return tuple(value for key, value in pairs[:MOST] if key == name and is_id(value))


def paired(pairs: Sequence[tuple[str, str]]) -> Response:
    """Ids of options with the ids that were chosen for them, as `one:other`."""
    chosen = [pair for pair in pairs[:MOST] if is_id(pair[0]) and is_id(pair[1])]
    return tuple(f"{one}:{other}" for one, other in chosen)


def is_id(text: str) -> bool:
    """Whether this could be the id of an option."""
    return _ID.fullmatch(text) is not None


def mark(score: float) -> Mark:
    return Mark(correct=score == 1, score=float(score))


def _pairs(items: Sequence[object]) -> Iterator[tuple[str, str]]:
    for item in items[:MOST]:
        match item:
            case [str(name), str(value)] if len(name) <= LONGEST and len(value) <= LONGEST:
                yield name, value


def _within(value: object, least: int, most: int) -> int | None:
    """A whole number in its bounds; whatever else a browser says is as good as nothing."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if least <= value <= most else None
