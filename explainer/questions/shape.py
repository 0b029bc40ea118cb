"""What the shapes of answers have in common, and what is refused in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    feedback = " ".join(_feedback(block) for block in item.blocks)
    return Option(text, correct, feedback, place=item.place)


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


def _feedback(block: Block) -> str:
    if block.kind == "bullets":
        return " ".join(_feedback_item(item) for item in block.items)
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
    deeper = [_feedback(block) for block in item.blocks]
    return " ".join([one_line(item.text), *deeper])
