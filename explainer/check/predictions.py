"""Rules of predictions: there is something to compare them with."""

from __future__ import annotations

from collections.abc import Iterator

from explainer import order
from explainer.check.passages import Lesson
from explainer.problems import Problem


def some_order_is_stated(lesson: Lesson) -> Iterator[Problem]:
    """Between events without any stated order every order is as good as another."""
    stated = order.before(lesson.explainer, "article")
    known = {event.id for event in lesson.explainer.events}
    for question in lesson.explainer.predictions:
        names = {option.event for option in question.options}
        if names <= known and not any(names.issuperset(pair) for pair in stated):
            place = lesson.setting(question.place, "predict")
            message = "The source states no order between any two of these events."
            hint = "Name events that have a day or an  after  in events.md, so that there is one."
            yield Problem(place, message, hint, "no-order-to-predict")


def no_more_is_set(lesson: Lesson) -> Iterator[Problem]:
    """A prediction spans the whole story, and trains nothing that results are counted by."""
    for question in lesson.explainer.predictions:
        for name in ("about", "skill", "like"):
            if getattr(question, name):
                place = lesson.setting(question.place, name)
                message = f"'{name}' is not a setting of a prediction."
                hint = "Take it away: it is asked before and after the whole story."
                yield Problem(place, message, hint, "unknown-setting")
