"""Where the story tells of an event: the sentence in which the words that lead to it stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from explainer.model import Explainer, Note, Prose
from explainer.syntax import links, marks, parse, texts


@lru_cache(maxsize=4)
def sentences(lesson: Explainer) -> Mapping[str, str]:
    """By the id of an event or another thing, the first sentence that leads to it, with marks.

    Where a sentence has no mark of its own, it rests on those of its paragraph.
    """
    found: dict[str, str] = {}
    for text in _texts(lesson):
        for sentence in split(text):
            for _, target in links(sentence):
                found.setdefault(target.removeprefix("#"), _cited(sentence, text))
    return MappingProxyType(found)


def split(text: str) -> tuple[str, ...]:
    """A run of inline Markdown in sentences, each with the marks behind it."""
    line, cut, parts = " ".join(text.split()), 0, list[str]()
    for match in _END.finditer(line):
        if not _ABBREVIATION.search(line[cut : match.start() + 1]):
            parts.append(line[cut : match.end()].strip())
            cut = match.end()
    rest = line[cut:].strip()
    return (*parts, rest) if rest else tuple(parts)


_END = re.compile(r"[.!?…؟。][\"'”’)*_]*(?:\s*\[\^[\w-]+\])*(?=\s+(?!\[\^)[^\sa-z])")
"""A full stop or the like, and what closes with it; a small letter behind it goes on."""

_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Lt|Gen|Col|Gov|Sen|Rev|Prof|No|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.$"
)
"""No end. Where it is one after all, two sentences are shown, and none is cut."""


def _texts(lesson: Explainer) -> Iterator[str]:
    """Whatever runs in sentences: a cell or a heading does not."""
    for section in lesson.sections:
        for block in section.blocks:
            if isinstance(block, Prose | Note):
                told = (b for b in parse(block.markdown, "") if b.kind not in ("heading", "table"))
                yield from (text.text for text in texts(told))


def _cited(sentence: str, text: str) -> str:
    if marks(sentence):
        return sentence
    return sentence + "".join(f" [^{mark}]" for mark in marks(text))
