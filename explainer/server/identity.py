"""The learner's token as a cookie that no script can read."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer import tokens

_DAY = 24 * 60 * 60


class Identity:
    """ASGI middleware: whoever gets a page gets a token, or keeps the one they have.

    A page that is public is the same for all, and may stand on other sites: nobody is known there.
    The cookie lives as long as answers do, from the last visit on.
    """

    def __init__(self, app: ASGIApp, days: int, https: bool) -> None:
        self._app = app
        self._days = days
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        held = token(Request(scope))

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                setting = Response()
                set_token(setting, held or tokens.new(), self._days, self._https)
                headers = MutableHeaders(raw=message["headers"])
                headers.append("set-cookie", setting.headers["set-cookie"])
                headers["cache-control"] = "private, no-cache"
            await send(message)

        await self._app(scope, receive, marked)


def token(request: Request) -> str:
    """The token a request carries; empty where it carries none of our making."""
    found = [
        cookie_parser(line).get(tokens.COOKIE, "") for line in request.headers.getlist("cookie")
    ]
    return next((each for each in found if tokens.is_token(each)), "")


def set_token(response: Response, value: str, days: int, https: bool) -> None:
    response.set_cookie(
        tokens.COOKIE, value, max_age=days * _DAY, httponly=True, samesite="lax", secure=https
    )


def _is_page(message: Message) -> bool:
    headers: dict[bytes, bytes] = {name.lower(): value for name, value in message["headers"]}
    is_html = headers.get(b"content-type", b"").startswith(b"text/html")
    is_public = b"public" in headers.get(b"cache-control", b"")
    return is_html and not is_public and message["status"] == 200
