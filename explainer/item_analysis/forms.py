"""A report as text for people, as a table for spreadsheets, and as JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from explainer.item_analysis.items import Finding, Item, Pick, Report
from explainer.item_analysis.wording import quoted
from explainer.syntax import plain

COLUMNS = (
    "place", "question", "kind", "stem", "answers", "right", "certain_and_wrong",
    "discrimination", "seconds_from_reading", "findings",
    "given", "counts_as_right", "chosen", "share", "discrimination_of_given",
)  # fmt: skip
"""Of the table, which has a row for each thing given: those of the question come first."""

PRECISION = 3
"""Digits behind the point, of shares and correlations."""


def text(report: Report) -> str:
    """What to look at first, each beginning with its place, and then every question."""
    lines = [line for finding in report.findings for line in _finding(finding)]
    lines += ["", _learners(report), ""] if lines else [_learners(report), ""]
    for item in report.items:
        lines += [*_item(item), ""]
    return "\n".join((*lines, _end(report)))


def table(report: Report) -> str:
    """CSV with a header, see `COLUMNS`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in report.items:
        told = "; ".join(f.message for f in report.findings if f.question == item.question)
        for cells in _rows(item):
            writer.writerow([_cell(value) for value in (*_head(item), told, *cells)])
    return out.getvalue().rstrip("\n")


def as_json(report: Report) -> str:
    """One object with `learners`, `questions` and `findings`."""
    shown = {
        "learners": report.learners,
        "questions": [_plain(asdict(item)) for item in report.items],
        "findings": [_plain(asdict(finding)) for finding in report.findings],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)


FORMS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"text": text, "csv": table, "json": as_json}
)


# --- text -------------------------------------------------------------------------------


def percent(share: float | None) -> str:
    """A share as people say it; a dash where there is none."""
    return "\N{EN DASH}" if share is None else f"{100 * share:.0f}%"


def minutes(seconds: float | None) -> str:
    """A time as people say it."""
    if seconds is None:
        return "\N{EN DASH}"
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 100 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h" if seconds < 48 * 3600 else f"{seconds / 86400:.0f} days"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{finding.place}: {finding.message}"
    yield f"    {finding.hint}"


def _learners(report: Report) -> str:
    said = (
        f"The first answers of {_count(report.learners, 'learner')} to each question as it stands"
    )
    return f"{said}: how many, how they fared, and what was given."


def _item(item: Item) -> Iterator[str]:
    yield f"{item.place}: {plain(item.stem)}"
    yield f"    {', '.join(_facts(item))}"
    for pick in item.picks:
        yield f"    {percent(pick.share):>5} {_sign(item, pick)} {quoted(pick.words)[1:-1]}"


def _facts(item: Item) -> Iterator[str]:
    yield _count(item.answers, "answer")
    if item.right is not None:
        yield f"{percent(item.right)} right"
    elif item.answers:
        yield "neither right nor wrong"
    if item.certain_wrong is not None:
        yield f"{percent(item.certain_wrong)} certain and wrong"
    if item.discrimination is not None:
        yield f"discrimination {item.discrimination:.2f}"
    if item.since is not None:
        yield f"{minutes(item.since)} after reading"


def _sign(item: Item, pick: Pick) -> str:
    if item.right is None:
        return "\N{MIDDLE DOT}"
    return "\N{CHECK MARK}" if pick.right else "\N{MULTIPLICATION SIGN}"


def _end(report: Report) -> str:
    if not report.findings:
        return "Nothing to look at: chance alone can do all of this."
    questions = len({finding.question for finding in report.findings})
    things = _count(len(report.findings), "thing")
    return f"{things} to look at, in {_count(questions, 'question')}."


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


# --- tables and JSON --------------------------------------------------------------------


def _head(item: Item) -> tuple[object, ...]:
    how = (item.answers, item.right, item.certain_wrong, item.discrimination, item.since)
    return (str(item.place), item.question, item.kind, plain(item.stem), *how)


def _rows(item: Item) -> Iterator[tuple[object, ...]]:
    if not item.picks:
        yield ("",) * 5
    for pick in item.picks:
        is_right = "" if item.right is None else pick.right
        yield pick.words, is_right, pick.chosen, pick.share, pick.discrimination


def _cell(value: object) -> object:
    """Words that begin like a formula would be one in a spreadsheet, whoever wrote them."""
    if isinstance(value, float):
        return round(value, PRECISION)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _plain(value: Mapping[str, Any]) -> dict[str, object]:
    """With file and line in place of the place, and with short numbers."""
    place = value["place"]
    rest = {name: _rounded(each) for name, each in value.items() if name != "place"}
    return {"file": place["file"], "line": place["line"], **rest}


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, PRECISION)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value
