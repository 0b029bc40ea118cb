"""What somebody tries who means no good: each a law of the whole server, tried over the network."""

from __future__ import annotations

import json
import random
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from explainer import tokens
from explainer.model import Explainer, Question
from explainer.reading import load
from explainer.server import limits
from tests.cases import FERRY
from tests.clients import Pairs, browser, mark_in, pairs_of, right_pairs
from tests.proof import SEED, form, tell
from tests.servers import Server
from tests.stores import opened
from tests.visits import Visit, cookie, run

GUESSES = form(10_000, 300)
ROUTES = ("answer", "code", "card", "continue", "forget")


@pytest.fixture(scope="module")
def lesson() -> Explainer:
    return load(FERRY)[0]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attacks")


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[Server]:
    with Server(FERRY, f"sqlite:///{place}/answers.sqlite", place) as server:
        yield server


@pytest.fixture(autouse=True)
def alive(server: Server) -> Iterator[None]:
    """Whatever was tried, the server goes on, and nothing of ours broke."""
    yield
    assert server.is_alive()
    assert "Traceback" not in server.output()


class Learner:
    """Somebody who asks the server's routes."""

    def __init__(self, server: Server, token: str = "") -> None:
        self.token = token or tokens.new()
        self._server = server

    def post(self, route: str, sent: object = None, **said: str) -> httpx.Response:
        headers = {"content-type": "application/json", **cookie(self.token), **_named(said)}
        content = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
        reply = self._server.http.post(f"/{route}", content=content, headers=headers)
        self._server.http.cookies.clear()
        return reply

    def answer(self, question: Question, pairs: Pairs, key: str = "") -> httpx.Response:
        name = key or secrets.token_hex(16)
        return self.post("answer", {"question": question.id, "pairs": pairs, "key": name})

    def code(self) -> str:
        return str(self.post("code", {}).json()["code"])

    def sees(self) -> Mapping[str, Mapping[str, Any]]:
        """The questions as the script draws them for this learner, by id."""
        return run(_seen, Visit(self._server.address, self.token))


def _named(said: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in said.items()}


async def _seen(visit: Visit) -> Mapping[str, Mapping[str, Any]]:
    await visit.open()
    found: dict[str, Mapping[str, Any]] = {}
    for name in load(FERRY)[0].questions:
        await visit.see("quiz", f"question={name}")
        found |= visit.questions()
    await visit.close()
    return found


# --- answers that are sent again, or in another's name --------------------------------


def test_a_replayed_answer_is_the_first_one_whatever_comes_with_it(
    server: Server, lesson: Explainer
) -> None:
    question = lesson.questions["who-counted-nine"]
    learner, lot = Learner(server), random.Random(SEED)
    wrong = next(p for _ in range(99) if (p := pairs_of(question, lot)) != right_pairs(question))
    first = learner.answer(question, wrong, "the-same-key")
    again = [
        learner.answer(question, pairs, "the-same-key") for pairs in (wrong, right_pairs(question))
    ]
    other = learner.answer(lesson.questions["fish-or-trip"], right_pairs(question), "the-same-key")

    assert first.status_code == 200
    assert [reply.json() for reply in again] == [first.json()] * 2
    assert other.json() == first.json()
    assert first.json()["state"]["tries"] == 1


def test_the_same_key_of_another_learner_is_another_answer(
    server: Server, lesson: Explainer
) -> None:
    question = lesson.questions["who-counted-nine"]
    one, two = Learner(server), Learner(server)
    right = one.answer(question, right_pairs(question), "key-of-two")
    wrong = two.answer(question, [["pick", "0" * 8]], "key-of-two")

    assert (right.json()["state"]["correct"], wrong.json()["state"]["correct"]) == (True, False)
    assert one.sees()[question.id]["state"]["correct"] is True
    assert two.sees()[question.id]["state"]["correct"] is False


def test_a_learner_neither_reads_nor_changes_what_is_anothers(
    server: Server, lesson: Explainer
) -> None:
    question = lesson.questions["what-sudrey-did"]
    mine, thief = Learner(server), Learner(server)
    mine.answer(question, right_pairs(question))
    before = mine.sees()
    assert thief.sees()[question.id]["state"] == {"answered": False, "failed": False}
    thief.answer(question, [["pick", "0" * 8]])
    assert thief.post("forget", {"learner": tokens.learner(mine.token)}).json() == {"forgotten": 1}
    told = {"question": question.id, "pairs": [], "learner": tokens.learner(mine.token)}
    thief.post("answer", told)
    # What the store knows a learner by is no token: a copy of the store lets nobody in.
    assert Learner(server, tokens.learner(mine.token)[:32]).sees() != before

    assert mine.sees() == before


