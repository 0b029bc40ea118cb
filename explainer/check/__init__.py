"""Rules that hold across files. Each is a function from a Lesson to its Problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from explainer.check import (
    asking,
    channels,
    citing,
    events,
    misreadings,
    numbers,
    order,
    places,
    predictions,
    questions,
    scales,
    spans,
    speakers,
    whole,
)
from explainer.check.lost import Lost
from explainer.check.passages import Lesson, lesson
from explainer.model import Explainer
from explainer.problems import Problem

NOTHING_LOST = Lost()

Rule = Callable[[Lesson], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    citing.everything_cites,
    citing.marks_resolve,
    citing.silence_is_cited,
    speakers.speakers_are_named,
    speakers.rows_are_their_speakers,
    speakers.quoted_words_are_theirs,
    speakers.speakers_have_cards,
    numbers.figures_stand_in_the_record,
    numbers.weekdays_agree,
    order.no_circles,
    order.order_agrees_with_dates,
    whole.ids_are_unique,
    whole.links_resolve,
    whole.charts_exist,
    spans.days_can_be_counted,
    whole.questions_exist,
    whole.questions_belong,
    misreadings.misreadings_exist,
    misreadings.only_what_is_wrong_names_one,
    questions.skills_are_known,
    questions.likes_are_asked_first,
    questions.stand_ins_wait,
    events.events_hang_together,
    events.dates_go_together,
    events.other_days_are_others,
    events.reports_hold_their_days,
    events.parties_are_known,
    places.maps_exist,
    places.areas_exist,
    places.countries_are_known,
    places.degrees_are_cited,
    asking.events_to_place_exist,
    asking.evidence_can_be_found,
    asking.places_can_be_picked,
    asking.speakers_are_in_the_record,
    predictions.some_order_is_stated,
    predictions.no_more_is_set,
    scales.values_stand_in_their_sources,
    scales.codes_are_known,
    channels.channels_are_known,
    whole.companions_stand_near,
)
"""Every rule. A new one is a function and a line here."""


def check(explainer: Explainer, lost: Lost = NOTHING_LOST) -> list[Problem]:
    """What is wrong across files, in no particular order; what is lost is not blamed on others."""
    taken_apart = lesson(explainer, lost)
    return [problem for rule in RULES for problem in rule(taken_apart)]


def information(explainer: Explainer) -> tuple[Problem, ...]:
    """What an author may want to know and need not mend."""
    return tuple(sorted((*citing.unused(explainer), *misreadings.unused(explainer))))
