"""The site as a server: what stands around Streamlit, from the outside in."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypedDict

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute
from streamlit import config

from explainer import settings
from explainer.server import author, doors, headers, keeping, prompt, visitor
from explainer.server.assets import Library
from explainer.server.compressed import Compressed
from explainer.server.embed import Embeds
from explainer.server.files import files
from explainer.server.identity import Identity
from explainer.server.limits import Guesses
from explainer.server.routes import Learners
from explainer.server.shell import Shell
from explainer.server.sign_in import SignIn
from explainer.settings import Settings, WrongSetting

Lifespan = Callable[[st.App], AbstractAsyncContextManager[dict[str, Any] | None]]


class Parts(TypedDict):
    """What st.App is made of, besides the script: `st.App(script, **application())`."""

    routes: list[BaseRoute]
    middleware: list[Middleware]
    lifespan: Lifespan
    exception_handlers: dict[Any, Any]


def application() -> Parts:
    """All parts, as the settings want them; `app` makes the App, where Streamlit looks for it."""
    chosen = _settings()
    library = Library(chosen.cache, files())
    return Parts(
        routes=_routes(chosen),
        middleware=_middleware(chosen, library),
        lifespan=_lifespan(chosen, library),
        exception_handlers={Exception: headers.failure(chosen.https)},
    )


def _settings() -> Settings:
    """A wrong one ends the start with its sentence, however the server was started."""
    try:
        return _safe(settings.read())
    except WrongSetting as error:
        sys.stderr.write(f"explainer: {error}\n")
        raise SystemExit(2) from None


def _safe(chosen: Settings) -> Settings:
    """Whoever opens the site to pages of any origin has a proxy that changes the host's name."""
    if chosen.author and not chosen.author_password and _takes_any_origin():
        raise WrongSetting(settings.open_to_all("server.enableCORS=false"))
    return chosen


def _routes(chosen: Settings) -> list[BaseRoute]:
    """Our own addresses, beside Streamlit's."""
    learners = Learners(chosen.retention_days, chosen.https, chosen.proxies, Guesses())
    embeds = Embeds(chosen.frames)
    written = author.routes() if chosen.author else []
    if chosen.author_password:
        written += SignIn(chosen.https, chosen.proxies, Guesses()).routes()
    return [doors.health(keeping.answers), *learners.routes(), *embeds.routes(), *written]


def _middleware(chosen: Settings, library: Library) -> list[Middleware]:
    """From the outside in."""
    return [
        Middleware(headers.Headers, https=chosen.https),
        Middleware(
            doors.Doors,
            hosts=chosen.hosts,
            metrics_token=chosen.metrics_token,
            any_origin=_takes_any_origin,
        ),
        Middleware(Identity, days=chosen.retention_days, https=chosen.https),
        Middleware(Compressed, library=library),
        # For pages, which are made anew for each visit; Streamlit leaves them as they are.
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6),
        Middleware(Shell),
    ]


def _takes_any_origin() -> bool:
    """Only where the host has said so to Streamlit, as behind a proxy that changes the name."""
    return not config.get_option("server.enableCORS")


def _lifespan(chosen: Settings, library: Library) -> Lifespan:
    @asynccontextmanager
    async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001 (st.App's signature)
        if chosen.hosts:
            names = [*chosen.hosts, *visitor.THIS_COMPUTER]
            config.set_option("server.allowedHosts", names)
        prompt.send_at_once()
        with library.growing():
            async with keeping.kept(chosen.retention_days):
                yield {}

    return lifespan
