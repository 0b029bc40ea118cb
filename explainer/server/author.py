"""Routes for whoever writes the lesson. Others are told that there is nothing, as anywhere else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from explainer import authorship, current
from explainer.reading import NotALesson
from explainer.views import addresses

Answer = Callable[[Request], Awaitable[Response]]


def routes() -> list[Route]:
    return [Route(f"/{addresses.REVISION}", for_authors(_revision))]


def for_authors(answer: Answer) -> Answer:
    """Nobody else learns that the address is there; nothing of it stays in a browser."""

    async def answered(request: Request) -> Response:
        if not authorship.is_author(_visitor(request.scope)):
            return PlainTextResponse("There is nothing here.", 404, {"Cache-Control": "no-store"})
        response = await answer(request)
        response.headers["cache-control"] = "no-store"
        return response

    return answered


def _visitor(scope: Scope) -> authorship.Visitor:
    headers = Headers(scope=scope)
    client = str(scope["client"][0]) if scope.get("client") else ""
    passed_on = any(headers.get(name) for name in authorship.PASSED_ON)
    return authorship.Visitor(client, headers.get("host", ""), passed_on)


async def _revision(_request: Request) -> Response:
    """Read here, so that the run that asks for it next finds the lesson ready."""
    try:
        served = await to_thread.run_sync(current.served)
    except (NotALesson, OSError):
        return JSONResponse({"revision": ""})
    return JSONResponse({"revision": served.revision})
