"""What a store promises, whichever database keeps it: one contract, run against each."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, insert, select

from explainer.model import KEPT, Answer, Verdict
from explainer.store import First, Store, Stored, Unavailable, open_store
from explainer.store.rows import answer_row
from explainer.store.schema import MIGRATIONS
from explainer.store.store import PORTION
from explainer.store.tables import SCHEMA, VERSION_TABLE, answers, metadata
from tests.postgres import Cluster
from tests.stores import START, a_wording, an_answer, bytes_of, name_of, opened

WAIT = 60
"""Seconds after which something hangs; nothing is measured."""

LATER = START + timedelta(days=1)

Open = Callable[[], Store]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster() as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'answers.sqlite'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with opened(url) as store:
        yield store


def _all(futures: list[Future[Any]]) -> list[Any]:
    return [future.result(WAIT) for future in futures]


# --- an answer is kept as it was given ------------------------------------------------

ODD = (
    "",
    " ",
    "O'Brien \"; DROP TABLE answers; --",
    "nul \0 in the middle",
    "half a pair \ud83d",
    "😀 ü e\u0301 é \u202e עברית",
    "\r\n\t\\u0000 \\ %s ? :name $1",
    "null",
)


def test_an_answer_comes_back_as_it_was_given(store: Store) -> None:
    given = an_answer(response=ODD)
    assert store.add(given).result(WAIT) == Stored(given, 1)
    assert store.answers(given.learner) == (given,)


def test_a_very_long_response_is_kept(store: Store) -> None:
    given = an_answer(response=("ü\0" * 500_000,))
    store.add(given).result(WAIT)
    assert store.answers(given.learner) == (given,)


@pytest.mark.parametrize("confidence", [None, 0, 3])
def test_confidence_may_be_missing(store: Store, confidence: int | None) -> None:
    given = replace(an_answer(), confidence=confidence)
    assert store.add(given).result(WAIT).answer == given


def test_a_time_is_kept_in_utc_to_the_microsecond(store: Store) -> None:
    there = START.astimezone(timezone(timedelta(hours=5, minutes=30)))
    kept = store.add(replace(an_answer(), at=there)).result(WAIT).answer.at
    assert (kept, kept.tzinfo) == (START, UTC)


@pytest.mark.parametrize("name", ["", "x" * 201, "a\0b", "a\nb", "\ud800"])
def test_a_name_that_cannot_be_looked_up_is_refused_at_once(store: Store, name: str) -> None:
    for field in ("learner", "key", "question", "edition", "wording"):
        wrong: dict[str, Any] = {field: name}
        with pytest.raises(ValueError, match="no such name"):
            store.add(replace(an_answer(), **wrong))
    with pytest.raises(ValueError, match="no such name"):
        store.learner(name)


def test_a_time_without_its_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.add(replace(an_answer(), at=START.replace(tzinfo=None)))


def test_names_may_hold_what_sql_is_made_of(store: Store) -> None:
    name = "'; DELETE FROM answers; --\"\\%_ ü😀"
    given = replace(an_answer(), learner=name, key=name, question=name)
    assert store.add(given).result(WAIT).answer == given
    assert (store.answers(name), store.learner(name)) == ((given,), name)


# --- once, and in order ---------------------------------------------------------------


def test_the_second_with_a_key_changes_nothing_and_gives_the_first(store: Store) -> None:
    first = an_answer(response=("one",))
    store.add(first).result(WAIT)
    store.add(an_answer(key="other")).result(WAIT)
    again = store.add(replace(first, response=("two",), question="else", at=LATER))
    assert again.result(WAIT) == Stored(first, 1)
    assert len(store.answers(first.learner)) == 2


def test_the_same_key_of_another_learner_is_another_answer(store: Store) -> None:
    for learner in ("ada", "bob"):
        assert store.add(an_answer(learner)).result(WAIT) == Stored(an_answer(learner), 1)


def test_fifty_at_once_with_one_key_are_one_answer(store: Store) -> None:
    together = Barrier(50)

    def send(number: int) -> Stored:
        together.wait(WAIT)
        return store.add(an_answer(response=(str(number),))).result(WAIT)

    with ThreadPoolExecutor(50) as threads:
        got = list(threads.map(send, range(50)))
    kept = store.answers(name_of("ada"))
    assert len(kept) == 1
    assert set(got) == {Stored(kept[0], 1)}


def test_two_hundred_learners_at_once_lose_and_double_nothing(store: Store) -> None:
    together = Barrier(200)

    def send(number: int) -> list[Stored]:
        together.wait(WAIT)
        mine = (an_answer(f"learner {number}", f"{key}") for key in range(10))
        return [store.add(answer).result(WAIT) for answer in mine]

    with ThreadPoolExecutor(200) as threads:
        got = list(threads.map(send, range(200)))
    for number, mine in enumerate(got):
        assert [stored.tries for stored in mine] == list(range(1, 11))
        kept = store.answers(name_of(f"learner {number}"))
        assert kept == tuple(stored.answer for stored in mine)


def test_answers_are_in_order_of_arrival_whatever_their_clock_says(store: Store) -> None:
    sent = [an_answer(key=f"{n}", minutes=-n) for n in range(50)]
    _all([store.add(answer) for answer in sent])
    assert store.answers(name_of("ada")) == tuple(sent)


def test_tries_are_of_one_question_in_one_edition(store: Store) -> None:
    sent = [
        an_answer(key="1"),
        an_answer(key="2"),
        an_answer(key="3", question="else"),
        an_answer(key="4", edition="e2"),
        an_answer("bob", "5"),
        an_answer(key="6"),
    ]
    assert [stored.tries for stored in _all([store.add(a) for a in sent])] == [1, 2, 1, 1, 1, 3]
    assert store.add(sent[1]).result(WAIT).tries == 2


def test_what_cannot_be_written_spoils_nothing_beside_it(store: Store) -> None:
    """A number that no database takes, in the middle of a batch."""
    wrong = replace(an_answer(key="wrong"), confidence=10**30)
    sent = [an_answer(key=f"{n}") for n in range(100)]
    futures = [store.add(answer) for answer in (*sent[:50], wrong, *sent[50:])]
    failed = futures.pop(50)
    assert failed.exception(WAIT) is not None
    assert not isinstance(failed.exception(), Unavailable)
    _all(futures)
    assert store.answers(name_of("ada")) == tuple(sent)


def test_what_was_called_off_before_its_turn_is_not_written(store: Store) -> None:
    """As when a browser goes away while its answer waits; the writer must not stumble."""
    busy, go = Event(), Event()

    def hold(_: Future[Stored]) -> None:
        busy.set()
        go.wait(WAIT)

    store.add(an_answer(key="holds")).add_done_callback(hold)
    assert busy.wait(WAIT)
    called_off = store.add(an_answer(key="called off"))
    assert called_off.cancel()
    go.set()
    store.add(an_answer(key="after")).result(WAIT)
    assert [a.key for a in store.answers(name_of("ada"))] == ["holds", "after"]


# --- a learner goes on elsewhere ------------------------------------------------------


def test_a_device_is_itself_until_it_is_linked(store: Store) -> None:
    assert store.learner(name_of("phone")) == name_of("phone")


def test_a_device_continues_as_the_learner_of_a_code(store: Store) -> None:
    ada, phone, code = name_of("ada"), name_of("phone"), name_of("code")
    sent = [an_answer("ada", "1"), an_answer("phone", "2"), an_answer("ada", "3")]
    _all([store.add(answer) for answer in sent])
    store.set_code(ada, code).result(WAIT)
    assert store.link(phone, code).result(WAIT) == ada
    assert store.learner(phone) == ada
    assert store.answers(ada) == tuple(replace(answer, learner=ada) for answer in sent)
    assert store.add(an_answer("ada", "4")).result(WAIT).tries == 4


def test_an_answer_under_way_while_its_device_is_linked_arrives_at_the_learner(
    store: Store,
) -> None:
    ada, phone = name_of("ada"), name_of("phone")
    store.set_code(ada, name_of("code")).result(WAIT)
    store.link(phone, name_of("code")).result(WAIT)
    assert store.add(an_answer("phone")).result(WAIT).answer.learner == ada
    assert len(store.answers(ada)) == 1


def test_an_answer_sent_again_after_its_device_was_linked_is_the_same(store: Store) -> None:
    store.add(an_answer("phone")).result(WAIT)
    store.set_code(name_of("ada"), name_of("code")).result(WAIT)
    store.link(name_of("phone"), name_of("code")).result(WAIT)
    assert store.add(an_answer("ada")).result(WAIT).tries == 1
    assert len(store.answers(name_of("ada"))) == 1


def test_two_that_become_one_lose_nothing_though_they_used_the_same_key(store: Store) -> None:
    for learner in ("ada", "phone"):
        store.add(an_answer(learner, response=(learner,))).result(WAIT)
    store.set_code(name_of("ada"), name_of("code")).result(WAIT)
    store.link(name_of("phone"), name_of("code")).result(WAIT)
    assert [a.response for a in store.answers(name_of("ada"))] == [("ada",), ("phone",)]


def test_a_code_that_nobody_has_changes_nothing(store: Store) -> None:
    store.add(an_answer("phone")).result(WAIT)
    assert store.link(name_of("phone"), name_of("guess")).result(WAIT) is None
    assert store.learner(name_of("phone")) == name_of("phone")
    assert len(store.answers(name_of("phone"))) == 1


def test_a_learners_own_code_changes_nothing(store: Store) -> None:
    ada, code = name_of("ada"), name_of("code")
    store.add(an_answer()).result(WAIT)
    store.set_code(ada, code).result(WAIT)
    assert store.link(ada, code).result(WAIT) == ada
    assert (store.learner(ada), len(store.answers(ada))) == (ada, 1)


def test_a_new_code_replaces_the_old_one(store: Store) -> None:
    ada = name_of("ada")
    for code in ("old", "new", "new"):
        store.set_code(ada, name_of(code)).result(WAIT)
    assert store.link(name_of("phone"), name_of("old")).result(WAIT) is None
    assert store.link(name_of("phone"), name_of("new")).result(WAIT) == ada


def test_nobody_gets_a_code_that_another_has(store: Store) -> None:
    store.set_code(name_of("ada"), name_of("code")).result(WAIT)
    with pytest.raises(ValueError, match="make a new one"):
        store.set_code(name_of("bob"), name_of("code")).result(WAIT)
    assert store.link(name_of("phone"), name_of("code")).result(WAIT) == name_of("ada")


def test_who_continues_as_a_device_follows_it(store: Store) -> None:
    """Tablet as phone, then phone as Ada: so tablet as Ada, and the phone's paper still works."""
    ada, phone, tablet = map(name_of, ("ada", "phone", "tablet"))
    store.set_code(phone, name_of("phone's")).result(WAIT)
    store.link(tablet, name_of("phone's")).result(WAIT)
    store.add(an_answer("phone")).result(WAIT)
    store.set_code(ada, name_of("ada's")).result(WAIT)
    store.link(phone, name_of("ada's")).result(WAIT)
    assert [store.learner(device) for device in (phone, tablet)] == [ada, ada]
    assert store.link(name_of("watch"), name_of("phone's")).result(WAIT) == ada
    assert len(store.answers(ada)) == 1


