"""How a store is opened, and what a host reads when it cannot be."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType

import psycopg
import pytest
from markdown_it.utils import read_fixture_file

from explainer.store import StoreError, Unavailable, files, open_store
from explainer.store.files import NETWORK, network
from explainer.store.sqlite import sqlite_connection
from explainer.store.tables import VERSION_TABLE
from tests.postgres import Cluster
from tests.power import Connection, Disk
from tests.stores import an_answer, name_of, opened, read_only

CASES = Path(__file__).with_name("store_errors.md")
NEWER = f"UPDATE {VERSION_TABLE} SET version_num = '9999'"  # noqa: S608 (our own name)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster() as cluster:
        yield cluster


# --- the sentences --------------------------------------------------------------------

Arrange = Callable[[Path, ExitStack, pytest.MonkeyPatch], object]
"""Brings a case about in a folder, for as long as the stack is open."""


def _store(folder: Path) -> Path:
    path = folder / "answers.sqlite"
    with opened(str(path)) as store:
        for n in range(200):
            store.add(an_answer(key=f"{n}"))
    return path


def _folder(folder: Path, *_: object) -> None:
    (folder / "folder.db").mkdir()


def _read_only_folder(folder: Path, stack: ExitStack, _: object) -> None:
    stack.enter_context(read_only(folder))


def _read_only_file(folder: Path, stack: ExitStack, _: object) -> None:
    stack.enter_context(read_only(_store(folder)))


def _mounted(folder: Path, _: object, monkeypatch: pytest.MonkeyPatch) -> None:
    table = folder / "mounts"
    table.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/home {folder} nfs4 rw 0 0\n", "utf-8")
    monkeypatch.setattr(files, "MOUNTS", table)


def _in_use(folder: Path, stack: ExitStack, _: object) -> None:
    stack.enter_context(opened(str(folder / "answers.sqlite")))


def _other_kind(folder: Path, *_: object) -> None:
    (folder / "answers.sqlite").write_text("# A lesson, and no database at all\n" * 100, "utf-8")


def _damaged(folder: Path, *_: object) -> None:
    """The head is right, and what follows is not."""
    path = _store(folder)
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))


def _changed(statement: str, folder: Path, *_: object) -> None:
    path = _store(folder)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def _of_another(folder: Path, *_: object) -> None:
    with closing(sqlite3.connect(folder / "answers.sqlite")) as connection:
        connection.execute("CREATE TABLE recipes (title)")


def _no_psycopg(_folder: object, _stack: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)


def _without_log(_path: str) -> sqlite3.Connection:
    """A place where SQLite answers that it keeps no log, as on disks that share no memory."""
    return sqlite_connection(":memory:")


def _nothing(*_: object) -> None:
    pass


ARRANGED: MappingProxyType[str, Arrange] = MappingProxyType(
    {
        "a folder in place of a file": _folder,
        "a folder that cannot be written": _read_only_folder,
        "a file that cannot be written": _read_only_file,
        "a file on another machine": _mounted,
        "a file that is in use": _in_use,
        "a file of another kind": _other_kind,
        "a damaged file": _damaged,
        "a file of another program": _of_another,
        "a file of a newer explainer": partial(_changed, NEWER),
        "PostgreSQL without psycopg": _no_psycopg,
    }
)


def _cases() -> dict[str, tuple[str, str]]:
    cases = {title: (url, said) for _, title, url, said in read_fixture_file(CASES)}
    assert cases.keys() >= ARRANGED.keys()
    return cases


@pytest.mark.parametrize("title", _cases())
def test_a_store_that_cannot_be_opened_says_why_and_what_to_do(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, said = (text.strip().replace("{folder}", str(tmp_path)) for text in _cases()[title])
    with ExitStack() as stack:
        ARRANGED.get(title, _nothing)(tmp_path, stack, monkeypatch)
        connect = _without_log if "no log" in title else sqlite_connection
        with pytest.raises(StoreError) as caught:
            open_store(url, connect=connect)
    assert str(caught.value) == said


def test_no_sentence_holds_a_password() -> None:
    assert "secret" not in "".join(said for _, said in _cases().values())


# --- which file ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.sqlite", "a.sqlite3", "a.db", "with space ü % #.db"])
def test_a_path_is_an_address(tmp_path: Path, name: str) -> None:
    with opened(str(tmp_path / name)) as store:
        assert store.about.endswith(str(tmp_path / name))
    assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize("url", ["sqlite:///a.db", "sqlite+pysqlite:///./a.db", "a.db"])
def test_a_relative_path_is_said_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(url) as store:
        assert store.about.endswith(f": {tmp_path / 'a.db'}")


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.touch()
    with opened(str(path)) as store:
        assert store.add(an_answer()).result().tries == 1


# --- network file systems -------------------------------------------------------------

TABLE = r"""
/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/home /home nfs rw,vers=3 0 0
//server/class /media/our\040class cifs rw 0 0
ada@host:/ /srv/far fuse.sshfs rw 0 0
tmpfs /home/fast tmpfs rw 0 0
C:\134 /mnt/c 9p rw 0 0
old /twice nfs4 rw 0 0
new /twice ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/answers.sqlite", None),
        ("/home/ada/answers.sqlite", "nfs"),
        ("/home2/answers.sqlite", None),
        ("/home/fast/answers.sqlite", None),
        ("/media/our class/answers.sqlite", "cifs"),
        ("/srv/far/answers.sqlite", "fuse.sshfs"),
        ("/mnt/c/answers.sqlite", "9p"),
        ("/twice/answers.sqlite", None),
    ],
)
def test_a_network_file_system_is_told_by_what_is_mounted_there(
    path: str, kind: str | None
) -> None:
    assert network(Path(path), TABLE) == kind


