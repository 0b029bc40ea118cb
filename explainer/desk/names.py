"""Which files of a lesson can be written from a browser: its Markdown, and nothing beside it."""

from __future__ import annotations

import re
from pathlib import Path

from explainer.reading.files import FILES, FOLDERS, MAPS

LONGEST = 80
"""Letters of a file's own name: systems take twice as many, and nobody reads those."""

SINGLE = tuple(f"content/{name}" for name in FILES if name != "README.md")
MANY = tuple(folder for folder in FOLDERS if folder != MAPS)

_OWN = re.compile(r"\w[\w.-]*\.md")


def is_writable(name: str) -> bool:
    """Whether a lesson has a place for a file of this name, whether it is there or not."""
    folder, _, own = name.rpartition("/")
    if name in SINGLE:
        return True
    is_own = bool(_OWN.fullmatch(own)) and len(own) <= LONGEST and own != "README.md"
    return folder in MANY and is_own


def place(root: Path, name: str) -> Path | None:
    """Where it stands; None for what is no file of the lesson, or leads out of its folder."""
    if not is_writable(name):
        return None
    path = root / name
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return None
    return path if inside and (path.is_file() or not path.exists()) else None