# --- what is forgotten ----------------------------------------------------------------


def test_who_is_forgotten_is_gone_with_code_and_devices_and_nobody_else_is(store: Store) -> None:
    ada, phone = name_of("ada"), name_of("phone")
    _all([store.add(an_answer(learner, f"{n}")) for learner in ("ada", "bob") for n in range(3)])
    store.set_code(ada, name_of("code")).result(WAIT)
    store.link(phone, name_of("code")).result(WAIT)
    assert store.forget(ada).result(WAIT) == 3
    assert (store.answers(ada), store.learner(phone)) == ((), phone)
    assert store.link(phone, name_of("code")).result(WAIT) is None
    assert len(store.answers(name_of("bob"))) == 3
    assert store.forget(ada).result(WAIT) == 0


def test_a_forgotten_learner_may_begin_again(store: Store) -> None:
    store.add(an_answer()).result(WAIT)
    store.forget(name_of("ada")).result(WAIT)
    assert store.add(an_answer()).result(WAIT) == Stored(an_answer(), 1)


def test_old_answers_expire_and_with_the_last_the_learner(store: Store) -> None:
    old = [an_answer("ada", "old"), an_answer("bob", "old")]
    new = replace(an_answer("bob", "new"), at=LATER)
    _all([store.add(answer) for answer in (*old, new)])
    for learner in ("ada", "bob"):
        store.set_code(name_of(learner), name_of(f"{learner}'s")).result(WAIT)
        store.link(name_of(f"{learner}'s phone"), name_of(f"{learner}'s")).result(WAIT)
    assert store.expire(START).result(WAIT) == 0
    assert store.expire(LATER).result(WAIT) == 2
    assert store.answers(name_of("bob")) == (new,)
    assert store.learner(name_of("ada's phone")) == name_of("ada's phone")
    assert store.learner(name_of("bob's phone")) == name_of("bob")
    codes = [store.link(name_of("x"), name_of(f"{who}'s")).result(WAIT) for who in ("ada", "bob")]
    assert codes == [None, name_of("bob")]


