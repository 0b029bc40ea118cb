"""Words in and around a question: the interface's own, and an author's made fit for a control."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType

from explainer.syntax import links, plain, without_marks

LABELS: Mapping[str, str] = MappingProxyType(
    {
        # in the form
        "several": "More than one is right.",
        "your_answer": "Your answer",
        "pick": "Choose …",
        "drag": "Move {item}: {place} of {count}. Drag, or use the arrow keys.",
        "up": "Move up {item}, now {place} of {count}",
        "down": "Move down {item}, now {place} of {count}",
        "rungs": "What the rungs mean",
        "most_tense": "The most tense rung comes first.",
        "map": "Tap an area of the map, or choose it from the list.",
        "lines": "Lines stand as the source of this map draws them, and take no position.",
        "rest": "The rest of {place}",
        "by": "—",
        "claims": "These claims stand near each other in the record. Choose one.",
        "moved": "{item}, now {place} of {count}.",
        # around it
        "sure": "How sure are you? It is never scored.",
        "guess": "A guess",
        "fairly": "Fairly sure",
        "certain": "Certain",
        "unsure": "Now say how sure you are: press one of the three buttons.",
        "check": "Check",
        "waiting": "Checking …",
        "hint": "Hint",
        "again": "Try again",
        "nothing": "Choose or write an answer first.",
        "unmoved": "Put the steps in order first.",
        "unfinished": "Choose one for each line first.",
        "slow": "No reply yet. Your answer is still here: you can send it again.",
        "unsent": "Not saved yet. Your answer is kept in this browser and sent again by itself.",
        "failed": "Your answer could not be saved. It is still here: press the button again.",
        # the outcome
        "right": "Right",
        "partly": "Partly right",
        "wrong": "Not right",
        "kept": "Kept",
    }
)
"""The interface's words in English. The component gets the same table, as `data.labels`."""

LEVELS = ("guess", "fairly", "certain")
"""How sure a learner can say they are, by label; the first is the `confidence` 1 of an answer."""


def shown(text: str, inline: Callable[[str], str]) -> str:
    """An author's words as HTML inside a control.

    Without marks, since a mark on one option alone would point to the key; and without links,
    since a tap on a choice must choose it.
    """
    return inline(_unlinked(without_marks(text)))


def spoken(text: str) -> str:
    """An author's words where no HTML can stand: in a name for screen readers, or a select."""
    return escape(plain(text))


def named(label: str, item: str, place: int, count: int) -> str:
    """A label with its blanks filled in; question.js does the same after each move."""
    filled = label.replace("{place}", str(place)).replace("{count}", str(count))
    return escape(filled.replace("{item}", plain(item)))


def _unlinked(text: str) -> str:
    for words, target in links(text):
        link = rf"\[{re.escape(words)}\]\(<?{re.escape(target)}[^)]*\)"
        match = re.search(link, text)
        text = text.replace(match[0], words, 1) if match else text
    return text
