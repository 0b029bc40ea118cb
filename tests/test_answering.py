"""From a browser's answer to a kept one and back, with a real store and files that change."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from explainer import answering, current, settings, tokens
from explainer.model import KEPT, Question, Verdict
from explainer.questions import QUESTIONS, coding
from explainer.questions.form import Submission
from explainer.store import StoreError, Unavailable
from tests.cases import FERRY
from tests.clients import pairs_of, right_pairs
from tests.postgres import Cluster

WHO = tokens.learner("a" * 32)
QUIZ = Path("content") / "quiz" / "10-bells-and-fish.md"
WAIT = 30


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The ferry, served by this very process, with a store of its own."""
    root = Path(shutil.copytree(FERRY, tmp_path / "lesson"))
    monkeypatch.setenv(settings.FOLDER, str(root))
    monkeypatch.setenv(settings.STORE, f"sqlite:///{tmp_path / 'answers.sqlite'}")
    # Else a changed file is believed to be unchanged for a second.
    monkeypatch.setattr(current, "LOOK_SECONDS", 0.0)
    current.close()
    yield root
    current.close()


def question(name: str) -> Question:
    return current.served().lesson.answerable[name]


def give(name: str, key: str, pairs: list[list[str]] | None = None) -> answering.Given:
    asked = question(name)
    sent = tuple((one, two) for one, two in pairs or right_pairs(asked))
    future = answering.submit(WHO, asked, Submission(name, sent, key))
    assert future
    return answering.given_in(future.result(WAIT))


def change(root: Path, edit: Callable[[str], str]) -> None:
    path = root / QUIZ
    before = path.read_text("utf-8")
    assert edit(before) != before
    path.write_text(edit(before), "utf-8")


def move_the_tick(text: str) -> str:
    text = text.replace("- [x] Norrey", "- [?] Norrey").replace("- [ ] Sudrey", "- [x] Sudrey")
    # What is right now catches no misreading any more.
    text = text.replace("  - misreading: voice-swapped\n", "", 1)
    return text.replace("- [?] Norrey", "- [ ] Norrey")


def move_it_back(text: str) -> str:
    text = text.replace("- [x] Sudrey", "- [?] Sudrey").replace("- [ ] Norrey", "- [x] Norrey")
    return text.replace("- [?] Sudrey", "- [ ] Sudrey")


@pytest.mark.usefixtures("root")
def test_what_was_given_is_there_with_its_mark_and_tries() -> None:
    wrong = give("who-counted-nine", "first", [["pick", "0" * 8]])
    right = give("who-counted-nine", "second")

    assert (wrong.mark.correct, wrong.tries) == (False, 1)
    assert (right.mark.correct, right.tries) == (True, 2)
    assert answering.given(WHO) == {"who-counted-nine": right}
    assert answering.given(tokens.learner("b" * 32)) == {}


@pytest.mark.usefixtures("root")
def test_nothing_given_is_nothing_kept() -> None:
    asked = question("who-counted-nine")
    for pairs in ((), (("pick", "no id"),), (("text", "Norrey"),)):
        assert answering.submit(WHO, asked, Submission(asked.id, pairs, "key")) is None
    assert answering.given(WHO) == {}


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("kind", QUESTIONS)
def test_every_kind_comes_back_as_it_was_given(kind: str) -> None:
    every = current.served().lesson.answerable
    name = next(name for name, asked in every.items() if asked.kind == kind)
    new = give(name, "key")
    assert new.mark.verdict in (Verdict.RIGHT, Verdict.KEPT)
    assert answering.given(WHO)[name] == new


def test_first_answers_are_those_of_every_learner_in_the_words_of_now(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current, "CLASS_SECONDS", 0.0)
    name = "you-place-them"
    first, second = (pairs_of(question(name), random.Random(seed)) for seed in (1, 2))
    mine = give(name, "first", first)
    assert mine.mark == KEPT
    give(name, "second", second)
    assert answering.firsts(name) == (mine.response,)

    events = root / "content" / "events.md"
    before = placed(name)
    text = events.read_text("utf-8").replace("Sudrey keeps back its fish", "Sudrey keeps its fish")
    events.write_text(text, "utf-8")
    assert answering.firsts(name) != (mine.response,)
    assert placed(name) == before


def placed(name: str) -> list[Mapping[str, str]]:
    asked = question(name)
    return [dict(coding.placed(asked, given)) for given in answering.firsts(name)]


