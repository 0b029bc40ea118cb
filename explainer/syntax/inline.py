"""Marks, links and plain words: what is looked for inside a run of inline Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

MARK = re.compile(r"\[\^([A-Za-z][\w-]*)\]")
"""A mark behind a sentence, such as [^c7]."""

_ID = re.compile(r"[cnds]?\d+[a-z]?", re.IGNORECASE)
_ALMOST_MARK = re.compile(
    r"\[\s*\^([^\[\]\n]{0,40})\]"  # [^ c7], [^7], [^c7, c8]
    r"|\[\^(\w*)(?![\w-]*\])"  # [^c7
    r"|\[([cnds]\d+[a-z]?)\](?![(:])"  # [c7]
    r"|(?<!\[)\^([cnds]\d+[a-z]?)\]"  # ^c7]
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]+(?<!`)\1(?!`)")
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]]|\[\^[\w-]{1,40}\])*)\]\(<?([^)\s>]{0,500})>?(?:\s+[\"'][^)]{0,300})?\s?\)"
)


_EMPHASIS = re.compile(r"(?=[*_`])(?:(?<![\w*])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![\w*])|`)")
_BLANKS = re.compile(r"[^\S\n]+(?=[^\S\n])")


def marks(text: str) -> tuple[str, ...]:
    """The ids cited as [^id], once each, in order, in lower case."""
    return tuple(dict.fromkeys(mark.lower() for mark in MARK.findall(without_code(text))))


def almost_marks(text: str) -> tuple[re.Match[str], ...]:
    """What is meant as a mark and is none; its groups hold what stands in the brackets."""
    if "[" not in text and "^" not in text:
        return ()
    return tuple(_ALMOST_MARK.finditer(MARK.sub("", without_code(text))))


def meant_marks(text: str) -> tuple[str, ...]:
    """The ids in what is meant as a mark and is none, in lower case."""
    return tuple(mark for match in almost_marks(text) for mark in meant_ids(match))


def meant_ids(match: re.Match[str]) -> tuple[str, ...]:
    """The ids that an author meant; a number alone is most likely that of a claim."""
    written = next((group for group in match.groups() if group), "")
    ids = (name if name[0].isalpha() else f"c{name}" for name in _ID.findall(written))
    return tuple(name.lower() for name in ids)


def without_almost_marks(text: str) -> str:
    """The text without what is meant as a mark and is none, so that its digits count nothing."""
    for match in almost_marks(text):
        text = text.replace(match[0], "", 1)
    return text


def without_marks(text: str) -> str:
    """The text as a reader hears it: no marks, one space where one stood."""
    return " ".join(MARK.sub("", text).split())


def links(text: str) -> tuple[tuple[str, str], ...]:
    """The (words, target) of each link in inline Markdown."""
    return tuple((words, target) for _, words, target in placed_links(text))


def placed_links(text: str) -> Iterator[tuple[int, str, str]]:
    """The (line, words, target) of each link; lines are counted from 0."""
    shown = without_code(text)
    for match in _LINK.finditer(shown):
        yield shown.count("\n", 0, match.start()), match[1], match[2]


@lru_cache(4096)
def plain(text: str) -> str:
    """Inline Markdown as plain words: no marks, no link targets, no emphasis."""
    return " ".join(plain_lines(text).split())


def plain_lines(text: str) -> str:
    """The same with the line ends of the author, so that words can be found again."""
    unlinked = _LINK.sub(lambda match: match[1] + _ends(match[0], match[1]), MARK.sub("", text))
    return _BLANKS.sub("", _EMPHASIS.sub("", unlinked))


def without_code(text: str) -> str:
    """What stands in backticks is shown as it is written: no mark, no link."""
    if "`" not in text:
        return text
    return _CODE.sub(lambda match: "`" + "\n" * match[0].count("\n") + "`", text)


def _ends(whole: str, kept: str) -> str:
    return "\n" * (whole.count("\n") - kept.count("\n"))
