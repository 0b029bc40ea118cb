"""The chart kinds an author can name. A new one is a file here and a line in CHARTS.

One truth, four views: a kind makes rows of an explainer, and the figure, the table and the
spoken summary are made of the rows alone, so that none can say what another does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import plotly.graph_objects as go

from explainer.charts import (
    channels,
    claims_by_voice,
    disagreement,
    ladder,
    place_map,
    scale_ranks,
    scales,
    sequence,
    two_tellings,
    who_says_what,
)
from explainer.charts.table import Table
from explainer.model import Explainer

__all__ = ["CHARTS", "Kind", "Table"]

Row = TypeVar("Row")


class Kind(Protocol[Row]):
    """What a module must offer to be a chart kind. Every row names what it is, and its marks."""

    SETTINGS: Mapping[str, tuple[str, ...]]
    """Names an author may give beside kind, title and says, each with its values if closed."""

    EMPTY: str
    """Said by figure and words where a lesson has no rows for this kind, and why there are none."""

    IS_WIDE: bool
    """Whether it needs more room than the words around it; what is mostly words does not."""

    def rows(self, explainer: Explainer, settings: Mapping[str, str]) -> tuple[Row, ...]:
        """All that the chart shows, in reading order."""

    def figure(self, rows: Sequence[Row]) -> go.Figure:
        """Each row is one point, with `customdata` of what it opens, its marks, and more."""

    def table(self, rows: Sequence[Row]) -> Table:
        """Each row is one line."""

    def alt(self, rows: Sequence[Row]) -> str:
        """One paragraph in plain words that says what the picture shows."""


CHARTS: Mapping[str, Kind[Any]] = MappingProxyType(
    {
        "sequence": sequence,
        "two-tellings": two_tellings,
        "who-says-what": who_says_what,
        "claims-by-voice": claims_by_voice,
        "map": place_map,
        "scales": scales,
        "scale-ranks": scale_ranks,
        "ladder": ladder,
        "channels": channels,
        "disagreement": disagreement,
    }
)
