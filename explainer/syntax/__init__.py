"""Markdown text to a tree of blocks that know their place, and to what stands in their lines.

The dialect is GitHub Flavoured Markdown: task lists, tables, alerts and footnote marks.
Only here are markdown-it's rules known, and nothing here knows what a block means; `reading` does.
"""

from explainer.syntax.blocks import Block, Item, Row, parse, parser, texts
from explainer.syntax.fences import ALMOST_FENCE
from explainer.syntax.inline import (
    MARK,
    almost_marks,
    links,
    marks,
    meant_ids,
    meant_marks,
    placed_links,
    plain,
    plain_lines,
    without_almost_marks,
    without_code,
    without_marks,
)

__all__ = [
    "ALMOST_FENCE",
    "MARK",
    "Block",
    "Item",
    "Row",
    "almost_marks",
    "links",
    "marks",
    "meant_ids",
    "meant_marks",
    "parse",
    "parser",
    "placed_links",
    "plain",
    "plain_lines",
    "texts",
    "without_almost_marks",
    "without_code",
    "without_marks",
]
