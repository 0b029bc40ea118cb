"""What the tests of the store share: answers to keep, and stores that are closed again."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from explainer.model import Answer, Mark, Part, Response, Wording
from explainer.store import Store, open_store

START = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)


def name_of(text: str) -> str:
    """A learner, device or code as the store gets it: a hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def an_answer(
    learner: str = "ada",
    key: str = "first",
    *,
    question: str = "why",
    edition: str = "e1",
    response: Response = ("0a1b2c3d",),
    minutes: int = 0,
) -> Answer:
    return Answer(
        learner=name_of(learner),
        key=key,
        question=question,
        edition=edition,
        wording=f"{edition}-words",
        response=response,
        mark=Mark(correct=False, score=1 / 3),
        at=START + timedelta(minutes=minutes),
        confidence=2,
        looked=True,
        since=90,
    )


def a_wording(question: str = "why", identity: str = "e1", text: str = "Because.") -> Wording:
    parts = (Part((text, "“It” — ü\0"), "right"), Part(("No.",), "wrong"))
    return Wording(question, identity, "e1", "choice", parts)


@contextmanager
def opened(url: str) -> Iterator[Store]:
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()


def bytes_of(folder: Path) -> bytes:
    """All files of a folder, read by another process: our own would drop SQLite's locks."""
    script = "import pathlib, sys\nfor path in pathlib.Path(sys.argv[1]).iterdir():\n"
    script += "    sys.stdout.buffer.write(path.read_bytes())"
    command = [sys.executable, "-c", script, str(folder)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """For root too, whom only a mount keeps from writing."""
    if is_root():
        _run("mount", "--bind", path, path)
        _run("mount", "-o", "remount,ro,bind", path)
    mode = path.stat().st_mode
    if not is_root():
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        yield
    finally:
        _run("umount", path) if is_root() else path.chmod(mode)


@contextmanager
def small_disk(path: Path, size: str) -> Iterator[None]:
    """A disk in memory, with the options of `mount`; raises `OSError` where one cannot mount."""
    try:
        _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        raise OSError("no file system can be mounted here, as root can in most places") from error
    try:
        yield
    finally:
        with suppress(subprocess.CalledProcessError):
            _run("umount", path)


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
