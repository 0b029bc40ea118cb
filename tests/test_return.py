"""A learner comes back, after whatever has happened, and finds everything as it was."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from explainer import tokens
from explainer.model import Explainer, Question, Verdict
from explainer.reading import load
from tests.cases import FERRY
from tests.clients import right_pairs
from tests.conftest import ROOT, Complaints
from tests.postgres import Cluster
from tests.proof import some
from tests.servers import Server
from tests.stores import bytes_of, opened, small_disk

pytestmark = pytest.mark.browser

WAIT = 60_000
"""Milliseconds after which something hangs; nothing is measured."""

EVERY, ASKED = (len(each) for each in (load(FERRY)[0].questions, load(FERRY)[0].asked))
"""How many questions there are, and how many without those that stand in for another."""

CHECK = re.compile("^(Fairly sure|Keep and compare)$")
GOOD = re.compile("^(Right|Kept)$")
KEPT = "Not saved yet. Your answer is kept in this browser and sent again by itself."


@pytest.fixture(scope="module")
def lesson() -> Explainer:
    return load(FERRY)[0]


@pytest.fixture(autouse=True)
def patient(page: Page) -> None:
    """A busy machine is slow, not wrong."""
    be_patient(page)


def be_patient(page: Page) -> None:
    page.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    return folder / "answers.sqlite"


@pytest.fixture
def server(store: Path, tmp_path: Path) -> Iterator[Server]:
    with Server(FERRY, f"sqlite:///{store}", tmp_path) as server:
        yield server


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all tests in which the server only has to be there."""
    place = tmp_path_factory.mktemp("steady")
    (place / "store").mkdir()
    with Server(FERRY, f"sqlite:///{place}/store/answers.sqlite", place) as server:
        yield server


# --- what a learner does and sees -----------------------------------------------------


def ask(page: Page, address: str, name: str) -> Locator:
    """Opens a question at its address, as a new visit."""
    page.goto(f"{address}/quiz?question={name}")
    form = page.locator("form.xq-form")
    expect(form.locator(".xq-body > *").first).to_be_visible()
    return form


def fill(form: Locator, question: Question) -> None:
    """Gives the right answer, or one as good as any, and does not send it."""
    pairs = right_pairs(question)
    for name, value in pairs:
        if question.kind in ("choice", "evidence", "place"):
            form.locator(f"label:has(input[value='{value}'])").click()
        if question.kind in ("matching", "speakers", "coding"):
            form.locator(f"select[name='{name}']").select_option(value)
        if question.kind == "fill-in":
            form.locator("input[name=text]").fill(value)
    if question.kind == "sequencing":
        put_in_order(form, [value for _, value in pairs])


def put_in_order(form: Locator, wanted: list[str]) -> None:
    """Step by step, looking anew each time: a form may just have been drawn again."""
    while (now := order_of(form)) != wanted:
        place = next(at for at, value in enumerate(wanted) if now[at] != value)
        form.locator(f".xq-step:has(input[value='{wanted[place]}']) [data-move=up]").click()


def order_of(form: Locator) -> list[str]:
    values: list[str] = form.locator("[name=step]").evaluate_all("all => all.map(e => e.value)")
    return values


def send(form: Locator) -> None:
    form.get_by_role("button", name=CHECK).click()


def answer(page: Page, address: str, question: Question) -> None:
    form = ask(page, address, question.id)
    fill(form, question)
    send(form)
    expect(form.locator(".xq-verdict")).to_have_text(GOOD)


LOOK = """form => ({
  controls: [...form.elements].filter(e => e.name).map(e => [e.name, e.value, e.checked === true]),
  result: form.querySelector('[data-part=result]').textContent,
  state: form.closest('.xq').dataset.state,
})"""


def look(form: Locator) -> object:
    """The order of the controls, what stands in them, and the result."""
    expect(form.locator(".xq-verdict")).to_be_visible()
    return form.evaluate(LOOK)


def look_at_all(page: Page, address: str, lesson: Explainer) -> Mapping[str, object]:
    """In the short form some of them, and the last, which is still open where one answers all."""
    *others, last = lesson.questions
    return {name: look(ask(page, address, name)) for name in (*some(others, 4), last)}


