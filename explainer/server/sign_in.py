"""Where an author gives the password, if the host has set one: a page of its own, and no script."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from explainer import authorship
from explainer.server import visitor
from explainer.server.headers import POLICY, form_policy
from explainer.server.limits import Guesses
from explainer.views import addresses

_DAY = 24 * 60 * 60

_SHEET = """
:root{color-scheme:light dark}
body{margin:0;background:light-dark(#fbf8f2,#14181c);color:light-dark(#1f1b16,#ece7dd);
font:1.1rem/1.5 Georgia,serif}
main{max-width:24rem;margin:0 auto;padding:16vh 1.2rem 2rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 1rem}
label{display:grid;gap:.3rem}
input,button{font:inherit;box-sizing:border-box;width:100%;padding:.55rem .7rem;border-radius:4px;
border:1px solid light-dark(#6f6656,#8a949d);background:light-dark(#fffdf9,#1c2228);color:inherit}
button{margin-top:.9rem;background:light-dark(#1f1b16,#ece7dd);color:light-dark(#fbf8f2,#14181c);
cursor:pointer}
:focus-visible{outline:2px solid light-dark(#0b5d43,#7fd1b2);outline-offset:2px}
[role=alert]{color:light-dark(#a33a12,#f2a27c)}
"""


@dataclass(frozen=True)
class SignIn:
    """The route, and what it needs to know of the host's settings."""

    https: bool
    proxies: int
    guesses: Guesses

    def routes(self) -> list[Route]:
        return [
            Route(f"/{addresses.SIGN_IN}", self._asked, methods=["GET"]),
            Route(f"/{addresses.SIGN_IN}", self._given, methods=["POST"]),
            Route(f"/{addresses.SIGN_OUT}", self._left, methods=["POST"]),
        ]

    async def _asked(self, _request: Request) -> Response:
        return _page("")

    async def _given(self, request: Request) -> Response:
        address = visitor.address(request.scope, self.proxies)
        if self.guesses.wait(address):
            return _page("Too many wrong passwords. Wait a quarter of an hour.", 429)
        # Counted before it is looked at: many at once are as many guesses.
        self.guesses.was_wrong(address)
        sent = parse_qs((await request.body()).decode("utf-8", "replace"))
        if not authorship.is_password(sent.get("password", [""])[0]):
            return _page("This is not the password.", 403)
        self.guesses.take_back(address)
        answer = RedirectResponse(f"../{addresses.EDIT}", 303, {"Cache-Control": "no-store"})
        answer.set_cookie(
            authorship.COOKIE,
            authorship.ticket(),
            max_age=authorship.DAYS * _DAY,
            httponly=True,
            samesite="strict",
            secure=self.https,
        )
        return answer

    async def _left(self, _request: Request) -> Response:
        answer = RedirectResponse("../", 303, {"Cache-Control": "no-store"})
        answer.delete_cookie(authorship.COOKIE, httponly=True, samesite="strict", secure=self.https)
        return answer


def _page(said: str, status: int = 200) -> Response:
    wrong = f'<p role="alert">{escape(said)}</p>' if said else ""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>For authors</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><style>{_SHEET}</style></head><body><main>'
        f'<h1>For authors</h1>{wrong}<form method="post"><label>Password'
        '<input type="password" name="password" required autofocus '
        'autocomplete="current-password"></label><button>Sign in</button></form></main>'
        "</body></html>"
    )
    told = {POLICY: form_policy(_SHEET), "Cache-Control": "no-store"}
    return HTMLResponse(html, status, told)
