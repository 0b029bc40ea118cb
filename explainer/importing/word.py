"""A Word file as a file of a lesson: ticks, tables and order stay, and marks are marks again."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from explainer.extras import Missing
from explainer.importing import word_blocks
from explainer.importing.lines import Line
from explainer.importing.made import Draft, Unreadable
from explainer.importing.word_inlines import Node, bare

ENDING = ".docx"
HELP = "a Word file, as a section, a quiz or a record"


def read(path: Path) -> Draft:
    """Raises Unreadable, OSError, and Missing where pandoc is not installed."""
    path.open("rb").close()  # pandoc says of a file that is not there what it says of a broken one
    told = _told(path)
    title = bare(_title(told))
    lines = word_blocks.lines(told["blocks"])
    if title and not any(line.text.startswith("# ") for line in lines):
        lines = [Line(f"# {title}"), Line(), *lines]
    return Draft(_folder(lines), title or _first_heading(lines) or path.stem, tuple(lines))


def _told(path: Path) -> dict[str, Any]:
    try:
        import pypandoc  # noqa: PLC0415 (an extra, which few need)
    except ImportError as error:
        raise Missing("pypandoc-binary", "word") from error
    try:
        # In a sandbox: whoever wrote the file names no other one.
        options = ["--sandbox", "--track-changes=all"]
        with tempfile.TemporaryDirectory() as folder:
            # Under a plain name: pypandoc takes brackets in one for a pattern.
            plain = shutil.copyfile(path, Path(folder) / "file.docx")
            written = pypandoc.convert_file(str(plain), "json", format="docx", extra_args=options)
    except RuntimeError as error:
        raise Unreadable(
            f"{path} cannot be read as a Word file. Save it as .docx once more."
        ) from error
    told: dict[str, list[Node]] = json.loads(written)
    return told


def _title(told: dict[str, Any]) -> Sequence[Node]:
    """Word's own style for a title is no heading to pandoc."""
    nodes: Sequence[Node] = told["meta"].get("title", {}).get("c", [])
    return nodes


def _first_heading(lines: Sequence[Line]) -> str:
    return next((line.text.lstrip("# ") for line in lines if line.text.startswith("#")), "")


def _folder(lines: Sequence[Line]) -> str:
    texts = [line.text for line in lines]
    if any(re.match(r"- \[[ x]\] |[*_]*Why[*_]*:", text) for text in texts):
        return "content/quiz"
    if any(re.match(r"\| *id *\|", text, re.IGNORECASE) for text in texts):
        return "seeds"
    return "content/story"
