"""A file is written whole or not at all, whoever reads it meanwhile and whenever the power goes."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

LONGEST = 200
"""Bytes of a name that every system takes, with an ending behind it."""


def put(path: Path, raw: bytes) -> None:
    """Raises OSError, and then the file is as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".put-")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        _give_mode(part, path)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def file_name(name: str) -> str:
    """One name for a path of a lesson; a long one has its beginning, and tells itself apart."""
    quoted = quote(name, safe="")
    if len(quoted) <= LONGEST:
        return quoted
    return f"{quoted[: LONGEST - 33]}-{digest(name.encode())}"


def digest(raw: bytes | None) -> str:
    """What tells one state of a file from another; empty for one that is not there."""
    return "" if raw is None else sha256(raw).hexdigest()[:32]


def content(path: Path) -> bytes | None:
    """None where there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _give_mode(part: Path, path: Path) -> None:
    """That of the file before; of a new one, what any other program would give it."""
    if path.exists():
        shutil.copymode(path, part)
    else:
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)


def _settle(folder: Path) -> None:
    """The name too outlives a power cut, where a system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
