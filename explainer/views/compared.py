"""Two orders of the same events side by side, and what the source states and leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explainer import answering, order
from explainer.answering import Given
from explainer.model import Explainer, Question
from explainer.order import Pairs
from explainer.questions import predicting
from explainer.store import Unavailable
from explainer.views import prose
from explainer.views.coding import Told

_MOST = 4
"""So many pairs of events are named at most of those that stand the other way round."""

_KEPT = (
    "Your order is kept, and nobody marks it. At the end of the story you are asked once more;"
    " then both stand side by side, with what the source says."
)
_NONE = "Before the story you kept no order to set beside this one."
_FITS = "Your order fits everything that the source states."
_OPEN = "Where two numbers stand, the source leaves the place open: no order is wrong there."


def told(lesson: Explainer, question: Question, given: Given, _scope: str) -> Told:
    """Before the story no word of what it says; after it, both orders and what is stated."""
    if not question.after:
        return Told(f'<p class="xq-said">{_KEPT}</p>', (), says_why=False)
    before = predicting.ordered(lesson.answerable[question.after], _before(question, given))
    after = predicting.ordered(question, given.response)
    stated = order.before(lesson, "article")
    found = places([option.event for option in question.options], stated)
    sides = "" if before else f'<p class="xq-said">{_NONE}</p>'
    sides += _table(lesson, before, after, found)
    return Told(sides + _said(question, after, stated, found), ())


def places(names: Sequence[str], stated: Pairs) -> Mapping[str, tuple[int, int]]:
    """Between which places each event may stand so that no stated pair is turned round."""
    ahead = {name: sum((one, name) in stated for one in names) for name in names}
    behind = {name: sum((name, other) in stated for other in names) for name in names}
    return {name: (ahead[name] + 1, len(names) - behind[name]) for name in names}


def turned(given: Sequence[str], stated: Pairs) -> Iterator[tuple[str, str]]:
    """Stated pairs that an order turns round, without those that follow from two others."""
    for at, late in enumerate(given):
        for early in given[at + 1 :]:
            between = ((early, one) in stated and (one, late) in stated for one in given)
            if (early, late) in stated and not any(between):
                yield early, late


def _before(question: Question, given: Given) -> tuple[str, ...]:
    try:
        return answering.predicted(given.learner, question)
    except Unavailable:
        return ()


def _table(
    lesson: Explainer,
    before: Sequence[str],
    after: Sequence[str],
    found: Mapping[str, tuple[int, int]],
) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_link(lesson, name)}</th>'
        f"{f'<td>{_place(before, name)}</td>' if before else ''}"
        f"<td>{_place(after, name)}</td><td>{_range(*found[name])}</td></tr>"
        for name in sorted(found, key=lambda name: found[name])
    )
    head = ("Event", "Before", "After", "Source") if before else ("Event", "After", "Source")
    heads = "".join(f'<th scope="col">{name}</th>' for name in head)
    return f'<table class="xq-sides"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _place(given: Sequence[str], name: str) -> str:
    return str(given.index(name) + 1) if name in given else "–"


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _link(lesson: Explainer, name: str) -> str:
    event = next((event for event in lesson.events if event.id == name), None)
    if event is None:
        return name
    return f'<a href="{prose.event_address(event)}">{prose.title(lesson, event.title)}</a>'


def _said(
    question: Question,
    after: Sequence[str],
    stated: Pairs,
    found: Mapping[str, tuple[int, int]],
) -> str:
    titles = {option.event: prose.plain(option.text) for option in question.options}
    pairs = list(turned(after, stated))[:_MOST]
    lines = "".join(
        f"<li>The source puts “{titles[early]}” before “{titles[late]}”.</li>"
        for early, late in pairs
    )
    said = f"<p>In your order it is the other way round:</p><ul>{lines}</ul>" if lines else ""
    is_open = any(first != last for first, last in found.values())
    return (said or f"<p>{_FITS}</p>") + (f"<p>{_OPEN}</p>" if is_open else "")
