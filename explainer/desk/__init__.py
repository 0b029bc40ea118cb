"""Where a lesson is written from a browser: drafts, what is wrong with them, and publishing.

A draft may be wrong, and what is published may not. Nothing that anybody wrote is overwritten
without a copy in a folder beside the store.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from explainer import clock, settings
from explainer.desk.drafts import Draft, Drafts
from explainer.desk.names import place
from explainer.desk.versions import Version, Versions, Why
from explainer.desk.writing import content, digest, put
from explainer.model import Explainer
from explainer.problems import Problem
from explainer.reading.files import LARGEST, decoded, named, readable
from explainer.reading.overlay import load_with

__all__ = ["Clash", "Desk", "Draft", "NoPlace", "Opened", "Outcome", "TooLarge", "Version", "desk"]


class NoPlace(Exception):
    """A lesson has no file of this name."""


class TooLarge(Exception):
    """A text that reading would refuse."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it stands on disk, and the draft of it, if there is one."""

    name: str
    text: str
    digest: str
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class Clash:
    """A file that has changed on disk since its draft was begun: both, for its author to choose."""

    name: str
    theirs: str
    digest: str
    mine: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the wish to publish: names, or why nothing was written."""

    published: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    problems: tuple[Problem, ...] = ()


class Desk:
    """The one place where files of a lesson are written. Its folder need not be there yet."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self._drafts = Drafts(folder / "drafts")
        self._versions = Versions(folder / "versions")
        self._lock = threading.Lock()

    @property
    def may_write(self) -> bool:
        """Whether the lesson's own files can be written here at all."""
        folder = self.root / "content"
        return os.access(folder if folder.exists() else self.root, os.W_OK)

    def names(self) -> tuple[str, ...]:
        """All files that can be opened: those on disk, and those that are drafts alone."""
        there = (named(path, self.root) for path in readable(self.root))
        every = {*there, *self._drafts.every()}
        return tuple(sorted(name for name in every if place(self.root, name)))

    def drafts(self) -> Mapping[str, Draft]:
        found = self._drafts.every().items()
        return {name: draft for name, draft in found if place(self.root, name)}

    def open(self, name: str) -> Opened:
        """Raises NoPlace."""
        raw = content(self._place(name))
        return Opened(name, decoded(raw or b""), digest(raw), self._drafts.get(name))

    def keep(self, name: str, text: str, base: str, by: str, known: str) -> Draft | None:
        """The draft, on disk. None if another window has written it since `known` was read.

        Raises NoPlace, TooLarge and OSError.
        """
        self._place(name)
        draft = Draft(name, text.replace("\r\n", "\n"), base, by, clock.now().isoformat())
        if len(draft.raw) > LARGEST:
            raise TooLarge(name)
        with self._lock:
            before = self._drafts.get(name)
            if before and before.by != by and before.digest not in (known, draft.digest):
                return None
            if self._is_published(draft):
                self._drafts.drop(name)
            else:
                self._drafts.put(draft)
        return draft

    def lay_aside(self, name: str) -> None:
        """Without the draft from now on; among the versions it still can be found."""
        self._place(name)
        with self._lock:
            draft = self._drafts.get(name)
            if draft:
                self._versions.keep(name, draft.raw, Why.LAID)
                self._drafts.drop(name)

    def read(self, more: Mapping[str, str] | None = None) -> tuple[Explainer, tuple[Problem, ...]]:
        """The lesson as it would be with all drafts, and with some more texts.

        Raises NoPlace for a name that no file of a lesson can have.
        """
        for name in more or ():
            self._place(name)
        texts = {name: draft.raw for name, draft in self.drafts().items()}
        texts |= {name: text.encode() for name, text in (more or {}).items()}
        return load_with(self.root, texts)

    def publish(self, name: str, over: str | None = None) -> Outcome:
        """That file if the lesson is right with it, else all drafts if it is right with them.

        `over` is the digest of a text on disk that its author has seen and wants to replace.
        """
        with self._lock:
            drafts = dict(self.drafts())
            if name not in drafts:
                raise NoPlace(name)
            if over is not None:
                drafts[name] = replace(drafts[name], base=over)
            return self._published(drafts, name)

    def versions(self, name: str) -> tuple[Version, ...]:
        self._place(name)
        return self._versions.of(name)

    def version(self, name: str, version: str) -> str:
        """Raises NoPlace where there is none."""
        self._place(name)
        raw = self._versions.text(name, version)
        if raw is None:
            raise NoPlace(name)
        return decoded(raw)

    def _published(self, drafts: Mapping[str, Draft], name: str) -> Outcome:
        problems: tuple[Problem, ...] = ()
        for names in _choices(name, drafts):
            wanted = [drafts[each] for each in names]
            if clashes := self._clashes(wanted):
                return Outcome(clashes=clashes)
            problems = load_with(self.root, {each.name: each.raw for each in wanted})[1]
            if not problems:
                self._write(wanted)
                return Outcome(published=tuple(names))
        return Outcome(problems=problems)

    def _is_published(self, draft: Draft) -> bool:
        """Whether it says what the file says, as after a change that was undone."""
        raw = content(self._place(draft.name))
        return raw is not None and decoded(raw).rstrip("\n") == draft.text.rstrip("\n")

    def _clashes(self, drafts: Iterable[Draft]) -> tuple[Clash, ...]:
        found = ((draft, content(self._place(draft.name))) for draft in drafts)
        return tuple(
            Clash(draft.name, decoded(raw or b""), digest(raw), draft.text)
            for draft, raw in found
            if digest(raw) != draft.base and raw != draft.raw
        )

    def _write(self, drafts: Iterable[Draft]) -> None:
        """The copies first. If it ends in the midst, what is left is still a draft."""
        for draft in drafts:
            path = self._place(draft.name)
            before = content(path)
            if before is not None:
                self._versions.keep(draft.name, before, Why.FOUND)
            self._versions.keep(draft.name, draft.raw, Why.PUBLISHED)
            put(path, draft.raw)
            self._drafts.drop(draft.name)

    def _place(self, name: str) -> Path:
        path = place(self.root, name)
        if path is None:
            raise NoPlace(name)
        return path


def _choices(name: str, drafts: Collection[str]) -> list[list[str]]:
    return [[name], list(drafts)] if len(drafts) > 1 else [[name]]


def desk() -> Desk:
    """That of the lesson that is served."""
    return _desk(settings.folder().resolve(), settings.desk())


@cache
def _desk(root: Path, folder: Path) -> Desk:
    return Desk(root, folder)
