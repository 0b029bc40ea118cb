"""What every answer tells the browser to refuse: foreign scripts, frames, guesses, devices."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer import settings
from explainer.server import visitor

POLICY = "Content-Security-Policy"

NO_PAGE = "default-src 'none'; frame-ancestors 'self'"
"""The policy of everything that is not a page: opened by itself, it does nothing."""

_DEVICES = "camera display-capture geolocation hid microphone midi payment serial usb"

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{device}=()" for device in _DEVICES.split()),
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FRAMED = "/embed/"
# Kept short: a first visit carries them some eighty times, and nothing packs them.
_ALONE = {"Cross-Origin-Opener-Policy": "same-origin"}
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}

_NOBODY = "'none'"
_HEAD = re.compile(r"<head\b.*?</head>", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


class Headers:
    """ASGI middleware, outermost: adds what an answer does not say itself."""

    def __init__(self, app: ASGIApp, https: bool = False) -> None:
        self._app = app
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in _wanted(scope, self._https).items():
                    given.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, adding)


def _wanted(scope: Scope, https: bool) -> dict[str, str]:
    wanted = {POLICY: NO_PAGE, **FIXED}
    if scope["path"].startswith(_FRAMED):
        # A frame may be shut off from its own site, and then counts as another one.
        wanted["Cross-Origin-Resource-Policy"] = "cross-origin"
    if https:
        wanted |= _HTTPS_ONLY
    if https or scope["scheme"] == "https" or visitor.is_this_computer(scope):
        # On a plain address in a local network browsers only complain about it.
        wanted |= _ALONE
    return wanted


def page_policy(scope: Scope, page: str) -> str:
    """The policy for a page of ours, which also lets the scripts in its head run.

    Only those: the head is ours alone, while the body may hold the lesson's own words.
    """
    head = _HEAD.search(page)
    return _policy(scope, _INLINE.findall(head[0]) if head else ())


def _policy(scope: Scope, scripts: Iterable[str]) -> str:
    """What may be loaded: what lies on this site, and nothing that is made up on the way."""
    allowed = ["'self'", *(f"'sha256-{_digest(script)}'" for script in scripts)]
    if not settings.installed():
        # From a bare clone our components go along as text, which Streamlit runs as a blob.
        allowed.append("blob:")
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {' '.join(allowed)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            f"connect-src {_connections(scope)}",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def frame_policy(sheets: Iterable[str], frames: Iterable[str]) -> str:
    """For a page that other sites may frame: its own style, our scripts, and nothing else.

    Plotly sets the style of what it draws as attributes, which can only be allowed as a whole.
    """
    styles = " ".join(f"'sha256-{_digest(sheet)}'" for sheet in sheets)
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src-elem {styles}",
            "style-src-attr 'unsafe-inline'",
            "font-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
            f"frame-ancestors {' '.join(frames) or _NOBODY}",
        )
    )


def form_policy(sheet: str) -> str:
    """For a page with one form and a style of its own, and nothing else."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(sheet)}'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


def _connections(scope: Scope) -> str:
    """Older Safari does not take 'self' to mean the websocket of the same host."""
    host = visitor.host(scope)
    return f"'self' ws://{host} wss://{host}" if host else "'self'"


def failure(https: bool) -> Callable[[Request, Exception], Response]:
    """The answer when something of ours broke: Starlette sends it past all middleware."""

    def failed(request: Request, error: Exception) -> Response:  # noqa: ARG001 (Starlette asks so)
        said = "Something broke here. It is not your fault, and it has been written down."
        return PlainTextResponse(said, 500, _wanted(request.scope, https))

    return failed
