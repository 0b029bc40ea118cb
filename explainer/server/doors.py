"""Who may come in, and where: names, origins, sizes, and what Streamlit shows to anybody."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from secrets import compare_digest

import anyio
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer import settings
from explainer.server import visitor
from explainer.views import addresses

_LOG = logging.getLogger(__name__)

BODY_BYTES = 64 * 1024
"""No request of ours is longer: an answer is some hundred bytes."""

TEXT_BYTES = 1024 * 1024
"""But an author sends a file; see LARGEST in `reading.files`."""

_TEXTS = f"/{addresses.AUTHOR}/"

HEALTH = "/healthz"
HEALTH_SECONDS = 3.0

_STREAMLIT = "/_stcore/"
_PROBES = (HEALTH, "/_stcore/health")
"""A host's own machinery asks these by an address, not by a name; they tell nothing."""
_UNUSED = ("/auth/", "/oauth2callback", "/component/")
"""Streamlit's sign-in, and its older kind of component."""
_SAFE = ("GET", "HEAD", "OPTIONS")


def _named(scope: Scope) -> Scope:
    """Streamlit takes an address that nobody knows for this computer's: so it gets a name."""
    return scope if scope.get("client") else {**scope, "client": ("unknown", 0)}


class Doors:
    """ASGI middleware that turns away what has no business here, with a sentence."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: tuple[str, ...] = (),
        metrics_token: str | None = None,
        any_origin: Callable[[], bool] = lambda: False,
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._metrics_token = metrics_token
        self._any_origin = any_origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif refusal := self._refusal(scope):
            await _turn_away(refusal, scope, receive, send)
        elif scope["type"] == "http":
            await self._app(scope, _limited(receive, _most(scope)), send)
        else:
            await self._app(_named(scope), receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        asked = visitor.host(scope)
        if asked is None:
            return _no(400, "The request does not say which site it is for.")
        if not visitor.is_allowed(asked, self._hosts) and scope["path"] not in _PROBES:
            return _no(403, "This site does not answer to that name.")
        if self._is_from_elsewhere(scope):
            return _no(403, "Another site asked for this in your name.")
        if scope["type"] == "http" and not self._is_open(scope):
            return _no(404, "There is nothing here.")
        if scope["type"] == "http" and _length(scope) > _most(scope):
            return _no(413, _TOO_LONG)
        return None

    def _is_from_elsewhere(self, scope: Scope) -> bool:
        changes = scope["type"] == "websocket" or scope["method"] not in _SAFE
        return changes and visitor.is_foreign(scope) and not self._any_origin()

    def _is_open(self, scope: Scope) -> bool:
        """Of Streamlit's own addresses only what the site needs, at whatever place they stand."""
        _, found, name = scope["path"].partition(_STREAMLIT)
        if not found:
            return not scope["path"].startswith(_UNUSED)
        match name:
            case "health":
                return True
            case "host-config":
                return visitor.is_own_page(scope)
            case "metrics":
                return self._has_token(scope)
        return bool(name.startswith("bidi-components/"))

    def _has_token(self, scope: Scope) -> bool:
        scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
        wanted = self._metrics_token
        if wanted is None or scheme.lower() != "bearer":
            return False
        return compare_digest(given.strip().encode(), wanted.encode())


_TOO_LONG = "This is longer than anything this site takes."


def _no(status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence, status, {"Cache-Control": "no-store"})


async def _turn_away(refusal: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """An opening websocket can be refused with words only where the server knows how."""
    if scope["type"] == "http" or "websocket.http.response" in scope.get("extensions", {}):
        await refusal(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008, "reason": ""})


def _length(scope: Scope) -> int:
    declared = Headers(scope=scope).get("content-length", "0")
    return int(declared) if declared.isdecimal() else 0


def _most(scope: Scope) -> int:
    is_text = settings.author() and scope["path"].startswith(_TEXTS)
    return TEXT_BYTES if is_text else BODY_BYTES


def _limited(receive: Receive, most: int) -> Receive:
    """A body without a declared length is counted as it comes."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413, _TOO_LONG)
        return message

    return counted


def health(answers: Callable[[], bool]) -> Route:
    """The address that says whether the site works; `answers` asks the store, in a thread."""
    one_at_a_time = anyio.CapacityLimiter(1)

    def ask() -> Awaitable[bool]:
        return anyio.to_thread.run_sync(answers, abandon_on_cancel=True, limiter=one_at_a_time)

    async def healthz(request: Request) -> Response:  # noqa: ARG001 (Starlette's signature)
        if await _soon(ask):
            return _no(200, "ok")
        return _no(503, "The store of answers does not answer.")

    return Route(HEALTH, healthz)


async def _soon(ask: Callable[[], Awaitable[bool]]) -> bool:
    """False also if it fails or takes long: a probe wants an answer, whatever the store does."""
    try:
        with anyio.fail_after(HEALTH_SECONDS):
            return await ask()
    except Exception as error:  # noqa: BLE001 (a store may fail in ways of its own)
        _LOG.warning("The store of answers does not answer: %s", type(error).__name__)
        return False
