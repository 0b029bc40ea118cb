"""Drafts become the files of a lesson: all of them or none, and nothing that nobody has seen."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from errno import EACCES
from pathlib import Path

from explainer.desk.drafts import Draft
from explainer.desk.versions import Versions, Why
from explainer.desk.writing import content, digest, put


class Changed(Exception):
    """A file has changed on disk after it was looked at; nothing was written."""


@dataclass(frozen=True, slots=True)
class _Written:
    draft: Draft
    path: Path
    before: bytes | None


def choices(name: str, drafts: Iterable[str], seen: Collection[str]) -> list[list[str]]:
    """What may be published together, the least first."""
    found = [[name]]
    for more in ([each for each in drafts if each in seen], list(drafts)):
        if len(more) > len(found[-1]):
            found.append(more)
    return found


def write(drafts: Sequence[Draft], place: Callable[[str], Path], versions: Versions) -> None:
    """The copies first. Raises Changed and OSError, and then the files are as they were."""
    for draft in drafts:
        _look(place(draft.name))
    written: list[_Written] = []
    try:
        for draft in drafts:
            _replace(draft, place(draft.name), versions, written)
    except (Changed, OSError):
        for each in written:
            _put_back(each)
        raise


def _look(path: Path) -> None:
    """Before the first is written: raises OSError if one of them cannot be."""
    folder = next(each for each in path.parents if each.exists())
    if not os.access(folder, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))


def _replace(draft: Draft, path: Path, versions: Versions, written: list[_Written]) -> None:
    found = content(path)
    if found is not None:
        versions.keep(draft.name, found, Why.FOUND)
    versions.keep(draft.name, draft.raw, Why.PUBLISHED)
    # Once more, as near to the writing as can be: reading a whole lesson takes its time.
    before = content(path)
    if digest(before) != draft.base and before != draft.raw:
        raise Changed(draft.name)
    put(path, draft.raw)
    written.append(_Written(draft, path, before))


def _put_back(done: _Written) -> None:
    """Unless somebody has written the file meanwhile."""
    with suppress(OSError):
        if content(done.path) != done.draft.raw:
            return
        if done.before is None:
            done.path.unlink()
        else:
            put(done.path, done.before)
