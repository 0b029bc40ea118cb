"""Our own parts of the page that need a script: one file each, packaged, no build step."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from explainer import settings

FOLDER = Path(__file__).parents[1] / "components"


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
        text = (FOLDER / f"{name}.js").read_text("utf-8")
        mount = st.components.v2.component(f"explainer_{name}", js=text, isolate_styles=False)
    return mount
