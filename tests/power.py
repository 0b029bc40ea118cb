"""Power cuts, simulated: the real store on an SQLite whose disk forgets what was not synced.

Killing a process proves nothing here, since the system still writes what it was given. So a
layer under SQLite remembers what each file was at its last sync and what was written since. At
a random moment everything stops, and of what was written since, none, the first part, or any
part survives, the last of it perhaps torn. Then the real store is opened on what is left.

`python -m tests.power --full` cuts 200 times, as does EXPLAINER_PROOF=1 for the tests.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from explainer.store import Store, Stored, StoreError, Unavailable, open_store
from tests.stores import an_answer, name_of

FEW, MANY = 12, 200
ANSWERS = 300
SECTOR = 512
PAGES_BETWEEN_CHECKPOINTS = 20
"""Far fewer than usual, so that cuts fall into checkpoints too."""


def cuts() -> int:
    return MANY if os.environ.get("EXPLAINER_PROOF") == "1" else FEW


def main() -> int:
    number = MANY if "--full" in sys.argv else FEW
    full, normal = (trials(number, synchronous) for synchronous in ("FULL", "NORMAL"))
    sys.stdout.write(f"{full}\n{normal}\n")
    return 0 if full.safe and normal.lost else 1


@dataclass
class Tally:
    """What a number of power cuts came to."""

    synchronous: str
    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    corrupt: int = 0

    @property
    def safe(self) -> bool:
        return not (self.lost or self.doubled or self.corrupt)

    def __str__(self) -> str:
        return (
            f"SQLite {apsw.sqlite_lib_version()}, synchronous={self.synchronous}: "
            f"{self.cuts} power cuts, {self.acknowledged} answers acknowledged, "
            f"{self.lost} lost, {self.doubled} doubled, {self.corrupt} files corrupt"
        )


def trials(number: int, synchronous: str) -> Tally:
    tally = Tally(synchronous)
    for seed in range(number):
        with tempfile.TemporaryDirectory() as folder:
            _trial(Path(folder), random.Random(seed), tally)
    return tally


def _trial(folder: Path, chance: random.Random, tally: Tally) -> None:
    before, after = folder / "before", folder / "after"
    before.mkdir()
    after.mkdir()
    disk = Disk(power=chance.randrange(1, 1500))
    acknowledged = _sent(before / "answers.sqlite", disk, chance, tally.synchronous)
    disk.survive(after, chance)
    tally.cuts += 1
    tally.acknowledged += len(acknowledged)
    _count(after / "answers.sqlite", acknowledged, tally)


def _sent(path: Path, disk: Disk, chance: random.Random, synchronous: str) -> list[Stored]:
    """What was acknowledged before the power went, which may be while the tables were made."""
    try:
        store = open_store(str(path), connect=disk.connector(synchronous))
    except (Unavailable, StoreError):
        return []
    with closing(store):
        return _until_dark(store, disk, chance)


def _until_dark(store: Store, disk: Disk, chance: random.Random) -> list[Stored]:
    acknowledged: list[Stored] = []
    for start in range(0, ANSWERS, 10):
        # Bursts of different sizes, for batches of different sizes.
        burst = range(start, start + chance.randrange(1, 11))
        length = chance.randrange(20, 900)
        futures = [store.add(an_answer(key=f"{n}", response=("x" * length,))) for n in burst]
        acknowledged += _resolved(futures)
    disk.cut()
    return acknowledged


def _resolved(futures: Sequence[Future[Stored]]) -> list[Stored]:
    return [future.result() for future in futures if not future.exception(60)]


def _count(path: Path, acknowledged: Sequence[Stored], tally: Tally) -> None:
    try:
        kept = _recovered(path)
    except (StoreError, Unavailable, sqlite3.Error):
        tally.corrupt += 1
        return
    tally.lost += len({stored.answer for stored in acknowledged} - set(kept))
    tally.doubled += len(kept) - len({answer.key for answer in kept})


def _recovered(path: Path) -> tuple[Any, ...]:
    with closing(open_store(str(path))) as store:
        kept = store.answers(name_of("ada"))
        store.add(an_answer(key="after the cut")).result(60)
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("integrity")
    return kept


# --- a disk that forgets --------------------------------------------------------------


class PowerCut(apsw.IOError):
    """Nothing is written or synced any more."""


@dataclass
class _File:
    synced: bytes
    written: list[tuple[int, bytes] | int] = field(default_factory=list)
    """Since: what was written where, or the size it was cut to."""


class Disk(apsw.VFS):
    """Files that lose what was not synced when the power goes, after so many operations."""

    def __init__(self, power: int) -> None:
        self.name = f"disk-{id(self)}"
        self._power = power
        self._files: dict[str, _File] = {}
        super().__init__(self.name, "")

    def connector(self, synchronous: str) -> Callable[[str], Connection]:
        """What the store connects with; on this disk, and careless if so asked."""
        return lambda path: Connection(path, self.name, synchronous)

    def cut(self) -> None:
        self._power = 0

    def survive(self, folder: Path, chance: random.Random) -> None:
        """Writes what a restarted machine would find."""
        for name, file in self._files.items():
            (folder / Path(name).name).write_bytes(_survived(file, chance))

    def tick(self) -> None:
        self._power -= 1
        if self._power < 0:
            raise PowerCut

    def file(self, name: str) -> _File:
        if name not in self._files:
            path = Path(name)
            self._files[name] = _File(path.read_bytes() if path.exists() else b"")
        return self._files[name]

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 (SQLite's word)
        return _DiskFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.tick()
        super().xDelete(filename, syncdir)
        self._files.pop(filename, None)


class _DiskFile(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._path = str(name.filename() if isinstance(name, apsw.URIFilename) else name)
        self._disk, self._file = disk, disk.file(self._path)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.tick()
        self._file.written.append((offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._disk.tick()
        self._file.written.append(newsize)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.tick()
        super().xSync(flags)
        self._file.synced = Path(self._path).read_bytes()
        self._file.written.clear()


def _survived(file: _File, chance: random.Random) -> bytes:
    content = bytearray(file.synced)
    for write in _kept(file.written, chance):
        if isinstance(write, int):
            del content[write:]
        else:
            offset, data = write
            content.extend(bytes(max(0, offset - len(content))))
            content[offset : offset + len(data)] = data
    return bytes(content)


def _kept(written: list[tuple[int, bytes] | int], chance: random.Random) -> list[Any]:
    """A disk may keep the order of what it writes, or may not, or may write nothing."""
    match chance.choice(("none", "first", "any")):
        case "none":
            return []
        case "first":
            return _torn(written[: chance.randint(0, len(written))], chance)
        case _:
            return [write for write in written if chance.random() < 1 / 2]


def _torn(written: list[tuple[int, bytes] | int], chance: random.Random) -> list[Any]:
    """The last write reached the disk in part, in whole sectors."""
    if not written or isinstance(written[-1], int):
        return written
    offset, data = written[-1]
    sectors = chance.randint(0, len(data) // SECTOR)
    return [*written[:-1], (offset, data[: sectors * SECTOR])]


# --- apsw as the store expects a database ---------------------------------------------


class Connection:
    """A connection of apsw with the manners of Python's own `sqlite3`."""

    isolation_level = None

    def __init__(self, path: str, disk: str, synchronous: str) -> None:
        self._synchronous = synchronous
        with _own_errors():
            self._connection = apsw.Connection(path, vfs=disk)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Cursor:
        return self.cursor().execute(statement, values)

    def cursor(self) -> Cursor:
        return Cursor(self._connection, self._synchronous)

    def commit(self) -> None:
        self._end("COMMIT")

    def rollback(self) -> None:
        self._end("ROLLBACK")

    def close(self) -> None:
        # The power may be gone, and with it all that closing would write.
        with suppress(apsw.Error):
            self._connection.close()

    def create_function(self, name: str, _: int, function: Any, **_more: Any) -> None:
        self._connection.create_scalar_function(name, function)

    def _end(self, word: str) -> None:
        if self._connection.in_transaction:
            self.execute(word)


