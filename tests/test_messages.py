"""Every message has a code that stays, and says in which letter of its line a thing stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import explainer
from explainer import messages
from explainer.model import Place
from explainer.problems import Problem
from explainer.reading.columns import with_columns

PACKAGE = Path(explainer.__file__).parent
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAKERS = ("Problem", "ContentError")

PASSED_ON = ("problems.py", "check/spans.py", "reading/files.py", "reading/record.py")
"""Modules in which a call passes on a code that stands as a word elsewhere."""

GIVEN_ON = ("charts/between.py", "reading/files.py", "reading/record.py")
"""Modules in which such a code stands."""


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in MAKERS:
                    yield path.relative_to(PACKAGE).as_posix(), node


def codes_in_use() -> set[str]:
    """Those of calls, and of modules from which a call gets its code."""
    words = {_code(call) for _, call in _calls()} - {""}
    for name in GIVEN_ON:
        tree = ast.parse((PACKAGE / name).read_text("utf-8"))
        strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        words |= {text for text in strings if text in messages.codes()}
    return words


def _code(call: ast.Call) -> str:
    given = [word.value for word in call.keywords if word.arg == "code"] or call.args[3:4]
    match given:
        case [ast.Constant(value=str(word))]:
            return word
    return ""


def test_every_message_has_a_code() -> None:
    """Whoever adds a message gives it one: the fourth thing that Problem and ContentError take."""
    calls = list(_calls())
    lacking = [
        f"explainer/{file}:{call.lineno} has no code: {ast.unparse(call)}"
        for file, call in calls
        if not CODE.fullmatch(_code(call)) and file not in PASSED_ON
    ]
    assert len(calls) > 150
    assert "\n".join(lacking) == ""


COLUMNS = (
    ("There is no 'c99' in the record.", "It rang. [^C99]", 12),
    ("'id' is set twice.", "- idle: id", 9),
    ("There is no event 'stop'.", "It ended.", 0),
    ("This chart has no 'kind'.", "kind of a title", 0),
    ("The day '3 May' stands in no claim.", "On 3  May it rang.", 4),
    ("'- it's a long line of ...' is no setting.", "  - it's a long line of words", 3),
    ("'[c7]' is no mark of a claim.", "Said. [c7]", 7),
    ("This paragraph cites nothing.", "Words.", 0),
)


@pytest.mark.parametrize(("message", "line", "column"), COLUMNS)
def test_a_column_is_that_of_the_quoted_words(message: str, line: str, column: int) -> None:
    problem = Problem(Place("content/site.md", 2), message, "", "some-code")
    (aimed,) = with_columns([problem], {"content/site.md": ["# Title", line]})
    assert aimed.place.column == column


def test_a_column_that_is_known_stays() -> None:
    problem = Problem(Place("content/site.md", 1, 4), "'Title' is wrong.", "", "some-code")
    assert list(with_columns([problem], {"content/site.md": ["# Title"]})) == [problem]
