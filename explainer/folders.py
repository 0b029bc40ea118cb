"""Where the lesson is if nobody says it, and where the one lies that comes along."""

from __future__ import annotations

from pathlib import Path

PACKAGED = Path(__file__).parent / "lesson"
"""What is in it is there once the package is installed."""


def default_folder() -> Path:
    """The folder we stand in, else the clone that this is a part of, else what comes along."""
    places = (Path.cwd(), PACKAGED.parents[1], PACKAGED)
    return next((place for place in places if (place / "content").is_dir()), Path.cwd())
