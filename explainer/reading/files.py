"""The files of a lesson: which there are, and their text, whatever editor wrote them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from explainer.model import Place
from explainer.problems import Problem
from explainer.reading.settings import Found

LARGEST = 256 * 1024
"""Bytes of one file. Some shapes of Markdown take a parser seconds beyond this."""

FILES = (
    "site.md", "events.md", "ladder.md", "channels.md", "people.md", "words.md", "places.md",
    "scales.md", "skills.md", "misreadings.md", "lesson.md", "README.md",
)  # fmt: skip
"""What a content folder may hold beside story/ and quiz/."""

FOLDERS = ("content/story", "content/charts", "content/quiz", "content/maps", "seeds")
"""Folders in which every file is one of a kind."""

MAPS, MAP = "content/maps", ".geojson"
"""The one folder whose files are no Markdown, and how those end."""

_NAME = re.compile(r"\w[\w.-]*\.(?:md|geojson)")
"""A blank or a bracket is what a copy has in its name; a copy is hardly meant to be read."""

_WRITTEN = (
    ".md", ".markdown", ".mdx", ".txt", ".rtf", ".doc", ".docx", ".odt", ".yml", ".yaml",
    ".geojson", ".json", ".topojson", ".kml", ".shp",
)  # fmt: skip
"""Endings by which a file is meant to be read. Others, such as .DS_Store, are nobody's mistake."""


def markdown(root: Path, folder: str) -> list[Path]:
    """The files of a folder in the order of their names, without its README."""
    return sorted(path for path in (root / folder).glob("*.md") if _is_read(path))


def maps(root: Path) -> list[Path]:
    return sorted(path for path in (root / MAPS).glob(f"*{MAP}") if _is_read(path))


def readable(root: Path) -> list[Path]:
    """All files of Markdown that a lesson is made of, without those that cannot be read."""
    single = (root / "content" / name for name in FILES if name != "README.md")
    folders = (path for folder in FOLDERS for path in markdown(root, folder))
    every = (*(path for path in single if path.exists()), *folders)
    return [path for path in every if _refused(path, root) is None]


def every(root: Path) -> list[Path]:
    """All files that anybody may have meant as part of a lesson, read or not."""
    found = (path for folder in ("content", "seeds") for path in (root / folder).rglob("*"))
    return sorted(path for path in found if path.suffix.lower() in _WRITTEN and _is_seen(path))


def named(path: Path, root: Path) -> str:
    """A file's path from the root, as it is said and printed anywhere."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")


def fingerprint(root: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when any file of the lesson does: names, times and sizes."""
    return tuple(
        (str(path), stat.st_mtime_ns, stat.st_size)
        for path in every(root)
        if (stat := _stat(path)) is not None
    )


def text(path: Path, root: Path, found: Found) -> str | None:
    """What a file says, with line ends made one; None, and a problem, if it cannot be read."""
    problem = _refused(path, root)
    if problem:
        found.append(Problem(Place(named(path, root)), *problem))
        return None
    try:
        return decoded(path.read_bytes())
    except OSError as error:
        hint = "Look at who may read it, and whether another program holds it."
        message = f"This file cannot be read: {error.strerror}."
        found.append(Problem(Place(named(path, root)), message, hint, "unreadable-file"))
        return None


def decoded(raw: bytes) -> str:
    """Bytes as text: UTF-16 if it says so, else UTF-8, and line by line what old Windows wrote."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        said = raw.decode("utf-16", errors="replace")
    else:
        said = "\n".join(_line(line) for line in raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    return said.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def strangers(root: Path) -> Iterator[Problem]:
    """Files that an author means to be read, and that nothing reads."""
    for path in every(root):
        folder = path.parent.relative_to(root).as_posix()
        if path.suffix.lower() not in _WRITTEN or path.name == "README.md":
            continue
        if folder in FOLDERS and path.suffix == _ending(folder) and _is_read(path):
            continue
        if folder != "content" or path.name not in FILES:
            yield _stranger(path, root, folder)


def _stranger(path: Path, root: Path, folder: str) -> Problem:
    place = Place(named(path, root))
    name = place.file.rsplit("/", 1)[-1]
    message = f"No part of a lesson is called '{name}', so it is not read."
    if folder in FOLDERS:
        return Problem(place, message, _hint_in_folder(folder, name), "unknown-file")
    if folder == "content":
        return Problem(place, message, _hint_in_content(name), "unknown-file")
    return Problem(
        place, message, f"Files are read in content and in {', '.join(FOLDERS)}.", "unknown-file"
    )


def _hint_in_folder(folder: str, name: str) -> str:
    ending = _ending(folder)
    if not name.endswith(ending):
        return f"Files in {folder} end in {ending}, in small letters."
    better = re.sub(r"[^\w.]+", "-", name.removesuffix(ending)).strip("-.") or "10-name"
    return f"Take it away if it is a copy; else name it with hyphens, as in  {better}{ending}"


def _ending(folder: str) -> str:
    return MAP if folder == MAPS else ".md"


def _hint_in_content(name: str) -> str:
    stem = name.lower().split(".")[0]
    near = get_close_matches(stem, [file.removesuffix(".md") for file in FILES], n=1)
    if near:
        return f"Did you mean '{near[0]}.md'?"
    return f"Here stand {', '.join(FILES)}. Keep what is no part of the lesson elsewhere."


def _refused(path: Path, root: Path) -> tuple[str, str, str] | None:
    """Why a file is not even opened, what to do, and the code of it."""
    try:
        outside = not path.resolve().is_relative_to(root.resolve())
        size = path.stat().st_size if path.is_file() else None
    except (OSError, RuntimeError):
        outside, size = False, None
    if outside:
        message = "This link leads out of the lesson's folder."
        return message, "Put the file itself into the folder.", "unreadable-file"
    if size is None:
        message = "This is no file, or a link to nothing."
        return message, "Put the file itself here.", "unreadable-file"
    if size > LARGEST:
        way = "Draw it with fewer points" if path.suffix == MAP else "Split it"
        hint = f"{way}: one file may have {LARGEST // 1024} kilobytes."
        message = f"This file is too large: it has {size // 1024} kilobytes."
        return message, hint, "file-too-large"
    return _not_text(path)


def _not_text(path: Path) -> tuple[str, str, str] | None:
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return None
    if b"\0" in start and start[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        hint = "Save it from an editor as plain text, or take it away."
        return "This file is no text.", hint, "unreadable-file"
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        hint = "Begin it with a title line, as in:  # A title"
        if path.suffix == MAP:
            hint = "Export the map again, or take the file away."
        return "This file is empty.", hint, "empty-file"
    return None


def _line(raw: bytes) -> str:
    """One line: a word pasted from an old program spoils no other line."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _is_read(path: Path) -> bool:
    """Whether a file of one of the folders is one of its kind."""
    return path.name != "README.md" and _is_seen(path) and bool(_NAME.fullmatch(path.name))


def _is_seen(path: Path) -> bool:
    """Editors and systems keep files of their own, under names that hide them."""
    return not path.name.startswith((".", "~", "#"))


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
