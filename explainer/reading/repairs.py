"""How a slip is mended that can be meant in one way only, by the code of its message.

Each repair writes what the readers took the line for already, so that nothing changes its meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from explainer.model import Explainer
from explainer.reading.parts import id_of
from explainer.reading.slips import FENCES
from explainer.syntax import ALMOST_FENCE, almost_marks, meant_ids

Repair = Callable[[list[str], int, Explainer], None]
"""Changes the lines of a file at the one that a message speaks of, counted from 0."""

_SETTING = re.compile(r"\s*(?:[-+*]\s+)?[A-Za-z][A-Za-z0-9 -]{0,24}?\s*:(?!//)")
_QUOTES = re.compile("[\"“”„‟‘’‚‛«»]|(?<=[\\s:,])'|'(?=\\s|,|$)")
_SIGN = r"^(\s*(?:[-+*]|\d{1,3}[.)]))"


def _line(pattern: str, better: str | Callable[[re.Match[str]], str]) -> Repair:
    wanted = re.compile(pattern)

    def repair(lines: list[str], number: int, _lesson: Explainer) -> None:
        lines[number] = wanted.sub(better, lines[number], count=1)

    return repair


def _box(match: re.Match[str]) -> str:
    return f"{match[1]} [{'x' if match[2].strip() else ' '}] "


def _block(lines: list[str], number: int, _lesson: Explainer) -> None:
    match = ALMOST_FENCE.match(lines[number].strip())
    if match and match["word"].lower() in FENCES:
        lines[number] = f"```{match['word'].lower()}"


def _marks(lines: list[str], number: int, lesson: Explainer) -> None:
    """Only where the record has all that is meant, and each with its letter."""
    for match in almost_marks(lines[number]):
        ids = meant_ids(match)
        whole = all(name in lesson.record and name in match[0].lower() for name in ids)
        if ids and whole and match[0].endswith("]"):
            marks = " ".join(f"[^{name}]" for name in ids)
            lines[number] = lines[number].replace(match[0], marks, 1)


def _dash(lines: list[str], number: int, _lesson: Explainer) -> None:
    """Under a heading; a line of prose that begins like a setting stays one."""
    above = number
    while above and (not lines[above - 1].strip() or _SETTING.match(lines[above - 1])):
        above -= 1
    if above and lines[above - 1].startswith("#"):
        lines[number] = f"- {lines[number].strip()}"


def _identifier(lines: list[str], number: int, _lesson: Explainer) -> None:
    name, colon, value = lines[number].partition(":")
    lines[number] = f"{name}{colon} {id_of(value)}"


def _quotes(lines: list[str], number: int, _lesson: Explainer) -> None:
    """Where a name or a date stands, and no words."""
    if _SETTING.match(lines[number]):
        lines[number] = _QUOTES.sub("", lines[number])


def _missing_id(lines: list[str], number: int, lesson: Explainer) -> None:
    """The one that is made of the title anyway, as long as it is nobody else's."""
    title = lines[number].lstrip("# ").strip()
    name, names = id_of(title), Counter(_ids(lesson))
    if not lines[number].startswith("#") or name == "untitled" or names[name] != 1:
        return
    below = next((n for n in range(number + 1, len(lines)) if lines[n].strip()), len(lines))
    if below < len(lines) and re.match(r"[-+*] ", lines[below]) and _SETTING.match(lines[below]):
        lines.insert(below, f"{lines[below][0]} id: {name}")
    else:
        lines[number + 1 : number + 1] = ["", f"- id: {name}"]


def _ids(lesson: Explainer) -> list[str]:
    things = (*lesson.things, *lesson.ladder, *lesson.scales, *lesson.channels)
    return [*lesson.record, *(thing.id for thing in things)]


def _empty_line_above(lines: list[str], number: int, _lesson: Explainer) -> None:
    lines.insert(number, "")


def _missing(lines: list[str], number: int, lesson: Explainer) -> None:
    """Of settings that may be missing, only an id can be made; it stands below a heading."""
    if lines[number].startswith("##") and not _has_id(lines, number):
        _missing_id(lines, number, lesson)


def _has_id(lines: list[str], number: int) -> bool:
    ends = (n for n in range(number + 1, len(lines)) if re.match(r"#{1,2} ", lines[n]))
    part = lines[number + 1 : next(ends, len(lines))]
    return any(re.match(r"[-+*]?\s*id\s*:", line, re.IGNORECASE) for line in part)


_NAMING = (
    "bad-date", "unknown-rung", "unknown-event", "unknown-section", "unknown-channel",
    "unknown-direction", "unknown-chart", "unknown-value",
)  # fmt: skip
"""Where a setting holds names or a date, which never have quotation marks."""

REPAIRS: Mapping[str, Repair] = MappingProxyType(
    {
        "broken-heading": _line(r"^(\s*#{1,6})(?=[^\s#])", r"\1 "),
        "broken-list": _line(_SIGN + r"(?=\S)", r"\1 "),
        "broken-tick-box": _line(_SIGN + r"\s+\[(\s*|\s*[xX]\s*)\]\s*(?=[^\s(\[:])", _box),
        "strange-space": _line(r"^(\s*(?:[-+*]|#{1,6}|\d{1,3}[.)]))[^\S \t]+", r"\1 "),
        "broken-block": _block,
        "broken-mark": _marks,
        "no-dash": _dash,
        "bad-id": _identifier,
        "missing-setting": _missing,
        "runs-in": _empty_line_above,
        **dict.fromkeys(_NAMING, _quotes),
    }
)
