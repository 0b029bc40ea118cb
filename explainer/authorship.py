"""Who may see and do what only authors may: whoever sits here, or whoever knows the password.

Author mode is chosen by whoever starts the server; this says which of its visitors it is meant
for. With a password nobody comes in without it, also at this computer: a proxy may stand here.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from explainer import clock, settings

_HERE = ("localhost", "127.0.0.1", "::1", "::ffff:127.0.0.1")

PASSED_ON = (
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-real-ip",
    "forwarded", "via", "cf-connecting-ip", "true-client-ip",
)  # fmt: skip
"""Headers by which a proxy says that somebody else asks, also where one says nothing."""

COOKIE = "explainer_author"
DAYS = 7
"""After so many days an author gives the password again."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a request tells of whoever sent it."""

    client: str
    """The network address it came from; empty where nobody knows."""
    host: str
    """The name it asked for, perhaps with a port."""
    is_passed_on: bool
    """Whether a proxy says that it stands between."""
    ticket: str = ""
    """What its cookie holds."""


def is_author(visitor: Visitor) -> bool:
    """Whether what is the author's alone may be shown and done."""
    if not settings.author():
        return False
    return _is_ticket(visitor.ticket) if settings.author_password() else _is_here(visitor)


def is_password(given: str) -> bool:
    """Compared in a time that tells nothing; never right where there is none."""
    wanted = settings.author_password()
    same = hmac.compare_digest(sha256(given.encode()).digest(), sha256(wanted.encode()).digest())
    return same and bool(wanted)


def ticket() -> str:
    """For whoever gave the password. It outlives a restart, and ends with the password."""
    until = clock.now() + timedelta(days=DAYS)
    return _signed(f"{until.timestamp():.0f}")


def _is_ticket(given: str) -> bool:
    until, _, _ = given.partition(".")
    if not until.isascii() or not until.isdecimal() or len(until) > 12:
        return False
    is_ours = hmac.compare_digest(given.encode(), _signed(until).encode())
    return is_ours and datetime.fromtimestamp(int(until), UTC) > clock.now()


def _signed(until: str) -> str:
    key = sha256(f"explainer author {settings.author_password()}".encode()).digest()
    return f"{until}.{hmac.new(key, until.encode(), sha256).hexdigest()}"


def _is_here(visitor: Visitor) -> bool:
    """At this very computer: by address and by name, since pages elsewhere can borrow either."""
    return not visitor.is_passed_on and visitor.client in _HERE and _name(visitor.host) in _HERE


def _name(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).strip("[]").lower()
