"""The settings under a heading: a list of `name: value`, as it was written or as it was meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from explainer.model import Place
from explainer.problems import Problem
from explainer.syntax import Block, Item

Found = list[Problem]
"""Problems met on the way. Readers add to it and go on, so one slip never hides another."""

REPEATED = ("also reported",)
"""Names that may stand several times, each time with a value of its own."""

_SETTING = re.compile(r"([A-Za-z][A-Za-z0-9 -]{0,24}?)\s*:(?!//)\s*(.*)", re.DOTALL)
_TICK = re.compile(r"[-+*]\[")


@dataclass(frozen=True, slots=True)
class Setting:
    value: str
    place: Place
    more: tuple[Setting, ...] = ()
    """The same name again, where it may stand several times."""

    @property
    def every(self) -> tuple[Setting, ...]:
        """All of this name, in the order they were written."""
        return self, *self.more


@dataclass(slots=True)
class Taken:
    """What stands under a heading, settings and the rest taken apart."""

    settings: dict[str, Setting] = field(default_factory=dict)
    rest: tuple[Block, ...] = ()
    loose: tuple[Item, ...] = ()
    """What stands among the settings and is none."""


def take(blocks: tuple[Block, ...], known: Collection[str], found: Found) -> Taken:
    """The settings at the top, and what is below them.

    `known` are the names of settings: a line that begins with one is meant as a setting, even
    where its dash is missing and Markdown takes it for words.
    """
    taken = Taken(rest=blocks)
    _take_paragraph(taken, known, found)
    if taken.rest and taken.rest[0].kind == "bullets":
        _take_list(taken, known, found)
    return taken


def without_dash(line: str, place: Place) -> Problem:
    name = line.partition(":")[0].strip()
    message = f"'{name}:' stands here without its dash, so it sets nothing."
    return Problem(
        place, message, f"Put a dash and a space before it:  - {line.strip()}", "no-dash"
    )


def _take_paragraph(taken: Taken, known: Collection[str], found: Found) -> None:
    """A paragraph in which every line is a setting that lacks its dash."""
    block = taken.rest[0] if taken.rest else None
    if block is None or block.kind != "paragraph":
        return
    lines = block.text.split("\n")
    if all(_undashed(line, known) for line in lines):
        taken.rest = taken.rest[1:]
        for number, line in enumerate(lines):
            place = Place(block.place.file, block.place.line + number)
            _keep_undashed(taken.settings, line, place, known, found)


def _take_list(taken: Taken, known: Collection[str], found: Found) -> None:
    block, *more = taken.rest
    count = _end(block.items)
    taken.loose = tuple(item for item in block.items[:count] if not _SETTING.fullmatch(item.text))
    left = [part for item in block.items[:count] for part in _take(item, taken, known, found)]
    below = [_below(block, block.items[count:])] if count < len(block.items) else []
    taken.rest = (*left, *below, *more)


def _take(item: Item, taken: Taken, known: Collection[str], found: Found) -> Iterator[Block]:
    """One item; what Markdown adds to it although it is a line of its own is parted again."""
    match = _SETTING.fullmatch(item.text)
    if not match:
        return
    own, *others = _apart(item, known)
    name, _, value = own.text.partition(":")
    _keep(taken.settings, name.strip().lower(), Setting(_one_line(value), own.place), found)
    choices = [other for other in others if _TICK.match(other.text)]
    for other in others:
        if other not in choices:
            _keep_undashed(taken.settings, other.text, other.place, known, found)
    if choices:
        yield from (*choices, *item.blocks)
    else:
        _check_bare(item, match[1], found)


def _apart(item: Item, known: Collection[str]) -> list[Block]:
    """The lines of an item, each with those that go on with it, as paragraphs."""
    pieces: list[Block] = []
    for number, line in enumerate(item.text.split("\n")):
        if not pieces or _undashed(line, known) or _TICK.match(line):
            place = Place(item.place.file, item.place.line + number)
            pieces.append(Block("paragraph", place, line, line))
        else:
            whole = f"{pieces[-1].text}\n{line}"
            pieces[-1] = replace(pieces[-1], source=whole, text=whole)
    return pieces


def _undashed(line: str, known: Collection[str]) -> re.Match[str] | None:
    """A line that names a setting, with no dash, or with a dash that has no blank behind it."""
    match = re.match(r"[-+*]?\s*([A-Za-z][A-Za-z0-9 -]{0,24}?)\s*:(?!//)\s*(.*)", line, re.DOTALL)
    return match if match and match[1].lower() in known else None


def _keep_undashed(
    settings: dict[str, Setting], line: str, place: Place, known: Collection[str], found: Found
) -> None:
    match = _undashed(line, known)
    assert match
    if not re.match(r"[-+*]", line):
        found.append(without_dash(line.split("\n", maxsplit=1)[0], place))
    _keep(settings, match[1].lower(), Setting(_one_line(match[2]), place), found)


def _end(items: tuple[Item, ...]) -> int:
    """How many items are settings: up to the last that reads like one, before any tick box."""
    ticked = next((i for i, item in enumerate(items) if _has_box(item)), len(items))
    meant = [i for i in range(ticked) if _SETTING.fullmatch(items[i].text)]
    return meant[-1] + 1 if meant else 0


def _has_box(item: Item) -> bool:
    return item.checked is not None or item.text.startswith("[")


def _keep(settings: dict[str, Setting], name: str, setting: Setting, found: Found) -> None:
    if name in settings and name in REPEATED:
        first = settings[name]
        settings[name] = replace(first, more=(*first.more, setting))
        return
    if name in settings:
        hint = f"Keep one of them; the first stands on line {settings[name].place.line}."
        found.append(Problem(setting.place, f"'{name}' is set twice.", hint, "set-twice"))
        return
    settings[name] = setting


def _check_bare(item: Item, name: str, found: Found) -> None:
    if item.blocks:
        hint = "Write its value on the same line, and what follows below an empty line."
        message = f"Something stands below '{name}:', where it is not read."
        found.append(Problem(item.blocks[0].place, message, hint, "words-below-setting"))


def _below(block: Block, items: tuple[Item, ...]) -> Block:
    """CommonMark makes one list of settings and the choices below them: take them apart."""
    lines = block.source.split("\n")[items[0].place.line - block.place.line :]
    return replace(block, items=items, place=items[0].place, source="\n".join(lines))


def _one_line(text: str) -> str:
    return " ".join(text.split())
