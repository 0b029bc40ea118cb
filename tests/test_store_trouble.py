"""What becomes of a store whose server goes, or whose disk is full, and comes back."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest
from psycopg import sql

from explainer.model import Answer
from explainer.store import Store, Stored, Unavailable, open_store
from tests.postgres import Cluster
from tests.stores import START, an_answer, bytes_of, name_of, opened, small_disk

WAIT = 30
"""Seconds after which something hangs."""

ADA = name_of("ada")

Result = TypeVar("Result")


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """One that a test may kill."""
    with Cluster() as cluster:
        yield cluster


@pytest.fixture
def store(cluster: Cluster) -> Iterator[Store]:
    with opened(cluster.new_database()) as store:
        yield store


def _in_the_end(work: Callable[[], Result]) -> Result:
    """What comes once the store works again, which it must by itself."""
    until = time.monotonic() + WAIT
    while True:
        try:
            return work()
        except Unavailable:
            assert time.monotonic() < until
            time.sleep(0.05)


def _added(store: Store, answer: Answer) -> Stored:
    return store.add(answer).result(WAIT)


def _refused(store: Store) -> None:
    with pytest.raises(Unavailable):
        store.answers(ADA)
    with pytest.raises(Unavailable):
        store.add(an_answer(key="refused")).result(WAIT)


# --- the server -----------------------------------------------------------------------


def test_a_killed_server_takes_nothing_that_was_acknowledged(
    cluster: Cluster, store: Store
) -> None:
    """Killed under full load, five times; each learner sends again what was not acknowledged."""
    chance = random.Random(5)
    acknowledged: list[Stored] = []

    def learn(number: int) -> None:
        for key in range(60):
            answer = an_answer(f"learner {number}", f"{key}", response=(f"{number} {key}",))
            acknowledged.append(_in_the_end(partial(_added, store, answer)))

    with ThreadPoolExecutor(20) as threads:
        learners = [threads.submit(learn, number) for number in range(20)]
        for _ in range(5):
            time.sleep(chance.uniform(0.05, 0.4))
            cluster.kill()
            cluster.start()
        for learning in learners:
            learning.result(120)
    assert len(acknowledged) == 20 * 60
    for number in range(20):
        learner = name_of(f"learner {number}")
        kept = _in_the_end(partial(store.answers, learner))
        assert [answer.key for answer in kept] == [f"{key}" for key in range(60)]
        assert set(kept) == {s.answer for s in acknowledged if s.answer.learner == learner}


def test_without_its_server_a_store_is_unavailable_until_it_is_back(
    cluster: Cluster, store: Store
) -> None:
    store.add(an_answer()).result(WAIT)
    cluster.kill()
    _refused(store)
    _refused(store)
    cluster.start()
    assert _in_the_end(lambda: store.answers(ADA)) == (an_answer(),)
    assert _in_the_end(lambda: store.add(an_answer(key="2")).result(WAIT)).tries == 2


def test_a_server_that_hangs_keeps_nobody_waiting(cluster: Cluster, store: Store) -> None:
    """It still confirms what it gets, so no connection breaks by itself."""
    store.add(an_answer()).result(WAIT)
    assert store.answers(ADA)
    cluster.freeze()
    try:
        waiting = [store.add(an_answer(key=f"{n}")) for n in range(600)]
        _refused(store)
        assert all(isinstance(future.exception(WAIT), Unavailable) for future in waiting)
        # A moment later somebody tries again, to connect this time.
        time.sleep(1.1)
        _refused(store)
    finally:
        cluster.thaw()
    assert _in_the_end(lambda: store.add(an_answer()).result(WAIT)).tries == 1
    assert an_answer() in _in_the_end(lambda: store.answers(ADA))


def test_while_the_server_is_away_a_store_cannot_be_opened_yet(cluster: Cluster) -> None:
    url = cluster.new_database()
    cluster.kill()
    with pytest.raises(Unavailable):
        open_store(url)
    cluster.start()
    open_store(url).close()


def test_a_server_that_may_only_be_read_is_read(cluster: Cluster) -> None:
    """As a spare one may be, for the moments before it takes over."""
    url = cluster.new_database()
    with opened(url) as store:
        store.add(an_answer()).result(WAIT)
        _reconnect_with(cluster, url, "on")
        error = store.add(an_answer(key="2")).exception(WAIT)
        assert isinstance(error, Unavailable)
        assert "read-only" in str(error)
        assert store.answers(ADA) == (an_answer(),)
        _reconnect_with(cluster, url, "off")
        assert store.add(an_answer(key="2")).result(WAIT).tries == 2


def _reconnect_with(cluster: Cluster, url: str, read_only: str) -> None:
    """New connections are so; those that were open are gone."""
    database = url.rpartition("/")[2]
    setting = sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = {}")
    with cluster.connect() as connection:
        connection.execute(setting.format(sql.Identifier(database), sql.Literal(read_only)))
        gone = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
        connection.execute(gone, (database,))


def test_a_lock_that_another_holds_is_waited_for_a_moment_only(
    cluster: Cluster,
) -> None:
    url = cluster.new_database()
    with opened(url) as store, cluster.connect(url) as other:
        other.execute("BEGIN")
        other.execute("LOCK TABLE answers IN EXCLUSIVE MODE")
        with pytest.raises(Unavailable, match="statement timeout"):
            store.add(an_answer()).result(WAIT)
        assert store.answers(ADA) == ()
        other.execute("ROLLBACK")
        assert _in_the_end(lambda: store.add(an_answer()).result(WAIT)).tries == 1


def test_a_mistake_of_ours_is_no_trouble_of_the_servers(cluster: Cluster) -> None:
    """Trying again would never help, so it must not look as if it could."""
    url = cluster.new_database()
    with opened(url) as store:
        with psycopg.connect(url) as other:
            other.execute("DROP TABLE answers")
        with pytest.raises(Exception, match="does not exist") as caught:
            store.add(an_answer()).result(WAIT)
        assert not isinstance(caught.value, Unavailable)


# --- the disk -------------------------------------------------------------------------


def test_a_full_disk_takes_nothing_and_reading_goes_on(tmp_path: Path) -> None:
    with _disk(tmp_path, "600k"), opened(str(tmp_path / "answers.sqlite")) as store:
        ballast = tmp_path / "ballast"
        ballast.write_bytes(b"x" * 200_000)
        acknowledged = _until_full(store)
        assert acknowledged
        kept = store.answers(ADA)
        assert {stored.answer for stored in acknowledged} <= set(kept)
        ballast.unlink()
        again = store.add(an_answer(key="again", response=("after",))).result(WAIT)
        assert store.answers(ADA) == (*kept, again.answer)


def test_what_a_full_disk_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    with _disk(tmp_path, "400k"):
        with opened(str(tmp_path / "answers.sqlite")) as store:
            acknowledged = _until_full(store)
        with opened(str(tmp_path / "answers.sqlite")) as store:
            kept = store.answers(ADA)
    assert {stored.answer for stored in acknowledged} <= set(kept)
    assert len({answer.key for answer in kept}) == len(kept)


def test_on_a_full_disk_a_store_cannot_be_opened_yet(tmp_path: Path) -> None:
    with _disk(tmp_path, "64k"):
        ballast = tmp_path / "ballast"
        ballast.write_bytes(b"x" * 60_000)
        for _ in range(2):
            with pytest.raises(Unavailable):
                open_store(str(tmp_path / "answers.sqlite"))


def test_on_a_disk_that_takes_no_more_files_a_store_cannot_be_opened_yet(tmp_path: Path) -> None:
    """The folder itself is one, and the lock the other."""
    with _disk(tmp_path, "64k,nr_inodes=2"), pytest.raises(Unavailable, match="No space"):
        open_store(str(tmp_path / "answers.sqlite"))


@contextmanager
def _disk(folder: Path, size: str) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(small_disk(folder, size))
        except OSError as error:
            pytest.skip(str(error))
        yield


def _until_full(store: Store) -> list[Stored]:
    acknowledged: list[Stored] = []
    for number in count():
        future = store.add(an_answer(key=f"{number}", response=("x" * 2000,)))
        if error := future.exception(WAIT):
            assert isinstance(error, Unavailable)
            assert "full" in str(error)
            return acknowledged
        acknowledged.append(future.result())
    raise AssertionError


# --- the file -------------------------------------------------------------------------


def test_a_file_that_was_moved_away_is_not_written_until_it_is_back(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    away = tmp_path / "away.sqlite"
    with opened(str(path)) as store:
        store.add(an_answer()).result(WAIT)
        path.rename(away)
        with pytest.raises(Unavailable, match="was moved or replaced"):
            store.add(an_answer(key="2")).result(WAIT)
        path.touch()
        with pytest.raises(Unavailable, match="was moved or replaced"):
            store.add(an_answer(key="2")).result(WAIT)
        away.replace(path)
        assert store.add(an_answer(key="2")).result(WAIT).tries == 2


@pytest.mark.parametrize("delete", ["forget", "expire"])
def test_what_another_program_still_reads_cannot_be_wiped_yet(tmp_path: Path, delete: str) -> None:
    path = tmp_path / "answers.sqlite"
    with opened(str(path)) as store:
        later = START + timedelta(days=1)
        work = partial(store.forget, ADA) if delete == "forget" else partial(store.expire, later)
        store.add(an_answer(response=("typed-by-ada",))).result(WAIT)
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM answers").fetchall()
            with pytest.raises(Unavailable, match="traces"):
                work().result(WAIT)
            assert store.add(an_answer("bob", minutes=9999)).result(WAIT).tries == 1
        assert store.forget(ADA).result(WAIT) == 0
        assert b"typed-by-ada" not in bytes_of(tmp_path)


def test_a_file_that_another_program_has_locked_cannot_be_opened_yet(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unavailable, match="locked"):
            open_store(str(path))
    open_store(str(path)).close()
