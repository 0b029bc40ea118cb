"""Around Streamlit: the page's shell says what it is, and shows it, before any script has run."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any

from explainer import current
from explainer.model import Explainer
from explainer.reading import NotALesson
from explainer.server import first_screen
from explainer.server.headers import page_policy
from explainer.syntax import plain
from explainer.views import addresses, frame

Scope = dict[str, Any]

_HANDS_OFF = (
    "/_stcore/",
    "/static/",
    "/media/",
    "/component/",
    "/app/",
    "/embed/",
    "/author/",
    "/healthz",
)
_BASE = (
    "<script>window.__streamlit={BACKEND_BASE_URL:"
    "new URL('.',location.href).href.replace(/\\/$/,'')}</script>"
)
"""Where the server is: without it Streamlit asks at each part of the address, and gets 404."""


class Shell:
    """ASGI middleware that rewrites the one HTML page that Streamlit serves for every address."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_HANDS_OFF):
            await self._app(scope, receive, send)
            return
        await self._app(_unconditional(scope), receive, _Rewriter(scope, send, _rewritten).send)


def _rewritten(html: str, path: str) -> str:
    """Streamlit's page as ours. Without a lesson it stays nearly as it is, and the app says why."""
    html = html.replace("<head>", f"<head>{_BASE}", 1)
    try:
        lesson = current.served().lesson
    except (NotALesson, OSError):
        return html
    name = path.rsplit("/", 1)[-1]
    return _ours(html, lesson, name if name in addresses.titles() else _NOWHERE)


_NOWHERE = "?"
"""Any address that is none of ours: anybody may make up many, and each gets the same page."""


@lru_cache(maxsize=2 * len(addresses.TITLES))
def _ours(html: str, lesson: Explainer, name: str) -> str:
    """Made once for all visitors."""
    html = _NOT_OURS.sub("", html)
    html = _set(html, r'<html lang="[^"]*"', f'<html lang="{escape(lesson.site.language)}"')
    html = _set(html, r"<title>.*?</title>", _words(lesson, name))
    html = html.replace("</head>", f"{_head(name)}</head>", 1)
    if name == addresses.STORY:
        html = _SHEET.sub('<link data-late rel="preload" as="style"', html)
    return _set(html, r"<body[^>]*>", _body(lesson, name))


_NOT_OURS = re.compile(
    r'<link\s[^>]*(?:rel="service-desc"|as="font")[^>]*>|<noscript>.*?</noscript>', re.DOTALL
)
"""A description of an interface that is closed, a font the site does not use, an empty apology."""


_SHEET = re.compile(r'<link rel="stylesheet"')
"""The app's style, for which the first screen does not wait: its script asks for it."""


def _set(html: str, pattern: str, wanted: str) -> str:
    return re.sub(pattern, lambda _: wanted, html, count=1, flags=re.DOTALL)


def _words(lesson: Explainer, name: str) -> str:
    """What search engines and link previews are told."""
    site = lesson.site
    named = name in addresses.menu(lesson)[1:]
    title = f"{addresses.titles()[name]} · {site.title}" if named else site.title
    told = {
        "og:type": "article",
        "og:site_name": site.title,
        "og:title": title,
        "og:description": plain(site.standfirst),
        "og:locale": site.language.replace("-", "_"),
    }
    tags = "".join(
        f'<meta property="{key}" content="{escape(said)}">' for key, said in told.items()
    )
    described = f'<meta name="description" content="{escape(plain(site.standfirst))}">'
    return f"<title>{escape(title)}</title>{described}{tags}"


def _head(name: str) -> str:
    """The font of the first words, and what takes the first screen away again."""
    font = _FONT.search(frame.sheets())
    assert font, "The style sheet names no font."
    asked = f'<link rel="preload" href="{font[1]}" as="font" type="font/woff2" crossorigin>'
    taken = f"<script>{_TAKE}</script>" if name == addresses.BACK else ""
    return f"{asked}{taken}<script>{first_screen.SCRIPT}</script>"


_TAKE = (
    "if(location.hash){globalThis.xpCard=location.hash.slice(1);"
    'history.replaceState(null,"",location.pathname+location.search)}'
)
"""The code of a card leaves the address before the app reads it, which would send it along."""


_FONT = re.compile(r"url\(([^)]+\.woff2[^)]*)\)")


def _body(lesson: Explainer, name: str) -> str:
    style = first_screen.style()
    if name != addresses.STORY:
        return f"<body>{style}{first_screen.sign(lesson)}"
    screen, text = first_screen.first_screen(lesson), first_screen.without_scripts(lesson)
    return f"<body>{style}{screen}{text}"


def _unconditional(scope: Scope) -> Scope:
    """The page whole and as it is now: a browser's copy may carry an older title."""
    kept = [
        (name, value)
        for name, value in scope["headers"]
        if not name.startswith(b"if-") and name != b"accept-encoding"
    ]
    # A HEAD asks what a GET would send; the server leaves the body away.
    return {
        **scope,
        "method": "GET" if scope["method"] == "HEAD" else scope["method"],
        "headers": kept,
    }


class _Rewriter:
    """Holds a response back until it is whole, and sends it changed if it is a page."""

    def __init__(self, scope: Scope, send: Any, rewrite: Any) -> None:
        self._scope = scope
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
        page = self._rewrite(self._body.decode(), self._scope["path"])
        body = page.encode()
        dropped = (b"content-length", b"etag", b"last-modified")
        headers = [pair for pair in self._start["headers"] if pair[0].lower() not in dropped]
        headers.append((b"content-length", str(len(body)).encode()))
        headers.append((b"content-security-policy", page_policy(self._scope, page).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: dict[str, Any]) -> bool:
    headers: dict[bytes, bytes] = {name.lower(): value for name, value in start["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html")
