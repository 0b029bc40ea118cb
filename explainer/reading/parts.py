"""The one shape of everything an author lists: a heading, settings, then what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import takewhile
from types import MappingProxyType

from explainer import dates
from explainer.model import Place, Text
from explainer.problems import ContentError, Problem, did_you_mean
from explainer.reading.settings import Found, Setting, Taken, take, without_dash
from explainer.reading.slips import is_known
from explainer.syntax import Block, Item, texts, without_almost_marks, without_marks

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, its settings, and the blocks up to the next heading."""

    title: str
    place: Place
    settings: Mapping[str, Setting]
    blocks: tuple[Block, ...]
    loose: tuple[Item, ...] = ()
    """What stands among its settings and is none."""

    def value(self, name: str) -> str:
        """What the author wrote for a setting; empty if nothing."""
        return self.settings[name].value if name in self.settings else ""

    def every(self, name: str) -> tuple[Setting, ...]:
        """A setting that may stand several times, each as it was written."""
        return self.settings[name].every if name in self.settings else ()

    def where(self, name: str) -> Place:
        """The line of a setting, or of the heading if it is missing."""
        return self.settings[name].place if name in self.settings else self.place

    @property
    def below(self) -> Place:
        """The line below which its text belongs: its last setting, or the heading."""
        lines = (one.place for setting in self.settings.values() for one in setting.every)
        return max((self.place, *lines))

    @property
    def end(self) -> Place:
        """The line below which more of it belongs."""
        if not self.blocks:
            return self.below
        last = self.blocks[-1]
        lines = last.source.rstrip().count("\n")
        return Place(self.place.file, max(self.below.line, last.place.line + lines))

    def before(self, name: str, order: Sequence[str]) -> Place:
        """The line below which a setting belongs that is missing."""
        above = order[: order.index(name)] if name in order else ()
        return max((self.where(other) for other in above), default=self.place)

    def paragraphs(self) -> str:
        """The text of its paragraphs, as Markdown."""
        return "\n\n".join(block.text for block in self.blocks if block.kind == "paragraph")

    def told(self) -> tuple[Text, ...]:
        """Its paragraphs, where they were written."""
        return tuple(texts(block for block in self.blocks if block.kind == "paragraph"))


def file_part(blocks: tuple[Block, ...], file: str, found: Found) -> Part:
    """A whole file as one part, for files in which lists are lists and not settings."""
    title, place, rest = _title(blocks, file, found)
    return Part(title, place, MappingProxyType({}), rest)


