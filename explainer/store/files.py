"""Whether answers can be kept in a file, and for one process alone."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from explainer.store.errors import StoreError, Unavailable

MOUNTS = Path("/proc/self/mounts")
"""What is mounted where; only Linux has it."""

NETWORK = frozenset(
    "9p afs ceph cifs davfs glusterfs lustre ncpfs nfs nfs4 prl_fs smb3 smbfs sshfs vboxsf "
    "fuse.ceph fuse.davfs fuse.gcsfuse fuse.glusterfs fuse.rclone fuse.s3fs fuse.smbnetfs "
    "fuse.sshfs fuse.vmhgfs-fuse".split()
)
"""File systems whose locks or memory other machines do not share, as SQLite needs them to."""

PRIVATE = 0o600
"""Answers are nobody's business; SQLite gives the files beside it the same rights."""


def claim(path: Path) -> Callable[[], None]:
    """Takes a file for this process alone, or says why not. Gives what lets it go.

    The file is there afterwards, if only an empty one.
    """
    _check_place(path)
    # SQLite's own locks would be dropped if we opened and closed its file beside it: lock first.
    lock = _open(path.with_name(f"{path.name}.lock"), _unwritable_folder(path.parent))
    try:
        _lock(lock, path)
        os.close(_open(path, _unwritable_file(path)))
    except BaseException:
        os.close(lock)
        raise
    return lambda: os.close(lock)


def network(path: Path, mounts: str) -> str | None:
    """The network file system that a path is on, if it is on one; `mounts` is Linux's table."""
    place = PurePosixPath(path)
    rows = [line.split(" ") for line in mounts.splitlines()]
    # A later mount hides an earlier one at the same place.
    over = {_point(row[1]): row[2] for row in rows if len(row) > 2}
    point = max(
        (p for p in over if place.is_relative_to(p)), key=lambda p: len(p.parts), default=None
    )
    kind = over[point] if point else ""
    return kind if kind in NETWORK else None


def _point(escaped: str) -> PurePosixPath:
    """A place in the table of mounts, where a space stands as a number behind a backslash."""
    return PurePosixPath(re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), escaped))


def _check_place(path: Path) -> None:
    if not path.parent.is_dir():
        raise StoreError(
            f"The folder {path.parent} does not exist: make it, or name another file for answers."
        )
    if path.is_dir():
        raise StoreError(
            f"{path} is a folder: name a file in it, such as {path / 'answers.sqlite'}."
        )
    mounts = MOUNTS.read_text("utf-8", "surrogateescape") if MOUNTS.is_file() else ""
    kind = "a Windows share" if str(path).startswith("\\\\") else network(path.resolve(), mounts)
    if kind:
        raise StoreError(
            f"{path} is on a network file system ({kind}), where SQLite can lose answers: "
            "name a file on a disk of this machine, or a PostgreSQL server."
        )


def _unwritable_folder(folder: Path) -> str:
    return (
        f"Nothing can be written in the folder {folder}: "
        "give this program the right to, or name a file elsewhere for answers."
    )


def _unwritable_file(path: Path) -> str:
    return (
        f"The file {path} cannot be written: "
        "give this program the right to, or name another file for answers."
    )


def _open(path: Path, unwritable: str) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise Unavailable(f"Answers cannot be kept just now: {error.strerror}") from error
        raise StoreError(unwritable) from error


def _lock(lock: int, path: Path) -> None:
    """A lock that goes when the process goes, however it goes."""
    try:
        _lock_now(lock)
    except OSError as error:
        raise StoreError(
            f"Another explainer is using {path}: stop it, or name another file for answers. "
            "Several at once need PostgreSQL."
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _lock_now(lock: int) -> None:
        msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock_now(lock: int) -> None:
        # Not `lockf`, whose locks the process itself shares: it could open a store twice.
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
