"""How long an author waits for `explainer check`: `python -m tests.bench.command [runs]`.

The whole command, from its start to its end, on this repository's lesson. Beside it, in turns, a
Python that does nothing, and one that only renders the same files with markdown-it: what counts
is the ratio, since seconds hang on the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.servers import ROOT

_RENDER = """
from pathlib import Path
from markdown_it import MarkdownIt
markdown = MarkdownIt("commonmark").enable("table")
for path in (*Path().glob("content/**/*.md"), *Path().glob("seeds/*.md")):
    markdown.render(path.read_text("utf-8"))
"""

CHECK, RENDER, NOTHING = "a check", "markdown-it alone", "Python alone"
_COMMANDS = {
    CHECK: (sys.executable, "-m", "explainer", "check"),
    RENDER: (sys.executable, "-c", _RENDER),
    NOTHING: (sys.executable, "-c", "pass"),
}

_FOLDS = (min, median)


@dataclass(frozen=True, slots=True)
class Row:
    """One command: seconds of all runs."""

    what: str
    clock: tuple[float, ...]
    processor: tuple[float, ...]
    """Hardly hangs on what else the machine does."""

    def __str__(self) -> str:
        both = (f"{fold(some):.2f}" for some in (self.clock, self.processor) for fold in _FOLDS)
        return f"| {' | '.join((self.what, *both))} |"


def measured(runs: int) -> tuple[Row, ...]:
    turns = [[_seconds(command) for command in _COMMANDS.values()] for _ in range(runs)]
    return tuple(
        Row(name, *zip(*taken, strict=True))
        for name, taken in zip(_COMMANDS, zip(*turns, strict=True), strict=True)
    )


def report(rows: Sequence[Row]) -> str:
    fastest = {row.what: min(row.processor) for row in rows}
    return (
        "| | seconds, fastest | median | of processor time, fastest | median |\n"
        "| --- | --- | --- | --- | --- |\n"
        + "\n".join(map(str, rows))
        + f"\n\nA check takes {fastest[CHECK] / fastest[RENDER]:.1f} times what markdown-it takes"
        f" alone, and {fastest[CHECK] / fastest[NOTHING]:.0f} times the start of Python.\n"
    )


def _seconds(command: Sequence[str]) -> tuple[float, float]:
    """On the clock, and of processor time."""
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    worked = after.children_user + after.children_system
    return time.perf_counter() - start, worked - before.children_user - before.children_system


if __name__ == "__main__":
    sys.stdout.write(report(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 20)))
