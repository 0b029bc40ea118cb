"""Tick boxes as they were meant: Markdown is exact about a blank, and authors are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explainer.model import Place
from explainer.problems import Problem
from explainer.reading.settings import Found
from explainer.reading.slips import BOX
from explainer.syntax import Block, Item

_BOX_LINE = re.compile(r"[-+*]\[[ xX]?\]")
"""A choice without the blank behind its dash: a slip, and said as one."""


def as_meant(blocks: Sequence[Block], found: Found) -> list[Block]:
    """The blocks of a question, with each choice an item, and its feedback below it."""
    meant: list[Block] = []
    for block in (_boxed(_listed(block)) for block in blocks):
        before = meant[-1] if meant and _is_ticked(meant[-1]) else None
        if block.kind != "bullets" or not (before or _is_ticked(block)):
            meant.append(block)
        elif before:
            meant[-1] = replace(before, items=_attached(before.items, block, found))
        else:
            meant.append(replace(block, items=_attached((), block, found)))
    return meant


def _listed(block: Block) -> Block:
    """A paragraph of choices as the list it was meant to be."""
    if block.kind == "paragraph" and _BOX_LINE.match(block.text):
        return replace(block, kind="bullets", items=(Item(block.text, None, (), block.place),))
    return block


def _boxed(block: Block) -> Block:
    items = (part for item in block.items for part in _apart(item))
    return replace(block, items=tuple(_item(item) for item in items))


def _apart(item: Item) -> Iterator[Item]:
    """A line that begins like a choice is one; what stands below belongs to the last."""
    pieces: list[Item] = []
    for number, line in enumerate(item.text.split("\n")):
        place = Place(item.place.file, item.place.line + number)
        if _BOX_LINE.match(line):
            pieces.append(Item(line[1:], None, (), place))
        elif pieces:
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text}\n{line}")
        else:
            pieces.append(replace(item, text=line, blocks=()))
    yield from pieces[:-1]
    yield replace(pieces[-1], blocks=item.blocks)


def _item(item: Item) -> Item:
    """With the tick box that was meant; what is wrong with it is among the slips."""
    match = BOX.match(item.text) if item.checked is None else None
    if not match:
        return item
    return replace(item, checked=bool(match[1].strip()), text=item.text[match.end() :].strip())


def _is_ticked(block: Block) -> bool:
    return block.kind == "bullets" and any(item.checked is not None for item in block.items)


def _attached(before: tuple[Item, ...], block: Block, found: Found) -> tuple[Item, ...]:
    """The items of a list after those before it; a line without a box is feedback on the last."""
    items = list(before)
    for item in block.items:
        is_choice = item.checked is not None or not item.text.strip()
        if is_choice or not items or items[-1].checked is None:
            items.append(item)
            continue
        if not _is_indented(item, block):
            found.append(_neither(item))
        feedback = Block("bullets", item.place, item.text, items=(item,))
        items[-1] = replace(items[-1], blocks=(*items[-1].blocks, feedback))
    return tuple(items)


def _is_indented(item: Item, block: Block) -> bool:
    line = block.source.split("\n")[item.place.line - block.place.line]
    return line.startswith(("  ", "\t"))


def _neither(item: Item) -> Problem:
    words = " ".join(item.text.split())
    hint = (
        "Indent it by two spaces if it is feedback on the choice above it;"
        f" if it is a choice, write it as:  - [ ] {words}"
    )
    return Problem(item.place, "This line among the choices has no tick box.", hint, "no-tick-box")
