"""After events were placed: your rungs beside the lesson's, other learners' and published scales.

Nothing of it is sent before there is an answer, and nothing of it is a grade.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainer import answering, placings
from explainer.agreement import Agreement, Order, of_orders, words
from explainer.charts import scales_rows
from explainer.model import Explainer, Option, Question, Response
from explainer.placings import FEWEST, Tally
from explainer.questions import coding
from explainer.store import Unavailable
from explainer.syntax import without_marks
from explainer.views import prose

YOU, LESSON = "you", "lesson"

_INTRO = (
    "There is no right rung here. <b>Lesson</b> marks the choice of the lesson’s author: "
    "you may argue with it."
)
_SCALES = (
    " Below an event stands what published scales give to its type of action; which type it is, "
    "the author chose as well, and a type in brackets would fit too."
)
_ALPHA = (
    "The number is Krippendorff’s alpha, worked out on the order of the events from tense to "
    "calm. At 1 the orders are the same; at 0 they are no more alike than by chance, and below 0 "
    "even less. With few events it moves a lot: the range in brackets is what it becomes when any "
    "one event is left out. It does not say who is right: two can agree and both be wrong. "
    "And it is no grade."
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What there is to compare."""

    lesson: Explainer
    question: Question
    scope: str
    mine: Mapping[str, str]
    """By event, the rung that the learner chose."""
    tally: Tally | None
    """None where too few learners answered, or the store is away."""
    scales: tuple[scales_rows.Row, ...]
    """What published scales give to these events, if the lesson has any."""


@dataclass(frozen=True, slots=True)
class Told:
    """HTML, and the Markdown it was made of, for the cards that its marks and links open."""

    html: str
    written: tuple[str, ...]
    says_why: bool = True
    """Whether the reason may be said as well: not while the same is going to be asked again."""


def told(lesson: Explainer, question: Question, response: Response, scope: str) -> Told:
    """The comparison: event by event, then how far the orders agree."""
    tally, said = _learners(question)
    mine = coding.placed(question, response)
    seen = _Seen(lesson, question, scope, mine, tally, _scales(lesson, question))
    events = "".join(_event(seen, option) for option in question.options)
    intro = f"{_INTRO}{said}{_SCALES if seen.scales else ''}"
    html = f'<p class="xq-said">{intro}</p><ul class="xq-coded">{events}</ul>{_agreements(seen)}'
    named = (_named(lesson, option) for option in question.options)
    cited = (f"[^{mark}]" for row in seen.scales for mark in row.marks)
    return Told(html, (*named, *cited))


def _scales(lesson: Explainer, question: Question) -> tuple[scales_rows.Row, ...]:
    asked = {option.event for option in question.options}
    return tuple(row for row in scales_rows.rows(lesson, {}) if row.event in asked)


def _learners(question: Question) -> tuple[Tally | None, str]:
    """What learners chose, and a sentence of it; neither while the store is away."""
    try:
        tally = placings.tally(question, answering.firsts(question.id))
    except Unavailable:
        return None, ""
    if tally is None:
        return None, f" Fewer than {FEWEST} learners have answered here: too few to show."
    counted = f"The numbers count the first answers of {tally.learners} learners"
    return tally, f" {counted}, which each gave before seeing the others’."


# --- event by event -------------------------------------------------------------------


def _event(seen: _Seen, option: Option) -> str:
    """The rungs that anybody chose for one event, in the order of the ladder."""
    mine = seen.mine.get(option.event, "")
    author = next((each.rung for each in seen.lesson.events if each.id == option.event), "")
    counts = seen.tally.chosen.get(option.event, {}) if seen.tally else {}
    rows = "".join(
        _rung(
            prose.title(seen.lesson, rung.title),
            [name for name, at in ((YOU, mine), (LESSON, author)) if at == rung.id],
            counts.get(rung.id, 0),
            seen.tally.learners if seen.tally else 0,
        )
        for rung in seen.question.rungs
        if rung.id in (mine, author) or counts.get(rung.id)
    )
    title = _title(seen.lesson, option, seen.scope)
    values = _values(seen.lesson, [row for row in seen.scales if row.event == option.event])
    return f'<li><p>{title}</p><ul class="xq-chosen">{rows}</ul>{values}</li>'


