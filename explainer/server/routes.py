"""Plain routes for what a learner does: answer, take a code, go on with one, be forgotten.

An answer that comes this way costs a tenth of a script's run, and can be sent again by itself.
Who asks is known by the cookie alone; that no other site asks, the doors have seen to.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from explainer import answering, clock, current, tokens
from explainer.again import History
from explainer.model import Question
from explainer.questions.form import Submission, submission
from explainer.reading import NotALesson
from explainer.server import identity, visitor
from explainer.server.limits import Guesses
from explainer.store import Stored, Unavailable
from explainer.views import addresses, come_back, results_file
from explainer.views.question import state

T = TypeVar("T")
_Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Learners:
    """The routes, and what they need to know of the host's settings."""

    days: int
    https: bool
    proxies: int
    guesses: Guesses

    def routes(self) -> list[Route]:
        """What changes a thing is a POST: never followed as a link, fetched ahead, or cached."""
        made: Mapping[str, _Answer] = {
            addresses.ANSWER: self._answer,
            addresses.CODE: self._code,
            addresses.CARD: self._card,
            addresses.CONTINUE: self._continue,
            addresses.FORGET: self._forget,
        }
        posts = [Route(f"/{name}", _kept(take), methods=["POST"]) for name, take in made.items()]
        return [*posts, Route(f"/{addresses.RESULTS}", _kept(self._results), methods=["GET"])]

    async def _answer(self, request: Request) -> Response:
        sent = submission(await _json(request))
        if sent is None:
            return _said(400, "This is no answer.")
        question = current.served().lesson.answerable.get(sent.question)
        if question is None:
            return _said(410, "This question is gone.")
        held = identity.token(request)
        if not held:
            return self._stranger()
        stored = await _stored(held, question, sent)
        if stored is None:
            return _said(400, "Nothing was given.")
        # What others gave is read from the store as well, which nobody else must wait for.
        return JSONResponse(await to_thread.run_sync(_marked, stored))

    async def _code(self, request: Request) -> Response:
        """A new code; the one before it is worth nothing from now on."""
        held = identity.token(request)
        if not held:
            return self._stranger()
        shown = tokens.new_code()
        who = await to_thread.run_sync(answering.learner, held)
        await _durable(current.store().set_code(who, tokens.code(shown) or ""))
        return JSONResponse({"code": shown})

    async def _card(self, request: Request) -> Response:
        """A card with a new code: drawn here, since only now the code is known."""
        held = identity.token(request)
        if not held:
            return self._stranger()
        sent, code = await _json(request), tokens.new_code()
        lesson = current.served().lesson
        who = await to_thread.run_sync(answering.learner, held)
        await _durable(current.store().set_code(who, tokens.code(code) or ""))
        asked = _text(sent, "here"), _text(sent, "zone")
        return JSONResponse(await to_thread.run_sync(come_back.made, lesson, who, code, *asked))

    async def _continue(self, request: Request) -> Response:
        held = identity.token(request)
        if not held:
            return self._stranger()
        code = tokens.code(_text(await _json(request), "code"))
        address = visitor.address(request.scope, self.proxies)
        if seconds := self.guesses.wait(address):
            return _said(429, f"Too many wrong codes. Try again in {_time(seconds)}.", seconds)
        # Counted before anybody waits for the store: many at once are as many guesses.
        self.guesses.was_wrong(address)
        if not code or not await self._linked(held, code, address):
            return _said(404, "No learner has this code. Look at it again, letter by letter.")
        self.guesses.take_back(address)
        return JSONResponse({"continued": True})

    async def _linked(self, held: str, code: str, address: str) -> bool:
        try:
            found = await _durable(current.store().link(tokens.learner(held), code))
        except (Unavailable, TimeoutError):
            self.guesses.take_back(address)
            raise
        return found is not None

    async def _forget(self, request: Request) -> Response:
        held = identity.token(request)
        who = await to_thread.run_sync(answering.learner, held) if held else ""
        count = await _durable(current.store().forget(who)) if who else 0
        response = JSONResponse({"forgotten": count})
        response.delete_cookie(tokens.COOKIE, httponly=True, samesite="lax", secure=self.https)
        return response

    async def _results(self, request: Request) -> Response:
        """A file to save, for whoever has the cookie; nobody else has any results."""
        held = identity.token(request)
        told = await to_thread.run_sync(_history, held) if held else {}
        base = str(request.base_url)
        base = base.replace("http:", "https:", 1) if self.https else base
        zone = clock.zone(request.query_params.get("zone", ""))
        today = clock.now().astimezone(zone).date()
        lesson = current.served().lesson
        text = results_file.document(lesson, told, base, today, zone)
        kept = {"content-disposition": f'attachment; filename="{addresses.RESULTS}"'}
        return Response(text, headers=kept, media_type=results_file.TYPE)

    def _stranger(self) -> Response:
        """A browser that lost its cookie gets one, and sends the same again."""
        response = _said(401, "Send it once more.")
        identity.set_token(response, tokens.new(), self.days, self.https)
        return response


async def _stored(held: str, question: Question, sent: Submission) -> Stored | None:
    def taken() -> Future[Stored] | None:
        return answering.submit(answering.learner(held), question, sent)

    future = await to_thread.run_sync(taken)
    if future is None:
        return None
    return await _durable(future)


async def _durable(future: Future[T]) -> T:
    """The result once it is on disk. Waiting may end; the work goes on, and is found next time."""
    kept = asyncio.shield(asyncio.wrap_future(future))
    return await asyncio.wait_for(kept, current.PATIENCE_SECONDS)


def _history(held: str) -> History:
    return answering.history(answering.learner(held))


def _marked(stored: Stored) -> Mapping[str, object]:
    lesson = current.served().lesson
    question = lesson.answerable[stored.answer.question]
    given = answering.given_in(stored)
    return {"question": question.id, "state": state(lesson, question, given)}


def _kept(take: _Answer) -> _Answer:
    """A store that does not answer is one sentence and a wish to hear it again."""

    async def taken(request: Request) -> Response:
        try:
            response = await take(request)
        except (Unavailable, TimeoutError):
            response = _said(503, "This could not be saved just now.", 2)
        except NotALesson:
            response = _said(503, "There is no lesson here just now.", 5)
        response.headers["cache-control"] = "no-store"
        return response

    return taken


def _said(status: int, words: str, wait: int = 0) -> JSONResponse:
    headers = {"retry-after": str(wait)} if wait else None
    return JSONResponse({"said": words}, status, headers)


async def _json(request: Request) -> Any:
    """Whatever stands in the body; None where it is no JSON. A form of another site sends none."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        return json.loads(await request.body())
    except (ValueError, RecursionError):
        return None


def _text(given: object, name: str) -> str:
    found = given.get(name) if isinstance(given, Mapping) else None
    return found if isinstance(found, str) else ""


def _time(seconds: int) -> str:
    if seconds < 90:
        return "a second" if seconds == 1 else f"{seconds} seconds"
    return f"{round(seconds / 60)} minutes"
