"""Every kind of chart, without a browser: what a figure says stands in the record, and no more.

The tests walk what a kind makes, so that they hold for each row of CHARTS, also for a new one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from explainer import dates
from explainer.charts import CHARTS
from explainer.check import figures
from explainer.check.passages import evidence, evidence_text
from explainer.model import Claim, Explainer, Inference, Place, Report
from explainer.problems import ContentError
from explainer.reading import load
from explainer.syntax import marks, plain
from tests.cases import FERRY, SMALLEST
from tests.conftest import ROOT
from tests.drawn import Drawn, Words, captions, drawn, id_of, words
from tests.events_by_lot import Happening, rich, write
from tests.proof import SEED, form

FOLDERS = (ROOT, FERRY, SMALLEST)

of_all = pytest.mark.parametrize("kind", CHARTS)
of_lessons = pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)


@cache
def lesson_in(folder: Path) -> Explainer:
    explainer, problems = load(folder)
    assert problems == ()
    return explainer


@cache
def charts_of(folder: Path, kind: str) -> tuple[Drawn, ...]:
    return tuple(drawn(lesson_in(folder), kind))


# --- figure, table and words are one --------------------------------------------------


@of_all
@of_lessons
def test_every_row_is_a_point_a_line_and_in_the_words(folder: Path, kind: str) -> None:
    for one in charts_of(folder, kind):
        rows, table, alt = one.rows, CHARTS[kind].table(one.rows), CHARTS[kind].alt(one.rows)
        found = Counter((point.id, point.marks) for point in one.points)
        assert found == Counter((id_of(row), tuple(row.marks)) for row in rows), one.asked
        assert len(table.cells) == len(rows), one.asked
        assert all(len(cells) == len(table.header) for cells in table.cells)
        for row in rows:
            assert any(text in alt for text in _names(row)), f"{one.asked}: {row}"


def _names(row: Any) -> Iterator[str]:
    """What a row may be called in a sentence."""
    for name in ("title", "label", "outlet", "words", "id"):
        if text := getattr(row, name, ""):
            yield str(text)


@of_all
@of_lessons
def test_a_table_names_what_its_points_open(folder: Path, kind: str) -> None:
    """So that all that a click does can be done with the keyboard."""
    events = {event.id for event in lesson_in(folder).events}
    for one in charts_of(folder, kind):
        table = CHARTS[kind].table(one.rows)
        for row, cells in zip(one.rows, table.cells, strict=True):
            text = " ".join(cells)
            opens = id_of(row)
            wanted = f"](#{opens})" if opens in events else opens
            assert wanted in text, f"{one.asked}: {opens} in {text}"


# --- what stands behind it ------------------------------------------------------------


@of_all
@of_lessons
def test_every_row_rests_on_the_record(folder: Path, kind: str) -> None:
    record = lesson_in(folder).record
    for one in charts_of(folder, kind):
        table = CHARTS[kind].table(one.rows)
        for row in one.rows:
            assert row.marks, f"{one.asked}: {row}"
            assert set(row.marks) <= set(record), f"{one.asked}: {row}"
        for cells in table.cells:
            assert set(marks(" ".join(cells))) <= set(record)


_COUNTED = re.compile(r"\b(\d+) days?\b")


@dataclass(frozen=True)
class Proof:
    """What may stand in the words of some rows."""

    text: str
    """All that they cite."""
    numbers: frozenset[figures.Figure]
    days: frozenset[figures.Day]
    months: frozenset[str]
    counted: frozenset[int]
    """How many days lie between two of the days of the rows."""

    def missing(self, said: str) -> list[str]:
        """Numbers, days, months and quoted labels that no cited entry has."""
        said = _COUNTED.sub(lambda found: "" if int(found[1]) in self.counted else found[0], said)
        spelt = figures.spelt_out(said)
        days = [f"{d[0]}.{d[1]}." for d in figures.days(spelt) - self.days]
        numbers = figures.figures(figures.without_days(spelt)) - self.numbers - {0, 1}
        months = {m for m in dates.MONTHS if re.search(rf"\b{m}\b", said)} - self.months
        quoted = [q for q in re.findall(r"“([^“”]+)”", said) if q.casefold() not in self.text]
        return [*days, *map(str, numbers), *months, *quoted]


def proof_of(lesson: Explainer, rows: Iterable[Any], every: Iterable[Any]) -> Proof:
    rows, every = tuple(rows), tuple(every)
    cited = tuple(dict.fromkeys(mark for row in rows for mark in row.marks))
    texts = [plain(text) for text in _cited(lesson, cited)]
    spans = [*_spans(lesson, rows, cited)]
    text = " ".join((*texts, *(dates.words(span) for span in spans)))
    days = figures.days(text) | {(d.day, d.month) for span in spans for d in _ends(span)}
    held = {n for row in rows for n in _held(row)} | _counts(every)
    numbers = figures.figures(text) | held | {day for day, _ in days}
    numbers |= {d.year for span in spans for d in _ends(span)}
    numbers |= {int(re.sub(r"\D", "", mark)) for mark in cited}
    labels = [str(value) for row in rows for value in _texts(row)]
    labels += [plain(rung.title) for rung in lesson.ladder]
    months = {m for m in dates.MONTHS if m in text} | {dates.MONTHS[m - 1] for _, m in days}
    ends = sorted({day for span in spans for day in _ends(span)})
    return Proof(
        " ".join((text, *labels)).casefold(),
        frozenset(numbers),
        frozenset(days),
        frozenset(months),
        frozenset(dates.days(one, other) for one, other in combinations(ends, 2)),
    )


def _cited(lesson: Explainer, cited: tuple[str, ...]) -> Iterator[str]:
    """All that the entries say, who says it, and what an inference rests on."""
    for entry in evidence(lesson, cited):
        yield evidence_text(entry)
        match entry:
            case Claim():
                yield entry.speaker
            case Report():
                yield dates.words(entry.date)
            case Inference():
                yield from (evidence_text(e) for e in evidence(lesson, marks(entry.basis)))


def _spans(lesson: Explainer, rows: Iterable[Any], cited: Iterable[str]) -> Iterator[str]:
    """The dates of the rows, of the events they are about, and of the reports they cite."""
    events = {event.id: event for event in lesson.events}
    for row in rows:
        if event := events.get(getattr(row, "event", "")):
            yield from filter(None, (event.when, event.reported))
    for mark in cited:
        entry = lesson.record[mark]
        if isinstance(entry, Report):
            yield entry.date


def _ends(span: str) -> Iterator[date]:
    try:
        when = dates.read(span, Place(""))
    except ContentError:
        return
    yield from filter(None, (when.first, when.last))


def _held(row: Any) -> Iterator[int]:
    """Whole numbers that a row holds, such as its step or its paragraph, and how many things."""
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, int) and not isinstance(value, bool):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, int))
            yield len(value)


def _texts(row: Any) -> Iterator[str]:
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, str):
            yield value


def _counts(rows: tuple[Any, ...]) -> set[int]:
    """How many rows and events there are, and how many share a thing: counted, said by nobody."""
    shared: dict[str, Counter[Any]] = defaultdict(Counter)
    for row in rows:
        for field in fields(row):
            value = getattr(row, field.name)
            if isinstance(value, str | int):
                shared[field.name][value] += 1
    events = {id_of(row) for row in rows}
    return {len(rows), len(events)} | {n for counter in shared.values() for n in counter.values()}


def _is_on_a_scale(said: Words) -> bool:
    """A number at the place where it stands on the axis says nothing of the world."""
    number = said.text.replace(",", "").strip()
    return number.isdecimal() and any(str(at) == number for at in said.at)


def _is_on_a_calendar(said: str, lesson: Explainer) -> bool:
    """A bare day between two that are cited."""
    spans = [e.when for e in lesson.events if e.when] + [e.reported for e in lesson.events]
    known = sorted(d for span in spans if span for d in _ends(span))
    if not known or not re.fullmatch(r"\d{1,2}( \w+)?( \d{4})?", said):
        return False
    length = min(dates.days(known[0], known[-1]), 400)
    days = {known[0] + timedelta(days=n) for n in range(length + 1)}
    return any(said in (str(d.day), dates.words(d.isoformat())) for d in days)


@of_all
@of_lessons
def test_what_is_written_at_a_point_stands_in_what_the_point_cites(folder: Path, kind: str) -> None:
    lesson = lesson_in(folder)
    for one in charts_of(folder, kind):
        rows = {(id_of(row), tuple(row.marks)): row for row in one.rows}
        for point in one.points:
            proof = proof_of(lesson, [rows[point.id, point.marks]], one.rows)
            for text in point.texts:
                assert proof.missing(text) == [], f"{one.asked}, {point.id}: {text}"


@of_all
@of_lessons
def test_what_is_written_beside_the_points_stands_in_what_they_cite(
    folder: Path, kind: str
) -> None:
    lesson = lesson_in(folder)
    for one in charts_of(folder, kind):
        proof = proof_of(lesson, one.rows, one.rows)
        for said in captions(one.figure) if one.rows else ():
            if not _is_on_a_scale(said) and not _is_on_a_calendar(said.text, lesson):
                assert proof.missing(said.text) == [], f"{one.asked}: {said.text}"


def test_a_number_from_nowhere_is_found() -> None:
    """The proof above proves something: it is not content with anything."""
    lesson = lesson_in(FERRY)
    rows = CHARTS["who-says-what"].rows(lesson, {})[:1]
    proof = proof_of(lesson, rows, rows)
    assert proof.missing("9 rings in one night, in April 2031") == []
    assert proof.missing("12 rings on 17 March, or “nobody knows”") == [
        "17.3.", "12", "March", "nobody knows",
    ]  # fmt: skip


# --- without colour -------------------------------------------------------------------


@of_all
@of_lessons
def test_what_differs_in_colour_differs_in_form(folder: Path, kind: str) -> None:
    """Two colours never share a shape, so that nothing is said by colour alone."""
    for one in charts_of(folder, kind):
        colours: Mapping[tuple[str, bool], set[str]] = defaultdict(set)
        for point in one.points:
            colours[point.sign].add(point.colour)
        alone = {sign: found for sign, found in colours.items() if len(found) > 1}
        assert alone == {}, one.asked


# --- any lesson -----------------------------------------------------------------------


@of_all
@of_lessons
def test_a_lesson_draws_a_kind_or_says_why_not(folder: Path, kind: str) -> None:
    for one in charts_of(folder, kind):
        _drawn_or_said(kind, one)


@of_all
def test_so_does_a_lesson_of_sixty_events(tmp_path: Path, kind: str) -> None:
    for one in drawn(lesson_in(write(tmp_path, rich())), kind):
        _drawn_or_said(kind, one)


@pytest.mark.parametrize("kind", ["sequence", "who-says-what"])
def test_sixty_events_are_enough_for_the_kinds_of_events(tmp_path: Path, kind: str) -> None:
    every = list(drawn(lesson_in(write(tmp_path, rich())), kind))
    assert all(one.rows for one in every)
    assert max(len(one.rows) for one in every) >= 20


def _drawn_or_said(kind: str, one: Drawn) -> None:
    if one.rows:
        assert len(one.points) == len(one.rows), one.asked
        return
    said = " ".join(words(note.text) for note in one.figure.layout.annotations)
    assert said == CHARTS[kind].alt(one.rows) == CHARTS[kind].EMPTY
    assert one.points == []


@seed(SEED)
@settings(max_examples=form(400, 25), database=None)
@given(length=st.integers(1, 9), rest=st.integers(0, 5), setting=st.sampled_from((0, 1)))
@pytest.mark.proof
def test_a_circle_is_refused_at_its_line(
    tmp_path_factory: pytest.TempPathFactory, length: int, rest: int, setting: int
) -> None:
    """However long it is, and whatever stands beside it."""
    name = ("after", "reported after")[setting]
    told = [Happening(0, "", (), "talks", "", False, True, ())] * (length + rest)
    root = write(tmp_path_factory.mktemp("circle"), told)
    path = root / "content" / "events.md"
    text = path.read_text("utf-8")
    for n in range(length):
        line = f"- id: e{n}\n"
        text = text.replace(line, f"{line}- {name}: e{(n + 1) % length}\n")
    path.write_text(text, "utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith(f"- {name}:")]
    problems = load(root)[1]
    assert len(problems) == 1
    assert problems[0].place.file == "content/events.md"
    assert problems[0].place.line in lines
    wanted = "comes after itself" if length == 1 else "runs in a circle"
    assert wanted in problems[0].message
    assert problems[0].hint == f"Take one of their '{name}' settings away."
