"""The blocks of a Word file, as pandoc tells of them, as Markdown of our dialect.

Word keeps ticks as signs, and knows no names of blocks: what a list or a text that looks like
code was meant as, its words say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from explainer.importing import word_inlines
from explainer.importing.lines import Line, apart, guarded, indented
from explainer.importing.word_inlines import Lost, Node

_BOX = re.compile(
    r"^(?:\\?\[( ?|[xX])\\?\]|([\u2610\u25a1\u25a2])|([\u2611\u2612\u2713\u2714]))\s*"
)
_NOTE = re.compile(r"^\\?\[!([A-Za-z]+)\\?\]\s*")
_LABEL = re.compile(r"[*_]*(?!hint|why)[a-z]+[*_]*\s*[:=]", re.IGNORECASE)
"""Of a line such as `Answer:`, which is one line and no sentence."""
_KIND = re.compile(r"\s*kind\s*:")
_ID = re.compile(r"\s*[a-z][a-z0-9]*(?:-[a-z0-9]+)*\s*")
_SENTENCE = re.compile(
    r"([.!?][\"')\u201d]*(?:\s\[\^\w+\])*)\s+(?=[\"'(\[\u201c]?[A-Z\u00c0-\u00de])"
)
"""The end of one with its marks, before another."""


def lines(blocks: Sequence[Node]) -> list[Line]:
    return apart([group for block in blocks if (group := _one(block))])


def _one(block: Node) -> list[Line]:
    write = _WRITERS.get(block["t"])
    if write is None:
        return [Line("", (f"something that only Word knows ({block['t']}) is left out.",))]
    return write(block)


def _words(nodes: Sequence[Node]) -> list[Line]:
    """A paragraph; a line that begins like a block of Markdown is none."""
    lost: Lost = []
    written = word_inlines.text(nodes, lost).strip().split("\n")
    found = [Line(guarded(line.strip())) for line in written if line.strip()]
    if not found and not lost:
        return []
    first = found[0].text if found else ""
    return [Line(first, tuple(lost)), *found[1:]]


def _paragraph(block: Node) -> list[Line]:
    """Each sentence has a line of its own, so that a change shows as the sentence it changed."""
    found = _words(block["c"])
    if found and _LABEL.match(found[0].text):
        return found
    return [
        Line(guarded(text), line.lost if at == 0 else ())
        for line in found
        for at, text in enumerate(_SENTENCE.sub(r"\1\n", line.text).split("\n"))
    ]


def _heading(block: Node) -> list[Line]:
    level, _, nodes = block["c"]
    found = _words(nodes)
    return [Line(f"{'#' * level} {found[0].text}", found[0].lost)] if found else []


# --- lists ------------------------------------------------------------------------------


def _bullets(block: Node) -> list[Line]:
    """Settings and choices are one list to Word; here an empty line parts them."""
    found: list[Line] = []
    before = False
    for item in block["c"]:
        own = _item(item)
        boxed = _BOX.sub(_box, own[0].text) if own else ""
        is_choice = boxed.startswith("[")
        if found and is_choice and not before and ":" in found[-1].text:
            found.append(Line())
        before = before or is_choice
        kept = [Line(boxed, own[0].lost), *own[1:]] if own else [Line()]
        found += indented(kept, "- ", "  ")
    return found


def _box(match: re.Match[str]) -> str:
    ticked = match[3] or (match[1] or "").strip()
    return "[x] " if ticked else "[ ] "


def _numbers(block: Node) -> list[Line]:
    (start, *_), items = block["c"]
    return [
        line
        for number, item in enumerate(items, start=start)
        for line in indented(_item(item) or [Line()], f"{number}. ", "   ")
    ]


def _item(blocks: Sequence[Node]) -> list[Line]:
    """A list below its words follows them at once; other blocks stand apart."""
    found: list[Line] = []
    for block in blocks:
        own = _one(block)
        if found and own and block["t"] not in ("BulletList", "OrderedList"):
            found.append(Line())
        found += own
    return found


# --- tables -----------------------------------------------------------------------------


def _table(block: Node) -> list[Line]:
    """Its first row is the head, whether or not Word was told so."""
    head, bodies, foot = block["c"][3], block["c"][4], block["c"][5]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    if not rows:
        return []
    written = [_row(row[1]) for row in rows]
    columns = max(len(cells) for cells, _ in written)
    made = [Line(_bars([*cells, *[""] * (columns - len(cells))]), lost) for cells, lost in written]
    return [made[0], Line(f"|{'---|' * columns}"), *made[1:]]


def _row(cells: Sequence[Any]) -> tuple[list[str], tuple[str, ...]]:
    lost: list[str] = []
    texts: list[str] = []
    for _, _, down, across, blocks in cells:
        own = [line for block in blocks for line in _one(block)]
        lost += [what for line in own for what in line.lost]
        texts.append(" ".join(line.text for line in own).replace("|", r"\|"))
        if (down, across) != (1, 1):
            lost.append(f"cells that were made one are apart again: '{texts[-1]}'.")
            texts += [""] * (int(across) - 1)
    return texts, tuple(lost)


def _bars(cells: Sequence[str]) -> str:
    return f"{''.join(f'| {cell} ' if cell else '| ' for cell in cells)}|"


# --- others -----------------------------------------------------------------------------


def _quotation(block: Node) -> list[Line]:
    """A note keeps its sign on a line of its own."""
    inner = lines(block["c"])
    sign = _NOTE.match(inner[0].text) if inner else None
    if sign:
        rest = Line(inner[0].text[sign.end() :], inner[0].lost)
        inner = [Line(f"[!{sign[1].upper()}]"), *([rest] if rest.text else []), *inner[1:]]
    return [Line((line.text and f"> {line.text}") or ">", line.lost) for line in inner]


def _code(block: Node) -> list[Line]:
    """Blocks of charts and questions under each other are one text to Word."""
    groups: list[list[str]] = []
    for line in block["c"][1].split("\n"):
        if not groups or _begins(line, groups[-1]):
            groups.append([])
        groups[-1].append(line)
    return apart([[Line(f"```{_word(some)}"), *map(Line, some), Line("```")] for some in groups])


def _begins(line: str, above: Sequence[str]) -> bool:
    """Whether another block begins: no line of a chart is an id alone."""
    is_chart = any(map(_KIND.match, above))
    if _KIND.match(line):
        return is_chart or _ID.fullmatch(above[-1]) is not None
    if not _ID.fullmatch(line):
        return False
    return is_chart or ("-" in line and _ID.fullmatch(above[-1]) is not None)


def _word(lines: Sequence[str]) -> str:
    if any(map(_KIND.match, lines)):
        return "chart"
    return "quiz" if len(lines) == 1 and _ID.fullmatch(lines[0]) else ""


def _inner(block: Node) -> list[Line]:
    return lines(block["c"][-1])


def _picture(block: Node) -> list[Line]:
    """A picture with its caption, of which the caption stays."""
    inside = [node for one in block["c"][2] for node in one.get("c", ()) if isinstance(node, dict)]
    lost: Lost = []
    word_inlines.text([node for node in inside if node.get("t") == "Image"], lost)
    caption = lines(block["c"][1][1])
    first = caption[0].text if caption else ""
    return [Line(first, tuple(lost) or ("a picture is left out.",)), *caption[1:]]


def _terms(block: Node) -> list[Line]:
    return list(_terms_of(block["c"]))


def _terms_of(pairs: Sequence[tuple[Sequence[Node], Sequence[Sequence[Node]]]]) -> Iterator[Line]:
    for words, meanings in pairs:
        yield from _words(words)
        for blocks in meanings:
            yield from lines(blocks)


_WRITERS: Mapping[str, Callable[[Node], list[Line]]] = MappingProxyType(
    {
        "Header": _heading,
        "Para": _paragraph,
        "Plain": lambda block: _words(block["c"]),
        "LineBlock": lambda block: [line for nodes in block["c"] for line in _words(nodes)],
        "BulletList": _bullets,
        "OrderedList": _numbers,
        "Table": _table,
        "BlockQuote": _quotation,
        "CodeBlock": _code,
        "HorizontalRule": lambda _block: [Line("---")],
        "Div": _inner,
        "Figure": _picture,
        "DefinitionList": _terms,
    }
)
