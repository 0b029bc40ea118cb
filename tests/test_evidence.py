"""Find the evidence: what there is to choose from tells nothing of what is asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from explainer.model import Claim, Explainer, Place, Voice
from explainer.questions import evidence
from tests.test_questions import KINDS, LESSON, drawn, ids, question, score


def test_another_claim_of_the_group_gives_the_same_form() -> None:
    shown = evidence.around(LESSON, "c6")
    assert len({drawn(question(f"Evidence: {claim.id}")) for claim in shown}) == 1


def _record(paragraphs: list[int]) -> Explainer:
    """A lesson whose paragraphs have so many claims."""
    every = [str(number) for number, count in enumerate(paragraphs) for _ in range(count)]
    claims = [
        Claim(f"c{at}", "one", paragraph, "Ann", Voice.ATTRIBUTED, f"Claim {at}.", Place("seeds"))
        for at, paragraph in enumerate(every, start=1)
    ]
    return replace(LESSON, record={claim.id: claim for claim in claims})


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_every_claim_of_a_group_has_this_group_for_its_choices(paragraphs: list[int]) -> None:
    """So the choices tell nothing of the key; and there are enough of them, and not too many."""
    lesson = _record(paragraphs)
    groups = {name: evidence.around(lesson, name) for name in lesson.record}
    for name, group in groups.items():
        assert name in {claim.id for claim in group}
        assert all(groups[claim.id] == group for claim in group)
        assert min(3, len(groups)) <= len(group) <= evidence.MOST


def test_a_claim_is_shown_with_whoever_says_it() -> None:
    item = KINDS["evidence"]
    texts = {option.claim: option.text for option in item.options}
    assert texts["c6"] == "Sudrey: The bell rang two times that night, and only in fog."
    assert "The reporter:</b> Norrey and Sudrey are" in drawn(item)
    assert not re.search(r"\bc\d", drawn(item))


def test_one_claim_can_be_picked_and_any_right_one_will_do() -> None:
    item = question("Evidence: [^c6], C5")
    right, wrong = ids(item, correct=True), ids(item, correct=False)
    assert len(right) == 2
    assert [score(item, (name,)) for name in (*right, *wrong)] == [1, 1, *[0] * len(wrong)]
    assert score(item, right) == 0


def test_a_claim_in_the_mouth_of_another_is_another_question() -> None:
    item = KINDS["evidence"]
    others = tuple(replace(option, speaker="Norrey") for option in item.options)
    meaning = evidence.meaning
    assert meaning(replace(item, options=others)) != meaning(item)
