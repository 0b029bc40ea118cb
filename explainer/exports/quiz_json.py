"""Quizzes as JSON: all that a question is, in plain words, with its place and its marks."""

from __future__ import annotations

import json

from explainer.exports.items import Choice, Item, Shape
from explainer.model import Explainer
from explainer.syntax import marks

NAME = "JSON"
HELP = "Write the quizzes as JSON, for a program of your own."
IS_TEXT = True
CARRIES = frozenset(Shape)
NOT_IN_ANY: tuple[str, ...] = ("the claims themselves: they go by their ids",)


def lost(_item: Item) -> tuple[str, ...]:
    return ()


def write(items: tuple[Item, ...], lesson: Explainer) -> bytes:
    told = {
        "lesson": lesson.site.title,
        "language": lesson.site.language,
        "licence": lesson.site.licence,
        "questions": [_question(item) for item in items],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def _question(item: Item) -> dict[str, object]:
    asked = item.question
    return {
        "id": item.id,
        "quiz": item.quiz,
        "file": asked.place.file,
        "line": asked.place.line,
        "kind": asked.kind,
        "shape": item.shape,
        "section": asked.about,
        "skill": asked.skill,
        "instead of": asked.like,
        "stem": item.stem,
        "choices": [_choice(item, one) for one in item.choices],
        "targets": [{"id": target.id, "text": target.text} for target in item.targets],
        "hint": item.hint,
        "why": item.why,
        "claims": marks(asked.why),
    }


def _choice(item: Item, one: Choice) -> dict[str, object]:
    right = {} if item.shape is Shape.OPEN else {"right": one.right}
    told = {"belongs to": one.match, "feedback": one.feedback, "misreading": one.misreading}
    return {"id": one.id, "text": one.text, **right, **{k: v for k, v in told.items() if v}}
