"""Who says it: names as the record has them, and as many to choose from whoever is right."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from explainer.model import Claim, Place, Voice
from explainer.questions import pairs, speakers
from explainer.reading import load
from tests.cases import FERRY, HERE
from tests.test_questions import KINDS, LESSON, drawn, question, score

TABLE = "| it | who says it |\n|---|---|\n| one | {} |\n| two | {} |\n"


@pytest.mark.parametrize("head", ["who says it", "Who says it?", "**who says it**", "who say it"])
def test_the_head_says_the_kind(head: str) -> None:
    text = TABLE.format("Lind", "Falk").replace("who says it", head)
    assert question(text).kind == "speakers"


@pytest.mark.parametrize("head", ["who makes it", "who", "it says"])
def test_another_head_is_one_of_pairs(head: str) -> None:
    text = TABLE.format("Lind", "Falk").replace("who says it", head)
    assert question(text).kind == "matching"


@pytest.mark.parametrize(
    ("written", "name"),
    [("Lind", "Lind"), ("Asta Lind", "Lind"), ("the town of Norrey", "Norrey"),
     ("Reporter", "the reporter"), ("*The reporter*", "the reporter"), ("Nobody", "Nobody")],
)  # fmt: skip
def test_a_speaker_has_the_name_of_the_record(written: str, name: str) -> None:
    item = question(TABLE.format(written, "Falk"))
    assert item.options[0].match == name


def test_all_who_speak_can_be_chosen_in_the_order_of_the_record() -> None:
    names = ["The reporter", "Norrey", "Sudrey", "Lind", "Falk", "Both towns"]
    shown = re.findall(r"<option[^>]*>(.*?)</option>", drawn(KINDS["speakers"]))
    assert shown == ["Choose …", *names] * 2


def test_other_speakers_give_the_same_form() -> None:
    every = speakers.speakers(LESSON)
    forms = {drawn(question(TABLE.format(one, two))) for one in every for two in every}
    assert len(forms) == 1


def test_of_many_speakers_some_are_shown_and_all_that_are_right() -> None:
    names = [f"Speaker {letter}" for letter in "abcdefghijklmnop"]
    claims = [
        Claim(f"c{at}", "one", "1", name, Voice.ATTRIBUTED, "It is.", Place("seeds"))
        for at, name in enumerate(names, start=1)
    ]
    lesson = replace(LESSON, record={claim.id: claim for claim in claims})
    item = speakers.whole(question(TABLE.format(names[-1], names[3])), lesson)
    assert len(item.speakers) == speakers.MOST
    assert {names[-1], names[3]} < set(item.speakers)
    assert list(item.speakers) == sorted(item.speakers)


def test_each_statement_counts() -> None:
    item = KINDS["speakers"]
    names = [pairs.left_id(item, option) for option in item.options]
    right = pairs.right_id(item, "Sudrey")
    assert score(item, tuple(f"{name}:{right}" for name in names)) == 0.5


def test_after_an_answer_each_statement_has_its_speaker() -> None:
    item = question(
        "| it | who says it | so |\n|---|---|---|\n| a | reporter | See. |\n| b | Lind | |\n"
    )
    norrey = pairs.right_id(item, "Norrey")
    response = tuple(f"{pairs.left_id(item, option)}:{norrey}" for option in item.options)
    assert speakers.feedback(item, response) == (
        ("a – Norrey", "**The reporter.** See."),
        ("b – Norrey", "**Lind.**"),
    )


def test_a_mark_is_neither_shown_nor_in_a_name() -> None:
    """From a hash of words and a mark, one could try which mark it is."""
    option = KINDS["speakers"].options[0]
    assert (option.text, option.claim) == ("Two & <two>", "c6")


def _without_cards(root: Path) -> None:
    (root / "content" / "people.md").unlink()


def _with_a_row_lost(root: Path) -> None:
    """Two rows of one id: most likely the second is meant to be the next."""
    record = root / "seeds" / "sound-courier-2031-05-12.md"
    record.write_text(record.read_text("utf-8").replace("| c11 |", "| c10 |"), "utf-8")


@pytest.mark.parametrize("spoil", [_without_cards, _with_a_row_lost])
def test_what_may_only_be_lost_is_not_blamed_on_a_question(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(FERRY, tmp_path / "ferry"))
    case = HERE / "invalid" / "quiz" / "speakers-that-are-none.md"
    shutil.copy(case, root / "content" / "quiz" / "90-more.md")
    assert "unknown-speaker" in {problem.code for problem in load(root)[1]}
    spoil(root)
    assert "unknown-speaker" not in {problem.code for problem in load(root)[1]}
