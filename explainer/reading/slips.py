"""What Markdown swallows in silence, said aloud: the slips that any file can have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from explainer.model import Place
from explainer.problems import Problem, did_you_mean
from explainer.reading.words import word_slips
from explainer.syntax import ALMOST_FENCE, Block, Item, Row

ALERTS = ("note", "tip", "important", "warning", "caution")
FENCES = ("chart", "quiz")

BOX = re.compile(r"\[(\s*|[^\]\[^]{1,2}|\s*[xX]\s*)\](?![(\[])")
"""What stands where a tick box is meant."""

_HEADING = re.compile(r"#{1,6}[^\s#\d].*")
"""A line that lacks the space behind its signs."""

_ALERT = re.compile(r"\[(!?)\s*([A-Za-z]*)\s*(!?)\]?")
_NO_FOOTNOTES = "Take the line away: what a mark points to stands in the record."


def slips(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    """Every slip in a file's blocks, however deep they stand."""
    for block in blocks:
        if block.kind == "paragraph":
            yield from _bare_note(block)
    yield from _all(blocks)


def is_known(block: Block) -> bool:
    """Whether a reader has to look at a block; what is not known is a slip, and said."""
    if block.kind == "fence":
        return block.info in FENCES
    if block.kind == "paragraph" and _opens_nothing(block.text.split("\n", 1)[0]):
        return False
    if block.kind == "paragraph" and _HEADING.fullmatch(block.text):
        return False
    return block.kind not in ("code", "definition", "rule", "unopened")


