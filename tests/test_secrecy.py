"""The key of no question is in any byte that is sent before it is answered.

What counts as the key, by kind, and how it is found in what was sent:

- every kind: what is told after an answer, `Why` and the feedback on options. Found by its words:
  six in a row that stand nowhere in what everybody may read.
- choice: which options are right. Their rows are alike but for their words and names, and their
  order and names do not hang on it.
- sequencing: the order. It is neither the one shown nor that of the steps' names.
- matching: which side belongs to which. All selects are alike, none has a choice made.
- fill-in: what is taken as right. The field is empty, and the words stand nowhere around it.
- place: which area. All areas of the map can be chosen and are drawn alike, and the list is in an
  order that does not hang on the key.
- speakers: who says what. All selects are alike, with the names of the record in its order.
- evidence: which claims are right. All claims of a group have the same choices, in an order and
  with names that do not hang on the key; and the page of sources treats them alike.
- coding: nothing is right; what is told after an answer is the rung that the lesson gives each
  event and what other learners chose. Lessons with other rungs, and stores with other answers,
  send the same.
- predicting: nothing is right; what is told is the reason, and only after the second order.

Whatever else could tell it is caught by the last law: two lessons that differ in nothing but
their keys send the same bytes.
"""

from __future__ import annotations

import random
import re
import secrets as random_words
import shutil
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explainer import current, tokens
from explainer.model import Explainer, Option, Place, Question, option_id
from explainer.questions import QUESTIONS, matching, pairs
from explainer.reading import load
from explainer.server.files import files
from explainer.views import addresses
from explainer.views.sources import uses
from explainer.views.widgets import WIDGETS
from tests.cases import FERRY
from tests.clients import right_pairs
from tests.conftest import ROOT
from tests.other_key import with_another_key
from tests.proof import SEED, some, tell
from tests.secrets_of import Words, runs_in, secrets, told_once
from tests.servers import Server
from tests.visits import Visit, cookie, run

pytestmark = pytest.mark.uncounted

LESSONS = {"the lesson": ROOT, "the ferry": FERRY}

TOKEN = "a" * 32
"""Decides the order of options; a lesson with another key must give the same."""


@pytest.fixture(scope="module", params=LESSONS)
def folder(request: pytest.FixtureRequest) -> Path:
    return LESSONS[request.param]


@pytest.fixture(scope="module")
def lesson(folder: Path) -> Explainer:
    return load(folder)[0]


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> object:
    place = tmp_path_factory.mktemp("secrecy")
    with Server(folder, f"sqlite:///{place}/answers.sqlite", place) as server:
        yield server


# --- words ----------------------------------------------------------------------------


def test_nothing_that_is_told_after_an_answer_is_sent_before(
    server: Server, lesson: Explainer
) -> None:
    hidden = secrets(lesson)
    visited = run(_whole_visit, server.address, tuple(lesson.answerable))
    bodies = _bodies(server.address, lesson)
    sent = runs_in([*visited.texts, *bodies.values()])
    after = run(_answered, server.address, lesson)

    assert all(hidden.values()), "A question without a secret would prove nothing."
    assert visited.questions == set(lesson.answerable)
    found = {name: runs & sent for name, runs in hidden.items() if runs & sent}
    assert found == {}
    # The control: the same detector finds every one of them after the answer, both ways.
    for name, (reply, drawn) in after.items():
        assert hidden[name] & reply, name
        assert hidden[name] & drawn, name
    tell(
        f"secrecy, {lesson.site.title[:30]}: {len(hidden)} questions, "
        f"{sum(map(len, hidden.values()))} secret runs of words; looked through "
        f"{visited.frames} frames and {len(bodies)} bodies: 0 found; after the answers: all"
    )


class _Visited:
    def __init__(self) -> None:
        self.frames = 0
        self.texts: set[str] = set()
        self.questions: set[str] = set()

    def add(self, visit: Visit) -> None:
        self.frames += len(visit.frames)
        self.texts |= set(visit.texts())
        self.questions |= visit.questions().keys()


