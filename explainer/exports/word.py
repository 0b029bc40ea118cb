"""A file of a lesson as a Word file, for a colleague who writes with Word.

Its marks, settings and charts go as the words they are, so that `explainer import` finds them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from explainer.extras import Missing
from explainer.model import Place
from explainer.syntax import parse

_DIALECT = "commonmark+pipe_tables+task_lists+strikeout"


def write(text: str) -> bytes:
    """Raises Missing where pandoc is not installed."""
    try:
        import pypandoc  # noqa: PLC0415 (an extra, which few need)
    except ImportError as error:
        raise Missing("pypandoc-binary", "word") from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.docx"
        pypandoc.convert_text(text, "docx", format=_DIALECT, outputfile=str(path))
        return path.read_bytes()


def left(text: str, file: str) -> Iterator[tuple[Place, str]]:
    """What Word shows in another form, at its line."""
    for block in parse(text, file):
        if block.kind == "fence":
            yield block.place, "this block goes as its text, and not as what it shows."
    for number, line in enumerate(text.split("\n"), start=1):
        if "](#" in line:
            yield Place(file, number), "a link inside the lesson leads nowhere in Word."
        if r"\|" in line and not line.lstrip().startswith("|"):
            yield Place(file, number), _BAR


_BAR = r"'\|' goes as '|', which parts answers when it comes back: write '\|' once more then."
