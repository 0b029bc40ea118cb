"""From an address to a store."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL, exc, make_url

from explainer.store import postgres, sqlite
from explainer.store.engines import Engines
from explainer.store.errors import StoreError
from explainer.store.sqlite import Connect, sqlite_connection
from explainer.store.store import Store

SUFFIXES = (".sqlite", ".sqlite3", ".db")
"""How a bare path ends, so that a typing error does not make a file of any name."""

FORMS = "write sqlite:///answers.sqlite or postgresql://user:password@host/database"


def open_store(url: str, *, connect: Connect = sqlite_connection) -> Store:
    """Opens an address, or a path that ends in .sqlite, .sqlite3 or .db, and makes it if need be.

    Raises `StoreError` if that can never work, and `Unavailable` if it may work later. `connect`
    is for tests that watch or spoil what SQLite writes.
    """
    return Store(_engines(url, connect))


def is_new(url: str) -> bool:
    """Whether opening would make a file, which who only asks does not want. Raises as above."""
    if "://" not in url:
        return not _bare_path(url).exists()
    parsed = _parsed(url)
    return parsed.get_backend_name() == "sqlite" and not _path(parsed).exists()


def _engines(text: str, connect: Connect) -> Engines:
    if "://" not in text:
        return sqlite.engines(_bare_path(text), connect)
    url = _parsed(text)
    match url.get_backend_name():
        case "sqlite":
            return sqlite.engines(_path(url), connect)
        case "postgresql" | "postgres":
            return postgres.engines(url)
        case other:
            raise StoreError(
                f"Answers can be kept in SQLite or PostgreSQL, not in {other!r}: {FORMS}."
            )


def _bare_path(text: str) -> Path:
    # A drive on Windows has one letter.
    if not text.endswith(SUFFIXES) or re.match(r"[a-z+]{2,}:", text):
        raise StoreError(f"{text!r} is neither an address nor a file for answers: {FORMS}.")
    return _absolute(text)


def _parsed(text: str) -> URL:
    try:
        return make_url(text)
    except (exc.ArgumentError, ValueError) as error:
        # The text is not repeated: there may be a password in it.
        raise StoreError(f"The address of the store cannot be read: {FORMS}.") from error


def _path(url: URL) -> Path:
    if url.host or not url.database or url.database == ":memory:":
        raise StoreError(
            "An address that begins with sqlite: needs three slashes and a file: "
            "write sqlite:///answers.sqlite."
        )
    return _absolute(url.database)


def _absolute(text: str) -> Path:
    path = Path(text).expanduser()
    # Windows has a file on another machine begin so; elsewhere it would be an odd name here.
    return path if text.startswith("\\\\") else path.absolute()
