"""What a file said before, so that nothing that was published is ever lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from explainer import clock
from explainer.desk.writing import digest, file_name, put

MOST = 500
"""Of one file; the oldest go first."""

_FORM = "%Y%m%dT%H%M%S.%fZ"
_ID = re.compile(r"\d{8}T\d{6}\.\d{6}Z-[a-z]+-[0-9a-f]{8}")


class Why(StrEnum):
    """How a version came here."""

    PUBLISHED = "published"
    FOUND = "found"
    """It stood on disk, written by another program, before something took its place."""
    LAID = "laid"
    """A draft whose author chose another text."""


@dataclass(frozen=True, slots=True)
class Version:
    id: str
    at: str
    """In ISO 8601."""
    why: Why


class Versions:
    """A folder for each file of the lesson, with a file for each state it was in."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def keep(self, name: str, raw: bytes, why: Why) -> None:
        """What is the newest already is not kept twice. Raises OSError."""
        before = self.of(name)
        if before and before[0].id.endswith(f"-{digest(raw)[:8]}"):
            return
        at = clock.now().astimezone(UTC).strftime(_FORM)
        put(self._folder(name) / f"{at}-{why}-{digest(raw)[:8]}.md", raw)
        for old in before[MOST - 1 :]:
            (self._folder(name) / f"{old.id}.md").unlink(missing_ok=True)

    def of(self, name: str) -> tuple[Version, ...]:
        """The newest first."""
        found = (path.stem for path in self._folder(name).glob("*.md"))
        return tuple(_version(each) for each in sorted(found, reverse=True) if _ID.fullmatch(each))

    def text(self, name: str, version: str) -> bytes | None:
        """None where there is no such version."""
        if not _ID.fullmatch(version):
            return None
        try:
            return (self._folder(name) / f"{version}.md").read_bytes()
        except OSError:
            return None

    def _folder(self, name: str) -> Path:
        return self._place / file_name(name)


def _version(name: str) -> Version:
    at, why, _ = name.split("-")
    moment = datetime.strptime(at, _FORM).replace(tzinfo=UTC)
    return Version(name, moment.isoformat(timespec="seconds"), Why(why))
