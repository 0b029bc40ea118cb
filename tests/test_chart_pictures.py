"""Every kind of chart in a real browser: no word is small, cut or covered, and no event is lost."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from playwright.sync_api import Browser, Page

from explainer.charts import CHARTS
from explainer.model import Explainer
from explainer.reading import load
from tests.cases import FERRY, SMALLEST
from tests.conftest import ROOT, Complaints
from tests.drawn import draw, drawn, open_paper
from tests.events_by_lot import Happening, happenings, rich, write
from tests.proof import SEED, form, some, tell

PHONE, COLUMN, WIDE = 340, 680, 940

pytestmark = pytest.mark.browser


def lesson_in(folder: Path) -> Explainer:
    explainer, problems = load(folder)
    assert problems == ()
    return explainer


@pytest.fixture(scope="module")
def opened(browser: Browser, site: str) -> Iterator[tuple[Page, Complaints]]:
    """One for all: a figure is drawn where the one before has been."""
    with browser.new_context() as context:
        complaints = Complaints()
        complaints.listen(context)
        page = context.new_page()
        open_paper(page, site)
        yield page, complaints


@pytest.fixture
def paper(opened: tuple[Page, Complaints]) -> Iterator[Page]:
    """A test that draws fails on whatever the browser complains of."""
    page, complaints = opened
    yield page
    assert complaints.heard == []


@pytest.mark.proof
@pytest.mark.parametrize("folder", some((ROOT, FERRY, SMALLEST), 1), ids=lambda path: path.name)
@pytest.mark.parametrize("kind", CHARTS)
def test_no_word_is_small_cut_or_covered(paper: Page, kind: str, folder: Path) -> None:
    for one in drawn(lesson_in(folder), kind):
        for width in (PHONE, COLUMN, WIDE):
            picture = draw(paper, one.figure, width)
            assert picture.faults() == [], f"{one.asked} at {width}"
            assert picture.points == len(one.rows), f"{one.asked} at {width}"


@pytest.mark.proof
@pytest.mark.parametrize("kind", some(CHARTS, 4))
def test_sixty_events_can_be_read(paper: Page, tmp_path: Path, kind: str) -> None:
    explainer = lesson_in(write(tmp_path, rich()))
    for one in drawn(explainer, kind):
        for width in (PHONE, WIDE):
            picture = draw(paper, one.figure, width)
            assert picture.faults() == [], f"{one.asked} at {width}"
            assert picture.points == len(one.rows)


@pytest.mark.proof
def test_no_event_is_lost_whatever_happens(paper: Page) -> None:
    counts = {"lessons": 0, "charts": 0, "points": 0}

    @seed(SEED)
    @settings(
        max_examples=form(300, 12), database=None, phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(happenings)
    def every_kind_draws_all(told: list[Happening]) -> None:
        order = random.Random(len(told)).sample(range(len(told)), len(told))
        with tempfile.TemporaryDirectory() as folder:
            explainer = lesson_in(write(Path(folder), told, order))
        counts["lessons"] += 1
        for kind in CHARTS:
            for one in drawn(explainer, kind):
                picture = draw(paper, one.figure, PHONE)
                assert picture.points == len(one.rows), one.asked
                assert picture.faults() == [], one.asked
                counts["charts"] += 1
                counts["points"] += picture.points

    every_kind_draws_all()
    tell(f"charts drawn of lessons by lot: {counts}")
