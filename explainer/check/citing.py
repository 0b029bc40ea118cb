"""Rules of citing: everything rests on the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.check.passages import FREE, TITLED, Lesson, passages
from explainer.model import Claim, Explainer, Place
from explainer.problems import Problem
from explainer.questions.choice import SILENCE
from explainer.syntax import MARK, almost_marks, marks, without_code


def everything_cites(lesson: Lesson) -> Iterator[Problem]:
    for passage in lesson.passages:
        told = passage.texts[1:] if passage.what in TITLED else passage.texts
        cites = passage.cited or almost_marks(passage.text)
        if told and not cites and passage.what not in FREE:
            name = "quotation" if passage.what == "quote" else passage.what
            hint = "End it with the claim it rests on, as in  [^c7]"
            yield Problem(told[0].place, f"This {name} cites nothing.", hint, "cites-nothing")


def marks_resolve(lesson: Lesson) -> Iterator[Problem]:
    """Wherever a mark stands, shown or not: in the story, a wrong choice, teachers' notes."""
    record = lesson.explainer.record
    for text in lesson.explainer.texts:
        if "[^" not in text.text:
            continue
        shown = without_code(text.text)
        for match in MARK.finditer(shown):
            mark = match[1].lower()
            if mark not in record and not lesson.lost.has_mark(mark):
                place = text.line(shown.count("\n", 0, match.start()))
                yield unknown_mark(mark, place, lesson.explainer)


def silence_is_cited(lesson: Lesson) -> Iterator[Problem]:
    """An answer that the source does not say a thing points to the silence in the record."""
    for question in lesson.explainer.questions.values():
        key = [option.text for option in question.options if option.correct]
        silent = any(SILENCE.search(text) for text in key)
        if silent and not any(mark.startswith("n") for mark in marks(question.why)):
            told = (text for text in question.told if "why" in text.text[:6].lower())
            place = next((text.place for text in told), question.place)
            message = "The answer is that the source does not say, and the 'Why:' shows no silence."
            hint = "Cite what the record lists as not stated, as in  [^n1]"
            yield Problem(place, message, hint, "silence-not-cited")


def unused(explainer: Explainer) -> Iterator[Problem]:
    """Claims the lesson never uses: information, not a fault."""
    used = {mark for passage in passages(explainer) for mark in passage.marks}
    for claim in explainer.record.values():
        if isinstance(claim, Claim) and claim.id not in used:
            yield Problem(
                claim.place, f"Nothing in the lesson uses {claim.id}.", "", "unused-claim"
            )


def unknown_mark(mark: str, place: Place, explainer: Explainer) -> Problem:
    family = [name for name in explainer.record if name[0] == mark[0]]
    hint = "Marks begin with c, n, d or s, and name a row of the record, as in  [^c7]"
    if family:
        last = max(family, key=lambda name: int(re.sub(r"\D", "", name)))
        hint = f"The last mark with {mark[0]} is {last}."
    elif mark[0] in "cnds":
        hint = f"The record has no row with {mark[0]} yet."
    return Problem(place, f"There is no '{mark}' in the record.", hint, "unknown-claim")