def _values(lesson: Explainer, rows: Sequence[scales_rows.Row]) -> str:
    """The value of its type on each scale; those of other types that fit follow in brackets."""
    facts = []
    for scale in scales_rows.scales_of(rows):
        values = [row.written for row in rows if row.scale == scale]
        others = f" (or {', '.join(values[1:])})" if len(values) > 1 else ""
        facts.append(f"{prose.title(lesson, scale)} {values[0]}{others}")
    return f'<p class="xq-values">{prose.facts(facts)}</p>' if facts else ""


def _title(lesson: Explainer, option: Option, scope: str) -> str:
    """The event's name, leading to all that is told of it."""
    return prose.inline(lesson, scope, _named(lesson, option))


def _named(lesson: Explainer, option: Option) -> str:
    title = without_marks(option.text)
    known = any(event.id == option.event for event in lesson.events)
    return f"[{title}](#{option.event})" if known else title


def _rung(title: str, chosen_by: list[str], count: int, learners: int) -> str:
    """The bar is the background of its row; the count says the same in words."""
    tags = "".join(
        f' <b class="xq-who{" xq-you" if who == YOU else ""}">{who}</b>' for who in chosen_by
    )
    share = f' style="--share:{100 * count / learners:.0f}%"' if learners else ""
    counted = f'<span class="xq-count">{count}{_of(learners)}</span>' if learners else ""
    return f'<li{share}><span class="xq-rung">{title}</span>{tags}{counted}</li>'


def _of(learners: int) -> str:
    """Said, and not shown: on a telephone a row has no room for it."""
    return f'<span class="xq-hidden"> of {learners} learners</span>'


# --- how far they agree ---------------------------------------------------------------


def _agreements(seen: _Seen) -> str:
    lines = "".join(
        f"<li>{prose.title(seen.lesson, who)}: {_words(found)}{marks}</li>"
        for who, marks, found in _pairs(seen)
    )
    return (
        '<div class="xq-alphas"><p><b>How far do they agree?</b></p>'
        f'<ul>{lines}</ul><p class="xq-small">{_ALPHA}</p></div>'
    )


def _pairs(seen: _Seen) -> Iterator[tuple[str, str, Agreement | None]]:
    """Who is compared, the marks of what they rest on, and what came of it."""
    yours = placings.order(seen.question.rungs, seen.mine)
    lessons = _lessons(seen.lesson, seen.question)
    yield "You and this lesson", "", of_orders([yours, lessons])
    if seen.tally:
        yield f"The {seen.tally.learners} learners among themselves", "", seen.tally.agreement
    scales = _by_scale(seen)
    for rows in scales:
        marks = prose.mark_buttons(seen.lesson, seen.scope, rows[0].marks)
        yield f"You and {rows[0].scale}", marks, of_orders([yours, _order(rows)])
    if len(scales) > 1:
        found = of_orders([_order(each) for each in scales])
        yield "The scales among themselves", "", found


def _by_scale(seen: _Seen) -> list[list[scales_rows.Row]]:
    """The chosen codes, by scale; a scale that has fewer than two of the events has no order."""
    chosen = [row for row in seen.scales if row.is_choice]
    every = (
        [row for row in chosen if row.scale == scale] for scale in scales_rows.scales_of(chosen)
    )
    return [rows for rows in every if len(rows) > 1]


def _order(rows: Sequence[scales_rows.Row]) -> Order:
    """On a scale what is calmer has the higher number."""
    return {row.event: row.value for row in rows}


def _lessons(lesson: Explainer, question: Question) -> Order:
    asked = {option.event for option in question.options}
    placed = {event.id: event.rung for event in lesson.events if event.id in asked}
    return placings.order(question.rungs, placed)


def _words(found: Agreement | None) -> str:
    if found is None:
        return "no number, since they do not give two orders that could be compared"
    number, over = f"<b>{words(found.alpha)}</b>", f"{found.events} events"
    if found.low == found.high:
        return f"{number} ({over})"
    return f"{number} ({over}; {words(found.low)} to {words(found.high)})"
