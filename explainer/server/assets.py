"""The files that browsers load, and their compressed copies, which are made once and kept."""

from __future__ import annotations

import logging
import os
import sys
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import brotli

from explainer.server.files import KINDS, is_wanted_first

_LOG = logging.getLogger(__name__)

_PACKED_ALREADY = (".gif", ".png", ".woff2")
_SMALL = 1000
"""Below this size (in bytes) a compressed copy is not worth its headers."""

# Of 23 MB of scripts, on one core: gzip 9 makes 6.9 MB in 0.7 s, brotli 9 6.2 MB in 3 s, brotli 11
# 5.7 MB in 28 s. So brotli 11 is for what a first visit loads, the last tenth of its bytes.
_FIRST_QUALITY = 11
_QUALITY = 9


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it was when the server started, and the copies of it that are ready."""

    path: Path
    tag: str
    """A digest of its bytes: the same for all servers and at every start."""
    stamp: tuple[int, int]
    copies: Mapping[str, Path] = field(default_factory=dict)
    """By encoding, as HTTP names it."""

    @property
    def kind(self) -> str:
        return KINDS[self.path.suffix]

    def is_unchanged(self) -> bool:
        return _stamp(self.path) == self.stamp


class Library:
    """All files by their address. A thread fills it; visitors never wait for it."""

    def __init__(self, cache: Path, files: Mapping[str, Path]) -> None:
        self._cache = cache
        self._files = files
        self._assets: dict[str, Asset] = {}
        self._stop = threading.Event()

    def get(self, address: str) -> Asset | None:
        """Also of a file to which the thread has not come yet."""
        path = self._files.get(address)
        if path and address not in self._assets:
            with suppress(OSError):
                self._assets[address] = _asset(path)
        return self._assets.get(address)

    @contextmanager
    def growing(self) -> Iterator[None]:
        """Fills the library in the background, and lets go of it when the server stops."""
        threading.Thread(target=self._fill_behind, name="compressed copies", daemon=True).start()
        try:
            yield
        finally:
            self._stop.set()

    def _fill_behind(self) -> None:
        _let_visitors_go_first()
        self.fill()

    def fill(self) -> None:
        """First every file, then gzip for all of them, which is quick, then brotli."""
        for address, path in self._files.items():
            with suppress(OSError):
                self._assets[address] = _asset(path)
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            self._compress("gzip")
            self._compress("br")
        except OSError as error:
            _LOG.warning(
                "Files go out uncompressed: no copies can be kept in %s (%s).", self._cache, error
            )

    def _compress(self, encoding: str) -> None:
        for address, asset in list(self._assets.items()):
            if self._stop.is_set():
                return
            if asset.path.suffix in _PACKED_ALREADY or asset.stamp[1] < _SMALL:
                continue
            copy = _copy(asset, encoding, self._cache)
            known = self._assets[address]
            self._assets[address] = replace(known, copies={**known.copies, encoding: copy})


def _asset(path: Path) -> Asset:
    stamp = _stamp(path)
    return Asset(path, sha256(path.read_bytes()).hexdigest()[:32], stamp)


def _stamp(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def _let_visitors_go_first() -> None:
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def _copy(asset: Asset, encoding: str, folder: Path) -> Path:
    """Named by its content, so a copy that is there is right, whoever made it and when."""
    copy = folder / f"{asset.tag}.{encoding}"
    if not copy.exists():
        part = folder / f"{copy.name}.{os.getpid()}.part"
        with part.open("wb") as file:
            file.write(_packed(asset, encoding))
            file.flush()
            # Else a power cut may leave an empty file under a name that promises a whole one.
            os.fsync(file.fileno())
        part.replace(copy)
    return copy


def _packed(asset: Asset, encoding: str) -> bytes:
    body = asset.path.read_bytes()
    if encoding == "gzip":
        packer = zlib.compressobj(9, wbits=31)
        return packer.compress(body) + packer.flush()
    quality = _FIRST_QUALITY if is_wanted_first(asset.path) else _QUALITY
    return bytes(brotli.compress(body, quality=quality))
