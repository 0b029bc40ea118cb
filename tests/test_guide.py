"""The authors' guide: its examples make up a lesson, and that lesson is clean."""

from __future__ import annotations

import re
from pathlib import Path

from explainer.charts import SETTINGS as CHARTS
from explainer.exports.quiz_forms import FORMS
from explainer.making import PARTS
from explainer.questions import QUESTIONS
from explainer.reading import load
from explainer.reading.cards import CHANNEL_SETTINGS as CHANNEL
from explainer.reading.cards import MISREADING_SETTINGS as MISREADING
from explainer.reading.events import SAYINGS
from explainer.reading.events import SETTINGS as EVENT
from explainer.reading.places import SETTINGS as PLACE
from explainer.reading.quiz import SETTINGS as QUESTION
from explainer.reading.record import COLUMNS
from explainer.reading.record import SETTINGS as SOURCE
from explainer.reading.scales import COLUMNS as CODES
from explainer.reading.scales import SETTINGS as SCALE
from explainer.reading.site import SETTINGS as SITE
from tests.cases import FERRY
from tests.pictures import PICTURES

GUIDE = Path(__file__).parents[1] / "content" / "README.md"
EXAMPLE = re.compile(
    r"^In `([^`]+)`:\n\n````(?:markdown|json)\n(.*?)^````$", re.MULTILINE | re.DOTALL
)
PICTURE = re.compile(
    r"^`{3,4}markdown\n((?:(?!^`{3,4}markdown).)*?)^`{3,4}\n\n!\[[^]]+\]\(\.\./docs/guide/(.+?)\.png\)",
    re.MULTILINE | re.DOTALL,
)


def test_examples_are_a_clean_lesson(tmp_path: Path) -> None:
    examples = EXAMPLE.findall(GUIDE.read_text("utf-8"))
    for name, text in examples:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    lesson, problems = load(tmp_path)

    assert len(examples) >= 9
    assert [str(problem) for problem in problems] == []
    assert {question.kind for question in lesson.answerable.values()} == QUESTIONS.keys()


def test_every_part_and_every_form_is_in_the_guide() -> None:
    guide = GUIDE.read_text("utf-8")
    commands = {f"explainer new {part}" for part in PARTS}
    commands |= {f"explainer export {form}" for form in (*FORMS, "word")}
    commands |= {f"`{kind}`" for kind in QUESTIONS}
    assert {command for command in commands if command not in guide} == set()


def test_every_setting_is_in_the_guide() -> None:
    guide = GUIDE.read_text("utf-8")
    words = {*EVENT, *SAYINGS, *SCALE, *CODES, *SOURCE, *SITE}
    words |= {name for row in COLUMNS.values() for name in row}
    words |= {*CHANNEL, *CHARTS, *(name for names in CHARTS.values() for name in names)}
    words |= {f"`{name}`" for name in PLACE if name != "id"}
    words |= {f"`{name}`" for name in (*QUESTION, *MISREADING)} | {"misreading:"}
    words |= {"companion", "also", "role", "direction", "Hint", "Why", "Answer", "Code", "Evidence"}
    words |= {"Place", "Predict"}

    missing = {word for word in words if word not in guide}

    assert missing == set()


def test_every_picture_stands_below_lines_of_the_small_lesson() -> None:
    guide = GUIDE.read_text("utf-8")
    lesson = "\n".join(path.read_text("utf-8") for path in sorted(FERRY.glob("content/*/*.md")))
    shown = PICTURE.findall(guide)
    assert {name for _, name in shown} == PICTURES.keys()
    assert all((GUIDE.parent / f"../docs/guide/{name}.png").is_file() for _, name in shown)
    assert [text for text, _ in shown if text not in lesson] == []
