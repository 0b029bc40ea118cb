"""An event, below the last one."""

from __future__ import annotations

from pathlib import Path

from explainer.making import written
from explainer.making.asked import Answers, Ask, Made, free, one_line
from explainer.making.citing import sentence
from explainer.model import Explainer
from explainer.reading.parts import new_id

ASKS: tuple[Ask, ...] = (Ask("title", "What happened, in a few words?"),)

_FILE = "content/events.md"


def make(root: Path, lesson: Explainer, answers: Answers) -> Made:
    if not (root / _FILE).exists():
        made = written.new(root, _FILE, f"# What happened\n\n{_text(lesson, answers)}")
        return Made(made.file, made.name, 3)
    return written.added(root, _FILE, _text(lesson, answers))


def _text(lesson: Explainer, answers: Answers) -> str:
    title = one_line(answers["title"])
    rung = lesson.ladder[0].id if lesson.ladder else "..."
    after = f"- after: {lesson.events[-1].id}\n" if lesson.events else ""
    settings = f"- id: {free(new_id(title), lesson)}\n{after}- rung: {rung}\n"
    return f"## {title}\n\n{settings}\n{sentence(lesson, 'Say here what happened.')}\n"
