"""A page that follows its files while an author writes; readers have nothing of it."""

from __future__ import annotations

from explainer.current import Served
from explainer.views import addresses
from explainer.views.components import component


def show(served: Served) -> None:
    """Its script asks our server whether anything has changed, and only then has the page drawn."""
    data = {"route": addresses.REVISION, "revision": served.revision}
    component("live")(key="live", data=data, on_changed_change=lambda: None)
