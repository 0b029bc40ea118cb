"""How long a check takes, as a multiple of one bare rendering of the same files.

Run with `python -m tests.bench.check [folder]`. A ratio says more than seconds: it hardly hangs
on the machine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from explainer.reading import load
from explainer.syntax import parser

ROOT = Path(__file__).parents[2]


def main(root: Path) -> None:
    texts = [path.read_text("utf-8") for path in root.glob("content/**/*.md")]
    texts += [path.read_text("utf-8") for path in root.glob("seeds/*.md")]
    markdown = parser()
    check = best(lambda: load(root))
    render = best(lambda: [markdown.render(text) for text in texts])
    size = sum(map(len, texts)) // 1024
    sys.stdout.write(
        f"{len(texts)} files, {size} KB: read and checked in {check * 1000:.0f} ms, "
        f"rendered in {render * 1000:.0f} ms: a check is {check / render:.1f} renderings.\n"
    )


def best(work: Callable[[], object], times: int = 9) -> float:
    """Seconds of processor time in the best of several runs."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
