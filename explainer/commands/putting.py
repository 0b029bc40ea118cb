"""Where an export is written: never over the lesson that it was made from."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from explainer.commands.ending import give_up

_LESSON = ("content", "seeds")
"""Folders whose files are the lesson."""


def put(written: bytes, output: Path, root: Path | None) -> None:
    """All of the file or nothing of it. Raises OSError."""
    target = output.resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        target.write_bytes(written)  # such as /dev/stdout, in whose place no file may come
        return
    refuse(output, root)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as folder:
        made = Path(folder) / "made"
        made.write_bytes(written)
        if target.is_file():
            if not os.access(target, os.W_OK):
                raise PermissionError(f"{output} may not be written over.")
            shutil.copymode(target, made)
        made.replace(target)


def refuse(output: Path, root: Path | None) -> None:
    """Beforehand, where nothing was made yet."""
    target = output.resolve()
    if target.suffix.lower() == ".md":
        give_up(
            f"{output} has the ending of a file of a lesson, and nothing was written. {_ELSEWHERE}"
        )
    folders = [(root / name).resolve() for name in _LESSON] if root else []
    if any(target == folder or folder in target.parents for folder in folders):
        give_up(f"{output} lies within the lesson, and nothing was written. {_ELSEWHERE}")


def root_of(file: Path) -> Path | None:
    """The lesson that a file belongs to, if it is of one."""
    above = (folder for folder in file.resolve().parents if folder.name in _LESSON)
    found = next(above, None)
    return found.parent if found else None


_ELSEWHERE = "Name another file for it after -o, beside the lesson."
