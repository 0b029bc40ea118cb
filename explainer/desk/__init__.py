"""Where a lesson is written from a browser: drafts, what is wrong with them, and publishing.

A draft may be wrong, and what is published may not. Nothing that anybody wrote is overwritten
without a copy in a folder beside the store.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from explainer import clock, settings
from explainer.desk import publishing
from explainer.desk.drafts import Draft, Drafts
from explainer.desk.names import place
from explainer.desk.versions import Version, Versions, Why
from explainer.desk.writing import content, digest
from explainer.model import Explainer
from explainer.problems import Problem
from explainer.reading.files import LARGEST, decoded, named, readable
from explainer.reading.overlay import load_with

__all__ = [
    "Clash", "Desk", "Draft", "NoPlace", "Opened", "OtherDraft", "Outcome", "TooLarge", "Version",
    "desk",
]  # fmt: skip


class NoPlace(Exception):
    """A lesson has no file of this name."""


class TooLarge(Exception):
    """A text that reading would refuse."""


class OtherDraft(Exception):
    """What is to be published is not the draft that its author has seen: here it is."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.name)
        self.draft = draft


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
    others: tuple[Draft, ...] = ()
    """Drafts of other windows that would have to go along, and to which nobody has agreed."""


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

        A text that its writer had not seen, or that somebody else typed, stays as a version.
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
            if (
                before
                and before.digest != draft.digest
                and (before.by, before.digest) != (by, known)
            ):
                self._versions.keep(name, before.raw, Why.LAID)
            if self._is_published(draft):
                self._drafts.drop(name)
            else:
                self._drafts.put(draft)
        return draft

    def lay_aside(self, name: str, text: str = "", known: str | None = None) -> None:
        """Without the draft from now on; among the versions it still can be found.

        So can `text`, which somebody saw there and no longer wants. A draft that has another
        digest than the one that is known stays.
        """
        self._place(name)
        mine = Draft(name, text.replace("\r\n", "\n"), "", "", "")
        if len(mine.raw) > LARGEST:
            raise TooLarge(name)
        with self._lock:
            draft = self._drafts.get(name)
            if draft and known in (None, draft.digest):
                self._versions.keep(name, draft.raw, Why.LAID)
                self._drafts.drop(name)
            if text and not self._is_published(mine) and not (draft and draft.raw == mine.raw):
                self._versions.keep(name, mine.raw, Why.LAID)

    def read(self, more: Mapping[str, str] | None = None) -> tuple[Explainer, tuple[Problem, ...]]:
        """The lesson as it would be with all drafts, and with some more texts.

        Raises NoPlace for a name that no file of a lesson can have.
        """
        for name in more or ():
            self._place(name)
        texts = {name: draft.raw for name, draft in self.drafts().items()}
        texts |= {name: text.encode() for name, text in (more or {}).items()}
        return load_with(self.root, texts)

    def publish(
        self,
        name: str,
        over: str | None = None,
        known: str | None = None,
        by: str | None = None,
        agreed: Collection[str] = (),
    ) -> Outcome:
        """That file if the lesson is right with it, else with all drafts of that window, or all.

        `over` is the digest of a text on disk that its author has seen and wants to replace,
        `known` that of the draft they see, and `agreed` has those of drafts from other windows
        that may go along. Raises OtherDraft if another is there than the one they see.
        """
        with self._lock:
            drafts = dict(self.drafts())
            if name not in drafts:
                raise NoPlace(name)
            if known is not None and drafts[name].digest != known:
                raise OtherDraft(drafts[name])
            if over is not None:
                drafts[name] = replace(drafts[name], base=over)
            window = drafts[name].by if by is None else by
            seen = {name, *(each.name for each in drafts.values() if each.by == window)}
            seen |= {each.name for each in drafts.values() if each.digest in agreed}
            return self._published(drafts, name, seen)

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

    def _published(self, drafts: Mapping[str, Draft], name: str, seen: Collection[str]) -> Outcome:
        problems: tuple[Problem, ...] = ()
        for names in publishing.choices(name, drafts, seen):
            wanted = [drafts[each] for each in names]
            if clashes := self._clashes(wanted):
                return Outcome(clashes=clashes)
            problems = load_with(self.root, {each.name: each.raw for each in wanted})[1]
            others = tuple(each for each in wanted if each.name not in seen)
            if not problems:
                return Outcome(others=others) if others else self._write(wanted)
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

    def _write(self, drafts: Sequence[Draft]) -> Outcome:
        """If it ends in the midst, all of them are still drafts."""
        try:
            publishing.write(drafts, self._place, self._versions)
        except publishing.Changed:
            return Outcome(clashes=self._clashes(drafts))
        for draft in drafts:
            self._drafts.drop(draft.name)
        return Outcome(published=tuple(draft.name for draft in drafts))

    def _place(self, name: str) -> Path:
        path = place(self.root, name)
        if path is None:
            raise NoPlace(name)
        return path


def desk() -> Desk:
    """That of the lesson that is served."""
    return _desk(settings.folder().resolve(), settings.desk())


@cache
def _desk(root: Path, folder: Path) -> Desk:
    return Desk(root, folder)
