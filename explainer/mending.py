"""`explainer check --fix`: what can be meant in one way only is written as it was meant.

The check says what it took a thing for, and this writes just that; so nothing means anything else
than before. A copy of the lesson is mended until nothing is left to mend, and then compared.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from explainer.model import Explainer
from explainer.problems import Problem
from explainer.reading import load
from explainer.reading.files import decoded, maps, readable
from explainer.reading.repairs import REPAIRS

_ROUNDS = 5
"""A mended line may bring another slip to light; but it never takes more than a few."""

_CAPITAL_X = re.compile(r"^(\s*[-+*] )\[X\] ", re.MULTILINE)


class Changed(Exception):
    """A file is not what it was when it was read; says which."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it is and as it would be."""

    path: Path
    name: str
    """From the lesson's root."""
    before: bytes
    after: bytes

    @property
    def difference(self) -> str:
        """As a unified diff; where only bytes differ that nobody sees, in words."""
        old, new = (decoded(raw).splitlines() for raw in (self.before, self.after))
        lines = [*difflib.unified_diff(old, new, self.name, f"{self.name} (mended)", lineterm="")]
        unseen = decoded(self.before).encode() != self.before
        if unseen:
            lines.append(f"{self.name}: saved as plain UTF-8, with line ends like everywhere else")
        return "\n".join(lines)


def changes(root: Path) -> tuple[Change, ...]:
    """What mending would do, file by file; nothing is written."""
    with tempfile.TemporaryDirectory(prefix="explainer-") as folder:
        copy = Path(folder)
        for path in (*readable(root), *maps(root)):
            target = copy / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        _mend(copy)
        found = (_change(path, root, copy) for path in readable(copy))
        return tuple(change for change in found if change)


def write(change: Change) -> None:
    """All of the file or nothing of it: another program never reads half a file.

    Raises Changed if it is not what was read, and OSError if it cannot be written.
    """
    path = change.path.resolve()
    if path.read_bytes() != change.before:
        raise Changed(f"{change.name} has changed meanwhile, and was left as it is.")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".mended-")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(change.after)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, part)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _change(path: Path, root: Path, copy: Path) -> Change | None:
    name = path.relative_to(copy).as_posix()
    before, after = (root / name).read_bytes(), path.read_bytes()
    return Change(root / name, name, before, after) if before != after else None


def _mend(root: Path) -> None:
    for path in readable(root):
        text = decoded(path.read_bytes())
        if "\ufffd" not in text:
            whole = text if text.endswith("\n") else f"{text}\n"
            path.write_bytes(_CAPITAL_X.sub(r"\1[x] ", whole).encode())
    for _ in range(_ROUNDS):
        lesson, problems = load(root)
        changed = [_mended(path, root, lesson, problems) for path in readable(root)]
        if True not in changed:
            return


def _mended(path: Path, root: Path, lesson: Explainer, problems: tuple[Problem, ...]) -> bool:
    """Whether one round changed a file."""
    name, before = path.relative_to(root).as_posix(), path.read_bytes()
    lines = decoded(before).split("\n")
    for problem in reversed([one for one in problems if one.place.file == name]):
        if problem.code in REPAIRS:
            REPAIRS[problem.code](lines, problem.place.line - 1, lesson)
    after = "\n".join(lines).encode()
    if after != before:
        path.write_bytes(after)
    return after != before
