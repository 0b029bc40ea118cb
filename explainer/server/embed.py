"""The route of a chart alone, which other sites may frame: the same for all, without a cookie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from explainer import current
from explainer.charts import CHARTS, SETTINGS
from explainer.model import Chart, Explainer
from explainer.problems import did_you_mean
from explainer.reading import NotALesson
from explainer.server.compressed import lasting
from explainer.server.files import DRAWING
from explainer.server.headers import POLICY, frame_policy
from explainer.views import addresses, embed

KEPT = "public, max-age=300"
"""An author's change is seen in five minutes. What is public carries no cookie, see Identity."""


@dataclass(frozen=True)
class Embeds:
    """The route, and which sites may frame it."""

    frames: tuple[str, ...]

    def routes(self) -> list[Route]:
        return [Route(f"/{addresses.EMBED}/{{kind}}", self._answer)]

    async def _answer(self, request: Request) -> Response:
        kind, query = str(request.path_params["kind"]), dict(request.query_params)
        return await to_thread.run_sync(self._made, kind, query)

    def _made(self, kind: str, query: Mapping[str, str]) -> Response:
        try:
            lesson = current.served().lesson
        except (NotALesson, OSError):
            said = embed.apology(None, "No lesson", "There is no lesson here just now.")
            return self._sent(503, said)
        if wrong := _wrong(lesson, kind, query):
            return self._sent(*wrong)
        settings = {name: query[name] for name in SETTINGS[kind] if name in query}
        theme = query.get("theme", "")
        chosen = theme if theme in embed.THEMES else ""
        return self._sent(200, _page(lesson, kind, tuple(settings.items()), chosen))

    def _sent(self, status: int, page: embed.Page) -> Response:
        told = {
            POLICY: frame_policy(page.sheets, self.frames),
            "Cache-Control": KEPT if status == 200 else "no-store",
        }
        return HTMLResponse(page.html, status, told)


@lru_cache(maxsize=32)
def _page(
    lesson: Explainer, kind: str, settings: tuple[tuple[str, str], ...], theme: str
) -> embed.Page:
    """Made once for all visitors."""
    shown = embed.framed(lesson, kind, dict(settings))
    return embed.page(lesson, shown, theme, _drawing())


@cache
def _drawing() -> str:
    """The scripts, and what keeps Plotly from adding a style sheet for maps, which no chart uses.

    It adds none where something has the sheet's id already.
    """
    scripts = "".join(
        f'<script defer src="{escape(lasting(*each).lstrip("/"))}"></script>'
        for each in DRAWING.items()
    )
    texts = [path.read_text("utf-8") for path in DRAWING.values()]
    sheets = {name for text in texts for name in _SHEET.findall(text)}
    return "".join(f'<template id="{name}"></template>' for name in sorted(sheets)) + scripts


_SHEET = re.compile(r'getElementById\("([0-9a-f]{64})"\)')


def _wrong(lesson: Explainer, kind: str, query: Mapping[str, str]) -> tuple[int, embed.Page] | None:
    """What is asked for and is not there. Names that are no settings are other people's."""
    if kind not in CHARTS:
        says = f"There is no chart kind '{kind[:60]}'. {did_you_mean(kind[:60], CHARTS)}"
        return 404, embed.apology(lesson, "No such chart", says, CHARTS)
    for name, value, allowed in _unknown(lesson, kind, query):
        says = f"'{value[:60]}' is not a {name} of this chart. {did_you_mean(value[:60], allowed)}"
        return 404, embed.apology(lesson, "No such chart", says, (kind,))
    return None


def _unknown(
    lesson: Explainer, kind: str, query: Mapping[str, str]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Settings with a value that they cannot have, and those that they can.

    Where any value could stand, only those of the lesson's own charts do: else every address
    that a stranger makes up would be drawn anew.
    """
    for name, closed in SETTINGS[kind].items():
        allowed = closed or _written(lesson, kind, name)
        if name in query and query[name] not in allowed:
            yield name, query[name], allowed


def _written(lesson: Explainer, kind: str, name: str) -> tuple[str, ...]:
    blocks = (block for section in lesson.every_section for block in section.blocks)
    charts = (block for block in blocks if isinstance(block, Chart) and block.kind == kind)
    return tuple(chart.settings[name] for chart in charts if name in chart.settings)
