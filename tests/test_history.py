"""`explainer check --store`: what becomes of earlier answers, said at file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from explainer import editions
from explainer.cli import app
from explainer.reading import load
from tests.cases import FERRY
from tests.stores import an_answer, opened

QUIZ = "content/quiz/10-bells-and-fish.md"


def _at(stem: str) -> str:
    """Where a question stands, whatever has been written above it."""
    lines = (FERRY / QUIZ).read_text("utf-8").split("\n")
    line = next(at for at, line in enumerate(lines, start=1) if line.startswith(f"## {stem}"))
    return f"{QUIZ}:{line}"


SAID: Mapping[str, tuple[Callable[[str], str], str]] = {
    "nothing": (lambda text: text, ""),
    "another feedback": (lambda text: text.replace("Yes: it is", "It is"), ""),
    "a mended typo": (
        lambda text: text.replace("The reporter\n", "The reporters\n", 1),
        f"{_at('Who counted')}: Mended words: its 2 answers stay. [answers-in-store] (information)",
    ),
    "a moved tick": (
        lambda text: text.replace("[x] Norrey", "[ ] Norrey").replace(
            "[ ] Sudrey\n", "[x] Sudrey\n"
        ),
        f"{_at('Who counted')}: The key changed: its 2 earlier answers stay behind,"
        " and a new series begins. [answers-in-store] (information)",
    ),
    "another number": (
        lambda text: text.replace("Answer: 25 | twenty-five", "Answer: 40 | forty"),
        f"{_at('How many')}: The key changed: its 1 earlier answer stays behind,"
        " and a new series begins. [answers-in-store] (information)",
    ),
    "another id": (
        lambda text: text.replace("id: fish-or-trip", "id: trip-or-fish"),
        f"{_at('Which came first')}: New question: no answers yet."
        " [answers-in-store] (information)",
    ),
}


GIVEN = (("ada", "who-counted-nine"), ("bea", "who-counted-nine"), ("ada", "visitors-lost"))
WAIT = 60


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FERRY, tmp_path / "lesson"))


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with two answers to the first question and one to another."""
    url = f"sqlite:///{tmp_path / 'answers.sqlite'}"
    lesson = load(FERRY)[0]
    with opened(url) as store:
        series = editions.series(lesson, store.wordings())
        store.record(tuple(series.values())).result(WAIT)
        for who, name in GIVEN:
            edition = series[name].edition
            store.add(an_answer(who, name, question=name, edition=edition)).result(WAIT)
    return url


def _check(root: Path, url: str) -> Result:
    return CliRunner().invoke(app, ["check", str(root), "--store", url])


@pytest.mark.parametrize("name", SAID)
def test_a_change_is_said_at_its_line(root: Path, url: str, name: str) -> None:
    change, said = SAID[name]
    path = root / QUIZ
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    result = _check(root, url)
    told = [line for line in result.stdout.splitlines() if line.endswith("(information)")]

    assert told == ([said] if said else [])
    with opened(url) as store:
        before = len(load(FERRY)[0].answerable)
        assert len(store.wordings()) == before, "To ask must change nothing."


def test_all_is_new_to_an_empty_store(root: Path, tmp_path: Path) -> None:
    said = _check(root, f"sqlite:///{tmp_path / 'new.sqlite'}").stdout
    every = len(load(FERRY)[0].questions)
    assert said.count("New question: no answers yet. [answers-in-store] (information)") == every


def test_a_store_that_cannot_be_opened_is_said_in_a_sentence(root: Path, url: str) -> None:
    with opened(url):
        result = _check(root, url)
    assert result.exit_code == 2
    assert "Another explainer is using" in result.stderr
