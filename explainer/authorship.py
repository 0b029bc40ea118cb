"""Who may see what only authors see: whoever sits at the computer that serves the lesson.

Author mode is chosen by whoever starts the server; this says which of its visitors it is meant for.
"""

from __future__ import annotations

from dataclasses import dataclass

from explainer import settings

_HERE = ("localhost", "127.0.0.1", "::1", "::ffff:127.0.0.1")

PASSED_ON = ("x-forwarded-for", "x-real-ip", "forwarded", "via")
"""Headers by which a proxy says that somebody else asks."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a request tells of whoever sent it."""

    client: str
    """The network address it came from; empty where nobody knows."""
    host: str
    """The name it asked for, perhaps with a port."""
    is_passed_on: bool
    """Whether a proxy says that it stands between."""


def is_author(visitor: Visitor) -> bool:
    """Whether what is the author's alone may be shown and done."""
    return settings.author() and _is_here(visitor)


def _is_here(visitor: Visitor) -> bool:
    """At this very computer: by address and by name, since pages elsewhere can borrow either."""
    return not visitor.is_passed_on and visitor.client in _HERE and _name(visitor.host) in _HERE


def _name(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).strip("[]").lower()
