"""A learner's results as one file to keep or to hand in: plain, without scripts, well-formed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from html import escape

from explainer import dates
from explainer.again import History
from explainer.model import Answer, Explainer
from explainer.syntax import plain, without_marks
from explainer.views import results, way_back
from explainer.views.results import Line

TYPE = "application/xhtml+xml"
"""Not `text/html`: that is what pages are, which the server makes its own."""

_STYLE = (
    "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 Georgia,serif}"
    "h2{margin-top:2rem;border-top:1px solid;padding-top:.6rem}h3{margin-bottom:.2rem}"
    "p{margin:.2rem 0}td,th{text-align:start;padding:.2rem 1.5rem .2rem 0}"
    "li{margin:0 0 1rem;break-inside:avoid}"
)


def document(lesson: Explainer, history: History, base: str, today: date, zone: tzinfo) -> str:
    """The whole file. `base` is where the site is, with a slash at its end."""
    answered = results.lines(lesson, history)
    title = f"Results: {plain(lesson.site.title)}"
    parts = (_section(lesson, *part, base, zone) for part in results.sections(lesson, answered))
    return (
        f'<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="{_language(lesson)}">'
        f'<head><meta charset="utf-8"/><title>{escape(title)}</title><style>{_STYLE}</style></head>'
        f"<body><h1>{escape(title)}</h1><p>{dates.said_with_weekday(today.isoformat())}</p>"
        f"<p>{escape(results.total(answered))}</p>{_skills(lesson, answered)}{''.join(parts)}"
        f'<p>From <a href="{escape(base)}">{escape(base)}</a>. {escape(lesson.site.licence)}.</p>'
        "</body></html>\n"
    )


def _language(lesson: Explainer) -> str:
    return escape(lesson.site.language)


def _skills(lesson: Explainer, answered: Sequence[Line]) -> str:
    rows = list[str]()
    for skill in lesson.skills:
        own = [line for line in answered if line.question.skill == skill.id]
        count = results.count(own)
        rows += [f"<tr><td>{escape(skill.title)}</td><td>{count}</td></tr>"] if own else []
    return f"<h2>By skill</h2><table><tbody>{''.join(rows)}</tbody></table>" if rows else ""


def _section(
    lesson: Explainer, title: str, _name: str, own: Sequence[Line], base: str, zone: tzinfo
) -> str:
    if not own:
        return ""
    told = "".join(f"<li>{''.join(_line(lesson, line, base, zone))}</li>" for line in own)
    return f"<h2>{escape(plain(title))}: {results.count(own)}</h2><ol>{told}</ol>"


def _line(lesson: Explainer, line: Line, base: str, zone: tzinfo) -> Iterator[str]:
    yield f"<p><b>{escape(plain(line.question.stem))}</b></p>"
    days = dict.fromkeys(_day(answer.at.astimezone(zone).date()) for answer in _answers(line))
    said = ", ".join(words for _, words in results.outcome(line.course))
    yield f"<p>{said} ({', '.join(days)})</p>"
    yield f"<p>Why: {escape(plain(without_marks(line.question.why)))}</p>"
    if way := way_back.words(lesson, line.question):
        address = escape(base + way.removeprefix("./"))
        yield f'<p><a href="{address}">Read it in the story</a></p>'


def _answers(line: Line) -> tuple[Answer, Answer]:
    return line.course.first, line.course.last


def _day(day: date) -> str:
    return dates.words(day.isoformat())
