"""The text that a question is about: closed, so that what is remembered comes first."""

from __future__ import annotations

from explainer.model import Explainer, Note, Prose, Question
from explainer.views import paper, prose, story


def put(lesson: Explainer, asked: Question) -> None:
    """Below the question; nothing where it is about no text. That it was opened is remembered."""
    section = next((part for part in lesson.every_section if part.id == asked.about), None)
    run = [block for block in section.blocks if isinstance(block, Prose | Note)] if section else []
    if section and run:
        told = story.told(lesson, section, run)
        head = f"<h2>{prose.title(lesson, section.title)}</h2>"
        words = "<summary>Look at the text</summary>"
        paper.put(f'<details data-look="{asked.id}">{words}{head}{told}</details>', "xp-look")
