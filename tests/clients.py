"""Learners without a browser: each has a cookie, and sends answers as the outbox does."""

from __future__ import annotations

import random
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import anyio
import httpx

from explainer import tokens
from explainer.model import KEPT, Mark, Question, option_id
from explainer.questions import (
    QUESTIONS,
    choice,
    coding,
    evidence,
    fill_in,
    matching,
    place,
    predicting,
    sequencing,
    speakers,
)
from tests.visits import cookie

PAUSE = 0.2
"""Seconds between two tries. The outbox waits longer; here it should be hard for the server."""

TRIES = 600
"""So often that a server which is started again has long been there."""

Pairs = list[list[str]]


@dataclass
class Client:
    """One learner, and what the server told them."""

    address: str
    random: random.Random
    token: str = field(default_factory=tokens.new)
    marks: dict[str, Mark] = field(default_factory=dict)
    """By key: every answer that was acknowledged."""
    heard: Counter[str] = field(default_factory=Counter)
    """Statuses, and `silence` for each request that got no answer."""
    said: list[str] = field(default_factory=list)
    """Every body that was no mark."""

    async def answer(self, http: httpx.AsyncClient, question: Question, pairs: Pairs) -> None:
        """Sends the same under the same key until it is acknowledged."""
        key = secrets.token_hex(16)
        sent = {"question": question.id, "pairs": pairs, "key": key}
        for _ in range(TRIES):
            reply = await self._post(http, sent)
            if reply is not None and reply.status_code == 200:
                self.marks[key] = mark_in(reply.json())
                return
            if reply is not None and reply.status_code != 503:
                raise AssertionError(f"{reply.status_code}: {reply.text}")
            await anyio.sleep(PAUSE)
        raise AssertionError("The server never acknowledged an answer.")

    async def _post(
        self, http: httpx.AsyncClient, sent: Mapping[str, object]
    ) -> httpx.Response | None:
        try:
            reply = await http.post(f"{self.address}/answer", json=sent, headers=cookie(self.token))
        except httpx.TransportError:
            self.heard["silence"] += 1
            return None
        self.heard[str(reply.status_code)] += 1
        if reply.status_code != 200:
            self.said.append(reply.text)
        return reply

    def pick(self, question: Question) -> Pairs:
        """An answer to a question, right or wrong by lot."""
        return pairs_of(question, self.random)


def mark_in(told: Mapping[str, Any]) -> Mark:
    if told["state"]["verdict"] == "kept":
        return KEPT
    return Mark(told["state"]["correct"], told["state"]["score"])


def right_pairs(question: Question) -> Pairs:
    """What the form of a question sends when it holds the right answer, or one as good as any."""
    key = QUESTIONS[question.kind].key(question)
    if question.kind in ("coding", "predicting"):
        return pairs_of(question, random.Random(0))
    if question.kind in CONTROLS:
        return [[CONTROLS[question.kind], value] for value in key]
    return [pair.split(":") for pair in key]


def pairs_of(question: Question, lot: random.Random) -> Pairs:
    """What the form of a question might send."""
    names = [option_id(question.id, option.text) for option in question.options]
    if question.kind not in CONTROLS:
        rights = _rights(question)
        return [[name, lot.choice(rights)] for name in names]
    match question.kind:
        case "fill-in":
            values = [lot.choice([question.options[0].text, "never"])]
        case "sequencing" | "predicting":
            values = lot.sample(names, len(names))
        case _:
            values = [lot.choice(names)]
    return [[CONTROLS[question.kind], value] for value in values]


def _rights(question: Question) -> list[str]:
    """What can be chosen for each line, where a form has such lines."""
    match question.kind:
        case "matching":
            return list(matching.rights(question, ""))
        case "speakers":
            return list(speakers.rights(question))
        case _:
            return [coding.rung_id(question, rung) for rung in question.rungs]


CONTROLS = MappingProxyType(
    {
        "choice": choice.NAME,
        "evidence": evidence.NAME,
        "place": place.NAME,
        "sequencing": sequencing.NAME,
        "predicting": predicting.NAME,
        "fill-in": fill_in.NAME,
    }
)
"""The one name that all controls of a form have, by kind; other forms have one for each line."""


def browser() -> httpx.AsyncClient:
    """As many connections as learners, and no patience beyond the outbox's own."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    return httpx.AsyncClient(limits=limits, timeout=30)


def total(clients: Sequence[Client]) -> Counter[str]:
    return sum((client.heard for client in clients), Counter[str]())
