"""How hard a text is to read: the grade of Kincaid and others, from words and syllables.

Formula: 0.39 words per sentence + 11.8 syllables per word - 15.59
(J. P. Kincaid and others, Research Branch Report 8-75, 1975).
Syllables are the breaks pyphen's dictionary allows, so a figure is an estimate, good to about
half a grade; names of people and places make a text look harder than it is.
"""

from __future__ import annotations

import re

from explainer.check.syllables import syllables
from explainer.model import Note, Prose, Section
from explainer.syntax import plain

_SENTENCE = re.compile(r"[.!?]+(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def grade(text: str) -> float:
    """The school grade of plain text; 0 for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE.findall(text)))
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59


def section_text(section: Section) -> str:
    """A section's running text as plain words, headings left out."""
    texts = [
        block.markdown
        for block in section.blocks
        if isinstance(block, Note) or (isinstance(block, Prose) and block.kind == "paragraph")
    ]
    return "\n".join(plain(text) for text in texts)


def words(text: str) -> int:
    return len(_WORD.findall(text))
