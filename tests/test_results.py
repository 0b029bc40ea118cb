"""Results: counted by section and by skill, and each line leads back to its words and its point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from explainer.model import KEPT, Explainer, Mark, Note, Prose
from explainer.reading import load
from explainer.syntax import marks
from explainer.views import event_card, results, results_file, session, way_back
from tests.cases import FERRY
from tests.conftest import ROOT
from tests.test_again import PARTLY, RIGHT, WRONG, answer

LESSONS: Mapping[str, Explainer] = {folder.name: load(folder)[0] for folder in (ROOT, FERRY)}


def shown(monkeypatch: pytest.MonkeyPatch, **given: Mark) -> str:
    """The ferry's results of who gave this, with underscores for hyphens."""
    told = {name.replace("_", "-"): mark for name, mark in given.items()}
    answers = {name: (answer(name, mark),) for name, mark in told.items()}
    monkeypatch.setattr(session, "history", lambda: answers)
    return results.html(LESSONS["ferry"])


def groups(html: str) -> dict[str, str]:
    """The count behind each heading that can be unfolded."""
    found = re.findall(r"<summary>(.*?) <span>(.*?)</span></summary>", html)
    return {str(title): str(count) for title, count in found}


# --- what is counted ------------------------------------------------------------------


def test_results_are_counted_by_section_and_by_skill(monkeypatch: pytest.MonkeyPatch) -> None:
    html = shown(
        monkeypatch,
        who_counted_nine=RIGHT,
        visitors_lost=WRONG,
        fish_or_trip=RIGHT,
        in_which_order=PARTLY,
        you_place_them=KEPT,
    )
    assert "You have answered 5 questions: 2 of 4 right, 1 kept." in html
    assert groups(html) == {
        "A bell at night": "2 of 3 right",
        "A kitchen in between": "0 of 1 right, 1 kept",
        "Who says so": "1 of 2 right",
        "What is not said": "1 of 1 right",
        "Order": "0 of 1 right, 1 kept",
    }


def test_what_is_to_be_looked_at_again_is_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    html = shown(monkeypatch, who_counted_nine=RIGHT, in_which_order=WRONG)
    assert html.count('<details class="xp-result xp-part" open>') == 1
    unfolded = html.partition('<details class="xp-result xp-part" open>')[2]
    assert unfolded.startswith("<summary>A kitchen in between")


def test_the_first_answer_stands_beside_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    told = answer("who-counted-nine", WRONG), answer("who-counted-two", RIGHT, at=1)
    monkeypatch.setattr(session, "history", lambda: {each.question: (each,) for each in told})
    html = results.html(LESSONS["ferry"])
    assert (
        "You have answered one question: 1 of 1 right. The first time, none of them was right."
        in html
    )
    assert "first: not right</span>" in html
    assert "now: right</span>" in html
    assert "who-counted-two" not in html


def test_nobody_is_told_of_what_they_have_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    html = shown(monkeypatch, who_counted_nine=RIGHT)
    assert "You have answered one question: 1 of 1 right." in html
    assert html.count("<li>") == 2
    assert "visitors-lost" not in html


def test_skills_have_a_sentence_and_every_question_has_one() -> None:
    for lesson in LESSONS.values():
        known = {skill.id for skill in lesson.skills}
        assert all(skill.text for skill in lesson.skills)
        assert {question.skill for question in lesson.questions.values()} == known


