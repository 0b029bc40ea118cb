"""What the documents say of the code, made of the code's own pages.

python -m tests.guides     writes docs/messages.md anew
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from explainer import messages
from tests.cases import FERRY

MESSAGES = Path(__file__).parents[1] / "docs" / "messages.md"
EXAMPLE = re.compile(
    r"^In `([^`]+)`[^\n]*:\n\n````(?:markdown|json)\n(.*?)^````$", re.MULTILINE | re.DOTALL
)
_INTRODUCTION = """# The messages of the check

Behind each message of `explainer check` stands its code in brackets, and `explainer explain CODE` prints what stands here.
The examples belong to the small lesson in `tests/valid/ferry`: a whole file where one begins with a title, else what is added to a file.
This page is made by `python -m tests.guides` from `explainer/messages`.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """What an author has in some files."""

    files: tuple[tuple[str, str], ...]

    def put(self, root: Path) -> Path:
        """The lesson of the ferry with it."""
        shutil.copytree(FERRY, root)
        for name, text in self.files:
            path = root / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(_joined(path.read_text("utf-8"), text) if path.exists() else text)
        return root


def examples(code: str) -> dict[str, Example]:
    """By `Wrong` and `Right`; none, where a mistake is not made of words."""
    parts = re.split(r"^## (Wrong|Right)\n", messages.page(code), flags=re.MULTILINE)[1:]
    return {
        name: Example(tuple(EXAMPLE.findall(text)))
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def document() -> str:
    """All pages below each other, the code above each."""
    pages = (_section(code) for code in messages.codes())
    return "\n".join([_INTRODUCTION, *pages])


def _section(code: str) -> str:
    title, _, rest = messages.page(code).partition("\n")
    body = re.sub("^## (Wrong|Right)$", r"**\1**", rest.lstrip(), flags=re.MULTILINE)
    return f"## {code}\n\n{title.removeprefix('# ')}.\n{body}"


def _joined(whole: str, text: str) -> str:
    """A setting takes the place of its like, a row stands below its like, a thing at the end."""
    setting = re.fullmatch(r"- ([\w ]+): .*\n", text)
    row = re.match(r"\| ([a-z])\d", text)
    if setting:
        return re.sub(rf"^- {setting[1]}: .*\n", lambda _: text, whole, flags=re.MULTILINE)
    if row:
        last = [*re.finditer(rf"^\| {row[1]}\d.*\n", whole, flags=re.MULTILINE)][-1]
        return whole[: last.end()] + text + whole[last.end() :]
    return text if text.startswith("# ") or not text else f"{whole}\n{text}"


if __name__ == "__main__":
    MESSAGES.write_text(document(), "utf-8")
