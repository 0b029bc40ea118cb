"""Files made and added to: nothing that an author wrote is ever lost."""

from __future__ import annotations

import re
from pathlib import Path

from explainer import mending
from explainer.making.asked import Made, NotMade
from explainer.reading.files import decoded


def new(root: Path, name: str, text: str) -> Made:
    """A file that was not there; what is there already stays as it is."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise NotMade(f"{name} is there already, and was left as it is.") from error
    return Made(path, name)


def added(root: Path, name: str, text: str) -> Made:
    """At the end of a file, behind an empty line."""
    lines = _lines(root, name)
    while lines and not lines[-1].strip():
        lines.pop()
    return _put(root, name, len(lines), ["", *text.rstrip("\n").split("\n")])


def inserted(root: Path, name: str, after: int, row: str) -> Made:
    """Below a line, counted from 1."""
    return _put(root, name, after, [row])


def number_behind(folder: Path) -> int:
    """For a file behind all others; with two digits there is room for files between them."""
    found = (re.match(r"\d+", path.name) for path in folder.glob("*.md"))
    last = max((int(match[0]) for match in found if match), default=0)
    return last // 10 * 10 + 10


def _put(root: Path, name: str, at: int, new_lines: list[str]) -> Made:
    """In the line ends of the file; the rest of it keeps its bytes, whatever editor wrote them."""
    path = root / name
    before = path.read_bytes()
    end = b"\r\n" if b"\r\n" in before else b"\n"
    kept = before if before[:2] not in (b"\xff\xfe", b"\xfe\xff") else decoded(before).encode()
    lines = kept.splitlines(keepends=True)
    above = b"".join(lines[:at])
    above += b"" if above.endswith((b"\n", b"\r")) or not above else end
    middle = b"".join(line.encode() + end for line in new_lines)
    mending.write(mending.Change(path, name, before, above + middle + b"".join(lines[at:])))
    return Made(path, name, at + 1 + (not new_lines[0]))


def _lines(root: Path, name: str) -> list[str]:
    return decoded((root / name).read_bytes()).split("\n")
