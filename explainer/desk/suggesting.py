"""A change as a message to those who keep the lesson, where its files cannot be written here."""

from __future__ import annotations

import difflib
import re
from urllib.parse import urlencode, urlsplit

LONGEST = 7000
"""Letters of an address that hosts of repositories take."""

_INTRO = "I suggest this change, made in the editor of the lesson."
_TOO_LONG = "It is too long to stand here: I add the file that I downloaded from the editor."


def address(repository: str, name: str, before: str, after: str) -> str:
    """The form for a new issue, filled in; empty where the lesson names no repository."""
    if not repository:
        return ""
    full = _form(repository, name, f"{_INTRO}\n\n{_difference(name, before, after)}")
    return full if len(full) <= LONGEST else _form(repository, name, f"{_INTRO}\n{_TOO_LONG}")


def _difference(name: str, before: str, after: str) -> str:
    """Between fences that nothing in it can close."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm=""
    )
    told = "\n".join(lines)
    fence = "`" * max([4, *(len(run) + 1 for run in re.findall("`+", told))])
    return f"{fence}diff\n{told}\n{fence}"


def _form(repository: str, name: str, body: str) -> str:
    title = f"Change of {name}"
    if "gitlab" in (urlsplit(repository).hostname or ""):
        asked = urlencode({"issue[title]": title, "issue[description]": body})
        return f"{repository}/-/issues/new?{asked}"
    return f"{repository}/issues/new?{urlencode({'title': title, 'body': body})}"