def parts(
    blocks: tuple[Block, ...], file: str, known: Collection[str], found: Found
) -> tuple[Part, tuple[Part, ...]]:
    """The head of a file (its title and what stands before the first `##`), and its parts.

    `known` are the names of the settings that may stand in it.
    """
    title, place, rest = _title(blocks, file, found)
    starts = [i for i, block in enumerate(rest) if block.kind == "heading" and block.level <= 2]
    ends = [*starts[1:], len(rest)] if starts else []
    head = _part(title, place, take(rest[: starts[0]] if starts else rest, known, found))
    return head, tuple(
        _part(rest[start].text, rest[start].place, take(rest[start + 1 : end], known, found))
        for start, end in zip(starts, ends, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """What an author writes of one thing in a file that lists such things."""

    what: str
    settings: tuple[str, ...]
    blocks: tuple[str, ...] = ("paragraph",)


def cards(blocks: tuple[Block, ...], file: str, shape: Shape, found: Found) -> tuple[Part, ...]:
    """The parts of a file that is a list of one thing, each with settings and paragraphs."""
    head, rest = parts(blocks, file, shape.settings, found)
    check_head(head, shape.what, found)
    every = tuple(_with_all_settings(part, shape.settings) for part in rest)
    for part in every:
        check_blocks(part, shape.what, shape.blocks, found)
    return every


def check_head(head: Part, what: str, found: Found) -> None:
    """Under the title of a list of things stands at most an introduction."""
    for name, setting in head.settings.items():
        hint = f"Settings belong to {what}: put a heading above it, as in:  ## Its name"
        found.append(
            Problem(
                setting.place,
                f"'{name}' is set before the first '##'.",
                hint,
                "setting-out-of-place",
            )
        )
    check_blocks(head, "the introduction of a file", ("paragraph",), found)


def check_blocks(part: Part, what: str, kinds: Collection[str], found: Found) -> None:
    """Say what would vanish from the page because nothing like it is read there."""
    for block in part.blocks:
        if block.kind in _STRAYS and block.kind not in kinds and is_known(block):
            name = _STRAYS[block.kind]
            message = f"A {name.removesuffix('s')} stands in {what}, where it is not read."
            read = " and ".join(_STRAYS[kind] for kind in kinds) or "settings"
            hint = f"Only {read} are read here."
            found.append(Problem(block.place, message, hint, "not-read-here"))


def check_settings(
    part: Part, what: str, known: Sequence[str], required: Collection[str], found: Found
) -> None:
    """Say which settings are not known, which are empty, and which are missing."""
    written = {*_check_dashes(part, known, found), *_check_colons(part.loose, known, found)}
    named = ((name, one) for name, first in part.settings.items() for one in first.every)
    for name, setting in named:
        if name not in known:
            message = f"'{name}' is not a setting of {what}."
            found.append(
                Problem(setting.place, message, did_you_mean(name, known), "unknown-setting")
            )
            written |= set(get_close_matches(name, known, n=1))
        elif not setting.value:
            hint = f"Write what it is after the colon, as in:  - {name}: ..."
            if name not in required:
                hint += "  or take the line away."
            found.append(
                Problem(setting.place, f"Nothing stands behind '{name}:'.", hint, "empty-setting")
            )
    for name in required:
        if name not in part.settings and name not in written:
            message = f"This {re.sub('^an? |^the ', '', what)} has no '{name}'."
            hint = f"Add below this line:  - {name}: ..."
            place = part.before(name, known)
            found.append(Problem(place, message, hint, "missing-setting"))


def _check_dashes(part: Part, known: Collection[str], found: Found) -> Iterator[str]:
    """Settings that stand in a paragraph, where they are words like others."""
    for text in part.told():
        for number, line in enumerate(text.text.split("\n")):
            name = line.partition(":")[0].strip()
            if ":" in line and name in known:
                found.append(without_dash(line, text.line(number)))
                yield name


def _check_colons(items: Iterable[Item], known: Collection[str], found: Found) -> Iterator[str]:
    """Items among the settings that set nothing."""
    for item in items:
        line = " ".join(item.text.split())
        name = next((name for name in known if line.lower().startswith(name)), "")
        value = line[len(name) :].strip(" :;=-") if name else "..."
        hint = f"Write a name, a colon and a value, as in:  - {name or 'id'}: {value}"
        found.append(
            Problem(item.place, f"'{_short(line)}' is no setting.", hint, "broken-setting")
        )
        yield name


def identifier(part: Part, found: Found) -> str:
    """The id of a part; a bad one is reported, and one made of its title stands in."""
    written = part.value("id")
    if written and not _ID.fullmatch(written):
        hint = f"Write small letters, digits and hyphens only, as in:  - id: {id_of(written)}"
        found.append(Problem(part.where("id"), f"'{written}' is no id.", hint, "bad-id"))
    return written if _ID.fullmatch(written) else id_of(written or part.title)


def names(text: str) -> tuple[str, ...]:
    """The parts of a comma-separated setting."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def checked_date(part: Part, name: str, found: Found) -> str:
    """The EDTF date of a setting; empty where it is none or has none."""
    return date_of(part.settings[name], found) if name in part.settings else ""


def date_of(setting: Setting, found: Found) -> str:
    """The EDTF date that was written, without its marks; empty, and reported, if it is none."""
    written = without_marks(without_almost_marks(setting.value))
    try:
        return dates.read(written, setting.place).text if written else ""
    except ContentError as error:
        found.append(error.problem)
        return ""


def is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def slug(text: str) -> str:
    """A name made of a title, for addresses."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "untitled"


def id_of(title: str) -> str:
    """An id made of a title: where that begins with a digit, it has a word before it."""
    name = slug(title)
    return name if _ID.fullmatch(name) else f"the-{name}"


def new_id(title: str) -> str:
    """One for what is made: not longer than a line, and than what a disk takes as a name."""
    name = id_of(title)
    kept = name[:_MOST]
    return name if kept == name else kept.rpartition("-")[0] or kept


_MOST = 60


_STRAYS = MappingProxyType(
    {
        "heading": "smaller headings",
        "paragraph": "paragraphs",
        "bullets": "lists",
        "numbers": "numbered lists",
        "table": "tables",
        "fence": "charts",
        "quote": "quotations",
        "alert": "notes",
    }
)


def _title(
    blocks: tuple[Block, ...], file: str, found: Found
) -> tuple[str, Place, tuple[Block, ...]]:
    tops = [block for block in blocks if block.kind == "heading" and block.level == 1]
    for extra in tops[1:]:
        hint = f"Use two signs for a heading inside a file:  ## {extra.text}"
        message = "A file has one title, and this is a second."
        found.append(Problem(extra.place, message, hint, "second-title"))
    above = [*takewhile(tops.__contains__, blocks)] or tops[:1]
    rest = tuple(block for block in blocks if block not in above)
    if not tops:
        hint = "Begin the file with a title line, as in:  # A title"
        found.append(Problem(Place(file, 1), "This file has no title.", hint, "no-title"))
        return slug(file.rsplit("/", 1)[-1].removesuffix(".md")), Place(file, 1), rest
    return tops[0].text, tops[0].place, rest


def _part(title: str, place: Place, taken: Taken) -> Part:
    return Part(title, place, MappingProxyType(taken.settings), taken.rest, taken.loose)


def _with_all_settings(part: Part, known: tuple[str, ...]) -> Part:
    """Where no choices can follow, whatever ends the list of settings was meant as one."""
    items = part.blocks[0].items if part.blocks and part.blocks[0].kind == "bullets" else ()
    if items and (part.settings or any(item.text.lower().startswith(known) for item in items)):
        return replace(part, blocks=part.blocks[1:], loose=(*part.loose, *items))
    return part


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."