def kept_of(store: str, token: str) -> list[tuple[str, bool]]:
    """What the store holds of a learner: each answered question, as often as it was kept."""
    with opened(store) as opened_store:
        who = opened_store.learner(tokens.learner(token))
        good = (Verdict.RIGHT, Verdict.KEPT)
        return [(each.question, each.mark.verdict in good) for each in opened_store.answers(who)]


def wait_for_delivery(page: Page) -> None:
    """Asks from outside: the page's own policy lets nobody evaluate a text in it."""
    while page.evaluate("localStorage['xp-outbox']") is not None:
        page.wait_for_timeout(200)


def leave(page: Page, complaints: Complaints) -> None:
    """Before the server goes for good, and with it what the page said of one that was away."""
    page.close()
    complaints.clear()


def token_of(context: BrowserContext) -> str:
    return next(
        str(cookie["value"]) for cookie in context.cookies() if cookie["name"] == tokens.COOKIE
    )


# --- the server goes, and comes back --------------------------------------------------


@pytest.mark.proof
def test_a_tab_a_new_tab_and_another_device_show_the_same_after_a_kill(
    page: Page,
    context: BrowserContext,
    browser: Browser,
    server: Server,
    store: Path,
    lesson: Explainer,
    complaints: Complaints,
) -> None:
    for question in lesson.questions.values():
        answer(page, server.address, question)
    before = look_at_all(page, server.address, lesson)
    last = list(lesson.questions)[-1]

    server.kill()
    expect(page.get_by_test_id("stApp")).not_to_have_attribute(
        "data-test-connection-state", "CONNECTED"
    )
    server.start()
    # The open tab comes back by itself, and its session is a new one on the server.
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    assert look(page.locator("form.xq-form")) == before[last]
    page.get_by_role("navigation").get_by_role("link", name="Quiz").click()
    expect(page.get_by_text(f"{ASKED} of {ASKED} answered")).to_be_visible()
    page.locator(f".xp-quiz a[href$='question={last}']").click()
    assert look(page.locator("form.xq-form")) == before[last]
    with context.new_page() as tab:
        assert look_at_all(tab, server.address, lesson) == before
    code = shown_code(page, server.address)
    with browser.new_context() as device:
        other = device.new_page()
        be_patient(other)
        go_on_with(other, server.address, code)
        assert look_at_all(other, server.address, lesson) == before
    token = token_of(context)
    leave(page, complaints)
    server.stop()
    right = [(name, True) for name in lesson.questions]
    assert kept_of(f"sqlite:///{store}", token) == right


def shown_code(page: Page, address: str) -> str:
    page.goto(f"{address}/your-answers")
    page.get_by_role("button", name="Show my code").click()
    code = page.locator(".xl-code").inner_text()
    assert re.fullmatch(r"(\w{4}-){2}\w{4}", code)
    return code


def go_on_with(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}/your-answers")
    page.get_by_label("Code from the other device").fill(code.lower())
    page.get_by_role("button", name="Continue here").click()
    expect(page.get_by_text(f"You have answered {EVERY} questions.")).to_be_visible()


def test_ten_minutes_without_a_network_deliver_once(
    page: Page,
    context: BrowserContext,
    server: Server,
    store: Path,
    lesson: Explainer,
    complaints: Complaints,
) -> None:
    question = lesson.questions["who-counted-nine"]
    page.clock.install()
    form = ask(page, server.address, question.id)
    context.set_offline(True)
    fill(form, question)
    send(form)
    expect(form.locator("[data-part=nudge]")).to_have_text(KEPT)
    for _ in range(10):
        page.clock.run_for("01:00")
    assert page.evaluate("JSON.parse(localStorage['xp-outbox']).length") == 1
    context.set_offline(False)
    page.clock.run_for("01:00")
    expect(form.locator(".xq-verdict")).to_have_text("Right")

    assert page.evaluate("localStorage['xp-outbox']") is None
    leave(page, complaints)
    server.stop()
    assert kept_of(f"sqlite:///{store}", token_of(context)) == [(question.id, True)]


