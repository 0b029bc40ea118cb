"""What a host or author sets, from one typed place: environment variables with their meaning."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "EXPLAINER_FOLDER"
"""The lesson's folder; without it the one we stand in, or else the lesson that comes along."""

AUTHOR = "EXPLAINER_AUTHOR"
"""`1` shows an author what is wrong with the content, on the page."""


def folder() -> Path:
    """The lesson to serve. It may hold no lesson; reading says so."""
    given = os.environ.get(FOLDER)
    return Path(given) if given else default_folder()


def default_folder() -> Path:
    here = Path(__file__).parent
    places = (Path.cwd(), here.parent, here / "lesson")
    return next((place for place in places if (place / "content").is_dir()), Path.cwd())


def author() -> bool:
    return os.environ.get(AUTHOR) == "1"


def streamlit(port: int) -> dict[str, str]:
    """Streamlit's options that .streamlit/config.toml beside the script cannot know."""
    return {"server.port": str(port), "server.headless": "true"}
