"""Quizzes as a deck of cards for Anki: the question in front, what is right and why behind."""

from __future__ import annotations

import hashlib
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.exports.items import Item, Shape, left_by_all
from explainer.extras import Missing
from explainer.model import Explainer

if TYPE_CHECKING:
    from genanki import Deck, Model

NAME = "Anki"
HELP = "Write the quizzes as cards for Anki."
IS_TEXT = False
CARRIES = frozenset({Shape.ONE, Shape.SEVERAL, Shape.ORDER, Shape.PAIRS, Shape.TEXT})
NOT_IN_ANY: tuple[str, ...] = (
    "grading: whoever learns with a card says how well they knew it",
    "what leads from a claim to its source, and from an answer back to the story",
)

_FRONT = '{{Stem}}<div class="choices">{{Choices}}</div>'
_BACK = '{{FrontSide}}<hr id="answer">{{Right}}<p>{{Why}}</p>'
_STYLE = """.card { font-family: sans-serif; font-size: 20px; text-align: left; line-height: 1.4; }
.choices { margin-top: 1em; }"""
_FIELDS = ("Id", "Stem", "Choices", "Right", "Why")


def lost(item: Item) -> tuple[str, ...]:
    found = left_by_all(item)
    if any(one.feedback for one in item.choices):
        found.append("the feedback on its choices")
    return tuple(found)


def write(items: tuple[Item, ...], lesson: Explainer) -> bytes:
    try:
        from genanki import Package  # noqa: PLC0415 (an extra, which few need)
    except ImportError as error:
        raise Missing("genanki", "anki") from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quiz.apkg"
        Package(_deck(items, lesson)).write_to_file(str(path), timestamp=0)
        return path.read_bytes()


def _deck(items: tuple[Item, ...], lesson: Explainer) -> Deck:
    from genanki import Deck, Note, guid_for  # noqa: PLC0415

    title, model = lesson.site.title, _model()
    deck = Deck(_number(title), title)
    for item in items:
        fields = [item.id, escape(item.stem), _choices(item), _right(item), escape(item.why)]
        deck.add_note(Note(model=model, fields=fields, guid=guid_for(title, item.id)))
    return deck


def _model() -> Model:
    from genanki import Model  # noqa: PLC0415

    templates = [{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}]
    fields = [{"name": name} for name in _FIELDS]
    return Model(_number("question"), "explainer question", fields, templates, css=_STYLE)


def _number(text: str) -> int:
    """The same at each export, so that a deck that is read again is mended and not doubled."""
    return int(hashlib.sha256(f"explainer {text}".encode()).hexdigest()[:8], 16) % 2**31


def _choices(item: Item) -> str:
    """Steps and things to pair stand in an order that says nothing."""
    if item.shape is Shape.TEXT:
        return ""
    shown = item.choices
    if item.shape in (Shape.ORDER, Shape.PAIRS):
        shown = tuple(sorted(shown, key=lambda one: one.id))
    targets = sorted(item.targets, key=lambda target: target.id)
    both = [_list([one.text for one in shown]), _list([target.text for target in targets])]
    return "".join(both if targets else both[:1])


def _right(item: Item) -> str:
    words = {target.id: target.text for target in item.targets}
    match item.shape:
        case Shape.PAIRS:
            return _list([f"{one.text} \N{EN DASH} {words[one.match]}" for one in item.choices])
        case Shape.ORDER:
            return _list([one.text for one in item.choices], "ol")
        case _:
            return _list([one.text for one in item.right])


def _list(texts: list[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</{tag}>"
