"""Serves the files that browsers load: compressed, and kept by the browser as long as is right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs

import anyio
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from explainer.server.assets import Asset, Library
from explainer.server.files import is_named_by_content

_BEST_FIRST = ("br", "gzip")
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
VERSION_LENGTH = 8
"""Letters of a file's digest that `?v=` gives: such an address never changes its content."""


@cache
def lasting(address: str, path: Path) -> str:
    """The address under which a browser may keep a file for ever."""
    return f"{address}?v={sha256(path.read_bytes()).hexdigest()[:VERSION_LENGTH]}"


class Compressed:
    """ASGI middleware; what is not in the library, or has changed since, is left to Streamlit."""

    def __init__(self, app: ASGIApp, library: Library) -> None:
        self._app = app
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp | None = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            answer = await self._answer(scope)
        await (answer or self._app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        asset = self._library.get(scope["path"])
        if asset is None:
            return None
        try:
            return await _response(asset, scope)
        except OSError:
            # A copy or the file itself is gone: the cache's folder may be emptied at any time.
            return None


async def _response(asset: Asset, scope: Scope) -> Response | None:
    if not asset.is_unchanged():
        return None
    headers = Headers(scope=scope)
    encoding = _chosen(asset.copies, headers.get("accept-encoding", ""))
    tag = f'"{asset.tag}-{encoding or "whole"}"'
    about = {"ETag": tag, "Cache-Control": _keeping(asset, scope), "Vary": "Accept-Encoding"}
    if _is_known(tag, headers.get("if-none-match", "")):
        return Response(status_code=304, headers=about)
    if encoding:
        about["Content-Encoding"] = encoding
    body = await anyio.to_thread.run_sync(asset.copies.get(encoding, asset.path).read_bytes)
    return Response(body, headers={**about, "Content-Type": asset.kind})


def _keeping(asset: Asset, scope: Scope) -> str:
    version = parse_qs(scope["query_string"].decode("latin-1")).get("v", [""])[0]
    fixed = is_named_by_content(scope["path"]) or version == asset.tag[:VERSION_LENGTH]
    return _FOR_EVER if fixed else _ASK_AGAIN


def _chosen(copies: Mapping[str, object], accepted: str) -> str:
    """The best encoding that is ready and that the browser takes; empty if there is none."""
    takes = {name for name, weight in _weights(accepted) if weight > 0}
    return next((name for name in _BEST_FIRST if name in copies and name in takes), "")


def _weights(accepted: str) -> list[tuple[str, float]]:
    found = re.findall(r"([\w*-]+)\s*(?:;\s*q\s*=\s*([\d.]+))?\s*(?:,|$)", accepted.lower())
    return [(name, _weight(weight)) for name, weight in found]


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


def _is_known(tag: str, known: str) -> bool:
    return known.strip() == "*" or tag in re.findall(r'"[^"]*"', known)
