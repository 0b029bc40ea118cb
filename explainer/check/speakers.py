"""Rules of speaking: whose words they are is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.check.figures import quotations
from explainer.check.passages import Lesson, evidence
from explainer.model import Claim, Explainer, Place, Text, Voice
from explainer.problems import Problem, did_you_mean
from explainer.syntax import marks, plain


def speakers_are_named(lesson: Lesson) -> Iterator[Problem]:
    """Whoever is cited for a thing is named beside it, by name or by a name of their card."""
    every = _every_name(lesson.explainer)
    for passage, plain_texts in zip(lesson.passages, lesson.plain, strict=True):
        if passage.what in ("row", "heading"):
            continue
        named: set[str] | None = None
        for claim in _first_claims(passage.cited, lesson.explainer):
            named = _named(" ".join(plain_texts), every) if named is None else named
            known = _names(claim.speaker, lesson)
            if known and named.isdisjoint(map(_bare, known)):
                place = _place_of_mark(claim.id, passage.texts, passage.place)
                here = f"who is not named in this {passage.what}"
                message = f"{claim.id} is said by {claim.speaker}, {here}."
                yield Problem(
                    place,
                    message,
                    f"Say whose words they are: {_listed(known)}.",
                    "speaker-not-named",
                )


def rows_are_their_speakers(lesson: Lesson) -> Iterator[Problem]:
    """A row of sayings belongs to the one whom its claims are attributed to."""
    for event in lesson.explainer.events:
        for saying in event.sayings:
            for claim in _first_claims(marks(saying.words), lesson.explainer):
                known = _names(claim.speaker, lesson)
                told_by = plain(saying.speaker).casefold()
                if known and told_by and told_by not in map(str.casefold, known):
                    real = f"{claim.id} is said by {claim.speaker}"
                    message = f"This row has '{saying.speaker}' say it, and {real}."
                    hint = f"Write {_listed(known)}, or cite another claim."
                    yield Problem(saying.place, message, hint, "wrong-speaker")


def quoted_words_are_theirs(lesson: Lesson) -> Iterator[Problem]:
    """What a row of sayings puts in quotation marks stands so in a claim that it cites."""
    for event in lesson.explainer.events:
        for saying in event.sayings:
            cited = marks(saying.words)
            if any(lesson.lost.has_mark(m) and m not in lesson.explainer.record for m in cited):
                continue
            entries = evidence(lesson.explainer, cited)
            claims = _bare(" ".join(e.text for e in entries if isinstance(e, Claim)))
            for words in quotations(plain(saying.words)):
                if _bare(words) not in claims:
                    message = f"The words '{words}' stand in no claim cited in this row."
                    hint = "Take the quotation marks away, or cite the claim that has the words."
                    yield Problem(saying.place, message, hint, "quote-not-in-record")


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
            yield Problem(claim.place, message, hint, "speaker-without-card")


def _every_name(explainer: Explainer) -> re.Pattern[str]:
    """Any name of anybody, the longest first: a name within a longer one names nobody."""
    claims = (e for e in explainer.record.values() if isinstance(e, Claim) and e.speaker)
    cards = (name for person in explainer.people for name in (person.name, *person.also))
    names = {_bare(name) for name in (*cards, *(claim.speaker for claim in claims))}
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    return re.compile(rf"(?<![\w-])(?:{listed or '(?!)'})(?![\w-])")


def _named(said: str, every: re.Pattern[str]) -> set[str]:
    return set(every.findall(_bare(said)))


def _bare(name: str) -> str:
    """As names are compared: whatever its letters, line ends and apostrophes."""
    return " ".join(plain(name).casefold().replace("’", "'").split())


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


def _names(speaker: str, lesson: Lesson) -> tuple[str, ...]:
    """By what a speaker may be called; nothing if that cannot be told without the cards."""
    alone = () if lesson.lost.has_people or not speaker else (speaker,)
    return _card(speaker, lesson.explainer) or alone


def _place_of_mark(mark: str, texts: tuple[Text, ...], otherwise: Place) -> Place:
    """The line on which a mark first stands."""
    for text in texts:
        at = text.text.lower().find(f"[^{mark}]")
        if at >= 0:
            return text.line(text.text.count("\n", 0, at))
    return otherwise


def _listed(names: tuple[str, ...]) -> str:
    return " or ".join(names[:4])