def test_a_lesson_without_skills_has_no_results_by_skill(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "By skill" in shown(monkeypatch, who_counted_nine=RIGHT)
    bare = replace(LESSONS["ferry"], skills=())
    assert "By skill" not in results.html(bare)


# --- the way back ---------------------------------------------------------------------


@pytest.mark.parametrize("name", LESSONS)
def test_every_question_leads_to_words_that_share_its_claims(name: str) -> None:
    lesson = LESSONS[name]
    for question in lesson.questions.values():
        address, why = way_back.words(lesson, question), marks(question.why)
        found = re.fullmatch(r"(?:\./|charts)#cited-(.+)-(\w+)", address)
        if found:
            assert found[2] in why
            assert found[2] in cited_in(lesson, found[1])
        if not found or (found[1] != question.about and question.about):
            assert not cited_in(lesson, question.about).intersection(why)
            assert found or address.endswith(f"#{question.about}")
        told = {mark for event in lesson.events for mark in event_card.behind(event)}
        assert bool(way_back.points(lesson, question)) == bool(told.intersection(why))


def cited_in(lesson: Explainer, section: str) -> set[str]:
    """Every mark in the words of a section, without its charts."""
    found = next(part for part in lesson.every_section if part.id == section)
    words = [block.markdown for block in found.blocks if isinstance(block, Prose | Note)]
    return {mark for text in words for mark in marks(text)}


# --- the file -------------------------------------------------------------------------


def test_the_file_is_well_formed_and_says_what_the_page_says() -> None:
    lesson = LESSONS["ferry"]
    told = answer("who-counted-nine", WRONG), answer("who-counted-two", RIGHT, at=24)
    history = {each.question: (each,) for each in (*told, answer("in-which-order", PARTLY))}
    text = results_file.document(lesson, history, "https://x.org/a/", date(2031, 5, 9), UTC)
    words = read(text)
    assert "You have answered 2 questions: 1 of 2 right." in words
    assert "Friday, 9 May 2031" in words
    assert "first: not right, now: right (4 May 2031, 5 May 2031)" in words
    assert "Who says so 1 of 1 right" in words
    assert 'href="https://x.org/a/#cited-a-bell-at-night-c5"' in text
    assert "visitors" not in words


def read(text: str) -> str:
    """The words of a file that is well-formed."""
    return " ".join(ElementTree.fromstring(text).itertext())  # noqa: S314 (our own file)


def test_an_authors_signs_do_not_break_the_file() -> None:
    lesson = LESSONS["ferry"]
    site = replace(lesson.site, title='A <b>"bold"</b> & odd title')
    hostile = replace(lesson, site=site)
    text = results_file.document(hostile, {}, 'https://x/"><script>', date(2031, 5, 9), UTC)
    assert "<script" not in text
    assert "odd title" in read(text)
    assert "Nothing is answered yet." in read(text)


# --- in a browser ---------------------------------------------------------------------


@pytest.mark.browser
def test_a_line_leads_to_its_words_and_to_its_point(page: Page, site: str) -> None:
    page.goto(f"{site}/quiz?question=strikes-on-a-day")
    page.get_by_text("Not stated", exact=True).click(timeout=30_000)
    page.get_by_role("button", name="Fairly sure").click()
    expect(page.locator(".xq-verdict")).to_have_text("Right")
    page.get_by_role("link", name="All questions").click()
    page.locator(".xp-result > summary", has_text="What is not said").click()
    line = page.locator(".xp-result[open] li")
    line.get_by_role("link", name="Read it in the story").click()
    words = page.locator(".xp-here")
    expect(words).to_be_focused(timeout=30_000)
    expect(words).to_be_in_viewport()
    assert words.locator(".xp-mark[popovertarget$='-n1']").count()
    assert re.search(r"#cited-the-strikes-\w+$", page.url)

    page.get_by_role("link", name="Quiz").first.click()
    page.locator(".xp-result > summary", has_text="Strikes in both directions").click()
    page.locator(".xp-result[open]").get_by_role("link", name="In the sequence").click()
    expect(page.locator(".xp-here")).to_be_focused(timeout=30_000)
    expect(page).to_have_url(re.compile(r"/sequence#\w+-strikes$"))


@pytest.mark.browser
def test_results_are_saved_and_on_paper_each_line_is_there_once(page: Page, site: str) -> None:
    page.goto(f"{site}/quiz?question=whose-nine")
    page.get_by_text("Iran’s", exact=True).click(timeout=30_000)
    page.get_by_role("button", name="Fairly sure").click()
    expect(page.locator(".xq-verdict")).to_have_text("Right")
    page.get_by_role("link", name="All questions").click()
    lines = page.locator(".xp-result li")
    expect(lines).to_have_count(2, timeout=30_000)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save these results").click()
    assert saved.value.suggested_filename == "your-results.html"
    text = Path(saved.value.path()).read_text("utf-8")
    assert "1 of 1 right" in read(text)
    assert f'href="{site}/' in text
    expect(lines.first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(lines.first).to_be_visible()
    expect(lines.last).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(lines.first).to_be_hidden()
