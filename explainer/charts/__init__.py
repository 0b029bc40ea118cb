"""The chart kinds an author can name. A new one is a file here and a row in the table.

One truth, four views: a kind makes rows of an explainer, and the figure, the table and the
spoken summary are made of the rows alone, so that none can say what another does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from explainer.charts.sayings import ABOUT
from explainer.charts.table import Table
from explainer.model import Explainer
from explainer.order import LAYERS

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["CHARTS", "SETTINGS", "Kind", "Table"]

Row = TypeVar("Row")


class Kind(Protocol[Row]):
    """What a module must offer to be a chart kind. Every row names what it is, and its marks."""

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


Settings = Mapping[str, tuple[str, ...]]

_KINDS: Mapping[str, tuple[str, Settings]] = MappingProxyType(
    {
        "sequence": ("sequence", {"layer": LAYERS}),
        "two-tellings": ("two_tellings", {ABOUT: ()}),
        "who-says-what": ("who_says_what", {ABOUT: ()}),
        "claims-by-voice": ("claims_by_voice", {}),
        "map": ("place_map", {"file": ()}),
        "scales": ("scales", {}),
        "scale-ranks": ("scale_ranks", {}),
        "ladder": ("ladder", {"layer": LAYERS, "between": ()}),
        "channels": ("channels", {"layer": LAYERS}),
        "disagreement": ("disagreement", {"event": ()}),
    }
)
"""What an author calls it, its module, and its settings."""


class _Loaded(Mapping[str, Kind[Any]]):
    """The modules, each loaded when it is first asked for: a check draws nothing."""

    def __getitem__(self, kind: str) -> Kind[Any]:
        return cast("Kind[Any]", import_module(f"{__name__}.{_KINDS[kind][0]}"))

    def __iter__(self) -> Iterator[str]:
        return iter(_KINDS)

    def __len__(self) -> int:
        return len(_KINDS)


CHARTS: Mapping[str, Kind[Any]] = _Loaded()
"""The kinds, by the name that an author gives."""

SETTINGS: Mapping[str, Settings] = MappingProxyType({kind: row[1] for kind, row in _KINDS.items()})
"""The names an author may give beside kind, title and says, each with its values if closed."""
