"""Each code has a page: its wrong example brings just that message, and its right one none."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from explainer import messages
from explainer.cli import app
from explainer.reading import load
from tests.guides import MESSAGES, document, examples
from tests.test_messages import codes_in_use

NOT_OF_WORDS = (
    "answers-in-store", "file-too-large", "missing-file", "unreadable-file", "unused-claim",
    "unused-misreading",
)  # fmt: skip
"""What no example of text can show: files that are not there, and what is only information."""


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(messages.codes()) == codes_in_use()


@pytest.mark.uncounted
@pytest.mark.parametrize("code", [code for code in messages.codes() if code not in NOT_OF_WORDS])
def test_the_wrong_example_is_wrong_and_the_right_one_right(code: str, tmp_path: Path) -> None:
    shown = examples(code)
    assert shown.keys() == {"Wrong", "Right"}
    _, wrong = load(shown["Wrong"].put(tmp_path / "wrong"))
    _, right = load(shown["Right"].put(tmp_path / "right"))
    assert {problem.code for problem in wrong} == {code}, wrong
    assert right == ()


@pytest.mark.parametrize("code", NOT_OF_WORDS)
def test_other_pages_have_no_example(code: str) -> None:
    assert examples(code) == {}


def test_the_document_is_made_of_the_pages() -> None:
    """After a change of a page, run  python -m tests.guides ."""
    assert MESSAGES.read_text("utf-8") == document()


def test_a_code_is_explained() -> None:
    told = CliRunner().invoke(app, ["explain", "[unknown-claim]"])
    assert told.exit_code == 0
    assert told.stdout == f"unknown-claim\n\n{messages.page('unknown-claim')}"


def test_all_codes_are_listed() -> None:
    told = CliRunner().invoke(app, ["explain"]).stdout.splitlines()
    assert [line.split()[0] for line in told] == list(messages.codes())


def test_a_code_that_is_none_is_answered_with_the_nearest() -> None:
    told = CliRunner().invoke(app, ["explain", "unknown-clam"])
    assert told.exit_code == 2
    assert "there is no message 'unknown-clam'. Did you mean 'unknown-claim'?" in told.stderr