async def _whole_visit(address: str, names: Sequence[str]) -> _Visited:
    """Every page in both layers, and every question, by somebody who has answered nothing."""
    visit, visited = Visit(address, tokens.new()), _Visited()
    await visit.open()
    for page in addresses.TITLES:
        for query in ("", "layer=reports"):
            await visit.see(page, query)
            visited.add(visit)
    for name in names:
        await visit.see(addresses.QUIZ, f"question={name}")
        visited.add(visit)
    await visit.close()
    return visited


def _bodies(address: str, lesson: Explainer) -> Mapping[str, str]:
    """What plain requests get: pages, every file, and the lesson's own files by many a name."""
    pages = [f"/{name}" for name in addresses.TITLES]
    pages += [f"/quiz?question={name}" for name in lesson.answerable]
    # What comes under /static/ is Streamlit's own, byte by byte: see `test_server`.
    ours = [path for path in files() if not path.startswith("/static/")]
    tried = [f"{base}/{path}" for path in _written(lesson) for base in _BASES]
    with httpx.Client(base_url=address, headers=cookie(tokens.new()), timeout=60) as http:
        return {path: http.get(path).text for path in (*pages, *ours, *tried)}


_BASES = ("", "/app/static", "/app/static/..", "/app/static/../..", "/static", "/media")


def _written(lesson: Explainer) -> set[str]:
    return {quiz.place.file for quiz in lesson.quizzes} | {text.place.file for text in lesson.texts}


async def _answered(address: str, lesson: Explainer) -> Mapping[str, tuple[set[Words], set[Words]]]:
    """By question: what the reply to a right answer says, and what the page then shows."""
    visit, found = Visit(address, tokens.new()), {}
    await visit.open()
    async with httpx.AsyncClient(timeout=60) as http:
        for name, question in told_once(lesson).items():
            sent = {"question": name, "pairs": right_pairs(question), "key": _key()}
            reply = await http.post(f"{address}/answer", json=sent, headers=cookie(visit.token))
            assert reply.json()["state"]["verdict"] in ("right", "kept"), name
            await visit.see(addresses.QUIZ, f"question={name}")
            found[name] = runs_in([reply.json()["state"]["result_html"]]), runs_in(visit.texts())
    await visit.close()
    return found


def _key() -> str:
    return random_words.token_hex(16)


# --- what a question is drawn from ----------------------------------------------------

FIELDS = {
    "id",
    "stem_html",
    "hint_html",
    "html",
    "state",
    "about",
    "route",
    "levels",
    "labels",
    "version",
}


def test_a_question_is_sent_with_nothing_that_tells_right_from_wrong(
    server: Server, lesson: Explainer
) -> None:
    drawn = run(_drawn, server.address, tuple(lesson.questions))
    for name, data in drawn.items():
        assert data.keys() == FIELDS
        assert data["state"] == {"answered": False, "failed": False}
        question = lesson.questions[name]
        assert _is_even(question, str(data["html"])), name
        assert not _shows_key(question, str(data["html"])), name


async def _drawn(address: str, names: Sequence[str]) -> Mapping[str, Mapping[str, object]]:
    visit, drawn = Visit(address, TOKEN), {}
    await visit.open()
    for name in names:
        await visit.see(addresses.QUIZ, f"question={name}")
        drawn[name] = visit.questions()[name]
    await visit.close()
    return drawn


_ROWS = {
    "choice": r"<label.*?</label>",
    "sequencing": r"<li .*?</li>",
    "matching": r"<select.*?</select>",
    "fill-in": r"<input[^>]*>",
    "coding": r"<select.*?</select>",
    "place": r"<label.*?</label>",
    "speakers": r"<select.*?</select>",
    "evidence": r"<label.*?</label>",
}
_WORDS = re.compile(
    r'(?<=value=")[0-9a-f]{8}(?=")|(?<=name=")[0-9a-f]{8}(?=")|(?<=data-words=")[^"]*'
    r'|(?<=aria-label=")[^"]*|(?<=aria-disabled=")[^"]*|(?<=dir="auto">).*?(?=</span>)'
)


def _is_even(question: Question, html: str) -> bool:
    """Whether all rows are the same once their words and names are taken out."""
    rows = re.findall(_ROWS[question.kind], html, re.DOTALL)
    assert len(rows) == (1 if question.kind == "fill-in" else len(question.options))
    return len({_WORDS.sub("", row) for row in rows}) == 1