def test_a_code_without_answers_expires_when_it_is_old_itself(store: Store) -> None:
    store.set_code(name_of("ada"), name_of("code")).result(WAIT)
    store.expire(datetime.now(UTC) - timedelta(hours=1)).result(WAIT)
    assert store.link(name_of("phone"), name_of("code")).result(WAIT) == name_of("ada")
    store.expire(datetime.now(UTC) + timedelta(hours=1)).result(WAIT)
    assert store.learner(name_of("phone")) == name_of("phone")


def test_more_expires_than_is_taken_at_a_time(store: Store) -> None:
    _all([store.add(an_answer(key=f"{n}")) for n in range(PORTION + 1)])
    assert store.expire(LATER).result(WAIT) == PORTION + 1


# --- the words questions had ----------------------------------------------------------


def test_the_first_of_each_learner_is_found_in_each_edition(store: Store) -> None:
    for who, key, edition in (("bea", "a", "e1"), ("ada", "a", "e1"), ("ada", "b", "e1"),
                              ("ada", "c", "e2"), ("bea", "b", "e1")):  # fmt: skip
        store.add(an_answer(who, key, edition=edition)).result(WAIT)
    store.add(an_answer("ada", "d", question="how")).result(WAIT)
    first = [(a.learner, a.key, a.question) for a in store.every_first()]
    assert first == [
        (name_of("bea"), "a", "why"),
        (name_of("ada"), "a", "why"),
        (name_of("ada"), "c", "why"),
        (name_of("ada"), "d", "how"),
    ]


