"""Routes for whoever writes the lesson. Others are told that there is nothing, as anywhere else.

Files, drafts and publishing; what is done is done by `desk`, and said here. That no other site
asks in an author's name, the doors have seen to.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from explainer import authorship, current, report, settings
from explainer.desk import Draft, NoPlace, OtherDraft, TooLarge, desk, preview, snippets, suggesting
from explainer.model import Claim
from explainer.problems import Problem
from explainer.reading import NotALesson
from explainer.syntax import plain
from explainer.views import addresses

Answer = Callable[[Request], Awaitable[Response]]
_Asked = Callable[[Mapping[str, str]], Response]


def routes() -> list[Route]:
    """What changes a thing is a POST, with JSON, which no form of another site can send."""
    gets: dict[str, _Asked] = {
        "revision": _revision,
        "desk": _desk,
        "inserts": _inserts,
        "file": _file,
        "versions": _versions,
        "version": _version,
    }
    posts: dict[str, _Asked] = {
        "draft": _draft,
        "check": _check,
        "lay-aside": _lay_aside,
        "publish": _publish,
        "suggest": _suggest,
    }
    asked = [Route(f"/{addresses.AUTHOR}/{name}", _got(one)) for name, one in gets.items()]
    sent = [
        Route(f"/{addresses.AUTHOR}/{name}", _posted(one), methods=["POST"])
        for name, one in posts.items()
    ]
    return [*asked, *sent]


# --- who asks, and for what -------------------------------------------------------------


def _got(ask: _Asked) -> Answer:
    async def answered(request: Request) -> Response:
        return await _answer(request, ask, dict(request.query_params))

    return answered


def _posted(ask: _Asked) -> Answer:
    async def answered(request: Request) -> Response:
        if not _is_author(request):
            return _nothing()
        sent = await _json(request)
        if not isinstance(sent, dict) or not all(isinstance(each, str) for each in sent.values()):
            return _said(400, "This is not understood.")
        return await _answer(request, ask, sent)

    return answered


async def _answer(request: Request, ask: _Asked, asked: Mapping[str, str]) -> Response:
    """Nobody else learns that the address is there; nothing of it stays in a browser."""
    if not _is_author(request):
        return _nothing()
    response = await to_thread.run_sync(_done, ask, asked)
    response.headers["cache-control"] = "no-store"
    return response


def _done(ask: _Asked, asked: Mapping[str, str]) -> Response:
    try:
        return ask(asked)
    except NoPlace:
        return _said(404, "A lesson has no such file.")
    except TooLarge:
        return _said(413, "This text is too long for one file: split it.")
    except NotALesson:
        return _said(404, "There is no lesson here.")
    except OSError as error:
        return _said(507, f"This could not be written: {error.strerror or 'the disk refused'}.")


def _is_author(request: Request) -> bool:
    return authorship.is_author(_visitor(request.scope))


def _nothing() -> Response:
    return PlainTextResponse("There is nothing here.", 404, {"Cache-Control": "no-store"})


def _visitor(scope: Scope) -> authorship.Visitor:
    headers = Headers(scope=scope)
    client = str(scope["client"][0]) if scope.get("client") else ""
    passed_on = any(name in headers for name in authorship.PASSED_ON)
    ticket = cookie_parser(headers.get("cookie", "")).get(authorship.COOKIE, "")
    return authorship.Visitor(client, headers.get("host", ""), passed_on, ticket)


async def _json(request: Request) -> Any:
    """None where it is no JSON."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        sent = json.loads(await request.body())
        json.dumps(sent, ensure_ascii=False).encode()  # half a letter is no text to write
        return sent
    except (ValueError, RecursionError):
        return None


def _said(status: int, words: str) -> JSONResponse:
    return JSONResponse({"said": words}, status)


# --- what is asked ----------------------------------------------------------------------


def _revision(asked: Mapping[str, str]) -> Response:
    """Read here, so that the run that asks for it next finds the lesson ready."""
    served = preview.served() if "drafts" in asked else current.served()
    return JSONResponse({"revision": served.revision})


def _desk(_asked: Mapping[str, str]) -> Response:
    return JSONResponse(_state())


