"""Any sequence of calls: a store does what a few dictionaries would."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from explainer.model import Answer
from explainer.store import open_store
from tests.postgres import Cluster
from tests.proof import form
from tests.stores import START, an_answer, name_of

DEVICES = ("ada", "bob", "cyd", "dan")
CODES = ("red", "green", "blue")

devices = st.sampled_from(DEVICES)
codes = st.sampled_from(CODES)
minutes = st.integers(0, 9)


class Model(RuleBasedStateMachine):
    """The rules go to both, and both must say the same; what each device sees is compared after.

    Keys never repeat between devices here, for the model need not name those of moved answers.
    """

    address: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self._url = type(self).address()
        self._store = open_store(self._url)
        self._kept: list[Answer] = []
        self._codes: dict[str, str] = {}
        self._linked: dict[str, str] = {}

    def teardown(self) -> None:
        self._store.close()

    @rule(device=devices, key=st.integers(0, 3), typed=st.text(max_size=5), minute=minutes)
    def add(self, device: str, key: int, typed: str, minute: int) -> None:
        learner = self._learner(device)
        sent = an_answer(learner, f"{device} {key}", response=(typed,), minutes=minute)
        got = self._store.add(sent).result()
        first = next((a for a in self._of(learner) if a.key == sent.key), None)
        if first is None:
            self._kept.append(sent)
        assert got.answer == (first or sent)
        assert got.tries == self._of(learner).index(got.answer) + 1

    @rule(device=devices, code=codes)
    def set_code(self, device: str, code: str) -> None:
        learner = self._learner(device)
        set_code = self._store.set_code(name_of(learner), name_of(code))
        if self._codes.get(code, learner) != learner:
            assert isinstance(set_code.exception(), ValueError)
        else:
            set_code.result()
            others = {c: who for c, who in self._codes.items() if who != learner}
            self._codes = {**others, code: learner}

    @rule(device=devices, code=codes)
    def link(self, device: str, code: str) -> None:
        learner = self._codes.get(code)
        got = self._store.link(name_of(device), name_of(code)).result()
        assert got == (learner and name_of(learner))
        if learner and learner != device:
            self._follow(device, learner)

    @rule(device=devices)
    def forget(self, device: str) -> None:
        learner = self._learner(device)
        count = len(self._of(learner))
        assert self._store.forget(name_of(learner)).result() == count
        self._drop({learner})

    @rule(minute=minutes)
    def expire(self, minute: int) -> None:
        before = START.replace(minute=START.minute + minute)
        old = [answer for answer in self._kept if answer.at < before]
        assert self._store.expire(before).result() == len(old)
        self._kept = [answer for answer in self._kept if answer not in old]
        emptied = {answer.learner for answer in old} - {a.learner for a in self._kept}
        self._drop({device for device in DEVICES if name_of(device) in emptied})

    @rule()
    def restart(self) -> None:
        self._store.close()
        self._store = open_store(self._url)

    @invariant()
    def all_see_the_same(self) -> None:
        for device in DEVICES:
            learner = self._learner(device)
            assert self._store.learner(name_of(device)) == name_of(learner)
            assert self._store.answers(name_of(learner)) == tuple(self._of(learner))

    def _learner(self, device: str) -> str:
        return self._linked.get(device, device)

    def _of(self, learner: str) -> list[Answer]:
        return [answer for answer in self._kept if answer.learner == name_of(learner)]

    def _follow(self, device: str, learner: str) -> None:
        old, new = name_of(device), name_of(learner)
        self._kept = [replace(a, learner=new) if a.learner == old else a for a in self._kept]
        self._codes = {c: learner if w == device else w for c, w in self._codes.items()}
        self._linked = {d: learner if w == device else w for d, w in self._linked.items()}
        self._linked[device] = learner

    def _drop(self, learners: set[str]) -> None:
        gone = {name_of(learner) for learner in learners}
        self._kept = [answer for answer in self._kept if answer.learner not in gone]
        self._codes = {c: who for c, who in self._codes.items() if who not in learners}
        self._linked = {d: who for d, who in self._linked.items() if who not in learners}


@contextmanager
def _sqlite() -> Iterator[Callable[[], str]]:
    with tempfile.TemporaryDirectory() as folder:
        yield lambda: str(Path(tempfile.mkdtemp(dir=folder)) / "answers.sqlite")


@contextmanager
def _postgres() -> Iterator[Callable[[], str]]:
    with Cluster() as cluster:
        yield cluster.new_database


@pytest.mark.proof
@pytest.mark.parametrize(("new", "examples"), [(_sqlite, form(200, 12)), (_postgres, form(20, 4))])
def test_a_store_does_what_a_few_dictionaries_would(
    new: Callable[[], AbstractContextManager[Callable[[], str]]], examples: int
) -> None:
    with new() as address:
        _run(address, examples)


def _run(address: Callable[[], str], examples: int) -> None:
    machine = type("Machine", (Model,), {"address": staticmethod(address)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
