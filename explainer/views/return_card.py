"""The card with which a learner comes back: a picture with the day, the code, and a QR code.

The code is a secret. It stands behind the `#` of the address, which browsers send to nobody.
"""

from __future__ import annotations

import re
import textwrap
from datetime import date
from html import escape
from urllib.parse import urlsplit

import segno

from explainer import dates
from explainer.model import Explainer
from explainer.syntax import plain

WIDTH, HEIGHT = 510, 320
"""As a card that fits into a purse."""

_LONGEST = 300
_QUIET = 4
"""Modules of white around a QR code, which readers need."""
_FONT = 'font-family="InterV, Inter, system-ui, sans-serif"'


def link(here: str, code: str) -> str:
    """What the QR code says; empty where `here` is no address of a page."""
    parts = urlsplit(here[:_LONGEST])
    if parts.scheme not in ("http", "https") or not parts.netloc or len(here) > _LONGEST:
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}#{code}"


def drawn(lesson: Explainer, code: str, here: str, day: date | None) -> str:
    """The card as SVG, black on white in every theme, in need of no style sheet."""
    says = dates.said_with_weekday(day.isoformat()) if day else "in three days"
    inside = "".join((*_title(lesson), *_day(says), *_code(code), *_way(here), _qr(here, code)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
        f' height="{HEIGHT}" role="img" aria-label="{escape(_aloud(lesson, says, code))}">'
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="14" fill="#fff"'
        f' stroke="#000" stroke-width="2"/>{inside}</svg>'
    )


def _aloud(lesson: Explainer, says: str, code: str) -> str:
    return f"Card for {plain(lesson.site.title)}. Come back: {says}. Your code: {code}."


def _title(lesson: Explainer) -> list[str]:
    lines = textwrap.wrap(plain(lesson.site.title), 32, max_lines=2, placeholder=" …")
    return [_text(line, 48 + 25 * at, 20, 650) for at, line in enumerate(lines)]


def _day(says: str) -> list[str]:
    weekday, _, day = says.partition(", ")
    head = _text("Come back on" if day else "Come back", 112, 13, 400)
    return [head, _text(weekday, 136, 19, 650), _text(day, 160, 19, 650)]


def _code(code: str) -> list[str]:
    return [_text("Your code", 202, 13, 400), _text(code, 229, 22, 650, ' letter-spacing="1"')]


def _way(here: str) -> list[str]:
    where = textwrap.shorten(re.sub("^https?://", "", here), 64, placeholder=" …")
    return [
        _text("Scan the picture, or type the code at", 268, 13, 400),
        _text(where, 287, 13, 650),
    ]


def _qr(here: str, code: str) -> str:
    made = segno.make(link(here, code) or code, micro=False, error="m")
    across = made.symbol_size(border=0)[0]
    scale = 172 / (across + 2 * _QUIET)
    left, top = WIDTH - 20 - 172, 76
    path = made.svg_inline(border=_QUIET, omitsize=True, svgclass=None, lineclass=None)
    inner = path.partition(">")[2].rpartition("</svg>")[0]
    return f'<g transform="translate({left} {top}) scale({scale:.4f})">{inner}</g>'


def _text(line: str, y: float, size: float, weight: int, more: str = "") -> str:
    return (
        f'<text x="28" y="{y}" {_FONT} font-size="{size}" font-weight="{weight}" fill="#000"{more}>'
        f"{escape(line)}</text>"
    )
