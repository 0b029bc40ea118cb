"""The server's clock, the only one that is ever asked; one place, so that a test can set it."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def now() -> datetime:
    return datetime.now(UTC)


def zone(name: str) -> tzinfo:
    """A time zone by what a browser calls it; that of Greenwich where nobody here knows it."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
