"""Claims by voice: each claim once, in its speaker's strip, and no mark on another."""

from __future__ import annotations

import re
from itertools import combinations
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.charts import claims_by_voice, look
from explainer.model import Claim, Entry, Explainer, Place, Site, Voice
from explainer.reading import load
from explainer.syntax import marks
from tests.cases import FERRY, HERE

SOMEWHERE = Place("seeds/a.md", 1)
VOICES = list(Voice)


def claim(number: int, paragraph: str, speaker: str, voice: Voice) -> Claim:
    text = f"*Something* of number {number}."
    return Claim(f"c{number}", "a", paragraph, speaker, voice, text, SOMEWHERE)


def lesson(*claims: Claim) -> Explainer:
    site = Site("", "", "", "", "en", "", "", SOMEWHERE)
    record: dict[str, Entry] = {one.id: one for one in claims}
    return Explainer(site, (), MappingProxyType(record), (), (), (), (), (), ())


def points(explainer: Explainer) -> list[tuple[str, float, float, str]]:
    figure = claims_by_voice.figure(claims_by_voice.rows(explainer, {}))
    return [
        (custom[0], x, y, text)
        for trace in figure.data
        for custom, x, y, text in zip(trace.customdata, trace.x, trace.y, trace.text, strict=True)
    ]


claims = st.lists(
    st.tuples(
        st.integers(1, 40).map(str) | st.just("page"),
        st.sampled_from([f"Speaker {n}" for n in range(12)]),
        st.sampled_from(VOICES),
    ),
    min_size=1,
    max_size=120,
).map(lambda drawn: [claim(n, *rest) for n, rest in enumerate(drawn, start=1)])


@settings(max_examples=25)
@given(claims)
def test_every_claim_is_one_mark_one_line_and_in_the_words(said: list[Claim]) -> None:
    explainer = lesson(*said)
    rows = claims_by_voice.rows(explainer, {})
    found = points(explainer)
    assert sorted(name for name, *_ in found) == sorted(row.id for row in rows)
    assert {row.id for row in rows} == {one.id for one in said}
    assert all(text == name[1:] for name, _, _, text in found)
    for row, cells in zip(rows, claims_by_voice.table(rows).cells, strict=True):
        assert marks(" ".join(cells)) == row.marks == (row.id,)
        assert re.search(rf"\b{row.id}\b", claims_by_voice.alt(rows))


@settings(max_examples=25)
@given(claims)
def test_no_mark_covers_another_on_a_phone(said: list[Claim]) -> None:
    found = points(lesson(*said))
    for (_, x, y, _), (_, other_x, other_y, _) in combinations(found, 2):
        assert max(abs(x - other_x), abs(y - other_y)) >= 21
    assert all(10 <= x <= look.WIDTH - 10 for _, x, _, _ in found)
    figure = claims_by_voice.figure(claims_by_voice.rows(lesson(*said), {}))
    assert all(trace.textfont.size >= 11 for trace in figure.data)
    assert min(a.font.size or 13 for a in figure.layout.annotations) >= 12


@settings(max_examples=25)
@given(claims)
def test_paragraphs_run_from_left_to_right(said: list[Claim]) -> None:
    at = {name: x for name, x, _, _ in points(lesson(*said))}
    told = [one for one in said if one.paragraph != "page"]
    for one, other in combinations(told, 2):
        if int(one.paragraph) <= int(other.paragraph):
            assert at[one.id] <= at[other.id]


def test_the_words_count_each_voice() -> None:
    explainer = lesson(
        claim(2, "1", "the reporter", Voice.NARRATION),
        claim(3, "1", "Mira", Voice.ATTRIBUTED),
        claim(12, "2", "Mira", Voice.ATTRIBUTED),
        claim(5, "2", "the harbour", Voice.ATTRIBUTED),
        claim(1, "page", "the page", Voice.METADATA),
    )
    rows = claims_by_voice.rows(explainer, {})
    assert [row.id for row in rows] == ["c2", "c3", "c12", "c5", "c1"]
    assert claims_by_voice.alt(rows) == (
        "5 claims, counted by us. Told by the reporter: 1, by the reporter (c2)."
        " Passed on from a speaker: 3, by Mira (c3 and c12); the harbour (c5)."
        " Page details: 1, by the page (c1)."
    )
    words = [a.text for a in claims_by_voice.figure(rows).layout.annotations]
    assert "5 claims, counted by us" in words
    assert "Passed on from a speaker: 3 claims" in words
    assert {"Mira: 2", "The harbour: 1"} <= set(words)


def test_only_the_page_speaks() -> None:
    explainer = lesson(claim(1, "page", "", Voice.METADATA))
    (row,) = claims_by_voice.rows(explainer, {})
    assert row.speaker == "nobody named"
    assert points(explainer)
    assert claims_by_voice.rows(lesson(), {}) == ()
    assert claims_by_voice.alt(()) == claims_by_voice.EMPTY


@pytest.mark.parametrize("folder", [FERRY, HERE.parent], ids=lambda path: path.name)
def test_a_real_record_is_drawn_whole(folder: Any) -> None:
    explainer, _ = load(folder)
    every = [entry.id for entry in explainer.record.values() if isinstance(entry, Claim)]
    assert sorted(name for name, *_ in points(explainer)) == sorted(every)
