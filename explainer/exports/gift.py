r"""Quizzes as GIFT, the plain text that Moodle and many others read.

Signs that mean something in GIFT have a `\` before them. An order has no shape there, so its
steps are paired with their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.exports.items import Choice, Item, Shape, left_by_all
from explainer.model import Explainer

NAME = "GIFT"
HELP = "Write the quizzes as GIFT, a text that Moodle reads."
IS_TEXT = True
CARRIES = frozenset({Shape.ONE, Shape.SEVERAL, Shape.ORDER, Shape.PAIRS, Shape.TEXT})
NOT_IN_ANY: tuple[str, ...] = (
    "what leads from a claim to its source, and from an answer back to the story",
    "how sure a learner is",
)

_ARROWED = frozenset({Shape.ORDER, Shape.PAIRS, Shape.TEXT})

_SIGNS = re.compile(r"([\\~=#{}:])")


def lost(item: Item) -> tuple[str, ...]:
    found = left_by_all(item)
    if item.shape is Shape.ORDER:
        found.append("its shape: each step is paired with its place")
    if item.shape is Shape.TEXT:
        found.append("our care in comparing: what is typed has to be the same letter by letter")
    words = [*(one.text for one in item.choices), *(target.text for target in item.targets)]
    if item.shape in _ARROWED and any("->" in word for word in words):
        found.append("the signs '->': an arrow stands for them")
    if item.shape not in (Shape.ONE, Shape.SEVERAL) and any(one.feedback for one in item.choices):
        found.append("the feedback on its parts")
    if item.shape is Shape.PAIRS and len(item.choices) < 3 and len(item.targets) < 3:
        found.append("a third answer, which Moodle asks for if you change it there")
    return tuple(found)


def write(items: tuple[Item, ...], lesson: Explainer) -> bytes:
    return "\n\n".join(_parts(items, lesson)).encode() + b"\n"


def _parts(items: tuple[Item, ...], lesson: Explainer) -> Iterator[str]:
    quiz = ""
    for item in items:
        if item.quiz != quiz:
            quiz = item.quiz
            names = (one.replace("/", "//") for one in (lesson.site.title, quiz))
            yield f"$CATEGORY: {'/'.join(names)}"
        yield _question(item)


def _question(item: Item) -> str:
    lines = [f"// {item.question.place}", f"::{escaped(item.id)}::[plain]{escaped(item.stem)}{{"]
    lines += [f"\t{line}" for line in _answers(item)]
    if item.why:
        lines.append(f"\t####{escaped(item.why)}")
    return "\n".join([*lines, "}"])


def _answers(item: Item) -> list[str]:
    match item.shape:
        case Shape.ONE:
            return _one(item)
        case Shape.SEVERAL:
            share = 100 / len(item.right)
            return [_weighed(one, share if one.right else -share) for one in item.choices]
        case Shape.ORDER:
            return [f"={_side(one.text)} -> {at}" for at, one in enumerate(item.choices, start=1)]
        case Shape.PAIRS:
            return _pairs(item)
        case _:
            return [f"={_typed(one.text)}" for one in item.choices]


def _one(item: Item) -> list[str]:
    """The first that is right has its own sign; others that would do have their full weight.

    Behind `=` a choice has no weight, and Moodle takes one for words.
    """
    lines = []
    for one in item.choices:
        if one == item.right[0]:
            lines.append(f"={escaped(one.text)}{_feedback(one)}")
        elif one.right:
            lines.append(_weighed(one, 100))
        else:
            lines.append(f"~{_guarded(one.text, 0)}{_feedback(one)}")
    return lines


def _weighed(one: Choice, weight: float) -> str:
    return f"~%{_number(weight)}%{escaped(one.text)}{_feedback(one)}"


def _guarded(text: str, weight: int) -> str:
    """Words that begin like a weight have one before them, where Moodle looks for one."""
    return f"%{weight}%{escaped(text)}" if text.startswith("%") else escaped(text)


def _typed(text: str) -> str:
    """What is typed may have a weight behind `=`. A bare star would stand for any words."""
    return _guarded(_arrowed(text), 100).replace("*", r"\*")


def _number(weight: float) -> str:
    return f"{weight:.5f}".rstrip("0").rstrip(".")


def _pairs(item: Item) -> list[str]:
    words = {target.id: target.text for target in item.targets}
    used = {one.match for one in item.choices}
    lines = [f"={_side(one.text)} -> {_side(words[one.match])}" for one in item.choices]
    return [*lines, *(f"= -> {_side(text)}" for name, text in words.items() if name not in used)]


def _side(text: str) -> str:
    """An arrow parts the sides, and cannot stand within one."""
    return escaped(_arrowed(text))


def _arrowed(text: str) -> str:
    """Where there is no choice, Moodle takes every `->` for a pair."""
    return text.replace("->", "\N{RIGHTWARDS ARROW}")


def _feedback(one: Choice) -> str:
    return f"#{escaped(one.feedback)}" if one.feedback else ""


def escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