def test_a_code_lets_in_who_has_it_and_a_new_one_ends_it(server: Server, lesson: Explainer) -> None:
    question = lesson.questions["what-sudrey-did"]
    mine, second, late = Learner(server), Learner(server), Learner(server)
    mine.answer(question, right_pairs(question))
    old, new = mine.code(), mine.code()
    assert late.post("continue", {"code": old}).status_code == 404
    typed = new.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert second.post("continue", {"code": typed}).json() == {"continued": True}

    assert second.sees()[question.id]["state"]["correct"] is True
    assert late.sees()[question.id]["state"] == {"answered": False, "failed": False}


# --- guessing -------------------------------------------------------------------------


@pytest.mark.proof
@pytest.mark.parametrize("proxies", ["0", "1"])
def test_guessed_codes_find_nobody_and_are_slowed(
    lesson: Explainer, tmp_path: Path, proxies: str
) -> None:
    """Whatever address the guesser writes down: only what the host's own proxy adds counts."""
    store = f"sqlite:///{tmp_path}/answers.sqlite"
    with Server(FERRY, store, tmp_path, EXPLAINER_PROXIES=proxies) as server:
        known = Learner(server)
        known.answer(lesson.questions["visitors-lost"], [["text", "25"]])
        code = known.code()
        said = Counter[int]()
        slowed_from, waits = 0, []
        guesser = Learner(server)
        for number in range(GUESSES):
            own = "203.0.113.9" if proxies == "1" else ""
            pretended = ", ".join(filter(None, [f"198.51.100.{number % 250}", own]))
            reply = guesser.post("continue", {"code": tokens.new_code()}, x_forwarded_for=pretended)
            said[reply.status_code] += 1
            if reply.status_code == 429:
                slowed_from = slowed_from or number + 1
                waits.append(int(reply.headers["retry-after"]))
        right = guesser.post(
            "continue", {"code": code}, x_forwarded_for="198.51.100.1, 203.0.113.9"
        )

    tell(
        f"guessed codes, {proxies} proxies: {GUESSES} guesses, {said[200]} hits, "
        f"slowed from guess {slowed_from}, {said[429]} refused, longest wait {max(waits)} s"
    )
    assert said.keys() == {404, 429}
    # A slow machine may let pass what has waited long enough.
    assert slowed_from == limits.FREE + 2
    assert said[404] <= limits.FREE + 1 + len(waits) // 10
    assert min(waits) >= 1
    assert right.status_code == 429, "Also the right code has to wait."


@pytest.mark.proof
def test_guesses_that_come_at_once_are_counted_one_by_one(tmp_path: Path) -> None:
    """Before the first of them is known to be wrong, all others are already on their way."""
    with Server(FERRY, f"sqlite:///{tmp_path}/answers.sqlite", tmp_path) as server:
        said = run(_at_once, server.address)
    tell(f"guessed codes, {AT_ONCE} at once: {said[404]} were looked up, {said[429]} refused")
    assert said.keys() == {404, 429}
    assert said[404] == limits.FREE + 1


AT_ONCE = 200


async def _at_once(address: str) -> Counter[int]:
    said = Counter[int]()

    async def guess(http: httpx.AsyncClient) -> None:
        code = {"code": tokens.new_code()}
        reply = await http.post(f"{address}/continue", json=code, headers=cookie(tokens.new()))
        said[reply.status_code] += 1

    async with browser() as http, anyio.create_task_group() as group:
        for _ in range(AT_ONCE):
            group.start_soon(guess, http)
    return said


def test_right_codes_are_no_guesses(server: Server) -> None:
    """A class behind one address goes on, one after the other."""
    code = Learner(server).code()
    for _ in range(2 * limits.FREE):
        assert Learner(server).post("continue", {"code": code}).status_code == 200


@pytest.mark.proof
def test_guessed_tokens_find_nobody(tmp_path: Path, lesson: Explainer) -> None:
    url = f"sqlite:///{tmp_path}/answers.sqlite"
    with Server(FERRY, url, tmp_path) as server:
        Learner(server).answer(lesson.questions["visitors-lost"], [["text", "25"]])
    with opened(url) as store:
        guesses = [tokens.learner(tokens.new()) for _ in range(GUESSES)]
        hits = sum(bool(store.answers(store.learner(guess))) for guess in guesses)
    tell(f"guessed tokens: {GUESSES} guesses, {hits} hits")
    assert hits == 0


