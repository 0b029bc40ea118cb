"""What was acknowledged is there, once, however often and whenever the server is killed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import anyio
import httpx
import pytest
from anyio import to_thread

from explainer import tokens
from explainer.model import Answer, Question
from explainer.reading import load
from tests.clients import Client, browser, total
from tests.conftest import ROOT
from tests.postgres import Cluster
from tests.proof import SEED, form, tell
from tests.servers import Server
from tests.stores import opened
from tests.visits import run

pytestmark = pytest.mark.proof

CLIENTS = form(200, 20)
KILLS = form(20, 2)
EACH = 10
"""Answers of one client."""


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


def test_no_kill_loses_or_doubles_an_answer(url: str, tmp_path: Path) -> None:
    questions = tuple(load(ROOT)[0].questions.values())
    with Server(ROOT, url, tmp_path) as server:
        clients = [Client(server.address, random.Random(SEED + n)) for n in range(CLIENTS)]
        kills = run(_answered_under_fire, server, clients, questions)
        server.kill()
    with opened(url) as store:
        kept = {client.token: store.answers(tokens.learner(client.token)) for client in clients}

    heard = total(clients)
    lost = sum(len(_lost(client, kept[client.token])) for client in clients)
    doubled = sum(len(kept[client.token]) for client in clients) - CLIENTS * EACH + lost
    tell(
        f"kills, {url.partition(':')[0]}: {kills} kills, {CLIENTS} clients, "
        f"{sum(len(client.marks) for client in clients)} answers acknowledged, "
        f"{lost} lost, {doubled} doubled; requests without an answer: {heard['silence']}, "
        f"503: {heard['503']}"
    )
    assert kills == KILLS
    assert all(len(client.marks) == EACH for client in clients)
    assert (lost, doubled) == (0, 0)
    assert all(_is_whole(client, kept[client.token]) for client in clients)
    assert heard.keys() <= {"200", "503", "silence"}
    assert heard["silence"] > 0, "No request was under way when the server was killed."
    told = server.output() + "".join(said for client in clients for said in client.said)
    assert "locked" not in told
    assert "Traceback" not in told


def _lost(client: Client, kept: Sequence[Answer]) -> set[str]:
    return client.marks.keys() - {answer.key for answer in kept}


def _is_whole(client: Client, kept: Sequence[Answer]) -> bool:
    """Each key once, and with the mark that the learner was shown."""
    return len(kept) == EACH and client.marks == {answer.key: answer.mark for answer in kept}


async def _answered_under_fire(
    server: Server, clients: Sequence[Client], questions: Sequence[Question]
) -> int:
    """All answer at once; the server is killed each time so many more are acknowledged."""
    lot = random.Random(SEED)
    moments = sorted(lot.sample(range(10, CLIENTS * EACH - 2 * CLIENTS), KILLS))
    kills = 0

    async def kill() -> None:
        nonlocal kills
        for moment in moments:
            while sum(len(client.marks) for client in clients) < moment:
                await anyio.sleep(0.002)
            # Not always just after a batch was acknowledged.
            await anyio.sleep(lot.uniform(0, 0.02))
            server.kill()
            kills += 1
            await to_thread.run_sync(server.start)

    async with browser() as http, anyio.create_task_group() as group:
        group.start_soon(kill)
        for client in clients:
            group.start_soon(_answer, http, client, questions)
    return kills


async def _answer(http: httpx.AsyncClient, client: Client, questions: Sequence[Question]) -> None:
    for question in client.random.sample(questions, EACH):
        await client.answer(http, question, client.pick(question))
