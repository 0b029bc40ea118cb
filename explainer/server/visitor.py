"""Who asks, and by which name: what a request says about itself, read without trust."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
"""Names under which nobody but this computer itself is reached."""

_HOST = re.compile(r"([a-z0-9_.-]{1,255}|\[[0-9a-f:.]{2,45}\])(:[0-9]{1,5})?", re.IGNORECASE)


def host(scope: Scope) -> str | None:
    """The Host header as it came, with its port; None if there is not exactly one that is one."""
    given = Headers(scope=scope).getlist("host")
    return given[0] if len(given) == 1 and _HOST.fullmatch(given[0]) else None


def is_allowed(asked: str, allowed: Sequence[str]) -> bool:
    """Whether a site with these names answers to this Host; without names it answers to all."""
    match = _HOST.fullmatch(asked)
    name = match[1].strip("[]").lower().rstrip(".") if match else ""
    patterns = (*allowed, *THIS_COMPUTER) if allowed else ("*",)
    return any(_fits(name, pattern) for pattern in patterns)


def _fits(name: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return name.endswith(pattern[1:])
    return pattern in ("*", name)


def is_this_computer(scope: Scope) -> bool:
    return is_allowed(host(scope) or "", ("localhost",))


def is_foreign(scope: Scope) -> bool:
    """Whether a page of another site asks.

    Compared letter by letter, as Streamlit does: what differs it would look up at an outside
    server. No Origin means no browser, or a browser's plain visit.
    """
    origin = Headers(scope=scope).get("origin")
    return origin is not None and urlsplit(origin).netloc != host(scope)


def is_own_page(scope: Scope) -> bool:
    """Whether a page of this very site asks.

    Browsers say so themselves, except to a plain http address in a local network: there the
    page that asks has to do.
    """
    headers = Headers(scope=scope)
    said = headers.get("sec-fetch-site")
    if said is not None:
        return said == "same-origin"
    return urlsplit(headers.get("referer", "")).netloc == host(scope)


def address(scope: Scope, proxies: int) -> str:
    """The visitor's network address, where `proxies` servers of the host's own stand before us.

    Each of them adds whom it saw at the right; what stands further left anybody can write.
    """
    lines = Headers(scope=scope).getlist("x-forwarded-for")
    seen = [part.strip() for line in lines for part in line.split(",") if part.strip()]
    if 0 < proxies <= len(seen):
        return seen[-proxies]
    client = str(scope["client"][0]) if scope.get("client") else ""
    # Uvicorn itself believes this header where it comes from this computer, and puts what it says
    # into the client's place: then all whom it names are one visitor to us.
    return THIS_COMPUTER[1] if any(client in each for each in seen) else client
