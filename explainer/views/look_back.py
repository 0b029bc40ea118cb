"""The text that a question is about: closed, so that what is remembered comes first."""

from __future__ import annotations

from explainer.model import Explainer, Note, Prose, Question, Section
from explainer.views import paper, prose, story


def show(lesson: Explainer, asked: Question) -> None:
    """Below the question; question.js notes whether it was opened."""
    section = next((part for part in lesson.every_section if part.id == asked.about), None)
    if section and (text := _text(lesson, section)):
        paper.put(
            f'<details data-look="{asked.id}"><summary>Look at the text</summary>'
            f"<h2>{prose.title(lesson, section.title)}</h2>{text}</details>",
            "xp-look",
        )


def _text(lesson: Explainer, section: Section) -> str:
    run = [block for block in section.blocks if isinstance(block, Prose | Note)]
    return story.told(lesson, section, run) if run else ""
