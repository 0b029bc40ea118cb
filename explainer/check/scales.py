"""Rules of scales: a value is the one that its source gives, and a code is one that a scale has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.check.passages import Lesson, evidence, evidence_text
from explainer.model import Code, Coding, Event, Place, Scale
from explainer.problems import Problem, did_you_mean
from explainer.syntax import plain

_NUMBER = re.compile(r"[-−+]?\d+(?:\.\d+)?")


def values_stand_in_their_sources(lesson: Lesson) -> Iterator[Problem]:
    """To the last decimal, and with its sign: behind the code, the report gives the value."""
    for scale in lesson.explainer.scales:
        entries = evidence(lesson.explainer, scale.source)
        if not any(mark.startswith("s") for mark in scale.source) or _rests_on_lost(scale, lesson):
            continue  # said already
        said = " ".join(plain(evidence_text(entry)) for entry in entries)
        for code in scale.codes:
            given = [*_given(code.code, said)]
            if code.value not in (value for _, value in given):
                yield _unproved(code, scale, given[0][0] if given else "")


def codes_are_known(lesson: Lesson) -> Iterator[Problem]:
    """A lesson may leave events without codes; a code it names is one of the scale."""
    for event in lesson.explainer.events:
        place = lesson.setting(event.place, "codes")
        for coding in event.codings:
            yield from _coding(coding, place, lesson)
        yield from _reason_without_codes(event, lesson)


def _coding(coding: Coding, place: Place, lesson: Lesson) -> Iterator[Problem]:
    scales = {scale.id: scale for scale in lesson.explainer.scales}
    scale = scales.get(coding.scale)
    if scale is None:
        if not lesson.lost.has_scale(coding.scale):
            message = f"There is no scale '{coding.scale}' in scales.md."
            yield Problem(place, message, did_you_mean(coding.scale, scales), "unknown-scale")
        return
    for name in coding.codes:
        if scale.codes and not scale.code(name) and not _is_written(name, scale, lesson):
            known = [code.code.lower() for code in scale.codes]
            message = f"The scale '{scale.id}' has no code '{name}'."
            yield Problem(place, message, did_you_mean(name, known), "unknown-code")


def _reason_without_codes(event: Event, lesson: Lesson) -> Iterator[Problem]:
    if event.because and not event.codings:
        place = lesson.setting(event.place, "codes because")
        hint = "Add the codes:  - codes: the-scale 12"
        yield Problem(
            place,
            "This says why the event has codes, and it has none.",
            hint,
            "reason-without-codes",
        )


def _rests_on_lost(scale: Scale, lesson: Lesson) -> bool:
    """Whether a report that is cited is not there, for which its mark is blamed."""
    return any(mark not in lesson.explainer.record for mark in scale.source)


def _is_written(code: str, scale: Scale, lesson: Lesson) -> bool:
    """Whether a row has it that could not be understood, and is blamed for it."""
    row = re.compile(rf"\s*\|?\s*{re.escape(code)}\s*\|", re.IGNORECASE)
    return any(row.match(text.text) for text in lesson.texts.get(scale.place.file, ()))


def _given(code: str, said: str) -> Iterator[tuple[str, float]]:
    """The first number behind each place where a text names a code, as written and as a value."""
    named = re.compile(rf"(?<![\w.-]){re.escape(code)}(?![\w-]|\.\d)", re.IGNORECASE)
    for match in named.finditer(said):
        number = _NUMBER.search(said, match.end())
        if number:
            yield number[0], float(number[0].replace("−", "-"))


def _unproved(code: Code, scale: Scale, other: str) -> Problem:
    source = " and ".join(scale.source)
    hint = f"Write what the scale says, or mend the row of {source} in the record."
    if other:
        message = (
            f"This row gives {code.code} the value {code.written}; by {source}, it is {other}."
        )
        return Problem(code.place, message, hint, "value-not-in-source")
    does = "does" if len(scale.source) == 1 else "do"
    message = f"{source} {does} not give a value for the code {code.code}."
    hint = f"Add it to the row of {source}, as in:  {code.code} {code.written}"
    return Problem(code.place, message, hint, "value-not-in-source")