def test_a_class_is_asked_for_once_in_a_while(root: Path) -> None:
    del root
    name = "you-place-them"
    give(name, "key")
    before = answering.firsts(name)
    asked = question(name)
    sent = tuple((one, two) for one, two in right_pairs(asked))
    other = answering.submit(tokens.learner("b" * 32), asked, Submission(name, sent, "key"))
    assert other
    other.result(WAIT)
    assert len(answering.firsts(name)) == len(before) == 1


def test_a_changed_key_leaves_answers_behind_and_going_back_finds_them(root: Path) -> None:
    first = give("who-counted-nine", "first")
    other = give("visitors-lost", "other")
    change(root, move_the_tick)
    assert answering.given(WHO) == {"visitors-lost": other}
    now = give("who-counted-nine", "second")
    assert (now.mark.correct, now.tries) == (True, 1)
    assert now.response != first.response
    change(root, move_it_back)

    assert answering.given(WHO) == {"who-counted-nine": first, "visitors-lost": other}


def test_mended_words_keep_answers_in_the_words_of_now(root: Path) -> None:
    change(root, lambda text: text.replace("It kept back its fish", "It kept bakc its fish"))
    before = give("what-sudrey-did", "key")
    change(root, lambda text: text.replace("It kept bakc its fish", "It kept back its fish"))
    after = answering.given(WHO)["what-sudrey-did"]

    assert after.response != before.response
    assert (after.mark, after.tries) == (before.mark, 1)
    assert give("what-sudrey-did", "again").response == after.response


def test_a_question_that_is_gone_has_no_answers_until_it_is_back(root: Path) -> None:
    kept = give("fish-or-trip", "key")
    change(root, lambda text: text.replace("id: fish-or-trip", "id: trip-or-fish"))
    assert answering.given(WHO) == {}
    change(root, lambda text: text.replace("id: trip-or-fish", "id: fish-or-trip"))

    assert answering.given(WHO) == {"fish-or-trip": kept}


def test_a_restart_changes_nothing(root: Path) -> None:
    del root
    kept = give("in-which-order", "key")
    current.close()
    assert answering.given(WHO) == {"in-which-order": kept}


def test_a_store_that_is_away_is_unavailable_and_comes_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del root
    with Cluster() as cluster:
        monkeypatch.setenv(settings.STORE, cluster.new_database())
        first = give("who-counted-nine", "first")
        cluster.kill()
        with pytest.raises(Unavailable):
            answering.given(WHO)
        with pytest.raises(Unavailable):
            give("visitors-lost", "second")
        cluster.start()
        second = _until_it_is_back(lambda: give("visitors-lost", "second"))
        assert answering.given(WHO) == {"who-counted-nine": first, "visitors-lost": second}
        current.close()


def test_a_store_that_is_away_at_the_start_is_tried_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lesson is there meanwhile, and nobody waits for the store more than once in a while."""
    del root
    monkeypatch.setattr(current, "RETRY_SECONDS", 0.0)
    with Cluster() as cluster:
        monkeypatch.setenv(settings.STORE, cluster.new_database())
        cluster.kill()
        with pytest.raises(Unavailable):
            answering.given(WHO)
        assert question("visitors-lost").kind == "fill-in"
        cluster.start()
        kept = _until_it_is_back(lambda: give("visitors-lost", "key"))
        assert answering.given(WHO) == {"visitors-lost": kept}
        current.close()


def _until_it_is_back(act: Callable[[], answering.Given]) -> answering.Given:
    deadline = time.monotonic() + WAIT
    while True:
        try:
            return act()
        except Unavailable:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_a_store_that_never_will_work_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.STORE, f"sqlite:///{root}/none/answers.sqlite")
    with pytest.raises(StoreError, match="does not exist"):
        answering.given(WHO)


@pytest.mark.usefixtures("root")
def test_how_an_answer_was_given_is_kept_with_it() -> None:
    asked = question("who-counted-nine")
    pairs = tuple((one, two) for one, two in right_pairs(asked))
    sent = Submission(asked.id, pairs, "how-given", 2, True, 40)
    future = answering.submit(WHO, asked, sent)
    assert future
    future.result(WAIT)
    kept = answering.given(WHO)[asked.id]
    assert (kept.confidence, kept.looked, kept.since) == (2, True, 40)
