"""What a host or author sets, from one typed place: environment variables with their meaning."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TypeVar

from typer import get_app_dir

from explainer import values
from explainer.folders import PACKAGED, default_folder

FOLDER = "EXPLAINER_FOLDER"
AUTHOR = "EXPLAINER_AUTHOR"
AUTHOR_PASSWORD = "EXPLAINER_AUTHOR_PASSWORD"  # noqa: S105 (the name of a variable, not a secret)
REPOSITORY = "EXPLAINER_REPOSITORY"
STORE = "EXPLAINER_STORE"
HOSTS = "EXPLAINER_HOSTS"
RETENTION_DAYS = "EXPLAINER_RETENTION_DAYS"
HTTPS = "EXPLAINER_HTTPS"
PROXIES = "EXPLAINER_PROXIES"
METRICS_TOKEN = "EXPLAINER_METRICS_TOKEN"  # noqa: S105 (the name of a variable, not a secret)
CACHE = "EXPLAINER_CACHE"
FRAMES = "EXPLAINER_FRAMES"

T = TypeVar("T")


class WrongSetting(Exception):
    """A value that cannot be meant; its text is one sentence for whoever set it."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that can be set: its row in the host's guide, and what it must look like."""

    name: str
    meaning: str
    default: str
    example: str
    wanted: str
    secret: bool = False
    """A secret is never repeated, not even to say that it is wrong."""


VARIABLES = (
    Variable(
        FOLDER,
        "The lesson's folder, which holds `content/` and `seeds/`.",
        "the folder we stand in, or else the lesson that comes along",
        "/srv/lesson",
        "a folder that is there",
    ),
    Variable(
        AUTHOR,
        "Author mode: at this computer, pages follow the files and say what is to be mended.",
        "0",
        "1",
        "1 or 0",
    ),
    Variable(
        AUTHOR_PASSWORD,
        "Opens author mode to whoever gives it, from anywhere; then nobody comes in without.",
        "none: only this computer is let in",
        "four-words-nobody-would-guess",
        "at least 16 letters, digits or signs, without a space",
        secret=True,
    ),
    Variable(
        REPOSITORY,
        "Where an author suggests a change, if the lesson's files cannot be written here.",
        "nowhere",
        "https://github.com/school/lesson",
        "an address that begins with https:// and has no question mark",
    ),
    Variable(
        STORE,
        "Where answers are kept: a SQLite file or a PostgreSQL database.",
        "`answers.sqlite` in the lesson's folder",
        "postgresql://explainer@db.school.example/answers",
        "a file that ends in .sqlite, or an address that begins with postgresql://",
        secret=True,
    ),
    Variable(
        HOSTS,
        "The names by which the site may be asked for, with commas between them.",
        "any name; with `explainer run` only this computer's own",
        "lesson.school.example,*.class.example",
        "names with commas between them, without http:// and without a port",
    ),
    Variable(
        RETENTION_DAYS,
        "After how many days an answer is deleted.",
        "365",
        "180",
        "a whole number of days, at least 1",
    ),
    Variable(
        HTTPS,
        "The site is reached over HTTPS only: cookies and browsers then insist on it.",
        "0",
        "1",
        "1 or 0",
    ),
    Variable(
        PROXIES,
        "How many proxies of yours stand before the site, for the visitor's address.",
        "0",
        "1",
        "a whole number from 0 to 9",
    ),
    Variable(
        METRICS_TOKEN,
        "Opens `/_stcore/metrics` to whoever sends it as a bearer token.",
        "closed",
        "a-long-random-word-of-your-own",
        "at least 16 letters, digits or signs, without a space",
        secret=True,
    ),
    Variable(
        CACHE,
        "The folder for compressed copies of what browsers load; it may be deleted at any time.",
        "a folder of ours where your system keeps such things",
        "/var/cache/explainer",
        "a folder, or a place for one",
    ),
    Variable(
        FRAMES,
        "The sites that may show a chart of the lesson in a frame, with commas between them.",
        "any site",
        "school.example,*.class.example",
        "names with commas between them, without http://, or none",
    ),
)
"""Everything that can be set; the host's guide has exactly these rows."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that was set, read once and found right, as the server starts with it."""

    folder: Path
    author: bool
    author_password: str | None = field(repr=False)
    repository: str
    """Empty where there is none."""
    store: str = field(repr=False)
    hosts: tuple[str, ...]
    """Lower case; empty means any name. The names of this computer itself always count."""
    retention_days: int
    https: bool
    proxies: int
    metrics_token: str | None = field(repr=False)
    cache: Path
    frames: tuple[str, ...]
    """As HOSTS, but with a port where there is one; empty means no other site."""


