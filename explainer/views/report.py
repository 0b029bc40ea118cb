"""How the questions fare, for authors: what to look at first, then every question.

It shows which answers are right, so a site that learners use has no such page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape

from explainer import current
from explainer.item_analysis import FEWEST, Finding, Item, Pick, Report
from explainer.item_analysis.forms import minutes, percent
from explainer.model import Explainer
from explainer.store import Unavailable
from explainer.syntax import plain
from explainer.views import addresses, paper, prose

_INTRO = (
    "What learners answered first, question by question, and what to look at. "
    "Only a site in author mode has this page."
)
_FEW = (
    f"Nothing is said of a question with fewer than {FEWEST} answers, "
    "nor of anything that chance alone could do."
)

_GUESSED = (
    "No order is right or wrong before the story is read, and none is marked at its end: "
    "what learners gave is counted, and nothing of it is ever among what to look at."
)


def show(lesson: Explainer) -> None:
    paper.put(paper.top("How questions fare", _INTRO))
    try:
        report = current.served().report()
    except Unavailable:
        paper.put('<p class="xp-quiet" role="status">The answers cannot be read just now.</p>')
        return
    paper.put(_findings(lesson, report), "xp-problems" if report.findings else "")
    for quiz in lesson.quizzes:
        own = {question.id for question in quiz.questions}
        paper.put(_group(lesson, quiz.title, own, report))
    guessed = {item.question for item in report.items} - lesson.questions.keys()
    if guessed:
        paper.put(_group(lesson, "Before and after the story", guessed, report, _GUESSED))


def _group(
    lesson: Explainer, title: str, own: Collection[str], report: Report, note: str = ""
) -> str:
    said = f'<p class="xp-quiet">{note}</p>' if note else ""
    items = "".join(_item(lesson, item, report) for item in report.items if item.question in own)
    return f"<h2>{prose.title(lesson, title)}</h2>{said}{items}"


def _findings(lesson: Explainer, report: Report) -> str:
    """The box at the top: each thing to look at leads to its question below."""
    learners = f"{report.learners:,} {'learner' if report.learners == 1 else 'learners'}"
    if not report.findings:
        return f'<p class="xp-quiet">{learners}, and nothing to look at. {_FEW}</p>'
    rows = "".join(
        f'<li><a href="{_at(found.question)}"><code>{escape(str(found.place))}</code></a> '
        f"{_said(lesson, found)}</li>"
        for found in report.findings
    )
    number = len(report.findings)
    title = f"{number} to look at" if number > 1 else "One thing to look at"
    return f"<h2>{title}</h2><ul>{rows}</ul><p>{learners}. {_FEW}</p>"


def _item(lesson: Explainer, item: Item, report: Report) -> str:
    found = [finding for finding in report.findings if finding.question == item.question]
    href, title = addresses.question(item.question), prose.title(lesson, plain(item.stem))
    notes = "".join(f"<li>{_said(lesson, finding)}</li>" for finding in found)
    noted = f'<ul class="xp-fare-notes">{notes}</ul>' if notes else ""
    return (
        f'<section class="xp-fare" id="{_name(item.question)}">'
        f'<h3><a href="{href}">{title}</a></h3>'
        f'<p class="xp-meta"><code>{escape(str(item.place))}</code></p>'
        f"{_facts(item)}{noted}{_picks(item, bool(found))}</section>"
    )


def _facts(item: Item) -> str:
    said = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _numbers(item))
    return f'<dl class="xp-fare-facts">{said}</dl>'


def _numbers(item: Item) -> Iterator[tuple[str, str]]:
    yield "answers", f"{item.answers:,}"
    if item.right is not None:
        yield "right", percent(item.right)
        yield "certain and wrong", percent(item.certain_wrong)
        yield "discrimination", _signed(item.discrimination)
    yield "after reading", minutes(item.since)


def _picks(item: Item, is_open: bool) -> str:
    if not item.picks:
        return ""
    rows = "".join(_pick(item, pick) for pick in item.picks)
    head = ("Given", "Share", "Discrimination") if item.right is not None else ("Given", "Share")
    table = paper.table(head, rows, f"What was given: {plain(item.stem)}")
    state = " open" if is_open else ""
    return f"<details{state}><summary>What was given</summary>{table}</details>"


def _pick(item: Item, pick: Pick) -> str:
    share = percent(pick.share)
    bar = f'<span class="xp-bar" aria-hidden="true"><span style="width:{share}"></span></span>'
    cells = [_words(pick), f"{bar}{share}"]
    if item.right is not None:
        cells.append(_signed(pick.discrimination))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _words(pick: Pick) -> str:
    """What learners typed is shown as it is: no Markdown, no HTML."""
    sign = ' <span class="xp-state xp-right">right</span>' if pick.right else ""
    return f"{escape(pick.words)}{sign}"


def _said(lesson: Explainer, finding: Finding) -> str:
    message, hint = (prose.title(lesson, words) for words in (finding.message, finding.hint))
    return f"{message}<br><span>{hint}</span>"


def _signed(value: float | None) -> str:
    return "\N{EN DASH}" if value is None else f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def _at(question: str) -> str:
    return addresses.page(addresses.REPORT, _name(question))


def _name(question: str) -> str:
    """Of a question on this page; its own id stands elsewhere."""
    return f"fare-{question}"
