"""What each message of the check is about: a page for each code, with a wrong and a right example.

The pages stand beside this file. `python -m tests.guides` makes `docs/messages.md` of them.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def codes() -> tuple[str, ...]:
    """All codes that have a page, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.md")))


def page(code: str) -> str:
    """The page of one of the codes, as Markdown."""
    return (_HERE / f"{code}.md").read_text("utf-8")


def title(code: str) -> str:
    return page(code).split("\n", 1)[0].removeprefix("# ")
