"""The lines of code that make a problem of an author's text, and which of them were reached."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import explainer.check
import explainer.reading
from explainer.problems import Problem

Line = tuple[str, int]
"""A module and the line on which it makes a Problem."""

OF_FILES = (".files", ".missing", "explainer.reading")
"""Modules whose problems are those of whole files."""


@cache
def makers() -> dict[Line, Line]:
    """Every line of a construction, with the construction's first line."""
    return {line: first for module in _modules() for line, first in _lines(module)}


@contextmanager
def reached() -> Iterator[set[Line]]:
    """The lines that make a problem in the meantime."""
    lines: set[Line] = set()
    with pytest.MonkeyPatch.context() as patch:
        for module in _modules():
            if hasattr(module, "Problem"):
                patch.setattr(module, "Problem", _recorder(lines))
        yield lines


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = (
        found.name
        for package in (explainer.reading, explainer.check)
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    )
    return tuple(importlib.import_module(name) for name in names if not name.endswith(OF_FILES))


def _lines(module: ModuleType) -> Iterator[tuple[Line, Line]]:
    assert module.__file__
    for call in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
        match call:
            case ast.Call(func=ast.Name(id="Problem")):
                for line in range(call.lineno, (call.end_lineno or call.lineno) + 1):
                    yield (module.__name__, line), (module.__name__, call.lineno)


def _recorder(lines: set[Line]) -> Callable[..., Problem]:
    def recorder(*values: Any) -> Problem:
        frame = sys._getframe(1)
        lines.add((frame.f_globals["__name__"], frame.f_lineno))
        return Problem(*values)

    return recorder
