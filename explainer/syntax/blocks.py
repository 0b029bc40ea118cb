"""Markdown text to a tree of blocks that know their place, in markdown-it's hands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from explainer.model import Place, Text
from explainer.syntax.fences import File, mended

_CELL = re.compile(r"(?<!\\)\|")
_KINDS = {
    "heading": "heading",
    "paragraph": "paragraph",
    "bullet_list": "bullets",
    "ordered_list": "numbers",
    "table": "table",
    "fence": "fence",
    "code_block": "code",
    "blockquote": "quote",
    "alert": "alert",
    "hr": "rule",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[str, ...]
    written: int
    """How many cells the author wrote; Markdown fills up or drops the rest in silence."""
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    text: str
    checked: bool | None
    """None where the item has no tick box."""
    blocks: tuple[Block, ...]
    """What stands below its first line."""
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """A block of Markdown."""

    kind: str
    """heading, paragraph, bullets, numbers, table, fence, code, quote, alert, rule, definition,
    unopened: what has the end of a fence and no beginning."""
    place: Place
    source: str
    """The lines it was written on."""
    text: str = ""
    """Inline Markdown of a heading or paragraph; what stands in a fence."""
    level: int = 0
    """Of a heading."""
    info: str = ""
    """The word of a fence, the name of an alert."""
    closed: bool = True
    """False for a fence that would swallow what follows; here it ends at an empty line."""
    items: tuple[Item, ...] = ()
    rows: tuple[Row, ...] = ()
    """Of a table, the header first."""
    blocks: tuple[Block, ...] = ()
    """Inside a quotation or an alert."""


class _Node(NamedTuple):
    """A token with all that stands between it and the one that closes it."""

    token: Token
    type: str
    children: list[_Node]


def parser() -> MarkdownIt:
    """The dialect. HTML stays text; `typographer` is quadratic and stays off."""
    options = {"html": False, "tasklists": True, "alerts": True}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])


_md = parser().disable(["inline", "text_join"])
"""Blocks are all that is asked for here, and inline Markdown is a third of a parser's work."""


def parse(text: str, file: str) -> tuple[Block, ...]:
    """The blocks of one file, in order. What stands below an unclosed fence is read as well."""
    written = mended(File(file, text.split("\n")))
    env: dict[str, Any] = {}
    nodes = _tree(_md.parse("\n".join(written.lines), env))
    blocks = (*_blocks(nodes, written), *_definitions(env, written), *_lonely(written))
    return tuple(sorted(_unopened(blocks, written), key=lambda block: block.place))


def texts(blocks: Iterable[Block]) -> Iterator[Text]:
    """Every run of inline Markdown in some blocks, however deep it stands."""
    for block in blocks:
        match block.kind:
            case "heading" | "paragraph" | "unopened":
                yield Text(block.text, block.place)
            case "fence":
                yield Text(block.text, Place(block.place.file, block.place.line + 1))
            case _:
                yield from texts(block.blocks)
                for item in block.items:
                    yield Text(item.text, item.place)
                    yield from texts(item.blocks)
                for row in block.rows:
                    yield Text(" | ".join(row.cells), row.place)


def _tree(tokens: Iterable[Token]) -> list[_Node]:
    """markdown-it has trees as well, which ask a token for what it is at each look."""
    root: list[_Node] = []
    above = [root]
    for token in tokens:
        if token.nesting < 0:
            above.pop()
            continue
        node = _Node(token, token.type.removesuffix("_open"), [])
        above[-1].append(node)
        if token.nesting > 0:
            above.append(node.children)
    return root


def _definitions(env: dict[str, Any], file: File) -> Iterator[Block]:
    """Lines such as `[c7]: words`, which Markdown takes away in silence."""
    found = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
    for first, last in (one["map"] for one in found if "map" in one):
        source = "\n".join(file.lines[first:last])
        yield Block("definition", Place(file.name, first + 1), source)


def _lonely(file: File) -> Iterator[Block]:
    for line in sorted(file.lonely):
        yield Block("fence", Place(file.name, line + 1), "", closed=False)


def _unopened(blocks: Iterable[Block], file: File) -> Iterator[Block]:
    """With the paragraphs that are no prose, because the end of a fence stands below them."""
    ends = {start + 1: end + 1 for start, end in file.unopened.items()}
    for block in blocks:
        meant = block.kind == "paragraph" and ends.pop(block.place.line, 0)
        yield replace(block, kind="unopened") if meant else block
    for end in ends.values():
        yield Block("unopened", Place(file.name, end), "")


def _blocks(nodes: Iterable[_Node], file: File) -> tuple[Block, ...]:
    return tuple(_block(node, file) for node in nodes if node.type in _KINDS)


def _block(node: _Node, file: File) -> Block:
    start, end = node.token.map or (0, 0)
    if node.type == "fence":
        end = file.unclosed.get(start, end - 1) + 1
    while end > start + 1 and not file.lines[end - 1].strip():
        end -= 1
    return Block(
        kind=_KINDS[node.type],
        place=Place(file.name, start + 1),
        source="\n".join(file.lines[start:end]),
        text=_text(node),
        level=int(node.token.tag[1]) if node.type == "heading" else 0,
        info=_info(node),
        closed=node.type != "fence" or _is_closed(node.token.markup, file, start, end),
        items=_items(node, file) if node.type.endswith("_list") else (),
        rows=_rows(node, file) if node.type == "table" else (),
        blocks=_blocks(node.children, file) if node.type in ("blockquote", "alert") else (),
    )


def _text(node: _Node) -> str:
    if node.type in ("fence", "code_block"):
        return node.token.content
    return node.children[0].token.content if node.type in ("heading", "paragraph") else ""


def _info(node: _Node) -> str:
    if node.type == "fence":
        return node.token.info.strip().lower()
    return str(node.token.meta.get("kind", "")).lower() if node.type == "alert" else ""


def _is_closed(markup: str, file: File, start: int, end: int) -> bool:
    last = file.lines[end - 1].strip(" >\t")
    ended = last.startswith(markup) and not last.strip(markup[0])
    return ended and end > start + 1 and start not in file.unclosed


def _items(node: _Node, file: File) -> tuple[Item, ...]:
    return tuple(_item(child, file) for child in node.children)


def _item(node: _Node, file: File) -> Item:
    blocks = _blocks(node.children, file)
    first, rest = blocks[:1], blocks[1:]
    if first and first[0].kind != "paragraph":
        first, rest = (), blocks
    text = first[0].text if first else ""
    return Item(text, node.token.meta.get("checked"), rest, _place(node, file))


def _rows(node: _Node, file: File) -> tuple[Row, ...]:
    rows = [row for part in node.children for row in part.children]
    return tuple(_row(row, file) for row in rows)


def _row(node: _Node, file: File) -> Row:
    cells = (cell.children for cell in node.children)
    place = _place(node, file)
    written = file.lines[place.line - 1].strip().lstrip("> ").removeprefix("|").rstrip()
    if written.endswith("|") and not written.endswith("\\|"):
        written = written[:-1]
    told = tuple(inside[0].token.content if inside else "" for inside in cells)
    return Row(told, len(_CELL.split(written)), place)


def _place(node: _Node, file: File) -> Place:
    return Place(file.name, (node.token.map or (0, 0))[0] + 1)
