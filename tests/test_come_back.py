"""What was wrong comes again: at once, and days later on another device with a card."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.cases import FERRY
from tests.conftest import Serve
from tests.test_return import be_patient

pytestmark = pytest.mark.browser


def choose(page: Page, words: str, sure: str = "Fairly sure") -> None:
    """One of the choices of the question that is shown."""
    form = page.locator("form.xq-form")
    form.get_by_text(words, exact=True).click()
    form.get_by_role("button", name=sure).click()
    expect(form.locator(".xq-verdict")).to_be_visible()


def bar(page: Page) -> Locator:
    return page.locator(".xp-bar + .xp-meta")


def test_only_what_was_wrong_is_asked_again_in_other_words(page: Page, server: Serve) -> None:
    be_patient(page)
    site = server(FERRY)
    page.goto(f"{site}/quiz?question=who-counted-nine")
    choose(page, "Sudrey")
    page.goto(f"{site}/quiz?question=fish-or-trip")
    choose(page, "Not stated")
    page.get_by_role("link", name="All questions").click()
    page.get_by_role("link", name="Only what was wrong").click()

    expect(page.locator(".xp-questions li")).to_have_count(1)
    expect(page.locator("#top")).to_be_focused()
    expect(bar(page)).to_have_text("0 of 1 answered")
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.locator(".xq-stem")).to_have_text("And who speaks of two rings?")
    choose(page, "Sudrey")
    expect(bar(page)).to_have_text("1 of 1 answered")
    page.reload()
    expect(page.locator(".xq-verdict")).to_have_text("Right")
    page.get_by_role("link", name="See how it went").click()
    expect(page.locator(".xp-questions li")).to_contain_text("first: not right now: right")
    page.get_by_role("link", name="All results").click()
    expect(page.get_by_text("2 of 2 right. The first time, 1 of them was right.")).to_be_visible()
    expect(page.get_by_role("link", name="Only what was wrong")).to_have_count(0)
    expect(page).to_have_url(re.compile("/quiz#results$"))
