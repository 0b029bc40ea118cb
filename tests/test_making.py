"""`explainer new`: a lesson that is clean and can be served, and parts that take nothing away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from explainer import making
from explainer.cli import app
from explainer.making import PARTS
from explainer.making.lesson import ASKS
from explainer.model import Claim, Voice
from explainer.questions import QUESTIONS
from explainer.reading import load
from tests.cases import FERRY, SMALLEST
from tests.servers import Server

TYPED = ("The boats | of May", "The Post", "2031-05-04", "https://example.org/boats")
ANSWERS = dict(zip((ask.name for ask in ASKS), TYPED, strict=True))


def _new(*words: object, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["new", *map(str, words)], input=typed)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    making.lesson.make(tmp_path / "made", ANSWERS)
    return tmp_path / "made"


def _bytes(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


# --- a lesson -------------------------------------------------------------------------


def test_four_answers_make_a_clean_lesson(tmp_path: Path) -> None:
    folder = tmp_path / "lesson"
    result = _new(folder, typed="\n".join(TYPED))
    lesson, problems = load(folder)
    assert result.exit_code == 0
    assert problems == ()
    assert lesson.sources[0].title == TYPED[0]
    assert (len(lesson.events), len(lesson.questions), len(lesson.sections)) == (2, 3, 1)
    assert "For teachers" in (folder / "content" / "lesson.md").read_text("utf-8")
    assert f"explainer check {folder}" in result.stdout


def test_a_slip_of_the_fingers_is_asked_again(tmp_path: Path) -> None:
    title, publisher, date, address = TYPED
    typed = [title, publisher, "4 May", date, "example.org", address]
    result = _new(tmp_path / "lesson", typed="\n".join(typed))
    assert result.exit_code == 0
    assert "'4 May' is not one day. Write year, month and day" in result.stderr
    assert "'example.org' is no address." in result.stderr
    assert load(tmp_path / "lesson")[1] == ()


def test_options_answer_beforehand(tmp_path: Path) -> None:
    options = [word for name, answer in ANSWERS.items() for word in (f"--{name}", answer)]
    assert _new(tmp_path / "lesson", *options).exit_code == 0
    assert load(tmp_path / "lesson")[1] == ()
    wrong = _new(tmp_path / "other", "--date", "2031-02-30", "--title", "T", "--publisher", "P")
    assert wrong.exit_code == 2
    assert "--date: '2031-02-30' is not one day." in wrong.stderr
    assert not (tmp_path / "other").exists()


def test_it_can_be_served(made: Path, tmp_path: Path) -> None:
    with Server(made, f"sqlite:///{tmp_path / 'answers.db'}", tmp_path) as server:
        page = server.http.get("/").text
        assert "The boats" in page
        assert "Tell here what" in page


@pytest.mark.parametrize("name", ["notes.txt", "content/story/10-what-happened.md"])
def test_a_folder_that_is_not_empty_stays_as_it_is(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Mine.", "utf-8")
    result = _new(tmp_path, typed="\n".join(TYPED))
    assert result.exit_code == 2
    assert "is not empty, and nothing was written" in result.stderr
    assert _bytes(tmp_path) == {name: b"Mine."}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("Mine.", "utf-8")
    assert "is a file" in _new(tmp_path / "mine").stderr


# --- parts ----------------------------------------------------------------------------


@pytest.mark.parametrize("what", PARTS)
def test_a_part_is_added_and_the_lesson_stays_clean(what: str, made: Path) -> None:
    before = _bytes(made)
    result = _new(what, made, "--title", "Something more happens")
    lesson, problems = load(made)
    assert result.exit_code == 0
    assert problems == ()
    name, line = result.stdout.split(": ")[0].rsplit(":", 1)
    assert "Something more happens" in (made / name).read_text("utf-8").split("\n")[int(line) - 1]
    for file, text in _bytes(made).items():
        lost = set(before.get(file, b"").split(b"\n")) - set(text.split(b"\n"))
        assert lost == set()
    counted = (len(lesson.sections), len(lesson.events), len(lesson.questions), len(lesson.record))
    assert sum(counted) == sum((1, 2, 3, 5)) + 1


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_question_of_each_kind_is_clean_where_the_lesson_has_what_it_names(
    kind: str, tmp_path: Path
) -> None:
    root = tmp_path / "ferry"
    shutil.copytree(FERRY, root)
    result = _new("question", root, "--kind", kind, "--title", "What else?")
    lesson, problems = load(root)
    assert result.exit_code == 0
    assert [str(problem) for problem in problems] == []
    assert lesson.answerable["what-else"].kind == kind


def test_what_a_lesson_lacks_is_said_at_its_line(made: Path) -> None:
    result = _new("question", made, "--kind", "place", "--title", "Where was it?")
    assert "There is no place 'north-shore'." in result.stdout


def test_ids_do_not_collide(made: Path) -> None:
    for what in ("section", "event", "question", "event"):
        assert _new(what, made, "--title", "The first thing").exit_code == 0
    lesson, problems = load(made)
    assert problems == ()
    assert lesson.sections[-1].place.file == "content/story/20-the-first-thing.md"
    assert [event.id for event in lesson.events[2:]] == ["the-first-thing-2", "the-first-thing-4"]
    assert "the-first-thing-3" in lesson.questions


def test_a_claim_says_who_speaks(made: Path) -> None:
    says = ("--title", "It was 9 | a clock", "--speaker", "a witness", "--paragraph", "4")
    assert _new("claim", made, *says).exit_code == 0
    claim = load(made)[0].record["c5"]
    assert isinstance(claim, Claim)
    assert (claim.speaker, claim.voice, claim.paragraph) == ("a witness", Voice.ATTRIBUTED, "4")
    assert _new("claim", made, "--title", "A date", "--paragraph", "page").exit_code == 0
    assert load(made)[0].record["c6"].place.line == claim.place.line + 1
    wrong = _new("claim", made, "--title", "A date", "--paragraph", "last")
    assert "'last' is no paragraph" in wrong.stderr


def test_the_first_event_and_the_first_question_make_their_files(tmp_path: Path) -> None:
    shutil.copytree(SMALLEST, tmp_path / "small")
    for what in ("question", "event"):
        assert _new(what, tmp_path / "small", "--title", "What is new?").exit_code == 0
    lesson, problems = load(tmp_path / "small")
    assert {problem.code for problem in problems} == {"unknown-rung"}
    assert (len(lesson.questions), len(lesson.events)) == (1, 1)


def test_without_a_row_there_is_no_place_for_a_claim(tmp_path: Path) -> None:
    shutil.copytree(SMALLEST, tmp_path / "small")
    shutil.rmtree(tmp_path / "small" / "seeds")
    result = _new("claim", tmp_path / "small", "--title", "New")
    assert result.exit_code == 2
    assert "Write the first one by hand in seeds/" in result.stderr


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n\n"])
def test_line_ends_and_letters_of_any_editor_stay(ends: str, last: str, made: Path) -> None:
    path = made / "content" / "events.md"
    text = path.read_text("utf-8").rstrip("\n").replace("Something", "\u201cSomething\u201d")
    before = (text + last).replace("\n", ends).encode("cp1252")
    path.write_bytes(before)
    assert _new("event", made, "--title", "One more").exit_code == 0
    after = path.read_bytes()
    assert after.startswith(before.rstrip())
    assert after.count(b"\r") == (after.count(b"\n") if ends == "\r\n" else 0)
    assert load(made)[1] == ()


def test_a_part_that_is_none_says_the_nearest(made: Path) -> None:
    for words in (("questoin", made), ("questoin",)):
        result = _new(*words)
        assert result.exit_code == 2
        assert "there is no part 'questoin'. Did you mean 'question'?" in result.stderr
    assert "No kind is 'quiz'." in _new("question", made, "--title", "T", "--kind", "quiz").stderr