def test_a_wording_is_kept_once_and_as_it_was_first(store: Store) -> None:
    first = [a_wording(), a_wording(identity="e2"), a_wording("else")]
    store.record(first).result(WAIT)
    store.record([a_wording(text="Changed."), a_wording("new"), a_wording("new")]).result(WAIT)
    store.record([]).result(WAIT)
    assert store.wordings() == (*first, a_wording("new"))


# --- closing, and opening again -------------------------------------------------------


def test_everything_is_there_after_a_restart(url: str) -> None:
    ada, phone = name_of("ada"), name_of("phone")
    with opened(url) as store:
        store.add(an_answer(response=ODD)).result(WAIT)
        store.set_code(ada, name_of("code")).result(WAIT)
        store.link(phone, name_of("code")).result(WAIT)
        store.record([a_wording()]).result(WAIT)
    with opened(url) as store:
        assert store.learner(phone) == ada
        assert store.answers(ada) == (an_answer(response=ODD),)
        assert store.wordings() == (a_wording(),)
        assert store.add(an_answer(key="second")).result(WAIT).tries == 2


def test_closing_finishes_what_is_queued(url: str) -> None:
    store = open_store(url)
    futures = [store.add(an_answer(key=f"{n}")) for n in range(500)]
    store.close()
    assert all(future.done() for future in futures)
    with opened(url) as again:
        assert len(again.answers(name_of("ada"))) == len(_all(futures)) == 500


def test_a_closed_store_is_unavailable_and_may_be_closed_again(url: str) -> None:
    store = open_store(url)
    store.close()
    store.close()
    with pytest.raises(Unavailable):
        store.answers(name_of("ada"))
    for future in (store.add(an_answer()), store.expire(LATER)):
        with pytest.raises(Unavailable):
            future.result(WAIT)