def test_a_cookie_that_is_no_token_is_nobody(server: Server, lesson: Explainer) -> None:
    question = lesson.questions["visitors-lost"]
    for held in ("", "x", "a" * 31, "a" * 33, "a" * 31 + "'", "../../etc/passwd", "%00" * 11):
        reply = Learner(server, held or "-").answer(question, [["text", "25"]])
        assert reply.status_code == 401
        given = reply.headers["set-cookie"]
        assert "HttpOnly" in given
        assert "SameSite=lax" in given


# --- other sites ----------------------------------------------------------------------


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "said",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost"},
        {"host": "evil.example"},
        {"host": "evil.example", "origin": "http://evil.example"},
    ],
)
def test_no_other_site_may_act_in_a_learners_name(
    server: Server, route: str, said: dict[str, str]
) -> None:
    assert Learner(server).post(route, {}, **said).status_code == 403


FORMS = ("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
"""The kinds of text that a form may send without asking first."""


@pytest.mark.parametrize("route", ROUTES)
def test_a_form_of_another_site_is_no_answer(server: Server, lesson: Explainer, route: str) -> None:
    learner = Learner(server)
    question = lesson.questions["visitors-lost"]
    sent = {"question": question.id, "pairs": [["text", "25"]], "key": secrets.token_hex(8)}
    replies = [learner.post(route, sent | {"code": "x"}, content_type=kind) for kind in FORMS]

    allowed = {200} if route in ("code", "card", "forget") else {400, 404}
    assert {reply.status_code for reply in replies} <= allowed
    assert learner.sees()[question.id]["state"]["answered"] is False


# --- nonsense -------------------------------------------------------------------------

KEY = "12345678"
NONSENSE: Mapping[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "half a letter": b"\xff\xfe{}",
    "deep": b"[" * 30_000 + b"]" * 30_000,
    "deep objects": b'{"a":' * 9_000 + b"1" + b"}" * 9_000,
    "a number": b"1",
    "not a number": b"NaN",
    "infinity": b"-Infinity",
    "null": b"null",
    "a text": b'"x"',
    "a list": b"[]",
    "nothing in it": b"{}",
    "a long number": b"1" * 60_000,
    "numbers": b'{"question": 1, "pairs": 2, "key": 3}',
    "nulls": b'{"question": null, "pairs": null, "key": null}',
    "lists": b'{"question": [], "pairs": [], "key": [], "code": []}',
    "a long code": json.dumps({"code": "C" * 60_000}).encode(),
    "half a code": b'{"code": "\\ud800"}',
    "a code of NUL": json.dumps({"code": "\0" * 12}).encode(),
    "too long": b'{"code": "' + b"C" * 1_000_000 + b'"}',
}

ANSWER = {"question": "visitors-lost", "pairs": [["text", "25"]], "key": KEY}
ODD_ANSWERS: Mapping[str, object] = {
    "pairs as a text": ANSWER | {"pairs": "text"},
    "pairs as a map": ANSWER | {"pairs": {"text": 1}},
    "no pairs": ANSWER | {"pairs": []},
    "pairs of one": ANSWER | {"pairs": [["text"]]},
    "pairs of three": ANSWER | {"pairs": [["text", "1", "2"]]},
    "a number given": ANSWER | {"pairs": [["text", 25]]},
    "no number given": ANSWER | {"pairs": [["text", float("nan")]]},
    "a deep pair": ANSWER | {"pairs": [["text", [[[[1]]]]]]},
    "many pairs": ANSWER | {"pairs": [[]] * 9_000},
    "a short key": ANSWER | {"key": "1"},
    "a key with NUL": ANSWER | {"key": "1234567\0"},
    "half a key": ANSWER | {"key": "1234567\ud800"},
    "a long key": ANSWER | {"key": "k" * 65},
    "a long question": ANSWER | {"question": "q" * 9_000},
}


@pytest.mark.parametrize("name", ODD_ANSWERS)
def test_an_odd_answer_is_refused_and_breaks_nothing(server: Server, name: str) -> None:
    reply = Learner(server).post("answer", ODD_ANSWERS[name])
    assert 400 <= reply.status_code < 500


@pytest.mark.parametrize("name", NONSENSE)
@pytest.mark.parametrize("route", ["answer", "continue"])
def test_nonsense_is_refused_and_breaks_nothing(server: Server, route: str, name: str) -> None:
    reply = Learner(server).post(route, NONSENSE[name])
    assert 400 <= reply.status_code < 500
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_a_route_takes_nothing_but_a_post(server: Server, route: str, method: str) -> None:
    reply = server.http.request(method, f"/{route}", headers=cookie(tokens.new()))
    assert 400 <= reply.status_code < 500


@pytest.mark.parametrize("route", ROUTES)
def test_a_link_to_a_route_does_nothing(server: Server, lesson: Explainer, route: str) -> None:
    """Streamlit gives its page for any address, so that is what a link gets; and no more."""
    learner, question = Learner(server), lesson.questions["visitors-lost"]
    learner.answer(question, [["text", "25"]])
    before = learner.sees()
    asked = {"question": question.id, "pairs": "[]", "key": KEY, "code": learner.code()}
    for method in ("GET", "HEAD"):
        cookies = cookie(learner.token)
        reply = server.http.request(method, f"/{route}", params=asked, headers=cookies)
        server.http.cookies.clear()
        assert reply.headers["content-type"].startswith("text/html")
    assert learner.sees() == before


ODD_NAMES = (
    "no-such",
    "",
    "../visitors-lost",
    "visitors-lost\0",
    "\ud800",
    "'; DROP TABLE answers",
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_question_that_is_not_there_is_gone(server: Server, name: str) -> None:
    sent = {"question": name, "pairs": [["text", "25"]], "key": KEY}
    assert Learner(server).post("answer", sent).status_code == 410


def test_an_answer_made_of_another_questions_options_is_wrong(
    server: Server, lesson: Explainer
) -> None:
    """Every kind is given what every question's form sends, right or not; and odd things."""
    learner, lot = Learner(server), random.Random(SEED)
    odd: list[Pairs] = [
        [["text", "\ud83d"]],
        [["text", "\0\x1b[2J"]],
        [["pick", "00000000"], ["step", "00000000"], ["00000000", "00000000"]],
        [["pick", "a" * 200]],
    ]
    for question in lesson.questions.values():
        for other in lesson.questions.values():
            reply = learner.answer(question, right_pairs(other))
            assert reply.status_code == (200 if _fits(question, other) else 400)
            if reply.status_code == 200:
                mark = mark_in(reply.json())
                assert mark.correct is (question == other and mark.graded)
        for pairs in (*odd, [[*pair] for pair in pairs_of(question, lot)] * 40):
            reply = learner.answer(question, pairs)
            assert reply.status_code in (200, 400)
            # What is written twice in one field is one text to us, and no pick or step.
            if reply.status_code == 200 and question.kind != "fill-in":
                assert not mark_in(reply.json()).correct


def _fits(question: Question, other: Question) -> bool:
    """Whether a form of one kind sends anything that the other kind looks at."""
    pairs = ("matching", "speakers", "coding")
    return question.kind == other.kind or (question.kind in pairs and other.kind in pairs)


def test_what_is_kept_of_odd_answers_can_be_read_again(server: Server, lesson: Explainer) -> None:
    """Letters outside any alphabet, both ways of writing, and half letters: kept and drawn."""
    learner, question = Learner(server), lesson.questions["visitors-lost"]
    for typed in ("\u202e25", "e\u0301\u200d", "\U0001f468\u200d\U0001f469", "\ud83d", "2\x005"):
        reply = learner.answer(question, [["text", typed]])
        assert reply.status_code in (200, 400)
    assert learner.sees()[question.id]["state"]["answered"] is True


def test_messages_over_the_websocket_cannot_answer_for_another(
    server: Server, lesson: Explainer
) -> None:
    """A session that names another's is given no state of theirs: the cookie decides."""
    question = lesson.questions["who-runs-what"]
    mine = Learner(server)
    mine.answer(question, right_pairs(question))
    stolen = run(_with_session_of, server.address, mine.token, question.id)
    assert stolen == {"answered": False, "failed": False}


async def _with_session_of(address: str, token: str, question: str) -> object:
    victim = Visit(address, token)
    await victim.open()
    await victim.see("quiz", f"question={question}")
    victim.drop()
    thief = Visit(address, tokens.new(), session=victim.session)
    await anyio.sleep(0.5)
    await thief.open()
    await thief.see("quiz", f"question={question}")
    await thief.close()
    return thief.questions()[question]["state"]
