"""Rules of speaking: whose words they are is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.check.passages import Lesson
from explainer.model import Claim, Explainer, Place, Text, Voice
from explainer.problems import Problem, did_you_mean
from explainer.syntax import marks, plain


def speakers_are_named(lesson: Lesson) -> Iterator[Problem]:
    """Whoever is cited for a thing is named beside it, by name or by a name of their card."""
    for passage, plain_texts in zip(lesson.passages, lesson.plain, strict=True):
        if passage.what in ("row", "heading"):
            continue
        said = " ".join(" ".join(plain_texts).lower().split())
        for claim in _first_claims(passage.cited, lesson.explainer):
            known = _names(claim.speaker, lesson.explainer)
            if not any(_stands(name.lower(), said) for name in known):
                place = _place_of_mark(claim.id, passage.texts, passage.place)
                here = f"who is not named in this {passage.what}"
                message = f"{claim.id} is said by {claim.speaker}, {here}."
                hint = f"Say whose words they are: {_listed(known)}."
                yield Problem(place, message, hint)


def rows_are_their_speakers(lesson: Lesson) -> Iterator[Problem]:
    """A row of sayings belongs to the one whom its claims are attributed to."""
    for event in lesson.explainer.events:
        for saying in event.sayings:
            for claim in _first_claims(marks(saying.words), lesson.explainer):
                known = _names(claim.speaker, lesson.explainer)
                told_by = plain(saying.speaker).casefold()
                if told_by and told_by not in map(str.casefold, known):
                    real = f"{claim.id} is said by {claim.speaker}"
                    message = f"This row has '{saying.speaker}' say it, and {real}."
                    hint = f"Write {_listed(known)}, or cite another claim."
                    yield Problem(saying.place, message, hint)


def speakers_have_cards(lesson: Lesson) -> Iterator[Problem]:
    """Each voice is somebody's; a lesson without cards may do without."""
    people = lesson.explainer.people
    known = {name for person in people for name in (person.name, *person.also)}
    for claim in lesson.explainer.record.values():
        if not known or not isinstance(claim, Claim) or claim.voice is not Voice.ATTRIBUTED:
            continue
        if claim.speaker and not _card(claim.speaker, lesson.explainer):
            message = f"{claim.id} is said by '{claim.speaker}', who has no card."
            hint = f"{did_you_mean(claim.speaker, known)} Or write a card in people.md."
            yield Problem(claim.place, message, hint)


def _first_claims(cited: tuple[str, ...], explainer: Explainer) -> Iterator[Claim]:
    """For each speaker that a text cites, the first claim that is theirs."""
    seen: set[str] = set()
    for mark in cited:
        entry = explainer.record.get(mark)
        attributed = isinstance(entry, Claim) and entry.voice is Voice.ATTRIBUTED
        if isinstance(entry, Claim) and attributed and entry.speaker not in seen:
            seen.add(entry.speaker)
            yield entry


def _card(speaker: str, explainer: Explainer) -> tuple[str, ...]:
    """All names on the card that has this one; none if there is no such card."""
    every = ((person.name, *person.also) for person in explainer.people)
    said = speaker.casefold()
    return next((names for names in every if said in map(str.casefold, names)), ())


def _names(speaker: str, explainer: Explainer) -> tuple[str, ...]:
    return _card(speaker, explainer) or (speaker,)


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _place_of_mark(mark: str, texts: tuple[Text, ...], otherwise: Place) -> Place:
    """The line on which a mark first stands."""
    for text in texts:
        at = text.text.lower().find(f"[^{mark}]")
        if at >= 0:
            return text.line(text.text.count("\n", 0, at))
    return otherwise


def _listed(names: tuple[str, ...]) -> str:
    return " or ".join(names[:4])
