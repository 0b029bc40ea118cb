"""All that is asked of the tables, each a function of a connection that is in a transaction.

No two transactions that write run at once (see `Engines.begin`), so what one of these reads
still holds when it writes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Connection,
    String,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from explainer.model import Answer, Wording
from explainer.store.prepared import ADD, ADDED, EVERY_FIRST, FIRST, LEARNER, OF_LEARNER, RECORD
from explainer.store.rows import First, Stored, answer_of, wording_of
from explainer.store.tables import answers, codes, devices, wordings

_MOVED = "\x1f"
"""Parts the key of a moved answer from its number; no key that is sent can hold it."""


def add(connection: Connection, row: dict[str, Any]) -> Stored:
    """Keeps an answer unless its key is there; either way, gives what is kept."""
    sender = {"sender": row["learner"]}
    connection.execute(ADD[connection.dialect.name], row | sender)
    found = connection.execute(ADDED, sender | {"key": row["key"]}).one()
    return Stored(answer_of(found), found.tries)


def answers_of(connection: Connection, learner: str) -> tuple[Answer, ...]:
    return tuple(map(answer_of, connection.execute(OF_LEARNER, {"sender": learner})))


def learner_of(connection: Connection, device: str) -> str:
    return str(connection.scalar(LEARNER, {"sender": device}))


def set_code(connection: Connection, learner: str, code: str, at: datetime) -> None:
    learner = learner_of(connection, learner)
    connection.execute(delete(codes).where(codes.c.learner == learner))
    if connection.scalar(select(codes.c.learner).where(codes.c.code == code)):
        raise ValueError("Another learner has this code: make a new one.")
    connection.execute(insert(codes).values(code=code, learner=learner, at=at))


def link(connection: Connection, device: str, code: str, at: datetime) -> str | None:
    learner = connection.scalar(select(codes.c.learner).where(codes.c.code == code))
    if learner is not None and learner != device:
        _move(connection, device, learner)
        connection.execute(delete(devices).where(devices.c.device == device))
        connection.execute(insert(devices).values(device=device, learner=learner, at=at))
    return learner


def forget(connection: Connection, learner: str) -> int:
    learner = learner_of(connection, learner)
    count = connection.execute(delete(answers).where(answers.c.learner == learner)).rowcount
    for table in (codes, devices):
        connection.execute(delete(table).where(table.c.learner == learner))
    return count


def expire(connection: Connection, before: datetime, most: int) -> int:
    """Takes away the oldest, at most so many; and who has none left is forgotten altogether."""
    old = select(answers.c.sequence, answers.c.learner).where(answers.c.at < before)
    found = connection.execute(old.order_by(answers.c.sequence).limit(most)).all()
    gone = [row.sequence for row in found]
    connection.execute(delete(answers).where(answers.c.sequence.in_(gone)))
    _forget_empty(connection, before, {row.learner for row in found})
    return len(gone)


def record(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(RECORD[connection.dialect.name], rows)


def all_wordings(connection: Connection) -> tuple[Wording, ...]:
    return tuple(
        map(wording_of, connection.execute(select(wordings).order_by(wordings.c.sequence)))
    )


def counts(connection: Connection) -> Mapping[tuple[str, str], int]:
    series = answers.c.question, answers.c.edition
    found = connection.execute(select(*series, func.count().label("number")).group_by(*series))
    return MappingProxyType({(row.question, row.edition): row.number for row in found})


def first(connection: Connection, question: str, edition: str, most: int) -> tuple[First, ...]:
    asked = {"question": question, "edition": edition, "most": most}
    found = connection.execute(FIRST, asked)
    return tuple(First(row.wording, tuple(row.response)) for row in found)


def every_first(connection: Connection) -> tuple[Answer, ...]:
    return tuple(map(answer_of, connection.execute(EVERY_FIRST)))


def after(connection: Connection, last: int, most: int) -> Mapping[int, Answer]:
    """The next answers by their number, at most so many."""
    query = select(answers).where(answers.c.sequence > last)
    found = connection.execute(query.order_by(answers.c.sequence).limit(most))
    return {row.sequence: answer_of(row) for row in found}


def _move(connection: Connection, device: str, learner: str) -> None:
    """All that a device has as itself goes to a learner: answers, code, and who continues as it."""
    _free_keys(connection, device, learner)
    for table in (answers, codes, devices):
        theirs = update(table).where(table.c.learner == device)
        connection.execute(theirs.values(learner=learner))


def _free_keys(connection: Connection, device: str, learner: str) -> None:
    """Two learners may have used the same key; neither answer is lost when they become one."""
    taken = select(answers.c.key).where(answers.c.learner == learner).scalar_subquery()
    clash = answers.c.learner == device, answers.c.key.in_(taken)
    own = answers.c.key + _MOVED + cast(answers.c.sequence, String)
    connection.execute(update(answers).where(*clash).values(key=own))


def _forget_empty(connection: Connection, before: datetime, emptied: Collection[str]) -> None:
    """Without answers, a code or a link goes with the last one, or when it is as old itself."""
    for table in (codes, devices):
        some = exists().where(answers.c.learner == table.c.learner)
        due = or_(table.c.learner.in_(emptied), table.c.at < before)
        connection.execute(delete(table).where(~some, due))
