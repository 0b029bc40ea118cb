"""From the text of a setting to its value; ValueError for a text that cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off")
_HOST = re.compile(r"\*|(\*\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:]*:[0-9a-f:.]*")
_FRAME = re.compile(r"\*|(\*\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?(:\d{1,5})?")
_REPOSITORY = re.compile(r"https://[\w.-]+(:\d{1,5})?(/[\w.~-]+)+/?", re.ASCII)
_STORES = re.compile(r"(sqlite|postgres(ql)?(\+psycopg)?)://.+|.+\.(sqlite3?|db)")


def folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise ValueError(text)
    return Path(text)


def choice(text: str) -> bool:
    if text.lower() not in (*YES, *_NO):
        raise ValueError(text)
    return text.lower() in YES


def store(text: str) -> str:
    if not _STORES.fullmatch(text):
        raise ValueError(text)
    return text


def hosts(text: str) -> tuple[str, ...]:
    return tuple(_host(part) for part in text.split(",") if part.strip())


def _host(text: str) -> str:
    name = text.strip().lower().strip("[]").rstrip(".")
    if not _HOST.fullmatch(name):
        raise ValueError(name)
    return name


def frames(text: str) -> tuple[str, ...]:
    names = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    if names == ("none",):
        return ()
    if "none" in names or not all(map(_FRAME.fullmatch, names)):
        raise ValueError(text)
    return names


def number(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not least <= int(text) <= most:
            raise ValueError(text)
        return int(text)

    return parse


def token(text: str) -> str | None:
    if len(text) < 16 or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError(text)
    return text


def repository(text: str) -> str:
    if not _REPOSITORY.fullmatch(text):
        raise ValueError(text)
    return text.rstrip("/")


def place(text: str) -> Path:
    if Path(text).is_file():
        raise ValueError(text)
    return Path(text)
