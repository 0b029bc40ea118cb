"""What an author can put in with a button: each kind is there, and is read as what it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.charts import CHARTS
from explainer.desk import names, snippets
from explainer.desk.snippets import CHART, QUESTION, Snippet
from explainer.model import Chart
from explainer.questions import QUESTIONS
from explainer.reading import load
from explainer.reading.overlay import load_with
from tests.cases import FERRY

LESSON = load(FERRY)[0]
ALL = snippets.snippets(LESSON)
STORY, QUIZ = "content/story/90-new.md", "content/quiz/90-new.md"


def of(group: str) -> dict[str, Snippet]:
    return {each.kind: each for each in ALL if each.group == group}


def test_every_kind_has_a_button() -> None:
    assert list(of(CHART)) == list(CHARTS)
    assert set(of(QUESTION)) == {"quiz", *QUESTIONS}


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_question_is_read_as_its_kind(kind: str) -> None:
    lesson, problems = load_with(FERRY, {QUIZ: f"# New\n\n{of(QUESTION)[kind].text}".encode()})
    new = lesson.answerable.keys() - LESSON.answerable.keys()
    assert {lesson.answerable[name].kind for name in new} == {kind}
    assert {problem.code for problem in problems} <= MAY_BE_WRONG


MAY_BE_WRONG = frozenset(
    {"not-the-speaker", "speaker-not-in-record", "nothing-settles-it", "predicted-twice"}
)
"""What only an author can know, since what stands there is made up."""


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_is_read_as_its_kind(kind: str) -> None:
    text = f"# New\n\nNorrey said it. [^c1]\n\n{of(CHART)[kind].text}"
    lesson = load_with(FERRY, {STORY: text.encode()})[0]
    charts = [block for block in lesson.sections[-1].blocks if isinstance(block, Chart)]
    assert [chart.kind for chart in charts] == [kind]


def test_an_event_and_a_note_are_read() -> None:
    event, note = (next(each for each in ALL if each.kind == kind) for kind in ("event", "note"))
    events = (FERRY / "content/events.md").read_text("utf-8") + f"\n{event.text}"
    story = f"# New\n\n{note.text}"
    lesson = load_with(FERRY, {"content/events.md": events.encode(), STORY: story.encode()})[0]
    assert len(lesson.events) == len(LESSON.events) + 1
    assert len(lesson.sections[-1].blocks) == 1


def test_every_file_that_can_be_written_has_a_beginning() -> None:
    begun = snippets.files(LESSON)
    assert set(begun) == {*names.SINGLE, *(f"{folder}/" for folder in names.MANY)}


def test_four_beginnings_make_a_lesson(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    begun = snippets.files(load_with(tmp_path, {})[0])
    wanted = ["content/site.md", "seeds/", "content/story/"]
    texts = {
        (name if name.endswith(".md") else f"{name}10-first.md"): begun[name][1].encode()
        for name in wanted
    }
    lesson, problems = load_with(tmp_path, texts)
    assert problems == ()
    assert len(lesson.sections) == 1
