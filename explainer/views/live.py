"""A page that follows its files while an author writes; readers have nothing of it."""

from __future__ import annotations

from explainer.current import Served
from explainer.views import addresses, session
from explainer.views.components import component


def show(served: Served) -> None:
    """Its script asks our server whether anything has changed, and only then has the page drawn."""
    route = addresses.REVISION + ("?drafts" if session.is_preview() else "")
    data = {"route": route, "revision": served.revision}
    component("live")(key="live", data=data, on_changed_change=_nothing, on_drafts_change=_nothing)


def _nothing() -> None:
    """Streamlit wants to be told of each thing that a script sends."""
