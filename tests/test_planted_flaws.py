"""Two thousand simulated learners find the faults that were planted, and hardly anything else.

In short form with two lots, in long form with twenty; the lots decide which questions are at
fault, what the sound ones are like, and what the learners answer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer import editions, item_analysis
from explainer.item_analysis import Finding
from explainer.model import Explainer, Place
from explainer.questions import QUESTIONS
from explainer.reading import load
from tests import proof
from tests.planted import FLAWS, Flaw, spoil
from tests.simulated import answers, sound

LESSON = Path(__file__).parents[1]
LEARNERS = 2000
LOTS = proof.form(full=20, short=2)
SOUND = 40
"""Of so many sound questions, at most one may be said to be at fault."""

_counted: dict[str, int] = {"sound": 0, "false": 0, "planted": 0}


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(LOTS))
def test_twelve_flaws_are_named_at_their_lines_and_nothing_else(seed: int, tmp_path: Path) -> None:
    spoilt = spoil(LESSON, tmp_path, seed)
    served = load(tmp_path)[0]
    given = answers(spoilt.truth, served, spoilt.natures, LEARNERS, seed)
    known = tuple(editions.series(served, ()).values())
    report = item_analysis.analysed(served, known, given)
    planted = {flaw.question: flaw for flaw in spoilt.flaws}
    on_planted = [each for each in report.findings if each.question in planted]

    assert served.questions.keys() == spoilt.truth.questions.keys()
    assert len(planted) == len(FLAWS) == 12
    assert [each for each in on_planted if not _names(each, planted[each.question], served)] == []
    assert {each.question for each in on_planted} == planted.keys()
    _count(served, len(planted), len(report.findings) - len(on_planted))
    assert _counted["false"] * SOUND <= _counted["sound"]


@pytest.mark.proof
@pytest.mark.parametrize("number", [40, 300])
def test_a_lesson_without_a_flaw_is_left_alone_by_classes_of_any_size(number: int) -> None:
    """One report in twenty may say something, by the level that they keep."""
    lesson = load(LESSON)[0]
    known = tuple(editions.series(lesson, ()).values())
    spoke = 0
    for seed in range(LOTS):
        lot = random.Random(1000 + seed)
        natures = {name: sound(question, lot) for name, question in lesson.questions.items()}
        given = answers(lesson, lesson, natures, number, seed)
        spoke += bool(item_analysis.analysed(lesson, known, given).findings)
    proof.tell(f"Item analysis: {spoke} of {LOTS} reports on {number} learners raised an alarm")
    assert spoke <= max(1, LOTS // 10)


def _names(finding: Finding, flaw: Flaw, served: Explainer) -> bool:
    """Whether a finding says what was planted, at a line where it was."""
    return finding.sign in flaw.signs and finding.place in _places(flaw, served)


def _places(flaw: Flaw, served: Explainer) -> set[Place | None]:
    question = served.questions[flaw.question]
    places = {option.place for option in question.options if option.text in flaw.words}
    return places or {question.place}


def _count(served: Explainer, planted: int, false: int) -> None:
    graded = [q for q in served.questions.values() if QUESTIONS[q.kind].key(q)]
    _counted["planted"] += planted
    _counted["sound"] += len(graded) - planted
    _counted["false"] += false


@pytest.fixture(scope="module", autouse=True)
def _told() -> Iterator[None]:
    yield
    proof.tell(
        f"Item analysis: {_counted['planted']} planted flaws named at their lines, "
        f"{_counted['false']} false alarms in {_counted['sound']} sound questions"
    )
