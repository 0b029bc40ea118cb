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
    """A script with all that it imports in its place: a text alone has no folder to import from."""
    text = (FOLDER / f"{name}.js").read_text("utf-8")
    return _IMPORT.sub(lambda match: _in_place(match[1], match[2]), text)


def _in_place(names: str, module: str) -> str:
    """A module as a function of its own, so that no name in it meets another."""
    body = re.sub(r"^export ", "", whole(module), flags=re.MULTILINE)
    return f"const {{ {names} }} = (() => {{\n{body}return {{ {names} }};\n}})();"