def _shows_key(question: Question, html: str) -> bool:
    match question.kind:
        case "sequencing":
            shown = re.findall(r'name="step" value="(\w+)"', html)
            return tuple(shown) == QUESTIONS["sequencing"].key(question)
        case "matching" | "coding" | "speakers":
            return re.search(r"<option[^>]* selected", html) is not None
        case "fill-in":
            texts = [option.text for option in question.options]
            around = html.replace('maxlength="200"', "")
            return 'value=""' not in html or any(_has_word(text, around) for text in texts)
        case _:
            return re.search(r"<input[^>]* checked", html) is not None


def _has_word(text: str, html: str) -> bool:
    return re.search(rf"\b{re.escape(text)}\b", html, re.IGNORECASE) is not None


# --- order and names ------------------------------------------------------------------

MADE = 600


def test_neither_order_nor_names_of_options_tell_which_is_right() -> None:
    """Where it stands among four is even, by the order shown and by the order of the names."""
    lot = random.Random(SEED)
    shown: Counter[int] = Counter()
    named: Counter[int] = Counter()
    for number in range(MADE):
        right = lot.randrange(4)
        question = _made("choice", number, right)
        name = QUESTIONS["choice"].key(question)[0]
        order = [_id(question, each) for each in QUESTIONS["choice"].shuffled(question, _key())]
        shown[order.index(name)] += 1
        named[sorted(order).index(name)] += 1

    assert _is_level(shown, 4)
    assert _is_level(named, 4)


def test_neither_order_nor_names_of_steps_tell_their_order() -> None:
    """Each shown order but the right one is as frequent as another; so is each order of names."""
    shown: Counter[object] = Counter()
    named: Counter[object] = Counter()
    for number in range(MADE):
        question = _made("sequencing", number, 0)
        key = QUESTIONS["sequencing"].key(question)[:3]
        three = Question("sequencing", question.id, "", question.options[:3], "", "", "", PLACE)
        order = [_id(question, each) for each in QUESTIONS["sequencing"].shuffled(three, _key())]
        shown[tuple(key.index(each) for each in order)] += 1
        named[tuple(key.index(each) for each in sorted(order))] += 1

    assert (0, 1, 2) not in shown
    assert len(shown) == 5
    assert _is_level(named, 6)


def test_neither_order_nor_names_of_right_sides_tell_their_left_sides() -> None:
    shown: Counter[int] = Counter()
    named: Counter[int] = Counter()
    for number in range(MADE):
        question = _made("matching", number, 0)
        mine = pairs.right_id(question, question.options[0].match)
        order = list(matching.rights(question, _key()))
        lefts = sorted(_id(question, each) for each in question.options)
        shown[order.index(mine)] += 1
        named[
            (sorted(order).index(mine) - lefts.index(_id(question, question.options[0]))) % 4
        ] += 1

    assert _is_level(shown, 4)
    assert _is_level(named, 4)


PLACE = Place("made.md", 1)


def _made(kind: str, number: int, right: int) -> Question:
    options = tuple(
        Option(f"made option {number} {letter}", at == right, match=f"side {number} {letter}")
        for at, letter in enumerate("abcd")
    )
    return Question(kind, f"made-{number}", "?", options, "", "", "", PLACE)


def _id(question: Question, option: Option) -> str:
    return option_id(question.id, option.text)


def _is_level(counted: Counter[Any], places: int) -> bool:
    """Within five standard deviations: by lot this fails once in a million runs."""
    share = 1 / places
    deviation = (MADE * share * (1 - share)) ** 0.5
    assert sum(counted.values()) == MADE
    return all(abs(count - MADE * share) < 5 * deviation for count in counted.values())


# --- a lesson with another key --------------------------------------------------------


@pytest.mark.proof
def test_a_lesson_with_another_key_sends_the_same(
    server: Server, folder: Path, lesson: Explainer, tmp_path: Path
) -> None:
    other_folder = with_another_key(folder, tmp_path / "other")
    other, problems = load(other_folder)
    assert not problems
    assert other.questions.keys() == lesson.questions.keys()
    for name, question in lesson.questions.items():
        key = QUESTIONS[question.kind].key
        assert key(question) != key(other.questions[name]) or question.kind == "coding", name
    with Server(other_folder, f"sqlite:///{tmp_path}/answers.sqlite", tmp_path) as second:
        one, two = (
            run(_elements, address, some(lesson.questions, 8))
            for address in (server.address, second.address)
        )

    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    tell(
        f"secrecy, {lesson.site.title[:30]}: with another key the same "
        f"{sum(map(len, one.values()))} elements on {len(one)} pages"
    )