class Cursor:
    arraysize = 1
    lastrowid = 0

    def __init__(self, connection: apsw.Connection, synchronous: str) -> None:
        self._connection = connection
        self._synchronous = synchronous
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Cursor:
        with _own_errors():
            cursor = self._connection.cursor()
            cursor.exec_trace = self._describe
            self._rows = cursor.execute(self._spoilt(statement), tuple(values)).fetchall()
            self.rowcount = self._connection.changes()
            self.lastrowid = self._connection.last_insert_rowid()
        return self

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    def close(self) -> None:
        self._rows = []

    def _describe(self, cursor: apsw.Cursor, _statement: str, _values: Any) -> bool:
        """What columns come is known before the first row only."""
        self.description = cursor.get_description() or None
        return True

    def _spoilt(self, statement: str) -> str:
        """The one change that is made to what the store says: how much it syncs."""
        if statement == "PRAGMA journal_mode=WAL":
            return f"{statement}; PRAGMA wal_autocheckpoint={PAGES_BETWEEN_CHECKPOINTS}"
        return statement.replace("synchronous=FULL", f"synchronous={self._synchronous}")


class _own_errors:  # noqa: N801 (it reads as a word in a `with`)
    """Raises the errors that SQLAlchemy expects in place of apsw's."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, apsw.Error):
            raise sqlite3.OperationalError(str(error) or type(error).__name__) from error


if __name__ == "__main__":
    sys.exit(main())
