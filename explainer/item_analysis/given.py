"""One answer, as it is counted."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.model import Mark


@dataclass(frozen=True, slots=True)
class Given:
    """One learner's first answer to a question."""

    learner: str
    names: tuple[str, ...]
    """Of the things in it, see `parts`."""
    mark: Mark
    confidence: int | None
    since: int | None