async def _elements(address: str, names: Sequence[str]) -> Mapping[str, list[bytes]]:
    """All that is drawn, by page and question, for the same learner who answered nothing."""
    visit, found = Visit(address, TOKEN), {}
    await visit.open()
    pages = [(page, "") for page in addresses.TITLES]
    for page, query in [*pages, *((addresses.QUIZ, f"question={name}") for name in names)]:
        await visit.see(page, query)
        messages = map(ForwardMsg.FromString, visit.frames)
        found[f"{page}?{query}"] = [
            message.delta.SerializeToString(deterministic=True)
            for message in messages
            if message.WhichOneof("type") == "delta"
        ]
    await visit.close()
    return found


# --- what has no key ------------------------------------------------------------------

RUNG = re.compile(r"(?m)^- rung: (.*)$")


def test_the_rungs_of_a_lesson_are_not_sent_before_its_events_are_placed(
    server: Server, folder: Path, lesson: Explainer, tmp_path: Path
) -> None:
    """A lesson that has each event on another rung asks with the same bytes."""
    other = tmp_path / "other"
    shutil.copytree(folder / "content", other / "content")
    shutil.copytree(folder / "seeds", other / "seeds")
    events, names = other / "content" / "events.md", [rung.id for rung in lesson.ladder]
    text = RUNG.sub(
        lambda found: f"- rung: {names[names.index(found[1]) - 1]}", events.read_text("utf-8")
    )
    events.write_text(text, "utf-8")
    with Server(other, f"sqlite:///{tmp_path}/answers.sqlite", tmp_path) as second:
        one, two = (
            run(_drawn, address, _placing(lesson)) for address in (server.address, second.address)
        )

    assert one == two


def test_what_others_chose_is_not_sent_before_an_answer(server: Server, lesson: Explainer) -> None:
    """With three who answered, and with none, a newcomer gets the same; then the count."""
    before = run(_drawn, server.address, _placing(lesson))
    for _ in range(3):
        run(_answered, server.address, lesson)

    assert run(_drawn, server.address, _placing(lesson)) == before
    time.sleep(current.CLASS_SECONDS)
    for reply, _ in (run(_answered, server.address, lesson)[name] for name in _placing(lesson)):
        assert any(set(words) >= {"count", "first", "answers"} for words in reply)


def _placing(lesson: Explainer) -> tuple[str, ...]:
    names = tuple(name for name, each in lesson.questions.items() if each.kind == "coding")
    assert names
    return names


def test_the_page_of_sources_does_not_tell_which_claim_is_asked_for(lesson: Explainer) -> None:
    """It says where each claim is used: all that can be chosen are used by their question."""
    used = uses(lesson)
    asked = [each for each in lesson.questions.values() if each.kind == "evidence"]
    assert asked
    for question in asked:
        address = addresses.question(question.id)
        assert all(address in dict(used[option.claim]) for option in question.options)


def test_widgets_hold_no_trace_of_the_key(lesson: Explainer, folder: Path, tmp_path: Path) -> None:
    """The same, of the forms alone, for many learners."""
    other = load(with_another_key(folder, tmp_path / "other"))[0]
    for name, question in lesson.questions.items():
        widget = WIDGETS[question.kind]
        for number in range(20):
            seed = f"seed {number}"
            one, two = (
                widget.html(each, None, seed, str) for each in (question, other.questions[name])
            )
            assert one == two or _is_the_order_to_find(question, other.questions[name], seed)


def _is_the_order_to_find(one: Question, two: Question, seed: str) -> bool:
    """Steps are never shown in the right order: so seldom, and only so, two keys can differ."""
    shuffled = QUESTIONS[one.kind].shuffled
    return one.kind == "sequencing" and shuffled(one, seed) != shuffled(two, seed)
