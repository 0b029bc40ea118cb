"""What goes along with an answer: how sure, with the text open or not, how long after reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from explainer import tokens
from explainer.model import Answer
from tests.cases import FERRY
from tests.conftest import Complaints
from tests.servers import Server
from tests.stores import opened

pytestmark = pytest.mark.browser

WAIT = 60_000
ASKED = "How sure are you? It is never scored."
LEVELS = ("A guess", "Fairly sure", "Certain")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(FERRY, f"sqlite:///{tmp_path}/answers.sqlite", tmp_path) as server:
        yield server


def ask(page: Page, server: Server, name: str) -> Locator:
    page.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.address}/quiz?question={name}")
    form = page.locator("form.xq-form")
    expect(form.locator(".xq-body > *").first).to_be_visible()
    return form


def kept(page: Page, server: Server, tmp_path: Path, complaints: Complaints) -> list[Answer]:
    cookies = page.context.cookies()
    token = next(str(each["value"]) for each in cookies if each["name"] == tokens.COOKIE)
    page.close()
    complaints.clear()
    server.stop()
    with opened(f"sqlite:///{tmp_path}/answers.sqlite") as store:
        return list(store.answers(store.learner(tokens.learner(token))))


def boxes(form: Locator) -> object:
    return form.locator(".xq-check").evaluate_all(
        "all => all.map(e => [e.offsetLeft, e.offsetTop, e.offsetWidth, e.offsetHeight])"
    )


def test_enter_asks_how_sure_one_is_and_the_keyboard_says_it(
    page: Page, server: Server, tmp_path: Path, complaints: Complaints
) -> None:
    form = ask(page, server, "visitors-lost")
    buttons = form.get_by_role("group", name=ASKED).get_by_role("button")
    expect(buttons).to_have_text(LEVELS)
    before = boxes(form)
    form.locator("input[name=text]").focus()
    page.keyboard.press("Enter")
    expect(form.locator("[data-part=nudge]")).to_have_text("Choose or write an answer first.")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(form.locator("[data-part=nudge]")).to_contain_text("Now say how sure you are")
    expect(form.get_by_role("group", name=ASKED)).to_be_focused()
    page.keyboard.press("Enter")
    assert boxes(form) == before
    assert page.evaluate("localStorage['xp-outbox']") is None
    expect(form.locator(".xq-verdict")).to_have_count(0)
    for name in LEVELS:
        page.keyboard.press("Tab")
        expect(form.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.locator(".xq-verdict")).to_be_visible()
    expect(form.get_by_role("group", name=ASKED)).to_be_hidden()

    assert [each.confidence for each in kept(page, server, tmp_path, complaints)] == [3]


def test_the_level_stays_with_an_answer_that_waits_for_the_server(
    page: Page, server: Server, tmp_path: Path, complaints: Complaints
) -> None:
    """Beside it: nobody is asked how sure they are of what has no right answer."""
    form = ask(page, server, "who-counted-nine")
    form.locator("label").first.click()
    before = boxes(form)
    server.kill()
    form.get_by_role("button", name="A guess").click()
    assert boxes(form) == before
    expect(form.locator("[data-part=nudge]")).to_contain_text("Not saved yet")
    server.start()
    expect(form.locator(".xq-verdict")).to_be_visible()

    coding = ask(page, server, "you-place-them")
    expect(coding.get_by_role("button", name="Keep and compare")).to_be_visible()
    expect(coding.get_by_text(ASKED)).to_be_hidden()
    for select in coding.locator("select").all():
        select.select_option(index=1)
    coding.get_by_role("button", name="Keep and compare").click()
    expect(coding.locator(".xq-verdict")).to_have_text("Kept")

    assert [each.confidence for each in kept(page, server, tmp_path, complaints)] == [1, None]


def test_the_text_is_closed_and_whoever_opens_it_is_known_to_have_looked(
    page: Page, server: Server, tmp_path: Path, complaints: Complaints
) -> None:
    """Beside it: the time since the reading, also over a look at the text and another page."""
    page.set_default_timeout(WAIT)
    page.clock.install()
    page.goto(server.address)
    expect(page.locator("h2#a-bell-at-night")).to_be_visible()
    page.locator("h2#a-bell-at-night").evaluate("e => e.scrollIntoView()")
    page.clock.run_for("00:10")
    page.goto(f"{server.address}/people")
    page.clock.fast_forward("05:00")
    form = ask(page, server, "visitors-lost")
    box = page.locator("details[data-look]")
    expect(box.get_by_text("Sudrey says that it rang two times")).to_be_hidden()
    form.locator("input[name=text]").fill("40")
    form.get_by_role("button", name="A guess").click()
    expect(form.locator(".xq-verdict")).to_be_visible()
    form.get_by_role("button", name="Try again").click()
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(box.get_by_text("Sudrey says that it rang two times")).to_be_visible()
    # A browser tells of an opened box a moment later, and of one that is shut at once never.
    while page.evaluate("localStorage['xp-looked:visitors-lost']") is None:
        page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    page.reload()
    form.locator("input[name=text]").fill("25")
    form.get_by_role("button", name="Certain").click()
    expect(form.locator(".xq-verdict")).to_have_text("Right")
    form = ask(page, server, "in-which-order")
    form.locator("[data-move=down]").first.click()
    form.get_by_role("button", name="Certain").click()
    expect(form.locator(".xq-verdict")).to_be_visible()
    first, second, other = kept(page, server, tmp_path, complaints)

    assert (first.looked, second.looked, other.looked) == (False, True, False)
    assert first.since is not None
    assert second.since is not None
    assert 300 <= first.since < 600
    assert second.since < 60
    assert other.since is None
