"""A whole class that loses its connection at once finds everything in its place again.

Streamlit keeps 128 dropped sessions, and none when its server is started again: so a session
is never the only holder of anything, and who comes back without one must not notice.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import anyio
import httpx
import pytest
from anyio import CapacityLimiter, to_thread

from explainer.model import Question
from explainer.reading import load
from tests.clients import Client, browser, pairs_of
from tests.conftest import ROOT
from tests.proof import SEED, form, tell
from tests.servers import Server
from tests.visits import Visit, run

pytestmark = pytest.mark.proof

CLASS = form(200, 30)
AT_ONCE = 25
"""So many tabs are drawn at a time: their runs take turns anyway."""


@dataclass
class Learner:
    """A tab, the question it shows, and what it showed of it."""

    client: Client
    visit: Visit
    question: Question
    answered: bool = True
    """Two thirds have answered their question; the others must find it open."""
    shown: list[tuple[object, object, str]] = field(default_factory=list)

    async def look(self) -> None:
        await self.visit.see("quiz", f"question={self.question.id}")
        data = self.visit.questions()[self.question.id]
        state = data["state"]
        self.shown.append((state["answered"], state.get("score"), str(data["html"])))


def test_a_class_that_is_dropped_finds_everything_again(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'answers.sqlite'}"
    with Server(ROOT, store, tmp_path) as server:
        kept = run(_dropped_twice, server)

    tell(
        f"dropped: {CLASS} at once; Streamlit had kept the session of {kept.after_drop}, "
        f"and after a restart of {kept.after_restart}; in place: {kept.in_place} and {kept.again}"
    )
    assert kept.after_restart == 0, "This tried nothing: the sessions outlived the server."
    if CLASS > 128:
        assert kept.after_drop < CLASS, "This tried nothing: every session was kept."
    assert (kept.in_place, kept.again) == (CLASS, CLASS)
    assert "Traceback" not in server.output()


@dataclass(frozen=True)
class _Kept:
    after_drop: int
    in_place: int
    after_restart: int
    again: int


async def _dropped_twice(server: Server) -> _Kept:
    learners = _class(server.address)
    async with browser() as http:
        await _each(learners, lambda learner: _arrive(learner, http))
    await _each(learners, lambda learner: learner.look())
    after_drop = await _drop_all(learners)
    in_place = sum(_is_in_place(learner) for learner in learners)
    server.kill()
    await to_thread.run_sync(server.start)
    after_restart = await _drop_all(learners)
    again = sum(_is_in_place(learner) for learner in learners)
    await _each(learners, lambda learner: learner.visit.close())
    return _Kept(after_drop, in_place, after_restart, again)


def _class(address: str) -> list[Learner]:
    questions = list(load(ROOT)[0].questions.values())
    learners = []
    for number in range(CLASS):
        client = Client(address, random.Random(SEED + number))
        question = questions[number % len(questions)]
        visit = Visit(address, client.token)
        learners.append(Learner(client, visit, question, answered=number % 3 > 0))
    return learners


async def _arrive(learner: Learner, http: httpx.AsyncClient) -> None:
    if learner.answered:
        pairs = pairs_of(learner.question, learner.client.random)
        await learner.client.answer(http, learner.question, pairs)
    await learner.visit.open()


async def _drop_all(learners: Sequence[Learner]) -> int:
    """All at once, and all back as browsers come back; gives how many had their session kept."""
    for learner in learners:
        learner.visit.drop()
    before = [learner.visit.session for learner in learners]
    await _each(learners, _back)
    now = [learner.visit.session for learner in learners]
    return sum(old == new for old, new in zip(before, now, strict=True))


async def _back(learner: Learner) -> None:
    await learner.visit.open()
    await learner.look()


def _is_in_place(learner: Learner) -> bool:
    """The same answer, mark and order of options as before anything was dropped."""
    return learner.shown[-1] == learner.shown[0] and learner.shown[0][0] == learner.answered


async def _each(learners: Sequence[Learner], act: Callable[[Learner], Awaitable[object]]) -> None:
    limiter = CapacityLimiter(AT_ONCE)

    async def alone(learner: Learner) -> None:
        async with limiter:
            await act(learner)

    async with anyio.create_task_group() as group:
        for learner in learners:
            group.start_soon(alone, learner)
