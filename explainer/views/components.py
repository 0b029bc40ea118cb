"""Our own parts of the page that need a script: one file each, packaged, no build step."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from explainer import settings

FOLDER = Path(__file__).parents[1] / "components"

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)


@cache
def component(name: str) -> Any:
    """The mount function of components/NAME.js.

    Streamlit serves the file itself where our package is installed, which a strict content
    policy allows. From a bare clone (a hosted app) its text goes along instead.
    """
    if settings.installed():
        mount = st.components.v2.component(
            f"explainer.{name}", js=f"{name}.js", isolate_styles=False
        )
    else:
        mount = st.components.v2.component(
            f"explainer_{name}", js=whole(name), isolate_styles=False
        )
    return mount


def whole(name: str) -> str:
    """A script after all that it imports: a text alone has no folder to import from.

    Each module stands there once, however many import it, since a module may remember something.
    """
    return "".join(map(_as_value, _needed(name))) + _without_imports(name)


def _needed(name: str) -> dict[str, None]:
    """What it imports, the deepest first."""
    found: dict[str, None] = {}
    for match in _IMPORT.finditer(_text(name)):
        found |= _needed(match[2]) | {match[2]: None}
    return found


def _as_value(module: str) -> str:
    """A module as a function of its own, so that no name in it meets another."""
    exported = ", ".join(_EXPORT.findall(_text(module)))
    body = re.sub(r"^export ", "", _without_imports(module), flags=re.MULTILINE)
    return f"const ${module} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _without_imports(name: str) -> str:
    return _IMPORT.sub(r"const { \1 } = $\2;", _text(name))


def _text(name: str) -> str:
    return (FOLDER / f"{name}.js").read_text("utf-8")
