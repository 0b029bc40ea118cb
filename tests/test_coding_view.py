"""What is told once events were placed: counts without names, and no word of right or wrong."""

from __future__ import annotations

import random
import re
import sys
from dataclasses import replace

import pytest

from explainer import answering
from explainer.model import Explainer, Question, Response
from explainer.questions import coding
from explainer.reading import load
from explainer.store import Unavailable
from explainer.views import coding as view
from explainer.views import prose
from tests.cases import FERRY
from tests.clients import pairs_of

LESSON: Explainer = load(FERRY)[0]
ASKED: Question = LESSON.questions["you-place-them"]


def response(seed: int) -> Response:
    pairs = pairs_of(ASKED, random.Random(seed))
    return coding.given([(name, rung) for name, rung in pairs])


def told(monkeypatch: pytest.MonkeyPatch, mine: Response, others: int | None) -> str:
    """With so many who answered; None stands for a store that is away."""

    def firsts(_question: str) -> tuple[Response, ...]:
        if others is None:
            raise Unavailable("away")
        return tuple(response(seed) for seed in range(others))

    monkeypatch.setattr(answering, "firsts", firsts)
    return view.told(LESSON, ASKED, mine, "scope").html


def test_where_the_store_is_away_nothing_is_said_of_learners(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    html = told(monkeypatch, response(1), None)
    assert "learners" not in html
    assert "You and this lesson:" in html
    assert html.count(">you</b>") == html.count(">lesson</b>") == len(ASKED.options)


@pytest.mark.parametrize("others", [0, 1, 2])
def test_of_too_few_nothing_is_told_but_that(monkeypatch: pytest.MonkeyPatch, others: int) -> None:
    html = told(monkeypatch, response(1), others)
    assert "too few to show" in html
    assert "xq-count" not in html
    assert html.replace(" Fewer than 3 learners have answered here: too few to show.", "") == told(
        monkeypatch, response(1), None
    )


def test_of_three_every_choice_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    html = told(monkeypatch, response(1), 3)
    counts = re.findall(r'xq-count">(\d+)<', html)
    assert "first answers of 3 learners" in html
    assert sum(map(int, counts)) == 3 * len(ASKED.options)
    assert "The 3 learners among themselves:" in html


def test_an_answer_of_no_form_is_compared_with_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    html = told(monkeypatch, ("nonsense",), 0)
    assert ">you</b>" not in html
    assert "no number, since they do not give two orders" in html


def test_whoever_places_like_the_lesson_has_1_and_no_praise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rungs = {rung.id: coding.rung_id(ASKED, rung) for rung in ASKED.rungs}
    events = {event.id: event for event in LESSON.events}
    names = [name for name, _ in pairs_of(ASKED, random.Random())]
    pairs = zip(names, ASKED.options, strict=True)
    same = coding.given([(name, rungs[events[each.event].rung]) for name, each in pairs])
    html = told(monkeypatch, same, 0)
    assert "<b>1.00</b> (4 events)" in html
    assert not re.search(r"\b(well done|correct|score|points)\b", html, re.IGNORECASE)


# --- published scales -----------------------------------------------------------------


def test_scales_stand_beside_with_their_values_and_reports(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    html = told(monkeypatch, response(1), 0)
    values = re.findall(r'<p class="xq-values">(.*?)</p>', html)
    assert len(values) == len(ASKED.options)
    assert re.sub("<.*?>", "", values[0]) == "Pilots’ scale −4.5 · Gull −3"
    for scale in LESSON.scales:
        line = re.search(rf"<li>You and {prose.title(LESSON, scale.title)}: (.*?)</li>", html)
        assert line
        assert all(f'popovertarget="scope-{mark}"' in line[1] for mark in scale.source)
    assert "The scales among themselves: " in html
    cited = view.told(LESSON, ASKED, response(1), "scope").written
    assert {f"[^{mark}]" for scale in LESSON.scales for mark in scale.source} <= set(cited)


def test_a_lesson_without_scales_says_nothing_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "LESSON", replace(LESSON, scales=()))
    assert "scale" not in told(monkeypatch, response(1), 3)


def test_other_types_that_fit_stand_in_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    events = {event.id: event for event in LESSON.events}
    coded = [
        each for each in ASKED.options if any(len(c.codes) > 1 for c in events[each.event].codings)
    ]
    assert coded
    assert len(re.findall(r"\(or ", told(monkeypatch, response(1), 0))) == len(coded)
