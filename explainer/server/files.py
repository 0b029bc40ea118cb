"""Which files browsers may ask for: Streamlit's bundles, our style and fonts, our components.

And what draws a chart in a frame of another site, where no Streamlit is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from streamlit import file_util

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
"""What a browser is told a file is. Systems differ in what they think of `.js`."""

_OURS = Path(__file__).parents[1]
_CHARTS = "PlotlyChart."

DRAWING = MappingProxyType(
    {
        "/embed/plotly.min.js": Path(
            str(resources.files("plotly").joinpath("package_data", "plotly.min.js"))
        ),
        "/embed/draw.js": _OURS / "static" / "embed.js",
    }
)
"""What a chart in a frame is drawn with, in this order."""


def files() -> dict[str, Path]:
    """Every file by its address; those of a first visit come first."""
    found = {
        **_under(_OURS / "static", "/app/static"),
        **dict(_components(_OURS / "components")),
        **_under(Path(file_util.get_static_dir()), ""),
        **DRAWING,
    }
    known = {address: path for address, path in found.items() if path.suffix in KINDS}
    return dict(sorted(known.items(), key=lambda item: not is_wanted_first(item[1])))


def is_wanted_first(path: Path) -> bool:
    """Whether a first visit loads it: it is ours, or the page names it, or it draws the chart."""
    ours = _OURS in path.parents
    return ours or path.name.startswith(_CHARTS) or path.name in _page()


def is_named_by_content(address: str) -> bool:
    """Streamlit's bundles carry a digest in their name, and so never change."""
    return address.startswith("/static/")


def _under(folder: Path, base: str) -> dict[str, Path]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"{base}/{path.relative_to(folder).as_posix()}": path for path in paths}


def _components(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each component is served from the one folder, so each can import from all its files."""
    scripts = sorted(folder.glob("*.js"))
    for component in scripts:
        for path in scripts:
            yield f"/_stcore/bidi-components/explainer.{component.stem}/{path.name}", path


@cache
def _page() -> str:
    return (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