def test_what_a_closed_tab_had_not_sent_is_sent_by_the_next_one(
    page: Page,
    context: BrowserContext,
    server: Server,
    store: Path,
    lesson: Explainer,
    complaints: Complaints,
) -> None:
    question = lesson.questions["visitors-lost"]
    form = ask(page, server.address, question.id)
    server.kill()
    fill(form, question)
    send(form)
    expect(form.locator("[data-part=nudge]")).to_have_text(KEPT)
    page.close()
    server.start()
    with context.new_page() as tab:
        be_patient(tab)
        tab.goto(f"{server.address}/people")  # from any page, not only where it was given
        wait_for_delivery(tab)
        expect(ask(tab, server.address, question.id).locator(".xq-verdict")).to_have_text("Right")

    complaints.clear()
    server.stop()
    assert kept_of(f"sqlite:///{store}", token_of(context)) == [(question.id, True)]


# --- what is not sent yet -------------------------------------------------------------


@pytest.mark.proof
@pytest.mark.parametrize("name", some(load(FERRY)[0].questions, 4))
def test_a_draft_survives_a_reload(
    page: Page, steady: Server, lesson: Explainer, name: str
) -> None:
    form = ask(page, steady.address, name)
    fill(form, lesson.questions[name])
    before = form.evaluate(LOOK)
    page.reload()
    expect(form.locator(".xq-body > *").first).to_be_visible()
    assert form.evaluate(LOOK) == before
    send(form)

    expect(form.locator(".xq-verdict")).to_have_text(GOOD)


def test_a_second_try_that_is_not_sent_survives_a_reload(
    page: Page, steady: Server, lesson: Explainer
) -> None:
    question = lesson.questions["who-counted-nine"]
    form = ask(page, steady.address, question.id)
    form.get_by_text("Sudrey", exact=True).click()
    send(form)
    expect(form.locator(".xq-verdict")).to_have_text("Not right")
    form.get_by_role("button", name="Try again").click()
    fill(form, question)
    before = form.evaluate(LOOK)
    page.reload()
    expect(form.locator("input:checked")).to_be_enabled()

    assert form.evaluate(LOOK) == before
    send(form)
    expect(form.locator(".xq-verdict")).to_have_text("Right")


# --- forgotten ------------------------------------------------------------------------


def test_of_who_is_forgotten_nothing_is_left_here_or_there(
    page: Page, context: BrowserContext, server: Server, store: Path, lesson: Explainer
) -> None:
    typed = "quite-a-singular-answer"
    form = ask(page, server.address, "visitors-lost")
    form.locator("input[name=text]").fill(typed)
    send(form)
    expect(form.locator(".xq-verdict")).to_have_text("Not right")
    fill(ask(page, server.address, "who-counted-nine"), lesson.questions["who-counted-nine"])
    token = token_of(context)
    code = tokens.code(shown_code(page, server.address)) or ""
    traces = [trace.encode() for trace in (tokens.learner(token), code, typed)]
    before = bytes_of(store.parent)
    assert all(trace in before for trace in traces)
    assert page.evaluate(OURS)

    page.get_by_role("button", name="Forget me").click()
    page.get_by_role("button", name="Yes, delete them").click()
    expect(
        page.get_by_text("Done. Answers deleted: 1. Nothing of you is left here.")
    ).to_be_visible()
    expect(page.get_by_text("You have answered 0 questions.")).to_be_visible()

    after = bytes_of(store.parent)
    assert [trace for trace in (*traces, token.encode()) if trace in after] == []
    assert page.evaluate(OURS) == []
    assert token_of(context) != token


OURS = "Object.keys(localStorage).filter(name => name.startsWith('xp-'))"


# --- the store goes, and comes back ---------------------------------------------------


def test_while_postgres_is_away_the_lesson_reads_on_and_an_answer_waits(
    page: Page,
    context: BrowserContext,
    tmp_path: Path,
    lesson: Explainer,
    complaints: Complaints,
) -> None:
    question = lesson.questions["what-sudrey-did"]
    with Cluster() as cluster:
        url = cluster.new_database()
        with Server(FERRY, url, tmp_path) as server:
            form = ask(page, server.address, question.id)
            cluster.kill()
            fill(form, question)
            send(form)
            expect(form.locator("[data-part=nudge]")).to_have_text(KEPT)
            page.goto(server.address)
            expect(
                page.get_by_text("Your earlier answers cannot be read just now.")
            ).to_be_visible()
            # The first screen may still show its own.
            expect(page.locator("h2#a-bell-at-night")).to_be_visible()
            cluster.start()
            wait_for_delivery(page)
            form = ask(page, server.address, question.id)
            expect(form.locator(".xq-verdict")).to_have_text("Right")
            leave(page, complaints)
        assert kept_of(url, token_of(context)) == [(question.id, True)]