def _inserts(_asked: Mapping[str, str]) -> Response:
    """What can be put into a text, and what a new file can be."""
    lesson, there = preview.served().lesson, set(desk().names())
    claims = [entry for entry in lesson.record.values() if isinstance(entry, Claim)]
    files = [
        {"name": name, "label": label, "text": text}
        for name, (label, text) in snippets.files(lesson).items()
        if name not in there
    ]
    return JSONResponse(
        {
            "snippets": [asdict(each) for each in snippets.snippets(lesson)],
            "claims": [{"id": c.id, "who": c.speaker, "text": plain(c.text)} for c in claims],
            "files": files,
        }
    )


def _file(asked: Mapping[str, str]) -> Response:
    opened = desk().open(asked.get("name", ""))
    draft = {**asdict(opened.draft), "digest": opened.draft.digest} if opened.draft else None
    told = {"name": opened.name, "text": opened.text, "digest": opened.digest, "draft": draft}
    return JSONResponse(told)


def _draft(sent: Mapping[str, str]) -> Response:
    """Kept first, and then looked at: a text that makes no sense is kept like any other."""
    name, text = sent.get("name", ""), sent.get("text", "")
    more = (sent.get(each, "") for each in ("base", "by", "known"))
    kept = desk().keep(name, text, *more)
    if kept is None:
        draft = desk().open(name).draft
        assert draft
        return _other(draft)
    return JSONResponse({"digest": kept.digest, **_state()})


def _other(draft: Draft) -> Response:
    """The draft that stands there now, for whoever has another before them to choose."""
    said = "Another window has changed this draft."
    return JSONResponse({"said": said, "text": draft.text, "digest": draft.digest}, 409)


def _check(sent: Mapping[str, str]) -> Response:
    _, problems = desk().read({sent.get("name", ""): sent.get("text", "")})
    return JSONResponse({"problems": _plain(problems)})


def _lay_aside(sent: Mapping[str, str]) -> Response:
    desk().lay_aside(sent.get("name", ""), sent.get("text", ""), sent.get("known"))
    return JSONResponse(_state())


def _publish(sent: Mapping[str, str]) -> Response:
    if not desk().may_write:
        return _said(403, "The lesson's files cannot be written here.")
    name, known, by = (sent.get(each, "") for each in ("name", "known", "by"))
    try:
        outcome = desk().publish(name, sent.get("over"), known, by, sent.get("agreed", "").split())
    except OtherDraft as other:
        return _other(other.draft)
    if outcome.others:
        others = [{"name": each.name, "digest": each.digest} for each in outcome.others]
        said = "This is right only together with drafts of other windows."
        return JSONResponse({"said": said, "others": others}, 409)
    if outcome.clashes:
        said = "This file has changed on disk since you began."
        return JSONResponse({"said": said, "clashes": [asdict(e) for e in outcome.clashes]}, 409)
    if outcome.problems:
        said = "Nothing was published: there is something to mend first."
        return JSONResponse({"said": said, "problems": _plain(outcome.problems)}, 422)
    return JSONResponse({"published": outcome.published, **_state()})


def _suggest(sent: Mapping[str, str]) -> Response:
    """An address at which the change stands ready to be sent to those who have the lesson."""
    name, text = sent.get("name", ""), sent.get("text", "")
    address = suggesting.address(settings.repository(), name, desk().open(name).text, text)
    return JSONResponse({"address": address})


def _versions(asked: Mapping[str, str]) -> Response:
    found = desk().versions(asked.get("name", ""))
    return JSONResponse({"versions": [asdict(each) for each in found]})


def _version(asked: Mapping[str, str]) -> Response:
    return JSONResponse({"text": desk().version(asked.get("name", ""), asked.get("id", ""))})


def _state() -> dict[str, object]:
    """All files with how much is to be mended in each, drafts read as if they were published."""
    found, problems = desk(), preview.served().problems
    drafts = found.drafts()
    files = [
        {
            "name": name,
            "problems": sum(problem.place.file == name for problem in problems),
            "draft": name in drafts,
        }
        for name in found.names()
    ]
    return {
        "writable": found.may_write,
        "suggests": bool(settings.repository()),
        "signed_in": bool(settings.author_password()),
        "files": files,
        "problems": _plain(problems),
    }


def _plain(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [report.plain(problem) for problem in problems]
