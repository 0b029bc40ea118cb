"""The shape of the code: small, layered, and open at exactly two tables."""

from __future__ import annotations

import ast
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer.charts import CHARTS, SETTINGS
from explainer.questions import QUESTIONS
from explainer.views.widgets import WIDGETS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "explainer"
MODULES = sorted(PACKAGE.rglob("*.py"))
assert MODULES


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


# --- sizes ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_can_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < 300


def test_functions_are_small() -> None:
    lengths = {f"{_name(p)}:{f.name}": _lines(f) for p in MODULES for f in _functions(p)}
    assert statistics.median(lengths.values()) <= 10
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


# --- what stays where -----------------------------------------------------------------


def test_only_one_module_touches_the_visitor_state() -> None:
    users = {_name(path) for path in MODULES if re.search(r"\bsession_state\b", _code(path))}
    assert users == {"explainer/views/session.py"}


def _code(path: Path) -> str:
    """A module without its docstrings and comments, which may speak of anything."""
    return ast.unparse(_without_docstrings(ast.parse(path.read_text("utf-8"))))


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [n for n in body if not _is_text(n)] or [ast.Pass()]  # type: ignore[attr-defined]
    return tree


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_no_module_hides_one_of_pythons_own() -> None:
    """Streamlit puts the folder of its script first on the path of imports."""
    ours = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert ours & set(sys.stdlib_module_names) == set()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_the_code_knows_nothing_of_the_first_lesson(path: Path) -> None:
    words = r"iran|pakistan|baloch|tehran|islamabad|reuters"
    assert re.findall(words, path.read_text("utf-8"), re.IGNORECASE) == []


# --- the two tables -------------------------------------------------------------------


def test_every_kind_of_question_can_be_shown() -> None:
    assert WIDGETS.keys() == QUESTIONS.keys()


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_kind_of_question_is_whole(kind: str) -> None:
    wanted = ("read", "template", "shuffled", "given", "grade", "feedback", "key")
    assert [name for name in wanted if not callable(getattr(QUESTIONS[kind], name, None))] == []


@pytest.mark.parametrize("kind", CHARTS)
def test_a_kind_of_chart_is_whole(kind: str) -> None:
    wanted = ("rows", "figure", "table", "alt")
    assert [name for name in wanted if not callable(getattr(CHARTS[kind], name, None))] == []
    assert all(isinstance(values, tuple) for values in SETTINGS[kind].values())
    assert CHARTS[kind].EMPTY.endswith(".")


# --- a new kind is a file and a row ---------------------------------------------------

QUESTION = '''
"""Signs: a line `Sign: c5`; the learner names the claim."""

from explainer.model import Mark, Option

def read(blocks, place):
    lines = [block.text for block in blocks if block.text.startswith("Sign:")]
    return tuple(Option(line.partition(":")[2].strip(), True) for line in lines) or None

def template(lesson):
    return "Sign: c1"

def whole(question, lesson):
    return question

def shuffled(question, seed):
    return ()

def given(pairs):
    return tuple(text for name, text in pairs if name == "claim")

def grade(question, response):
    right = response == key(question)
    return Mark(right, float(right))

def feedback(question, response):
    return ()

def key(question):
    return tuple(option.text for option in question.options)
'''

WIDGET = '''
"""One field for the name of a claim."""

def html(question, response, seed, inline, labels=None):
    return '<input name="claim">'
'''

CHART = '''
"""Tally: how many events there are."""

import plotly.graph_objects as go
from explainer.charts.table import Table

IS_WIDE = False
EMPTY = "No event is told here, so there is nothing to count."

def rows(explainer, settings):
    return tuple(event.title for event in explainer.events)

def figure(rows):
    return go.Figure()

def table(rows):
    return Table(("Event",), tuple((row,) for row in rows))

def alt(rows):
    return f"{len(rows)} events."
'''

STORY = """# More

The pier was closed. [^c4]

```chart
kind: tally
title: All events
says: First the pier. [^c4]
of: events
```

```quiz
which-claim
```
"""

QUIZ = """# More

## Which claim says so?

- id: which-claim

Sign: c4

Why: The pier was closed. [^c4]
"""

SCRIPT = """
from pathlib import Path
import explainer
from explainer.charts import CHARTS
from explainer.questions import QUESTIONS
from explainer.reading import load
from explainer.views.widgets import WIDGETS

assert Path(explainer.__file__).is_relative_to(Path.cwd()), explainer.__file__
lesson, problems = load(Path("ferry"))
assert problems == (), problems
question = lesson.questions["which-claim"]
assert question.kind == "which-claim", question
kind = QUESTIONS[question.kind]
assert kind.grade(question, kind.given([("claim", "c4")])).correct
assert not kind.grade(question, kind.given([("claim", "c5")])).correct
assert "claim" in WIDGETS[question.kind].html(question, None, "", str)
chart = next(b for s in lesson.sections for b in s.blocks if getattr(b, "kind", "") == "tally")
rows = CHARTS[chart.kind].rows(lesson, chart.settings)
assert CHARTS[chart.kind].alt(rows) == "7 events."
"""


def _add(folder: Path, name: str, code: str, row: str) -> None:
    """A module and its row: all that a new kind takes."""
    (folder / f"{name}.py").write_text(code, "utf-8")
    table = folder / "__init__.py"
    text = table.read_text("utf-8")
    text, rows = re.subn(r"MappingProxyType\(\s*\{", rf"\g<0>{row},", text, count=1)
    assert rows == 1
    table.write_text(text, "utf-8")


def _import(folder: Path, name: str) -> None:
    """What stands in a table as a module is imported above it."""
    table = folder / "__init__.py"
    package = ".".join(("explainer", *folder.parts[folder.parts.index("explainer") + 1 :]))
    first = rf"(?m)^from {package} import \(?\s*"
    text, imports = re.subn(first, rf"\g<0>{name}, ", table.read_text("utf-8"), count=1)
    assert imports == 1
    table.write_text(text, "utf-8")


def test_a_new_kind_is_a_file_and_a_row(tmp_path: Path) -> None:
    copy = tmp_path / "explainer"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("static", "__pycache__"))
    for folder, code in ((copy / "questions", QUESTION), (copy / "views" / "widgets", WIDGET)):
        _add(folder, "signs", code, '"which-claim": signs')
        _import(folder, "signs")
    _add(copy / "charts", "tally", CHART, '"tally": ("tally", {"of": ("events",)})')
    lesson = Path(shutil.copytree(ROOT / "tests" / "valid" / "ferry", tmp_path / "ferry"))
    (lesson / "content" / "story" / "90-more.md").write_text(STORY, "utf-8")
    (lesson / "content" / "quiz" / "90-more.md").write_text(QUIZ, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