def test_while_the_disk_is_full_the_lesson_reads_on_and_an_answer_waits(
    page: Page,
    context: BrowserContext,
    tmp_path: Path,
    lesson: Explainer,
    complaints: Complaints,
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with ExitStack() as stack:
        try:
            stack.enter_context(small_disk(disk, "1m"))
        except OSError as error:
            pytest.skip(str(error))
        url = f"sqlite:///{disk / 'answers.sqlite'}"
        with Server(FERRY, url, tmp_path) as server:
            _reads_on_without_space(page, server, disk, lesson)
            leave(page, complaints)
        assert kept_of(url, token_of(context)) == [("who-runs-what", True)]


def _reads_on_without_space(page: Page, server: Server, disk: Path, lesson: Explainer) -> None:
    question = lesson.questions["who-runs-what"]
    form = ask(page, server.address, question.id)
    filler = disk / "filler"
    fill_up(filler)
    fill(form, question)
    send(form)
    expect(form.locator("[data-part=nudge]")).to_have_text(KEPT)
    page.get_by_role("link", name="All questions").click()
    expect(page.get_by_text(f"0 of {ASKED} answered")).to_be_visible()
    filler.unlink()
    wait_for_delivery(page)
    expect(ask(page, server.address, question.id).locator(".xq-verdict")).to_have_text("Right")


def fill_up(path: Path) -> None:
    """Until not even one more line fits on the disk."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 512):
            pass


# --- where our server does not run ----------------------------------------------------


@pytest.fixture
def bare(store: Path, tmp_path: Path) -> Iterator[Server]:
    """The script alone, as on a host that starts it by itself."""
    script = str(ROOT / "explainer" / "script.py")
    command = [sys.executable, "-m", "streamlit", "run", script]
    with Server(FERRY, f"sqlite:///{store}", tmp_path, command=command) as server:
        yield server


@pytest.mark.proof
def test_the_script_alone_keeps_answers_and_grants_the_three_wishes(
    page: Page,
    browser: Browser,
    bare: Server,
    store: Path,
    lesson: Explainer,
    complaints: Complaints,
) -> None:
    for question in lesson.questions.values():
        answer(page, bare.address, question)
    token = page.evaluate("localStorage['xp-token']")
    before = look_at_all(page, bare.address, lesson)
    page.reload()
    last = list(lesson.questions)[-1]
    assert look(page.locator("form.xq-form")) == before[last]

    code = shown_code(page, bare.address)
    with browser.new_context() as device:
        other = device.new_page()
        be_patient(other)
        go_on_with(other, bare.address, code)
        assert look_at_all(other, bare.address, lesson) == before
    page.get_by_role("button", name="Forget me").click()
    page.get_by_role("button", name="Yes, delete them").click()
    expect(
        page.get_by_text(f"Done. Answers deleted: {EVERY}. Nothing of you is left here.")
    ).to_be_visible()
    expect(page.get_by_text("You have answered 0 questions.")).to_be_visible()

    assert tokens.learner(token).encode() not in bytes_of(store.parent)
    assert page.evaluate("localStorage['xp-token']") != token
    leave(page, complaints)  # there Streamlit seeks its own address by trying, and gets 404


@pytest.mark.proof
def test_the_script_alone_keeps_drafts(
    page: Page, bare: Server, lesson: Explainer, complaints: Complaints
) -> None:
    """At once: nothing is asked before it is clear in which order a learner has the options."""
    for name in some(lesson.questions, 5):
        form = ask(page, bare.address, name)
        fill(form, lesson.questions[name])
        before = form.evaluate(LOOK)
        page.reload()
        expect(form.locator(".xq-body > *").first).to_be_visible()
        assert form.evaluate(LOOK) == before, name
    leave(page, complaints)