def _all(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    for block in blocks:
        yield from _slips(block)
        yield from _all(block.blocks)
        for item in block.items:
            yield from _item(item)
            yield from _all(item.blocks)


def _slips(block: Block) -> Iterator[Problem]:
    match block.kind:
        case "fence":
            yield from _fence(block)
        case "code":
            hint = "Take away the spaces at the start of the line."
            yield Problem(
                block.place, "Four spaces make this a block of code.", hint, "indented-block"
            )
        case "definition" | "unopened":
            yield _swallowed(block)
        case "quote" | "alert":
            yield from _alert(block)
        case "table":
            yield from _table(block.rows)
        case "paragraph":
            yield from _paragraph(block)
        case "heading":
            yield from _heading(block)


def _opens_nothing(line: str) -> bool:
    word = ALMOST_FENCE.match(line.strip())
    return word is not None and word["word"].lower() in FENCES


def _swallowed(block: Block) -> Problem:
    """What Markdown takes away, or would take for something else."""
    if block.kind == "unopened":
        hint = "Write ```chart or ```quiz above its first line."
        return Problem(block.place, "This block has no beginning.", hint, "unopened-block")
    if block.source.lstrip().startswith("[^"):
        return Problem(block.place, "A mark needs no footnote.", _NO_FOOTNOTES, "footnote")
    hint = "Write the whole address behind the words, as in:  [words](https://...)"
    message = "Markdown hides a line that begins like this."
    return Problem(block.place, message, hint, "hidden-line")


def _fence(block: Block) -> Iterator[Problem]:
    if not block.closed:
        hint = f"It begins on line {block.place.line}: add a line with only ``` below this one."
        last = Place(block.place.file, block.place.line + block.source.count("\n"))
        yield Problem(last, "This block is never closed.", hint, "unclosed-block")
    word = (block.info.split() or [""])[0].rstrip(":")
    if word in FENCES and word != block.info:
        hint = f"Write only ```{word} here, and the rest on lines of its own."
        yield Problem(
            block.place, f"More than a word stands behind ```{word}.", hint, "words-behind-block"
        )
    elif block.info and word not in FENCES:
        hint = did_you_mean(word, FENCES)
        yield Problem(block.place, f"There is no block called '{word}'.", hint, "unknown-block")
    elif not block.info and block.closed:
        hint = "Write what it is behind the three signs:  ```chart  or  ```quiz"
        yield Problem(block.place, "This block does not say what it is.", hint, "unnamed-block")


def _heading(block: Block) -> Iterator[Problem]:
    if not block.text.strip():
        hint = "Write words behind the signs, or take the line away."
        yield Problem(block.place, "This heading has no words.", hint, "empty-heading")
    if not block.source.lstrip().startswith("#"):
        hint = "Put an empty line above the line of signs, or take that line away."
        yield Problem(
            block.place, "The line below makes a heading of this.", hint, "underlined-heading"
        )
    yield from word_slips(block.text, block.place)


def _alert(block: Block) -> Iterator[Problem]:
    if block.kind == "alert":
        if not block.blocks:
            hint = "Write its words on the next lines, each with a > before it."
            yield Problem(block.place, "This note is empty.", hint, "empty-note")
        return
    first = block.blocks[0].text.split("\n", 1)[0] if block.blocks else ""
    match = _ALERT.match(first)
    if not match:
        return
    known = get_close_matches(match[2].lower(), ALERTS, n=1)
    if known or match[1] or match[3]:
        hint = did_you_mean(match[2], ALERTS)
        if known:
            hint = f"Write this, alone on its line:  > [!{known[0].upper()}]"
        yield Problem(block.place, f"'{first.strip()}' opens no note.", hint, "unknown-note")


def _table(rows: tuple[Row, ...]) -> Iterator[Problem]:
    width = len(rows[0].cells)
    for row in rows:
        if row.written != width:
            cells = "one cell" if row.written == 1 else f"{row.written} cells"
            message = f"This row has {cells}, and the table has {width} columns."
            hint = "Write a bar | between cells; an empty cell is written |  |."
            if row.written == 1:
                hint = "If it is no row, leave an empty line between it and the table."
            yield Problem(row.place, message, hint, "wrong-cell-count")
        yield from word_slips(" ".join(row.cells), row.place)


def _paragraph(block: Block) -> Iterator[Problem]:
    lines = block.text.split("\n")
    for offset, line in enumerate(lines):
        place = Place(block.place.file, block.place.line + offset)
        yield from _line(line.strip(), place)
        yield from word_slips(line, place)
    bars = re.fullmatch(r"[\s|:-]*-[\s|:-]*", lines[1]) if len(lines) > 1 else None
    if (lines[0].startswith("|") and lines[0].count("|") > 1) or ("|" in lines[0] and bars):
        hint = "Its second line needs as many cells as its first, each of three dashes:  |---|---|"
        yield Problem(block.place, "This looks like a table, but is not one.", hint, "broken-table")


def _line(line: str, place: Place) -> Iterator[Problem]:
    """What was meant to begin a block and begins none."""
    word = ALMOST_FENCE.match(line)
    if word and _opens_nothing(line):
        hint = f"Write three backticks before it:  ```{word['word'].lower()}"
        signs = "One or two backticks" if word["sign"][0] in "`~" else "Quotation marks"
        yield Problem(place, f"{signs} open no block.", hint, "broken-block")
    if re.match(r"(?:[-+*]|#{1,6}|\d{1,3}[.)])[^\S \t]", line):
        hint = f"Type the sign and the space anew:  {' '.join(line.split())}"
        yield Problem(
            place, "The space behind this sign is none that Markdown knows.", hint, "strange-space"
        )
    if _HEADING.match(line):
        hint = "Put a space after the signs, as in:  ## A heading"
        yield Problem(place, "This looks like a heading, but is not one.", hint, "broken-heading")
    if re.match(r"[-+*]\[[ xX]?\]|[-+][A-Za-z]|\d{1,3}[.)][A-Za-z]", line):
        spaced = re.sub(r"^([-+*]|[0-9]+[.)])", r"\1 ", line)
        hint = f"Put a space after the sign:  {spaced}"
        yield Problem(
            place, "This looks like an item of a list, but is not one.", hint, "broken-list"
        )
    if re.match(r"\[\^[\w-]+\]:", line):
        yield Problem(place, "A mark needs no footnote.", _NO_FOOTNOTES, "footnote")


def _bare_note(block: Block) -> Iterator[Problem]:
    first = block.text.split("\n", 1)[0].strip()
    if re.match(r"\[![A-Za-z]+\]", first):
        hint = f"Put a > before it, and before each line of the note:  > {first}"
        yield Problem(block.place, "This looks like a note, but is not one.", hint, "broken-note")


def _item(item: Item) -> Iterator[Problem]:
    match = BOX.match(item.text)
    if match and item.checked is None:
        words = item.text[match.end() :].split("\n")[0].strip()
        hint = f"Write it as:  - [ ] {words}"
        if match[1].strip():
            hint = f"Write it as:  - [x] {words}  if it is right, and with  [ ]  if it is not."
        yield Problem(item.place, f"'{match[0]}' is no tick box.", hint, "broken-tick-box")
    if not item.text.strip() and not item.blocks:
        hint = "Write words behind the sign, or take the line away."
        yield Problem(item.place, "This item of a list has no words.", hint, "empty-item")
    for offset, line in enumerate(item.text.split("\n")):
        place = Place(item.place.file, item.place.line + offset)
        if offset:
            yield from _line(line.strip(), place)
        yield from word_slips(line, place)
