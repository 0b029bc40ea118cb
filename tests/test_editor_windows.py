"""Somebody writes, and another window writes too: nothing is lost, mixed up or published unseen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import saves
from tests.conftest import Complaints
from tests.servers import Server

pytestmark = pytest.mark.browser

LONG = 30_000
SITE, STORY = "content/site.md", saves.FILE


class Other:
    """Another window, of which only its drafts are seen here."""

    def __init__(self, server: Server) -> None:
        self.http = server.http

    def opened(self, name: str) -> Any:
        return self.http.get("/author/file", params={"name": name}).json()

    def write(self, name: str, words: str) -> str:
        found = self.opened(name)
        text, known = f"{found['text']}\n{words}\n", (found["draft"] or {}).get("digest", "")
        what = {"name": name, "text": text, "base": found["digest"], "by": "b", "known": known}
        assert self.http.post("/author/draft", json=what).status_code == 200
        return text

    def laid(self, name: str) -> str:
        """All that was laid aside."""
        listed = self.http.get("/author/versions", params={"name": name}).json()["versions"]
        asked = [{"name": name, "id": each["id"]} for each in listed if each["why"] == "laid"]
        return "".join(self.http.get("/author/version", params=one).text for one in asked)


def test_two_windows_lose_mix_and_publish_nothing(
    page: Page, complaints: Complaints, tmp_path: Path
) -> None:
    root = saves.lesson_in(tmp_path)
    with Server(root, f"sqlite:///{tmp_path}/a.sqlite", tmp_path, EXPLAINER_AUTHOR="1") as server:
        other = Other(server)
        page.goto(f"{server.address}/edit?file={SITE}")
        expect(page.locator(".xe-name")).to_have_text(SITE, timeout=LONG)
        _kept_in_its_own_file(page, other)
        _dropped_beside_the_other(page, other)
        _not_published_unseen(page, other, root)
        assert all("409" in heard for heard in complaints.heard), complaints.heard
    complaints.clear()


def _kept_in_its_own_file(page: Page, other: Other) -> None:
    other.write(SITE, "Words of theirs.")
    _typed(page, "Words of mine.")
    _asked(page)
    page.keyboard.press("Escape")
    page.locator(f'[data-name="{STORY}"]').click()
    _asked(page)
    expect(page.locator(".xe-name")).to_have_text(SITE)
    page.get_by_role("button", name="Keep mine").click()
    _says(page, "Draft kept")
    assert other.opened(STORY)["draft"] is None
    assert "Words of mine." in other.opened(SITE)["draft"]["text"]
    assert "Words of theirs." in other.laid(SITE)


def _dropped_beside_the_other(page: Page, other: Other) -> None:
    """What is dropped is one's own; the other's draft is shown, and both can be found."""
    other.write(SITE, "More of theirs.")
    _typed(page, "More of mine.")
    _asked(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Drop my draft").click()
    page.get_by_role("button", name="Drop it").click()
    _says(page, "yours is among the earlier versions")
    expect(page.locator(".xe-area")).to_have_value(re.compile("More of theirs"), timeout=LONG)
    assert "More of theirs." in other.opened(SITE)["draft"]["text"]
    assert "More of mine." in other.laid(SITE)


def _not_published_unseen(page: Page, other: Other, root: Path) -> None:
    before = (root / STORY).read_text("utf-8")
    page.locator(f'[data-name="{STORY}"]').click()
    expect(page.locator(".xe-name")).to_have_text(STORY, timeout=LONG)
    text = other.write(STORY, "Nobody counted. [^n2]")
    page.get_by_role("button", name="Publish", exact=True).click()
    _asked(page)
    expect(page.get_by_role("dialog")).to_contain_text("The other window")
    assert (root / STORY).read_text("utf-8") == before
    page.get_by_role("button", name="Take the other").click()
    expect(page.locator(".xe-area")).to_have_value(text, timeout=LONG)
    page.get_by_role("button", name="Publish", exact=True).click()
    _says(page, "Published")
    assert (root / STORY).read_text("utf-8") == text


def _typed(page: Page, words: str) -> None:
    page.locator(".xe-area").focus()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.insert_text(f"\n{words}\n")


def _asked(page: Page) -> None:
    box = page.get_by_role("dialog", name="Another window has changed this draft")
    expect(box).to_be_visible(timeout=LONG)


def _says(page: Page, words: str) -> None:
    expect(page.locator(".xe-status")).to_contain_text(words, timeout=LONG)
