"""Rules of questions: what they name in other files is there, and can be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.check.citing import unknown_mark
from explainer.check.passages import Lesson
from explainer.model import Claim, Option, Place, Question
from explainer.problems import Problem, did_you_mean
from explainer.questions import evidence


def events_to_place_exist(lesson: Lesson) -> Iterator[Problem]:
    """Those that a question asks to place on the ladder, or in an order."""
    known = {event.id for event in lesson.explainer.events}
    placed = ((each, "code") for each in _of_kind("coding", lesson))
    predicted = ((each, "predict") for each in lesson.explainer.predictions)
    for question, word in (*placed, *predicted):
        for name in (option.event for option in question.options):
            if name not in known and not lesson.lost.has_event(name):
                place = lesson.setting(question.place, word)
                hint = did_you_mean(name, known)
                yield Problem(place, f"There is no event '{name}'.", hint, "unknown-event")


def evidence_can_be_found(lesson: Lesson) -> Iterator[Problem]:
    """What a question asks for is among the claims it shows, and something else is too."""
    for question in _of_kind("evidence", lesson):
        place = lesson.setting(question.place, "evidence")
        shown = [option for option in question.options if evidence.is_shown(option)]
        for option in question.options:
            if option not in shown:
                yield from _not_shown(option, shown, place, lesson)
        if shown and all(option.correct for option in shown):
            message = "Every claim that could be chosen here is right."
            hint = "Name fewer claims, or let the record say more around them."
            yield Problem(place, message, hint, "all-right")


def places_can_be_picked(lesson: Lesson) -> Iterator[Problem]:
    """What a question asks for is an area of the map it shows, and another area is too."""
    for question in _of_kind("place", lesson):
        setting = lesson.setting(question.place, "place")
        shown = [option for option in question.options if option.area]
        for option in question.options:
            if option not in shown and not lesson.lost.has_areas:
                yield from _not_on_the_map(option, shown, setting, lesson)
        if shown and all(option.correct for option in shown):
            message = "Every place that could be chosen here is right."
            hint = "Name fewer places, or give more areas of the map a name."
            yield Problem(setting, message, hint, "all-right")


def _not_on_the_map(
    option: Option, shown: list[Option], place: Place, lesson: Lesson
) -> Iterator[Problem]:
    """Where no map is found, only what is right can be blamed; a card without an area was."""
    name = option.text
    known = {each.id: each for each in lesson.explainer.locations}
    where = lesson.setting(place, name)
    if name not in known:
        if (shown or option.correct) and not lesson.lost.has_place(name):
            message = f"There is no place '{name}'."
            yield Problem(where, message, did_you_mean(name, known), "unknown-place")
    elif known[name].at or (shown and known[name].area):
        message = f"'{name}' is no area of the map, so nobody could pick it."
        yield Problem(where, message, "Name a place whose 'area' is on it.", "place-not-on-map")


def speakers_are_in_the_record(lesson: Lesson) -> Iterator[Problem]:
    """Whoever is named as the speaker speaks there, and says what the row cites."""
    for question in _of_kind("speakers", lesson):
        for option in question.options:
            entry = lesson.explainer.record.get(option.claim)
            if option.match not in question.speakers:
                yield from _nobody(question, option, lesson)
            elif isinstance(entry, Claim) and entry.speaker != option.match:
                message = f"This row has '{option.match}' say it, and {entry.id} is said by"
                hint = f"Write {entry.speaker}, or cite another claim."
                place = option.place or question.place
                yield Problem(place, f"{message} {entry.speaker}.", hint, "wrong-speaker")


def _nobody(question: Question, option: Option, lesson: Lesson) -> Iterator[Problem]:
    if lesson.lost.has_people or lesson.lost.has_more_of_the_record(lesson.explainer.record):
        return
    message = f"Nobody called '{option.match}' says anything in the record."
    hint = did_you_mean(option.match, question.speakers)
    yield Problem(option.place or question.place, message, hint, "unknown-speaker")


def _of_kind(kind: str, lesson: Lesson) -> Iterator[Question]:
    return (each for each in lesson.explainer.questions.values() if each.kind == kind)


def _not_shown(
    option: Option, shown: list[Option], place: Place, lesson: Lesson
) -> Iterator[Problem]:
    name = option.claim
    match lesson.explainer.record.get(name):
        case None:
            if not lesson.lost.has_mark(name):
                yield unknown_mark(name, place, lesson.explainer)
        case Claim():
            if shown:
                right = next(each.claim for each in shown if each.correct)
                message = f"'{name}' stands too far from {right} to be shown beside it."
                names = ", ".join(each.claim for each in shown)
                hint = f"Leave it out, since nobody could choose it. Shown are: {names}."
                yield Problem(lesson.setting(place, name), message, hint, "claim-not-shown")
        case _:
            message = f"'{name}' is no claim, since it is nothing that the source says."
            hint = "Name a claim, which begins with c:  Evidence: c7"
            yield Problem(place, message, hint, "not-an-id")