def test_the_tables_are_those_the_code_speaks_of(url: str) -> None:
    with opened(url):
        pass
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    assert ScriptDirectory(MIGRATIONS).get_heads() == [SCHEMA]


NEW = ("looked", "since")
"""Columns that the first version of the tables had not."""


def test_a_store_of_the_first_version_keeps_its_answers(url: str) -> None:
    sent = replace(an_answer(), looked=False, since=None)
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        command.upgrade(config, "0001")
        row = {name: value for name, value in answer_row(sent).items() if name not in NEW}
        connection.execute(insert(answers).values(row).inline())
    engine.dispose()
    with opened(url) as store:
        assert list(store.answers(sent.learner)) == [sent]


def test_opening_again_changes_nothing_and_needs_no_alembic(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with opened(str(path)):
        pass
    script = (
        "import sys; from explainer.store import open_store; open_store(sys.argv[1]).close();"
        "print({'alembic', 'streamlit', 'psycopg'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# --- what learners gave first ---------------------------------------------------------


def _first(store: Store, question: str = "why", edition: str = "e1", most: int = 99) -> list[First]:
    return list(store.first(question, edition, most))


def test_the_first_answer_of_each_learner_the_newest_learner_first(store: Store) -> None:
    given = [("ada", "a"), ("bob", "b"), ("ada", "c"), ("cleo", "d"), ("bob", "e")]
    for number, (who, what) in enumerate(given):
        store.add(an_answer(who, f"{number}", response=(what,))).result(WAIT)
    assert _first(store) == [First("e1-words", (what,)) for what in "dba"]
    assert _first(store, most=2) == [First("e1-words", (what,)) for what in "db"]


def test_first_answers_are_those_of_one_question_and_edition(store: Store) -> None:
    store.add(an_answer(key="1", response=("a",))).result(WAIT)
    store.add(an_answer(key="2", edition="e2", response=("b",))).result(WAIT)
    store.add(an_answer(key="3", question="who", response=("c",))).result(WAIT)
    assert _first(store, edition="e2") == [First("e2-words", ("b",))]
    assert _first(store, question="who") == [First("e1-words", ("c",))]
    assert _first(store, question="when") == []
    with pytest.raises(ValueError, match="no such name"):
        store.first("", "e1", 1)


def test_who_is_forgotten_or_became_another_is_counted_no_more(store: Store) -> None:
    for who in ("ada", "bob", "cleo"):
        store.add(an_answer(who, who, response=(who,))).result(WAIT)
    store.set_code(name_of("ada"), name_of("code")).result(WAIT)
    store.link(name_of("bob"), name_of("code")).result(WAIT)
    store.forget(name_of("cleo")).result(WAIT)
    assert _first(store) == [First("e1-words", ("ada",))]


def test_a_mark_that_is_neither_right_nor_wrong_comes_back(store: Store) -> None:
    given = replace(an_answer(), mark=KEPT)
    assert store.add(given).result(WAIT).answer == given
    assert store.answers(given.learner)[0].mark.verdict is Verdict.KEPT


# --- PostgreSQL alone -----------------------------------------------------------------


def test_replicas_that_start_at_once_make_the_tables_once(cluster: Cluster) -> None:
    url = cluster.new_database()
    with ThreadPoolExecutor(8) as threads:
        stores = list(threads.map(lambda _: open_store(url), range(8)))
    for store in stores:
        store.close()


def test_replicas_share_one_truth(cluster: Cluster) -> None:
    url = cluster.new_database()
    sent = [an_answer(key=f"{n % 100}", response=(f"{n}",)) for n in range(400)]
    with ExitStack() as stack:
        stores = [stack.enter_context(opened(url)) for _ in range(4)]
        given = [(stores[n % 4], answer) for n, answer in enumerate(sent)]
        first = [(store, answer, store.add(answer)) for store, answer in given]
        got = [_until_kept(*each) for each in first]
        kept = [store.answers(name_of("ada")) for store in stores]
    assert len(kept[0]) == 100
    assert all(other == kept[0] for other in kept)
    assert {stored.answer for stored in got} == set(kept[0])
    # Nobody counted while another was writing: each number was given once.
    assert {stored.tries for stored in got} == set(range(1, 101))


def _until_kept(store: Store, answer: Answer, given: Future[Stored]) -> Stored:
    """As the outbox does: a busy machine may be told to come again, and comes again."""
    for _ in range(60):
        try:
            return given.result(WAIT)
        except Unavailable:
            given = store.add(answer)
    raise AssertionError("It was never kept.")


def test_postgres_is_described_without_its_password(cluster: Cluster) -> None:
    url = cluster.new_database()
    password = url.split(":")[2].split("@")[0]
    with opened(url.replace("postgresql:", "postgres:") + "?application_name=x") as store:
        assert store.about.startswith("PostgreSQL 1")
        assert "every answer synced: postgresql://postgres@127.0.0.1:" in store.about
        assert password not in store.about


# --- SQLite alone ---------------------------------------------------------------------


def test_sqlite_is_described_with_its_version(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with opened(str(path)) as store:
        words, _, rest = store.about.partition(",")
        assert words.startswith("SQLite 3.")
        assert rest == f" write-ahead log, every answer synced: {path}"


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    with opened(str(tmp_path / "answers.sqlite")) as store:
        store.add(an_answer()).result(WAIT)
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_of_who_is_forgotten_no_byte_stays_in_any_file(tmp_path: Path) -> None:
    """Among so many that pages were split, which leaves copies behind that no deletion reaches."""
    chance = random.Random(7)
    typed = {
        f"learner {n}": f"typed by {name_of(str(n))}" * chance.randint(1, 20) for n in range(60)
    }
    gone = [who for who in typed if who != "learner 0"]
    with opened(str(tmp_path / "answers.sqlite")) as store:
        _all([store.add(_by(chance.choice(list(typed)), typed, chance)) for _ in range(4000)])
        for who in gone:
            store.set_code(name_of(who), name_of(f"{who}'s code")).result(WAIT)
            store.link(name_of(f"{who}'s phone"), name_of(f"{who}'s code")).result(WAIT)
        before = bytes_of(tmp_path)
        for who in gone:
            store.forget(name_of(who)).result(WAIT)
        after = bytes_of(tmp_path)
    assert all(_traces(who, before) for who in typed)
    assert {who for who in typed if _traces(who, after)} == {"learner 0"}


def _by(who: str, typed: dict[str, str], chance: random.Random) -> Answer:
    key = f"{chance.randbytes(8).hex()}-{name_of(who)[:9]}"
    question = f"question {chance.randrange(30)}"
    return an_answer(who, key, question=question, response=(typed[who],))


def _traces(who: str, content: bytes) -> int:
    number = who.partition(" ")[2]
    names = (name_of(who)[:9], name_of(number), name_of(f"{who}'s phone"), name_of(f"{who}'s code"))
    return sum(content.count(name.encode()) for name in names)


def test_an_answer_is_in_the_file_when_it_is_acknowledged(tmp_path: Path) -> None:
    with opened(str(tmp_path / "answers.sqlite")) as store:
        store.add(an_answer(response=("typed-just-now",))).result(WAIT)
        assert b"typed-just-now" in bytes_of(tmp_path)


def test_arrival_is_numbered_upwards_and_no_number_is_used_again(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with opened(str(path)) as store:
        for n in range(5):
            store.add(an_answer(key=f"{n}")).result(WAIT)
        store.forget(name_of("ada")).result(WAIT)
        store.add(an_answer("bob")).result(WAIT)
        _all([store.add(an_answer("bob", f"{n}")) for n in range(5)])
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        numbers = list(connection.scalars(select(answers.c.sequence)))
    engine.dispose()
    assert min(numbers) > 5
    assert all(one < other for one, other in pairwise(numbers))
    assert Counter(numbers).most_common(1)[0][1] == 1


def test_one_learner_is_never_told_what_another_answered(store: Store) -> None:
    _all([store.add(an_answer(who, f"{n}")) for who in ("ada", "bob") for n in range(20)])

    def learners(given: tuple[Answer, ...]) -> set[str]:
        return {answer.learner for answer in given}

    for who in ("ada", "bob"):
        assert learners(store.answers(name_of(who))) == {name_of(who)}
