"""What the files around the code promise each other."""

from __future__ import annotations

import re
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
CONFIG = ROOT / "explainer" / ".streamlit" / "config.toml"
MODES = ("light", "dark")


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


# --- the two pyproject.toml -----------------------------------------------------------


def test_manifest_names_the_package_and_its_version() -> None:
    package = _toml(ROOT / "pyproject.toml")["project"]
    manifest = _toml(ROOT / "explainer" / "pyproject.toml")["project"]
    assert manifest == {"name": package["name"], "version": package["version"]}


def test_streamlit_finds_each_component_where_its_file_is() -> None:
    """What has no default is no component: others import it from the folder they came from."""
    from streamlit.components.v2.manifest_scanner import (  # noqa: PLC0415 (slow to import)
        scan_component_manifests,
    )

    folder = ROOT / "explainer" / "components"
    found = {
        component.name: component.resolve_asset_root(root)
        for manifest, root in scan_component_manifests()
        for component in manifest.components
        if manifest.name == "explainer"
    }
    scripts = {file.stem: file.read_text("utf-8") for file in folder.glob("*.js")}
    assert found == {name: folder for name, text in scripts.items() if "export default" in text}
    assert found


# --- the locks ------------------------------------------------------------------------


def _pins(lock: str) -> set[str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.-]+==\S+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_versions_and_hashes_but_no_place_to_fetch_them(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", re.sub(r"(?m)^\s*#.*\n", "", text))
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--find-links|(?m:^-)", text)


def test_what_is_tested_is_what_is_served() -> None:
    served, tested = (_pins(lock) for lock in LOCKS)
    assert served
    assert served <= tested


# --- the look -------------------------------------------------------------------------


def test_streamlit_knows_every_setting_also_the_hidden_ones() -> None:
    """A release that drops `runner.postScriptGC` would bring back long waits in silence."""
    from streamlit import config  # noqa: PLC0415 (slow to import)

    known = config.get_config_options()
    named = {
        f"{section}.{name}"
        for section, settings in _toml(CONFIG).items()
        for name in settings
        if section != "theme"
    }
    assert named <= set(known)


def test_every_font_is_there_and_every_font_file_is_used() -> None:
    static = ROOT / "explainer"
    used = {
        static / face["url"].removeprefix("app/").split("?")[0]
        for face in _toml(CONFIG)["theme"]["fontFaces"]
    }
    assert used == set((static / "static" / "fonts").glob("*.woff2"))


def test_every_font_has_its_licence_and_its_origin() -> None:
    fonts = ROOT / "explainer" / "static" / "fonts"
    origins = (fonts / "README.md").read_text(encoding="utf-8")
    for font in fonts.glob("*.woff2"):
        assert f"`{font.name}`" in origins
        assert (fonts / f"{font.name.split('-')[0]}-LICENSE.txt").is_file()


@pytest.mark.parametrize("mode", MODES)
def test_text_can_be_read(mode: str) -> None:
    theme = _toml(CONFIG)["theme"][mode]
    assert _contrast("#ffffff", theme["primaryColor"]) >= 4.5
    for paper in _papers(theme):
        assert _contrast(theme["textColor"], paper) >= 7
        assert _contrast(_faded(theme["textColor"], paper), paper) >= 4.5
        assert _contrast(theme["linkColor"], paper) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_lines_and_chart_colours_can_be_seen(mode: str) -> None:
    theme = _toml(CONFIG)["theme"][mode]
    seen = (*theme["chartCategoricalColors"], theme["borderColor"], theme["primaryColor"])
    for colour, paper in product(seen, _papers(theme)):
        assert _contrast(colour, paper) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_there_are_chart_colours_enough_for_plotly(mode: str) -> None:
    """With fewer than ten, Plotly falls back to its stock colours."""
    colours = _toml(CONFIG)["theme"][mode]["chartCategoricalColors"]
    assert len(set(colours)) == len(colours) >= 10


def _faded(ink: str, paper: str) -> str:
    """Text as Streamlit draws captions: at 60%."""
    mixed = (0.6 * a + 0.4 * b for a, b in zip(_bytes(ink), _bytes(paper), strict=True))
    return "#" + "".join(f"{round(channel):02x}" for channel in mixed)


def _papers(theme: dict[str, Any]) -> tuple[str, str]:
    return theme["backgroundColor"], theme["secondaryBackgroundColor"]


def _contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio of two #rrggbb colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _bytes(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _bytes(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
