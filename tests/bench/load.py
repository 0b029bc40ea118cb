"""A class that answers: many learners, each in a session of its own, every four seconds or so."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cache

import httpx
import psutil

from explainer.model import Question, option_id
from explainer.questions import choice
from explainer.reading import load
from tests.bench import client, servers
from tests.bench.servers import Server

THINK = 4.0
"""Seconds between two answers of a learner, on average."""

OPENING = 30.0
"""So many learners open the page in a second at most, as a class does that gets a link."""

_TICK = 0.05
_SEED = 1

Answering = Callable[[], Awaitable[float]]
"""Gives one answer, and the seconds it took."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a class met. Seconds, megabytes; processor time in milliseconds."""

    learners: int
    answered: tuple[float, ...]
    """For each answer, how long its mark took."""
    errors: tuple[str, ...]
    open_cost: float
    answer_cost: float
    memory_one: float
    """With one session."""
    memory_all: float
    """With all sessions open."""
    memory_after: float
    """After all answers, the sessions still open."""
    client_share: float
    """Of one core, taken by the one who measures."""
    client_lag: float
    """At the 95th percentile: how late the client was with its own work."""
    others_share: float
    """Of the whole machine, taken by what is neither server nor client."""

    def costs(self) -> dict[str, float]:
        """By the words that the tables use."""
        return {
            "open cost": self.open_cost,
            "answer cost": self.answer_cost,
            "memory one": self.memory_one,
            "memory all": self.memory_all,
            "memory after": self.memory_after,
            "session memory": (self.memory_all - self.memory_one) / max(1, self.learners - 1),
            "client share": self.client_share,
            "client lag": self.client_lag,
        }


def attended(server: Server, learners: int, answers: int, most: float) -> Load:
    """So many answers of each learner, or as many as there is time for (in seconds)."""
    return asyncio.run(_attended(server, learners, answers, most))


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank; not a number where there is no value."""
    if not values:
        return math.nan
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


async def _attended(server: Server, learners: int, answers: int, most: float) -> Load:
    room = _Room(server)
    await room.open(1)
    server.settle()
    memory_one = server.memory()
    opening = _Costs(server)
    await room.open(learners - 1, learners / OPENING)
    await asyncio.sleep(1)
    open_cost = opening.each(learners - 1)
    memory_all = server.memory()
    answering = _Costs(server)
    async with _Clock() as clock:
        await room.answer(answers, most)
    load = Load(
        learners=learners,
        answered=tuple(room.answered),
        errors=tuple(room.errors),
        open_cost=open_cost,
        answer_cost=answering.each(len(room.answered)),
        memory_one=memory_one,
        memory_all=memory_all,
        memory_after=server.memory(),
        client_share=answering.client_share(),
        client_lag=percentile(clock.late, 0.95),
        others_share=answering.others_share(),
    )
    await room.close()
    return load


class _Room:
    """All learners, and what they met."""

    def __init__(self, server: Server) -> None:
        self.answered: list[float] = []
        self.errors: list[str] = []
        self._server = server
        self._dice = random.Random(_SEED)
        self._learners: list[client.Learner] = []
        self._tabs: list[client.Tab] = []
        self._ways: list[Answering] = []

    async def open(self, count: int, over: float = 0.0) -> None:
        pause = over / max(count, 1)
        await asyncio.gather(*(self._open(index * pause) for index in range(count)))

    async def answer(self, answers: int, most: float) -> None:
        until = time.perf_counter() + most
        await asyncio.gather(*(self._study(way, answers, until) for way in self._ways))

    async def close(self) -> None:
        closing = [each.close() for each in self._tabs] + [each.close() for each in self._learners]
        await asyncio.gather(*closing, return_exceptions=True)

    async def _open(self, pause: float) -> None:
        await asyncio.sleep(pause)
        learner = client.Learner(self._server.address)
        self._learners.append(learner)
        try:
            await learner.arrive()
            tab = client.Tab(self._server.address, cookie=learner.cookie)
            await tab.open()
        except (OSError, TimeoutError, httpx.HTTPError, client.Broken) as error:
            self.errors.append(f"opening: {type(error).__name__}: {error}")
            return
        self._tabs.append(tab)
        is_ours = self._server.name == servers.OURS
        self._ways.append(_posting(learner, self._dice) if is_ours else _choosing(tab, self._dice))

    async def _study(self, way: Answering, answers: int, until: float) -> None:
        # Nobody answers in step with another.
        await asyncio.sleep(self._dice.uniform(0, THINK))
        for _ in range(answers):
            if time.perf_counter() > until:
                return
            try:
                self.answered.append(await way())
            except (OSError, TimeoutError, httpx.HTTPError, client.Broken) as error:
                self.errors.append(f"answering: {type(error).__name__}: {error}")
            await asyncio.sleep(THINK * self._dice.uniform(0.5, 1.5))


def _posting(learner: client.Learner, dice: random.Random) -> Answering:
    async def answer() -> float:
        question = dice.choice(questions())
        option = dice.choice(question.options)
        return await learner.answer(
            question.id, [(choice.NAME, option_id(question.id, option.text))]
        )

    return answer


def _choosing(tab: client.Tab, dice: random.Random) -> Answering:
    async def answer() -> float:
        radio = dice.choice(list(tab.radios.values()))
        return await tab.choose(radio, dice.choice(radio.options))

    return answer


@cache
def questions() -> tuple[Question, ...]:
    """Those with one right answer, as the naive site has them too."""
    lesson, _ = load(servers.ROOT)
    return tuple(
        question
        for question in lesson.questions.values()
        if question.kind == "choice" and not choice.has_several(question)
    )


class _Costs:
    """Processor time since it was made: the server's, ours, and everybody else's."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._start = time.perf_counter()
        self._before = server.processor(), time.process_time(), _busy()

    def each(self, count: int) -> float:
        """Milliseconds of the server's for one of so many."""
        return 1000 * (self._server.processor() - self._before[0]) / max(count, 1)

    def client_share(self) -> float:
        return (time.process_time() - self._before[1]) / (time.perf_counter() - self._start)

    def others_share(self) -> float:
        ours = self._server.processor() + time.process_time() - self._before[0] - self._before[1]
        wall = time.perf_counter() - self._start
        return max(0.0, _busy() - self._before[2] - ours) / wall / (psutil.cpu_count() or 1)


def _busy() -> float:
    """Seconds that all processors have worked so far."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0))


class _Clock:
    """How late the client is itself: what it cannot see in time it cannot measure."""

    def __init__(self) -> None:
        self.late: list[float] = []

    async def __aenter__(self) -> _Clock:
        self._ticking = asyncio.create_task(self._tick())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._ticking.cancel()

    async def _tick(self) -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(_TICK)
            self.late.append(time.perf_counter() - start - _TICK)


def reasons(load: Load) -> str:
    """The commonest errors, in a few words."""
    return "; ".join(
        f"{count} × {said[:80]}" for said, count in Counter(load.errors).most_common(3)
    )
