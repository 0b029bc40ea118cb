"""`explainer report`: from a store to text, a table and JSON."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from explainer.cli import app
from explainer.item_analysis.forms import COLUMNS
from explainer.reading import load
from tests import classes

TRAP = "=1+1 is what I think"
FOUND = "content/quiz/10-bells-and-fish.md:5: Everybody is right."


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(classes.lesson_in(tmp_path_factory.mktemp("lesson")))


@pytest.fixture(scope="module")
def url(ferry: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store in which everybody is right on one question, and three typed a formula."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'answers.sqlite'}"
    lesson = load(Path(ferry))[0]
    told = {"strong": "Norrey 200", "weak": "Norrey 200"}
    typed = (classes.answer(lesson, "visitors-lost", n, (TRAP,)) for n in range(1000, 1003))
    classes.keep(lesson, url, [*typed, *classes.answers(lesson, "who-counted-nine", told)])
    return url


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, ["report", *words])


def test_findings_come_first_and_begin_with_their_place(ferry: str, url: str) -> None:
    result = _run(ferry, "--store", url)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0] == FOUND
    assert lines[-1] == "1 thing to look at, in 1 question."
    assert "content/quiz/10-bells-and-fish.md:5: Who counted nine rings?" in lines
    assert "    400 answers, 100% right, 0% certain and wrong" in lines
    assert "     100% \N{CHECK MARK} Norrey" in lines


def test_the_table_has_a_row_for_each_thing_given_and_no_formula(ferry: str, url: str) -> None:
    rows = list(csv.DictReader(io.StringIO(_run(ferry, "--store", url, "--format", "csv").stdout)))
    assert tuple(rows[0]) == COLUMNS
    first = [row for row in rows if row["question"] == "who-counted-nine"]
    assert [(row["given"], row["counts_as_right"], row["share"]) for row in first] == [
        ("Norrey", "yes", "1.0"), ("Sudrey", "no", "0.0"), ("The reporter", "no", "0.0"),
    ]  # fmt: skip
    assert {row["findings"] for row in first} == {"Everybody is right."}
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_json_holds_the_same_with_file_and_line(ferry: str, url: str) -> None:
    told = json.loads(_run(ferry, "--store", url, "--format", "json").stdout)
    assert told.keys() == {"learners", "questions", "findings"}
    assert told["learners"] == 403
    found = told["findings"][0]
    assert f"{found['file']}:{found['line']}: {found['message']}" == FOUND
    assert found["sign"] == "everybody"
    pick = told["questions"][0]["picks"][0]
    assert (pick["words"], pick["line"], pick["chosen"]) == ("Norrey", 10, 400)


def test_who_only_asks_makes_no_store(ferry: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    result = _run(ferry, "--store", f"sqlite:///{path}")
    assert result.exit_code == 2
    assert "there are no answers yet" in result.stderr
    assert not path.exists()


def test_without_a_store_named_it_is_the_one_beside_the_lesson(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.md").write_text("# A lesson\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "explainer", "report", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"{tmp_path.as_posix()}/answers.sqlite is not there" in done.stderr


def test_no_lesson_exits_2_and_says_why(tmp_path: Path, url: str) -> None:
    result = _run(str(tmp_path), "--store", url)
    assert result.exit_code == 2
    assert "There is no folder 'content'" in result.stderr


def test_it_does_not_import_streamlit(ferry: str, url: str) -> None:
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from explainer.cli import app\n"
        f"done = CliRunner().invoke(app, ['report', {ferry!r}, '--store', {url!r}])\n"
        "assert done.exit_code == 0, done.output\n"
        "sys.exit('streamlit' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