def read() -> Settings:
    """Raises WrongSetting for the first value that cannot be meant."""
    found = Settings(
        folder=_value(FOLDER, values.folder, default_folder),
        author=_value(AUTHOR, values.choice, lambda: False),
        author_password=_value(AUTHOR_PASSWORD, values.token, lambda: None),
        repository=_value(REPOSITORY, values.repository, str),
        store=_value(STORE, values.store, store_url),
        hosts=_value(HOSTS, values.hosts, tuple),
        retention_days=_value(RETENTION_DAYS, values.number(1, 36_500), lambda: 365),
        https=_value(HTTPS, values.choice, lambda: False),
        proxies=_value(PROXIES, values.number(0, 9), lambda: 0),
        metrics_token=_value(METRICS_TOKEN, values.token, lambda: None),
        cache=_value(CACHE, values.place, _default_cache),
        frames=_value(FRAMES, values.frames, lambda: ("*",)),
    )
    if found.author and not found.author_password and (found.https or found.proxies):
        raise WrongSetting(open_to_all(HTTPS if found.https else PROXIES))
    return found


def open_to_all(said: str) -> str:
    """Why author mode does not start: behind a proxy everybody may seem to sit at this computer."""
    return (
        f"{AUTHOR_PASSWORD} must be set for {AUTHOR} where {said} says that a proxy stands before "
        "the site: without a password everybody whom the proxy passes on could be an author."
    )


def table() -> str:
    """The rows of VARIABLES as the host's guide shows them."""
    rows = (f"| `{v.name}` | {v.meaning} | {v.default} | `{v.example}` |" for v in VARIABLES)
    return "\n".join(("| name | meaning | default | example |", "|---|---|---|---|", *rows))


# --- single values, which never fail: they are asked for at every visit -----------------


def folder() -> Path:
    """The lesson to serve. It may hold no lesson; reading says so."""
    given = _text(FOLDER)
    return Path(given) if given else default_folder()


def author() -> bool:
    return _text(AUTHOR).lower() in values.YES


def author_password() -> str:
    """Empty where there is none, and then only this computer is let in."""
    return _text(AUTHOR_PASSWORD)


def repository() -> str:
    try:
        return values.repository(_text(REPOSITORY))
    except ValueError:
        return ""


def store_url() -> str:
    """Where answers are kept: beside the lesson, but never inside an installed package."""
    given = _text(STORE)
    if given:
        return given
    root = folder().resolve()
    place = Path(get_app_dir("explainer")) if root == PACKAGED.resolve() else root
    return f"sqlite:///{(place / 'answers.sqlite').as_posix()}"


def desk() -> Path:
    """Where drafts and earlier versions are kept: beside the answers."""
    url = store_url()
    if not url.startswith("postgres"):
        return Path(url.removeprefix("sqlite:///")).with_suffix(".desk")
    lesson = sha256(str(folder().resolve()).encode()).hexdigest()[:12]
    return Path(get_app_dir("explainer")) / f"{lesson}.desk"


@cache
def installed() -> bool:
    """False in a bare clone, where Streamlit cannot find our components as files."""
    try:
        return bool(distribution("explainer"))
    except PackageNotFoundError:
        return False


def streamlit(port: int, address: str) -> dict[str, str]:
    """Streamlit's options that .streamlit/config.toml beside the script cannot know."""
    return {"server.port": str(port), "server.address": address, "server.headless": "true"}


# --- from text to a value ---------------------------------------------------------------


def _value(name: str, parse: Callable[[str], T], default: Callable[[], T]) -> T:
    text = _text(name)
    if not text:
        return default()
    try:
        return parse(text)
    except ValueError:
        raise WrongSetting(_sentence(name, text)) from None


def _text(name: str) -> str:
    return os.environ.get(name, "").strip()


def _sentence(name: str, text: str) -> str:
    variable = next(one for one in VARIABLES if one.name == name)
    found = "what it is set to is something else" if variable.secret else f"it is {text[:80]!r}"
    return f"{name} must be {variable.wanted}, such as {variable.example}; {found}."


def _default_cache() -> Path:
    # Unlike Path.expanduser this does not fail where nobody has a home, as in some containers.
    home = os.path.expanduser(os.environ.get("XDG_CACHE_HOME") or _system_cache())  # noqa: PTH111
    return Path(home) / "explainer"


def _system_cache() -> str:
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA", "~/AppData/Local")
    return "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
