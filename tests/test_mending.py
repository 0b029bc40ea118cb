"""`check --fix`: a folder is a case, with what an author wrote and what is made of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from explainer import mending
from explainer.cli import app
from explainer.model import Explainer
from explainer.reading import load
from tests.cases import FERRY, HERE

CASES = sorted(path for path in (HERE / "mended").iterdir() if path.is_dir())
assert CASES


def _lesson(case: Path, side: str, root: Path) -> Path:
    shutil.copytree(FERRY, root)
    shutil.copytree(case / side, root, dirs_exist_ok=True)
    return root


def _bytes(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def _names(lesson: Explainer) -> set[str]:
    things = (*lesson.things, *lesson.ladder, *lesson.scales, *lesson.channels)
    return {*lesson.record, *(thing.id for thing in things)}


def _fix(root: Path, *more: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["check", str(root), "--fix", *more], input=typed)


@pytest.mark.uncounted
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_plain_is_mended_and_nothing_else(case: Path, tmp_path: Path) -> None:
    root = _lesson(case, "before", tmp_path / "lesson")
    before, _ = load(root)
    _fix(root, "--yes")
    after, _ = load(root)
    assert _bytes(root) == _bytes(_lesson(case, "after", tmp_path / "after"))
    assert _names(before) <= _names(after)
    assert mending.changes(root) == ()


def test_a_lesson_without_fault_stays(tmp_path: Path) -> None:
    root = Path(shutil.copytree(FERRY, tmp_path / "lesson"))
    assert "nothing that can be mended" in _fix(root).stdout
    assert _bytes(root) == _bytes(FERRY)


BOXES = HERE / "mended" / "tick-boxes"


def test_the_difference_is_shown_and_nothing_is_written_without_a_yes(tmp_path: Path) -> None:
    root = _lesson(BOXES, "before", tmp_path / "lesson")
    whole = _bytes(root)
    told = _fix(root, typed="n\n").stdout
    assert "\n-- [] Norrey\n" in told
    assert "\n+- [ ] Norrey\n" in told
    assert "Write 1 file? [y/N]" in told
    assert "[broken-tick-box]" in told  # what is left is said as ever
    assert _bytes(root) == whole
    _fix(root, typed="y\n")
    assert _bytes(root) != whole


def test_line_ends_are_told_in_words(tmp_path: Path) -> None:
    root = _lesson(HERE / "mended" / "windows", "before", tmp_path / "lesson")
    assert "content/words.md: saved as plain UTF-8" in _fix(root, "--yes").stdout


def test_a_file_that_changed_meanwhile_is_left(tmp_path: Path) -> None:
    root = _lesson(BOXES, "before", tmp_path / "lesson")
    (change,) = mending.changes(root)
    change.path.write_text("# Something else\n", "utf-8")
    with pytest.raises(mending.Changed, match="has changed meanwhile"):
        mending.write(change)
    assert change.path.read_text("utf-8") == "# Something else\n"


def test_rights_of_a_file_stay_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    root = _lesson(BOXES, "before", tmp_path / "lesson")
    (change,) = mending.changes(root)
    change.path.chmod(0o640)
    beside = sorted(change.path.parent.iterdir())
    mending.write(change)
    assert change.path.stat().st_mode & 0o777 == 0o640
    assert sorted(change.path.parent.iterdir()) == beside


def test_a_link_out_of_the_lesson_is_never_written(tmp_path: Path) -> None:
    root = _lesson(BOXES, "before", tmp_path / "lesson")
    inside = root / "content" / "quiz" / "90-more-questions.md"
    outside = tmp_path / "outside.md"
    inside.rename(outside)
    inside.symlink_to(outside)
    whole = outside.read_bytes()
    _fix(root, "--yes")
    assert outside.read_bytes() == whole
