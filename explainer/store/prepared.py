"""The statements that each answer or page needs, made once: that takes longer than running them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import ColumnElement, Executable, Integer, String, bindparam, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite

from explainer.store.tables import answers, devices, wordings


def _current(learner: ColumnElement[str]) -> ColumnElement[str]:
    """Whom a device continues as, asked again with each statement.

    Between a caller's question and a queued answer, the device may have been linked.
    """
    linked = select(devices.c.learner).where(devices.c.device == learner).scalar_subquery()
    return func.coalesce(linked, learner)


def _tries() -> ColumnElement[int]:
    earlier = answers.alias()
    same = (earlier.c[name] == answers.c[name] for name in ("learner", "question", "edition"))
    until = earlier.c.sequence <= answers.c.sequence
    return select(func.count()).select_from(earlier).where(*same, until).scalar_subquery()


_CURRENT = _current(bindparam("sender", type_=String))
ADD: Mapping[str, Executable] = MappingProxyType(
    {
        "sqlite": sqlite.insert(answers).values(learner=_CURRENT).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(answers).values(learner=_CURRENT).on_conflict_do_nothing(),
    }
)
ADDED = select(answers, _tries().label("tries")).where(
    answers.c.learner == _CURRENT, answers.c.key == bindparam("key")
)
LEARNER = select(_CURRENT)
OF_LEARNER = select(answers).where(answers.c.learner == _CURRENT).order_by(answers.c.sequence)
_EARLIER = answers.alias()
_SERIES = ("learner", "question", "edition")
FIRST = (
    select(answers.c.wording, answers.c.response)
    .where(
        answers.c.question == bindparam("question"),
        answers.c.edition == bindparam("edition"),
        ~exists().where(
            *(_EARLIER.c[name] == answers.c[name] for name in _SERIES),
            _EARLIER.c.sequence < answers.c.sequence,
        ),
    )
    .order_by(answers.c.sequence.desc())
    .limit(bindparam("most", type_=Integer))
)
EVERY_FIRST = (
    select(answers)
    .where(
        answers.c.sequence.in_(
            select(func.min(answers.c.sequence)).group_by(*(answers.c[name] for name in _SERIES))
        )
    )
    .order_by(answers.c.sequence)
)
RECORD: Mapping[str, Executable] = MappingProxyType(
    {
        "sqlite": sqlite.insert(wordings).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(wordings).on_conflict_do_nothing(),
    }
)
