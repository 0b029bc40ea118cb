"""The command line: what it prints, how it exits, and what it does not import."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from explainer import report
from explainer.cli import app
from explainer.model import Place
from explainer.problems import Problem
from explainer.reading import load
from tests.cases import FERRY, HERE, SMALLEST, make, said

SPOILT = HERE / "invalid" / "story" / "several-in-one-paragraph.md"


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A lesson with problems."""
    return make(SPOILT, tmp_path / "spoilt")


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


# --- check ----------------------------------------------------------------------------


def test_a_clean_lesson_exits_0_and_says_so() -> None:
    result = _run("check", FERRY)
    assert result.exit_code == 0
    assert "No problems. 2 sections, 7 events, " in result.stdout
    assert re.search(r"\d+ questions, \d+ entries in the record\.", result.stdout)


def test_the_smallest_lesson_is_counted_in_good_english() -> None:
    counted = "1 section, 0 events, 0 questions, 1 entry in the record."
    assert counted in _run("check", SMALLEST).stdout


def test_problems_exit_1_and_stand_in_the_output(spoilt: Path) -> None:
    result = _run("check", spoilt)
    assert result.exit_code == 1
    assert result.stdout.startswith(said(spoilt) + "\n")
    assert f"{len(load(spoilt)[1])} problems in 1 file." in result.stdout


@pytest.mark.parametrize("command", ["check", "run"])
def test_no_lesson_exits_2_and_says_why(command: str, tmp_path: Path) -> None:
    result = _run(command, tmp_path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "There is no folder 'content'" in result.stderr or "no folder" in result.stderr


@pytest.mark.parametrize("words", [["chekc"], ["check", "--format", "xml"], ["check", "a", "b"]])
def test_a_command_that_makes_no_sense_exits_2(words: list[str]) -> None:
    assert _run(*words).exit_code == 2


def test_information_is_told_apart_from_problems(tmp_path: Path) -> None:
    root = make(HERE / "invalid" / "record" / "only-settings.md", tmp_path)
    path = root / "seeds" / "only-settings.md"
    path.write_text(
        (SMALLEST / "seeds" / "sound-courier-2031-05-12.md")
        .read_text("utf-8")
        .replace("| c1 |", "| c101 |"),
        "utf-8",
    )
    result = _run("check", root)
    assert result.exit_code == 0
    assert "Nothing in the lesson uses c101. [unused-claim] (information)" in result.stdout


# --- formats --------------------------------------------------------------------------


def test_json_has_the_same_problems(spoilt: Path) -> None:
    result = _run("check", spoilt, "--format", "json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told.keys() == {"problems", "information"}
    assert [_problem(one) for one in told["problems"]] == list(load(spoilt)[1])


def _problem(one: dict[str, Any]) -> Problem:
    place = Place(one["file"], one["line"], one["column"] or 0)
    return Problem(place, one["message"], one["hint"], one["code"])


def test_json_of_a_clean_lesson_is_json() -> None:
    assert json.loads(_run("check", FERRY, "--format", "json").stdout)["problems"] == []


def test_github_has_a_line_for_each_problem(spoilt: Path) -> None:
    result = _run("check", spoilt, "--format", "github")
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert len(lines) == len(load(spoilt)[1])
    assert all(line.startswith("::error file=content/story/90-several") for line in lines)


def test_github_is_told_nothing_of_a_clean_lesson() -> None:
    assert _run("check", FERRY, "--format", "github").stdout == ""


def test_github_escapes_what_it_reads_as_its_own() -> None:
    place = Place("content/story/10-a,b:c%.md", 7, 5)
    told = report.github([Problem(place, "A 100% wrong\r\nline: no.", "Mend it.", "no-line")])
    assert told == (
        "::error file=content/story/10-a%2Cb%3Ac%25.md,line=7,col=5,title=no-line::"
        "A 100%25 wrong%0D%0Aline: no. Mend it."
    )


def test_what_steers_a_terminal_is_not_printed(spoilt: Path) -> None:
    path = next((spoilt / "content" / "story").glob("90-*.md"))
    path.write_text("# Title\n\n\x1b[31mRed\x1b[0m and uncited.\n", "utf-8")
    assert "\x1b" not in said(spoilt)
    assert "Red" in said(spoilt)


def test_a_long_line_is_quoted_short(spoilt: Path) -> None:
    path = next((spoilt / "content" / "story").glob("90-*.md"))
    path.write_text(f"# Title\n\n{'word ' * 100}\n", "utf-8")
    assert max(len(line) for line in said(spoilt).splitlines()) <= 120


# --- the process ----------------------------------------------------------------------


def _process(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "explainer", *(str(word) for word in words)]
    return subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, **environment}
    )


def test_a_terminal_that_knows_few_signs_is_enough(tmp_path: Path) -> None:
    root = make(HERE / "invalid" / "events" / "in-a-circle.md", tmp_path)
    done = _process("check", root, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert done.returncode == 1
    assert b"pier-closed \\u2192 school-trip" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("lesson", ["ferry", "spoilt", "nothing"])
def test_a_plain_check_says_what_the_command_line_says(
    lesson: str, spoilt: Path, tmp_path: Path
) -> None:
    """`__main__` does it by itself, since an author should not wait for the command line."""
    folder = {"ferry": FERRY, "spoilt": spoilt, "nothing": tmp_path / "nothing"}[lesson]
    plain, whole = _process("check", folder), _process("check", folder, "--format", "text")
    assert (plain.returncode, plain.stdout) == (whole.returncode, whole.stdout)
    assert plain.stderr == whole.stderr


def test_a_plain_check_loads_no_more_than_it_needs() -> None:
    done = _process("check", FERRY, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert b"explainer.reading" in loaded
    assert loaded & {b"streamlit", b"plotly", b"typer", b"pydantic", b"pyphen", b"asyncio"} == set()


def test_whoever_reads_a_check_may_stop_reading() -> None:
    command = [sys.executable, "-m", "explainer", "check", str(FERRY)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_checking_does_not_import_streamlit() -> None:
    """Importing it costs seconds, and an author checks after every sentence."""
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from explainer.cli import app\n"
        f"assert CliRunner().invoke(app, ['check', {str(FERRY)!r}]).exit_code == 0\n"
        "sys.exit('streamlit' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_a_folder_it_is_the_one_we_stand_in() -> None:
    command = [sys.executable, "-m", "explainer", "check"]
    done = subprocess.run(command, cwd=FERRY, capture_output=True, check=False)
    assert b"2 sections, 7 events" in done.stdout


def test_help_names_every_command() -> None:
    shown = _run("--help").stdout
    named = [c.name or (c.callback and c.callback.__name__) for c in app.registered_commands]
    assert named
    assert [name for name in named if not name or name not in shown] == []
