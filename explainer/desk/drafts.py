"""Texts that are not published yet, kept as they are typed: right or wrong, none is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from explainer.desk.writing import digest, file_name, put


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as its author would have it."""

    name: str
    text: str
    base: str
    """The digest of the file that it began from; empty if there was none."""
    by: str
    """The window it was typed in."""
    at: str
    """When it was kept, in ISO 8601."""

    @property
    def raw(self) -> bytes:
        """As it would stand on disk: with a last line that ends."""
        return (self.text if self.text.endswith("\n") else f"{self.text}\n").encode()

    @property
    def digest(self) -> str:
        return digest(self.text.encode())


class Drafts:
    """One file for each, in a folder beside the store."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def put(self, draft: Draft) -> None:
        """On disk when this returns. Raises OSError."""
        put(self._path(draft.name), json.dumps(asdict(draft), ensure_ascii=False).encode())

    def get(self, name: str) -> Draft | None:
        return _read(self._path(name))

    def drop(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def every(self) -> Mapping[str, Draft]:
        """By name, in the order of names."""
        found = (_read(path) for path in self._place.glob("*.json"))
        drafts = sorted((each for each in found if each), key=lambda each: each.name)
        return {draft.name: draft for draft in drafts}

    def _path(self, name: str) -> Path:
        return self._place / f"{file_name(name)}.json"


def _read(path: Path) -> Draft | None:
    """None also for a file that is none of ours."""
    try:
        return Draft(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
