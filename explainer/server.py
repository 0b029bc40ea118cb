"""Around Streamlit: the page's shell says its language and title before any script has run."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from explainer import settings
from explainer.reading import NotALesson, fingerprint, load

Scope = dict[str, Any]

_HANDS_OFF = ("/_stcore/", "/static/", "/media/", "/component/", "/app/", "/healthz")
_BASE = (
    "<script>window.__streamlit={BACKEND_BASE_URL:"
    "new URL('.',location.href).href.replace(/\\/$/,'')}</script>"
)
"""Where the server is: without it Streamlit asks at each part of the address, and gets 404."""


class Shell:
    """ASGI middleware that rewrites the one HTML page that Streamlit serves for every address."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._known: tuple[object, str, str] | None = None

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_HANDS_OFF):
            await self._app(scope, receive, send)
            return
        await self._app(_unconditional(scope), receive, _Rewriter(send, self._rewrite).send)

    def _rewrite(self, html: str) -> str:
        language, title = self._words()
        html = re.sub(r'<html lang="[^"]*"', f'<html lang="{escape(language)}"', html, count=1)
        html = re.sub(r"<title>.*?</title>", f"<title>{escape(title)}</title>", html, count=1)
        return html.replace("<head>", f"<head>{_BASE}", 1)

    def _words(self) -> tuple[str, str]:
        """Language and title of the lesson as it stands now, read again when a file changes."""
        root = settings.folder()
        stamp = fingerprint(root)
        if self._known is None or self._known[0] != stamp:
            self._known = (stamp, *_language_and_title(root))
        return self._known[1:]


def _language_and_title(root: Any) -> tuple[str, str]:
    try:
        site = load(root)[0].site
    except (NotALesson, OSError):
        return "en", "Explainer"
    return site.language, site.title


def _unconditional(scope: Scope) -> Scope:
    """The page whole and as it is now: a browser's copy may carry an older title."""
    kept = [
        (name, value)
        for name, value in scope["headers"]
        if not name.startswith(b"if-") and name != b"accept-encoding"
    ]
    return {**scope, "headers": kept}


class _Rewriter:
    """Holds a response back until it is whole, and sends it changed if it is a page."""

    def __init__(self, send: Any, rewrite: Any) -> None:
        self._send = send
        self._rewrite = rewrite
        self._start: dict[str, Any] = {}
        self._body = b""

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            if not _is_page(message):
                await self._send(message)
        elif self._start and not _is_page(self._start):
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()

    async def _finish(self) -> None:
        body = self._rewrite(self._body.decode()).encode()
        dropped = (b"content-length", b"etag", b"last-modified")
        headers = [pair for pair in self._start["headers"] if pair[0].lower() not in dropped]
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: dict[str, Any]) -> bool:
    headers: dict[bytes, bytes] = {name.lower(): value for name, value in start["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html")
