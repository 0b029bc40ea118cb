"""The page for authors: what to look at leads to its question, and learners never see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from explainer.reading import load
from explainer.views import addresses, site
from tests import classes
from tests.cases import FERRY
from tests.servers import Server
from tests.test_accessibility import SIZES, violations

TYPED = "<b>25</b> visitors"


def test_only_an_author_has_the_page() -> None:
    lesson = load(FERRY)[0]
    assert addresses.titles() == addresses.TITLES
    assert addresses.REPORT not in addresses.menu(lesson)
    assert addresses.titles(author=True).keys() == site.VIEWS.keys()
    assert addresses.menu(lesson, author=True)[-1] == addresses.REPORT


@pytest.mark.browser
def test_an_author_sees_what_to_look_at_and_goes_to_it(page: Page, tmp_path: Path) -> None:
    """The key of a typed answer is missing, so the best are wrong."""
    root = classes.lesson_in(tmp_path)
    lesson, url = load(root)[0], f"sqlite:///{tmp_path / 'answers.sqlite'}"
    told = {
        "strong": f"25 60, {TYPED} 120, 40 20",
        "weak": f"25 60, {TYPED} 30, 40 110",
    }
    classes.keep(lesson, url, classes.answers(lesson, "visitors-lost", told))
    page.set_default_timeout(60_000)
    with Server(root, url, tmp_path, EXPLAINER_AUTHOR="1") as server:
        page.goto(f"{server.address}/report")
        box = page.locator(".xp-problems")
        expect(box).to_contain_text("The best learners give", timeout=60_000)
        expect(page.get_by_role("link", name="How questions fare")).to_be_visible()
        box.get_by_role("link", name="content/quiz/10-bells-and-fish.md:68").click()
        card = page.locator("#fare-visitors-lost")
        expect(card).to_be_in_viewport()
        expect(card.get_by_role("cell", name="<b>25< b> visitors")).to_be_visible()
        expect(card.locator("dd").first).to_have_text("400")
        for size in SIZES.values():
            page.set_viewport_size(size)
            assert violations(page) == []
