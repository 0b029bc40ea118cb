"""A line that names what is right by its id, and below it a list for whoever picks another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from explainer.model import Option
from explainer.problems import ContentError
from explainer.questions import shape
from explainer.syntax import Block, Item

_PARTS = re.compile(r"[|,;/]|\band\b|\bor\b", re.IGNORECASE)
_LINK = re.compile(r"\[[^\[\]]*\]\(#([^)\s]*)\)")
_WORD = re.compile(r"[*_]*([A-Za-z]{4,10})\b[*_]*[ \t]*(:|\W*[a-z]+-?\d)", re.IGNORECASE)
_SAID = re.compile(r"([^:]*?)\s*:\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind writes such a line."""

    word: str
    """What opens the line, in small letters: evidence."""
    what: str
    """What is named: a claim."""
    example: tuple[str, str]
    """Two ids."""
    is_id: Callable[[str], bool]

    @property
    def hint(self) -> str:
        return f"Write its id, as in:  {self.word.capitalize()}: {self.example[0]}"

    @property
    def several(self) -> str:
        first, second = self.example
        return f"{self.word.capitalize()}: {first} | {second}"


def read(blocks: Sequence[Block], kind: Kind) -> tuple[Option, ...] | None:
    """What is right, and what else the author speaks of, each with its id for words."""
    line = next((block for block in blocks if _is_meant(block, kind)), None)
    if line is None:
        return None
    lists = [block for block in blocks if block.kind == "bullets"]
    others = [block for block in blocks if block not in lists]
    shape.refuse_strays(others, "paragraph", f"what belongs to the {kind.word}")
    _check_alone(others, line, kind)
    right = _names(line, kind)
    said = _said([item for block in lists for item in block.items], kind)
    every = dict.fromkeys((*right, *said))
    return tuple(
        Option(name, name in right, said.get(name, ""), place=line.place) for name in every
    )


def is_line(block: Block, word: str) -> bool:
    return block.kind == "paragraph" and _label(word).match(block.text) is not None


def _label(word: str) -> re.Pattern[str]:
    return re.compile(rf"[*_]*{word}s?[ \t]*[:=\uff1a][*_]*\s*", re.IGNORECASE)


def _is_meant(block: Block, kind: Kind) -> bool:
    word = _WORD.match(block.text) if block.kind == "paragraph" else None
    if is_line(block, kind.word) or not word:
        return is_line(block, kind.word)
    if get_close_matches(word[1].lower(), (kind.word, f"{kind.word}s"), n=1, cutoff=0.8):
        message = f"'{block.text.splitlines()[0]}' names no {kind.what} yet."
        raise ContentError(block.place, message, kind.hint, "names-nothing")
    return False


def _check_alone(blocks: Sequence[Block], line: Block, kind: Kind) -> None:
    for block in blocks:
        if block is not line:
            message = f"A second paragraph stands beside the {kind.word}."
            hint = f"Put all that will do on one line:  {kind.several}"
            raise ContentError(block.place, message, hint, "second-paragraph")


def _names(line: Block, kind: Kind) -> tuple[str, ...]:
    """Ids as they were meant: as a mark, in a link, in capitals, or over two lines."""
    text = _LINK.sub(r"\1", _label(kind.word).sub("", line.text, count=1))
    names = [name for part in _PARTS.split(text) if (name := _name(part))]
    if not names:
        message = f"This line names no {kind.what}."
        raise ContentError(line.place, message, kind.hint, "names-nothing")
    for name in names:
        if not kind.is_id(name):
            hint = f"Write ids, with bars between them:  {kind.several}"
            raise ContentError(line.place, f"'{name}' is no {kind.what}.", hint, "not-an-id")
        if names.count(name) > 1:
            message = f"The {kind.what} '{name}' stands twice."
            raise ContentError(line.place, message, "Keep one of the two.", "answer-twice")
    return tuple(names)


def _name(text: str) -> str:
    return shape.one_line(text.strip("[^]*_`#.() \n")).lower()


def _said(items: Sequence[Item], kind: Kind) -> Mapping[str, str]:
    """What is said to whoever picks one, by its id."""
    found: dict[str, str] = {}
    for item in items:
        _check_box(item, kind)
        match = _SAID.fullmatch(item.text)
        name = _name(match[1]) if match else ""
        if not match or not match[2].strip() or not kind.is_id(name):
            message = f"'{shape.one_line(item.text)}' does not say of which {kind.what} it speaks."
            example = f"- {kind.example[1]}: Look again."
            hint = f"Write to whoever picks a {kind.what}, with its id first:  {example}"
            raise ContentError(item.place, message, hint, "feedback-without-id")
        if name in found:
            message = f"Two lines speak to whoever picks '{name}'."
            raise ContentError(item.place, message, "Make one line of both.", "feedback-twice")
        said = shape.option(replace(item, text=match[2]), correct=False, what="line")
        found[name] = f"{said.text} {said.feedback}".strip()
    return found


def _check_box(item: Item, kind: Kind) -> None:
    if item.checked is not None:
        message = f"A choice with a tick box stands beside the {kind.word}."
        hint = f"The {kind.what}s to choose from are found for you: keep one of the two."
        raise ContentError(item.place, message, hint, "among-answers")
