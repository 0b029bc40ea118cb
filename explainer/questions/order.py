"""The order in which options are shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from explainer.model import Option, Question, option_id


def by_seed(question: Question, seed: str) -> tuple[Option, ...]:
    """The options in an order that hangs on the seed and their words alone.

    Neither the key nor the author's order plays a part, so neither can be read off it; and
    the same learner finds the same order after a reload, in any process.
    """
    ids = {option_id(question.id, option.text): option for option in question.options}
    return tuple(ids[name] for name in ids_by_seed(ids, seed))


def ids_by_seed(ids: Iterable[str], seed: str) -> list[str]:
    return sorted(ids, key=lambda name: hashlib.sha256(f"{seed}\n{name}".encode()).digest())
