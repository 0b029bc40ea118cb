"""What the shapes of answers have in common, and what is refused in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from types import MappingProxyType

from explainer.model import Option, Place
from explainer.problems import ContentError
from explainer.syntax import Block, Item, plain

_NAMES = MappingProxyType(
    {
        "heading": "A heading",
        "paragraph": "A paragraph",
        "bullets": "A list",
        "numbers": "A numbered list",
        "table": "A table",
        "fence": "A block between fences",
        "code": "An indented block",
        "quote": "A quotation",
        "alert": "A note",
        "rule": "A line",
    }
)


_ANSWERS = frozenset({"bullets", "numbers", "table"})

_SETTING = re.compile(r"([A-Za-z]{5,14})\s*:\s*(.*)", re.DOTALL)

_RUN_IN = re.compile(r"\n\s*misreading\s*:", re.IGNORECASE)


def refuse_strays(blocks: Sequence[Block], kind: str, others: str) -> None:
    """A question has answers of one shape; anything beside them would vanish from the page."""
    for block in blocks:
        if block.kind != kind:
            message = f"{_NAMES[block.kind]} stands among {others}."
            hint = "Take it away, or begin it with  Hint:  or  Why:"
            if block.kind in _ANSWERS:
                hint = "A question has answers of one kind: keep one of the two."
            raise ContentError(block.place, message, hint, "among-answers")


def option(item: Item, correct: bool, what: str) -> Option:
    """A list item as an option: its words, and what stands below them as its feedback."""
    text = one_line(item.text)
    if not text or text in ("[ ]", "[x]", "[X]"):
        raise ContentError(
            item.place, f"This {what} has no words.", "Write them, or delete it.", "empty-item"
        )
    feedback = " ".join(said for block in item.blocks if (said := _feedback(block)))
    return Option(text, correct, feedback, misreading=_misreading(item), place=item.place)


def names_misreading(line: str) -> bool:
    """Whether a line below a choice is no feedback, but names what the choice catches."""
    return _setting(line) is not None


def one_line(text: str) -> str:
    """Words that an author broke over several lines."""
    return " ".join(text.split())


def refuse_doubles(texts: Iterable[tuple[str, Place]], what: str) -> None:
    """Equal words have equal ids, and no learner could tell them apart."""
    seen: dict[str, Place] = {}
    for text, place in texts:
        words = plain(text).casefold()
        if words in seen:
            message = f"The {what} '{plain(text)}' stands twice."
            hint = f"It already stands in line {seen[words].line}: delete one, or say them apart."
            raise ContentError(place, message, hint, "answer-twice")
        seen[words] = place


def _misreading(item: Item) -> str:
    """The id of the misreading that a choice names below its words, or nothing."""
    _refuse_run_in(item.text, item.place)
    named = list(_settings(item))
    for name, value, place in named:
        if name != "misreading":
            message = f"'{name}' is not a setting of a choice."
            raise ContentError(place, message, "Did you mean 'misreading'?", "unknown-setting")
        if not value:
            hint = "Write its id after the colon, as in:  - misreading: order-assumed"
            raise ContentError(place, "Nothing stands behind 'misreading:'.", hint, "empty-setting")
    if len(named) > 1:
        hint = f"Keep one of them; the first stands on line {named[0][2].line}."
        raise ContentError(named[1][2], "'misreading' is set twice.", hint, "set-twice")
    return named[0][1] if named else ""


def _settings(item: Item) -> Iterator[tuple[str, str, Place]]:
    for line in (line for block in item.blocks if block.kind == "bullets" for line in block.items):
        if match := _setting(line.text):
            yield match[1].lower(), one_line(match[2]).lower(), line.place


def _setting(line: str) -> re.Match[str] | None:
    match = _SETTING.fullmatch(line.strip())
    near = match and get_close_matches(match[1].lower(), ["misreading"], cutoff=0.75)
    return match if near else None


def _refuse_run_in(text: str, place: Place) -> None:
    """Without its dash it would be read out as words of the line above."""
    if match := _RUN_IN.search(text):
        where = Place(place.file, place.line + text.count("\n", 0, match.start()) + 1)
        line = text[match.start() :].strip().split("\n")[0]
        message = "'misreading:' stands here without its dash, so it sets nothing."
        hint = f"Put it below the choice, with a dash:  - {line}"
        raise ContentError(where, message, hint, "no-dash")


def _feedback(block: Block) -> str:
    if block.kind == "bullets":
        said = (_feedback_item(item) for item in block.items if not _setting(item.text))
        return " ".join(said)
    _refuse_run_in(f"\n{block.text}", Place(block.place.file, block.place.line - 1))
    if block.kind == "paragraph":
        return one_line(block.text)
    message = f"{_NAMES[block.kind]} stands below an answer."
    hint = "Feedback on an answer is a bullet or a paragraph, indented by two spaces."
    raise ContentError(block.place, message, hint, "below-an-answer")


def _feedback_item(item: Item) -> str:
    if item.checked is not None:
        message = "This tick box stands inside another choice."
        hint = "Take away the spaces before its dash; feedback has no tick box."
        raise ContentError(item.place, message, hint, "below-an-answer")
    _refuse_run_in(item.text, item.place)
    deeper = [_feedback(block) for block in item.blocks]
    return " ".join([one_line(item.text), *deeper])