def test_where_nothing_is_known_of_mounts_nothing_is_refused() -> None:
    assert network(Path("/srv/answers.sqlite"), "") is None


def test_the_common_network_file_systems_are_known() -> None:
    assert {"nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "fuse.sshfs", "fuse.glusterfs"} <= NETWORK


# --- one process at a time ------------------------------------------------------------

HOLD = """
import sys, time
from explainer.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
time.sleep(600)
"""


def test_the_lock_goes_with_a_killed_process(tmp_path: Path) -> None:
    path = str(tmp_path / "answers.sqlite")
    holder = subprocess.Popen([sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == b"open"
    with pytest.raises(StoreError, match="Another explainer"):
        open_store(path)
    os.kill(holder.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    holder.wait()
    holder.stdout.close()
    with opened(path) as store:
        store.add(an_answer()).result()


def test_a_refused_file_is_let_go(tmp_path: Path) -> None:
    _other_kind(tmp_path)
    path = tmp_path / "answers.sqlite"
    for _ in range(2):
        with pytest.raises(StoreError, match="not an SQLite file"):
            open_store(str(path))
    path.unlink()
    with opened(str(path)):
        pass


def test_a_file_of_another_program_stays_as_it_was(tmp_path: Path) -> None:
    _of_another(tmp_path)
    path = tmp_path / "answers.sqlite"
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(str(path))
    assert path.read_bytes() == before


def test_a_lock_of_another_program_is_a_reason_to_try_later(tmp_path: Path) -> None:
    path = _store(tmp_path)
    other = sqlite3.connect(path, isolation_level=None)
    with closing(other), opened(str(path)) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked"):
            store.add(an_answer(key="new")).result()
        assert len(store.answers(name_of("ada"))) == 200
        other.execute("ROLLBACK")
        assert store.add(an_answer(key="new")).result().tries == 201


# --- PostgreSQL -----------------------------------------------------------------------


def test_a_newer_schema_is_refused_on_postgres_too(cluster: Cluster) -> None:
    url = cluster.new_database()
    with opened(url):
        pass
    with cluster.connect(url) as connection:
        connection.execute(NEWER)
    with pytest.raises(StoreError, match=r"^postgresql://postgres@.* made by a newer explainer"):
        open_store(url)


def test_who_may_make_no_tables_is_told_so(cluster: Cluster) -> None:
    url = cluster.new_database()
    with cluster.connect(url) as connection, suppress(psycopg.errors.DuplicateObject):
        connection.execute("CREATE USER guest PASSWORD 'guest'")
    guest = url.replace(url.split("/")[2].split("@")[0], "guest:guest")
    with pytest.raises(StoreError, match=r"^Our tables cannot be made in postgresql://guest@"):
        open_store(guest)


@pytest.mark.parametrize("wrong", ["port", "password", "database"])
def test_a_server_that_does_not_let_us_in_may_do_so_later(cluster: Cluster, wrong: str) -> None:
    """It may be starting, or being set up; its own words say what it is, and no secret."""
    urls = {
        "port": "postgresql://postgres:secret@127.0.0.1:9/none",
        "password": cluster.url("postgres").replace("//postgres:", "//postgres:secret"),
        "database": cluster.url("none"),
    }
    with pytest.raises(Unavailable) as caught:
        open_store(urls[wrong])
    assert "secret" not in str(caught.value)


def test_a_connection_of_the_tests_has_the_manners_of_pythons_own(tmp_path: Path) -> None:
    disk = Disk(10**9)
    with closing(Connection(str(tmp_path / "a"), disk.name, "FULL")) as connection:
        assert connection.execute("SELECT ?", (1,)).fetchall() == [(1,)]
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            connection.execute("SELECT * FROM none")
