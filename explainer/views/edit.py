"""The editor: files, a text with its line numbers, the page with its drafts, and what is wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from explainer.model import Explainer
from explainer.views import addresses, paper
from explainer.views.components import component

_SHEET = Path(__file__).parents[1] / "static" / "editor.css"


def show(_lesson: Explainer) -> None:
    """All that is done here goes over routes of our server: the script runs once, to draw it."""
    st.html(f"<style>{_sheet()}</style>")
    paper.put('<h1 id="top" tabindex="-1" class="xp-small">Edit</h1>', "xe-title")
    data = {
        "route": addresses.AUTHOR,
        "file": str(st.query_params.get("file", "")),
        "line": str(st.query_params.get("line", "")),
    }
    component("editor")(key="editor", data=data)


@cache
def _sheet() -> str:
    """Only here: readers' pages do not carry it."""
    return _SHEET.read_text("utf-8")
