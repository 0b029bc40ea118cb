"""Settings between lines of dashes, as other programs want them: none here, and said at once."""

from __future__ import annotations

import re

from explainer.model import Place
from explainer.problems import Problem
from explainer.reading.settings import Found

_ENDS = ("---", "...")
_LINE = re.compile(r"([\w -]{1,40}):(?:\s|$)")


def without_front_matter(text: str, file: str, found: Found) -> str:
    """The text with empty lines in its place, so that Markdown makes no headings of it."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return text
    inside = (number for number in range(start + 1, len(lines)) if lines[number].rstrip() in _ENDS)
    end = next(inside, 0)
    first = lines[start + 1].strip() if end > start + 1 else ""
    if not _LINE.match(first):
        return text
    message = "Settings between lines of dashes are not read here."
    hint = f"Take these lines away, and write each setting under the title:  - {first}"
    found.append(Problem(Place(file, start + 1), message, hint, "front-matter"))
    return "\n".join([*[""] * (end + 1), *lines[end + 1 :]])
