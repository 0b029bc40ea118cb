"""Authors from elsewhere: a password, a cookie nobody can make up, and readers who see nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from explainer import authorship, clock, settings
from explainer.authorship import Visitor
from explainer.desk import suggesting
from tests import saves
from tests.conftest import Complaints
from tests.servers import Server
from tests.test_accessibility import violations

PASSWORD = "four-words-nobody-would-guess"  # noqa: S105 (of a server that lives for a test)
HERE = ("127.0.0.1", "localhost")
SIGN_IN = "/author/sign-in"


@pytest.fixture
def _hosted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.AUTHOR, "1")
    monkeypatch.setenv(settings.AUTHOR_PASSWORD, PASSWORD)


# --- who comes in -----------------------------------------------------------------------


@pytest.mark.usefixtures("_hosted")
def test_with_a_password_nobody_comes_in_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = authorship.ticket()
    assert authorship.is_author(Visitor("203.0.113.9", "lesson.example", True, ticket))
    assert not authorship.is_author(Visitor(*HERE, False))
    for wrong in (
        ticket[:-1],
        f"9{ticket}",
        ticket.split(".")[0],
        ".",
        "",
        "x.y",
        "é.é",
        f"{ticket}0",
    ):
        assert not authorship.is_author(Visitor(*HERE, False, wrong))
    monkeypatch.setenv(settings.AUTHOR, "0")
    assert not authorship.is_author(Visitor(*HERE, False, ticket))


@pytest.mark.usefixtures("_hosted")
def test_a_ticket_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket, now = authorship.ticket(), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=authorship.DAYS, seconds=2))
    assert not authorship.is_author(Visitor(*HERE, False, ticket))
    monkeypatch.undo()
    monkeypatch.setenv(settings.AUTHOR, "1")
    monkeypatch.setenv(settings.AUTHOR_PASSWORD, "another-word-of-theirs")
    assert not authorship.is_author(Visitor(*HERE, False, ticket))


def test_without_a_password_none_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.AUTHOR_PASSWORD, raising=False)
    assert not authorship.is_password("")
    monkeypatch.setenv(settings.AUTHOR_PASSWORD, PASSWORD)
    assert authorship.is_password(PASSWORD)
    assert not authorship.is_password(f"{PASSWORD} ")


# --- on a server ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("hosted")
    root, store = saves.lesson_in(place), f"sqlite:///{place}/a.sqlite"
    more = {
        "EXPLAINER_AUTHOR_PASSWORD": PASSWORD,
        "EXPLAINER_REPOSITORY": "https://git.example/a/b",
    }
    with Server(root, store, place, EXPLAINER_AUTHOR="1", **more) as server:
        yield server


def signed(server: Server, password: str, **headers: str) -> httpx.Response:
    return server.http.post(SIGN_IN, data={"password": password}, headers=headers)


def test_the_password_opens_what_is_closed_without_it(server: Server) -> None:
    assert server.http.get("/author/desk").status_code == 404
    page = server.http.get(SIGN_IN)
    assert (page.status_code, "Password" in page.text) == (200, True)
    assert "script" not in page.headers["content-security-policy"]
    wrong = signed(server, "not-this")
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (403, False)
    assert signed(server, PASSWORD, origin="https://evil.example").status_code == 403

    right = signed(server, PASSWORD)
    assert (right.status_code, right.headers["location"]) == (303, "../edit")
    cookie = right.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "max-age="))
    assert PASSWORD not in cookie
    assert server.http.get("/author/desk").json()["signed_in"] is True
    server.http.post("/author/sign-out")
    assert server.http.get("/author/desk").status_code == 404


def test_guesses_take_longer_and_longer(server: Server) -> None:
    codes = [signed(server, f"guess-{number}").status_code for number in range(30)]
    assert codes[0] == 403
    assert codes[-1] == 429
    assert signed(server, PASSWORD).status_code == 429


@pytest.mark.browser
def test_an_author_from_elsewhere_where_files_cannot_be_written(
    page: Page, complaints: Complaints, tmp_path: Path
) -> None:
    root, store = saves.lesson_in(tmp_path), f"sqlite:///{tmp_path}/a.sqlite"
    more = {
        "EXPLAINER_AUTHOR_PASSWORD": PASSWORD,
        "EXPLAINER_REPOSITORY": "https://git.example/a/b",
    }

    def closed(route: Route) -> None:
        """As on a host whose disk cannot be written: root, who runs some tests, always can."""
        told = route.fetch().json()
        route.fulfill(json={**told, "writable": False})

    with Server(root, store, tmp_path, EXPLAINER_AUTHOR="1", **more) as server:
        page.route("**/author/desk", closed)
        page.route("**/author/draft", closed)
        page.goto(server.address)
        expect(page.locator(".xp-foot")).to_be_attached(timeout=60_000)
        expect(page.get_by_role("link", name="Edit", exact=True)).to_have_count(0)
        page.goto(f"{server.address}{SIGN_IN}")
        assert violations(page) == []
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        text = page.locator(".xe-area")
        expect(text).to_be_focused(timeout=60_000)
        expect(page.get_by_role("button", name="Publish")).to_be_hidden()
        page.keyboard.press("ControlOrMeta+End")
        page.keyboard.insert_text("\nNobody is named. [^n2]\n")
        expect(page.locator(".xe-status")).to_contain_text("Draft kept", timeout=60_000)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download the file").click()
        assert download.value.suggested_filename == "site.md"
        assert download.value.path().read_text("utf-8") == text.input_value()
        page.get_by_role("button", name="Suggest this change").click()
        link = page.get_by_role("link", name="Open the form with your change")
        asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
        assert "+Nobody is named. [^n2]" in asked["body"][0]
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator(".xp-foot")).to_be_attached(timeout=60_000)
        expect(page.get_by_role("link", name="Edit", exact=True)).to_have_count(0)
    complaints.clear()  # The server is gone, and the page says so.


# --- a change as a message --------------------------------------------------------------


def test_a_change_is_a_difference_in_a_form() -> None:
    found = suggesting.address("https://git.example/a/b", saves.FILE, "one\ntwo\n", "one\n2 ````\n")
    parts = urlsplit(found)
    body = parse_qs(parts.query)["body"][0]
    assert parts.path == "/a/b/issues/new"
    assert "-two\n+2 ````" in body
    assert body.count("`````") == 2


def test_a_long_change_goes_with_the_file() -> None:
    found = suggesting.address("https://git.example/a/b", saves.FILE, "", "word\n" * 5000)
    assert len(found) < suggesting.LONGEST
    assert "file+that+I+downloaded" in found


def test_another_host_has_another_form() -> None:
    found = suggesting.address("https://gitlab.example/a/b", saves.FILE, "", "x\n")
    assert found.startswith("https://gitlab.example/a/b/-/issues/new?issue")
    assert suggesting.address("", saves.FILE, "", "x\n") == ""
