"""A section of the story, behind those that are there."""

from __future__ import annotations

from pathlib import Path

from explainer.making import written
from explainer.making.asked import Answers, Ask, Made, free, one_line
from explainer.making.citing import sentence
from explainer.model import Explainer
from explainer.reading.parts import new_id

ASKS: tuple[Ask, ...] = (Ask("title", "What is its heading?"),)

_FOLDER = "content/story"


def make(root: Path, lesson: Explainer, answers: Answers) -> Made:
    title = one_line(answers["title"])
    name = free(new_id(title), lesson)
    text = sentence(lesson, "Tell it here, and end each paragraph with the claim it rests on.")
    return written.new(
        root,
        f"{_FOLDER}/{written.number_behind(root / _FOLDER)}-{name}.md",
        f"# {title}\n\n{text}\n",
    )
