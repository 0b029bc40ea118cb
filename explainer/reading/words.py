"""Slips inside a line: marks and links that are none, pictures, HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.model import Place
from explainer.problems import Problem
from explainer.syntax import MARK, almost_marks, meant_ids, without_code

_NO_LINK = re.compile(
    r"\[\[([^\[\]\n]{1,60})\]\]"  # [[id]]
    r"|\[([^\[\]^\n]{1,80})\]\s+\((#[^)\s]{0,80})\)"  # [words] (#id)
    r"|(?!\[[cnds]\d+[a-z]?\])\[([^\[\]^\n]{1,80})\]\[([^\[\]^\n]{1,60})\]"  # [words][id]
    r"|\[([^\[\]^\n]{1,80})\]\(([^)\s]{1,80}\s[^)\"'\n]{1,80})\)"  # [words](an id)
)
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,300}\)")
_HTML = re.compile(r"</?([a-zA-Z][\w-]*)(?:\s[^<>]*)?/?>|<!--")


def word_slips(line: str, place: Place) -> Iterator[Problem]:
    """What a line holds that Markdown shows as it stands, or not at all."""
    rest = MARK.sub("", without_code(line))
    for match in almost_marks(line):
        yield Problem(
            place, f"'{match[0].strip()}' is no mark of a claim.", _mark_hint(match), "broken-mark"
        )
    for match in _NO_LINK.finditer(rest):
        yield Problem(place, f"'{match[0]}' is no link.", _link_hint(match), "broken-link")
    if _IMAGE.search(rest):
        hint = "Say it in words, or draw it with a ```chart block."
        yield Problem(place, "Pictures cannot be shown yet.", hint, "picture")
    for tag in _tags(rest):
        hint = "Take it away: it would be shown as it stands. Markdown has all that is needed."
        yield Problem(place, f"'{tag}' is HTML, which is not read here.", hint, "html")


def _tags(line: str) -> tuple[str, ...]:
    """The tags of HTML in a line, each name once."""
    first: dict[str, str] = {}
    for match in _HTML.finditer(line):
        first.setdefault(match[1] or match[0], match[0])
    return tuple(first.values())


def _mark_hint(match: re.Match[str]) -> str:
    ids = meant_ids(match) or ("c7",)
    return f"Write it as  {' '.join(f'[^{name}]' for name in ids)}"


def _link_hint(match: re.Match[str]) -> str:
    words = match[1] or match[2] or match[4] or match[6]
    target = match[1] or match[3] or match[5] or match[7]
    name = re.sub(r"[^a-z0-9]+", "-", target.lower()).strip("-")
    return f"Write it as  [{words}](#{name})"
