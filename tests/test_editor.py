"""A lesson from nothing, in the editor alone and with the keyboard alone; nothing typed is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from explainer.reading import load
from tests.conftest import Complaints
from tests.servers import Server
from tests.test_accessibility import SIZES, violations

pytestmark = pytest.mark.browser

LONG = 30_000
STORY, SITE = "content/story/10-the-clock.md", "content/site.md"

TEXTS = {
    "The site": (
        "",
        "# The slow clock\n\n- standfirst: A tower clock ran slow, and somebody noticed.\n"
        "- kicker: A small lesson\n- as of: 2031-06-01\n- language: en\n- licence: CC BY 4.0\n",
    ),
    "A record": (
        "hill-news",
        "# The clock is slow\n\n- publisher: Hill News\n- author: A. Writer\n- date: 2031-06-01\n"
        f"- address: https://example.org/clock\n- sha256: {'a' * 64}\n\n"
        "| id | paragraph | who says it | voice | claim |\n|---|---|---|---|---|\n"
        "| c1 | 1 | the reporter | narration | The tower clock ran slow. |\n"
        "| c2 | 2 | the reporter | narration | In June 2031 it was mended. |\n",
    ),
    "The ladder": (
        "",
        "# The ladder\n\n## Trouble\n\n- id: trouble\n- direction: rising\n\nSome ill.\n\n"
        "## Calm\n\n- id: calm\n- direction: calming\n\nAll is well.\n",
    ),
    "Events": (
        "",
        "# What happened\n\n## The clock runs slow\n\n- id: slow\n- rung: trouble\n\n"
        "It ran slow. [^c1]\n",
    ),
}


class Keys:
    """Somebody who writes with nothing but a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.locator(".xe-area")

    def to(self, wanted: Locator) -> None:
        """With the key that everybody uses for it, however far it is."""
        expect(wanted).to_be_visible(timeout=LONG)
        for _ in range(150):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("The keyboard does not come there.")

    def press(self, name: str) -> None:
        self.to(self.page.locator(".xe-tools, .xe-files, dialog").get_by_role("button", name=name))
        self.page.keyboard.press("Enter")

    def begin(self, kind: str, name: str, text: str) -> None:
        """A new file, from the box that is open."""
        box = self.page.get_by_role("dialog")
        self.to(box.get_by_label("What is it?"))
        self.page.keyboard.type(kind)
        if name:
            self.to(box.get_by_label("Its name"))
            self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")
        if not name:
            self.to(box.get_by_role("button", name="Begin"))
            self.page.keyboard.press("Enter")
        expect(box).to_have_count(0, timeout=LONG)
        expect(self.text).to_be_focused(timeout=LONG)
        self.write(text)

    def write(self, text: str) -> None:
        """In the place of all that stands there."""
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    def end(self) -> None:
        self.to(self.text)
        self.page.keyboard.press("ControlOrMeta+End")

    def pick(self, button: str, words: str) -> None:
        self.press(button)
        self.to(self.page.get_by_role("dialog").get_by_role("searchbox"))
        self.page.keyboard.type(words)
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        expect(self.text).to_be_focused()

    def status(self, words: str) -> None:
        expect(self.page.locator(".xe-status")).to_contain_text(words, timeout=LONG)


def test_a_lesson_from_nothing_with_the_keyboard_alone(
    page: Page, complaints: Complaints, tmp_path: Path
) -> None:
    root = tmp_path / "clock"
    (root / "content").mkdir(parents=True)
    keys = Keys(page)
    with Server(root, f"sqlite:///{tmp_path}/a.sqlite", tmp_path, EXPLAINER_AUTHOR="1") as server:
        page.goto(f"{server.address}/edit")
        _written(keys)
        assert violations(page) == []
        _published(keys, root)
        _read(page, server)
        _broken_and_mended(keys, server, root)
        _killed_in_the_midst(keys, server)
        complaints.clear()  # A server that was killed does not answer, and the browser says so.
        _changed_on_disk(keys, root)
        _brought_back(keys, root)
        for size in SIZES.values():
            page.set_viewport_size(size)
            page.emulate_media(color_scheme="dark")
            assert violations(page) == []
            assert _width(page) <= 0
        assert complaints.heard == []
    complaints.clear()


def _written(keys: Keys) -> None:
    """Site, record, ladder, events; a section with a claim and a chart; a question."""
    for kind, (name, text) in TEXTS.items():
        if kind != "The site":
            keys.press("New file")
        keys.begin(kind, name, text)
        keys.status("Draft kept")
    keys.press("New file")
    keys.begin("A section", "10-the-clock", "# The clock\n\nThe tower [clock](#slow) ran slow.")
    keys.pick("Claim", "ran slow")
    keys.pick("Chart", "sequence")
    keys.press("New file")
    keys.begin("Questions", "10-clock", "# The clock")
    keys.pick("Question", "One or several")
    expect(keys.page.locator(".xe-wrong h3")).to_have_text("Nothing to mend", timeout=LONG)
    frame = keys.page.frame_locator("iframe[name=xp-drafts]")
    expect(frame.get_by_text("What do you ask?").first).to_be_visible(timeout=LONG)


def _published(keys: Keys, root: Path) -> None:
    """Each needs the others, so all are published together."""
    assert load(root)[0].sections == ()
    keys.press("Publish")
    keys.status("Published")
    lesson, problems = load(root)
    assert problems == ()
    assert [section.title for section in lesson.sections] == ["The clock"]
    assert len(lesson.events) == len(lesson.questions) == 1


def _read(page: Page, server: Server) -> None:
    page.goto(server.address)
    expect(page.locator("h1#top")).to_have_text("The slow clock", timeout=LONG)
    expect(page.locator(".st-key-xp-prose .js-plotly-plot").first).to_be_visible(timeout=LONG)
    page.goto(f"{server.address}/quiz?question=question-1")
    option = page.get_by_role("radio", name="What is right")
    expect(option.or_(page.get_by_role("checkbox", name="What is right"))).to_be_visible(
        timeout=LONG
    )
    Keys(page).to(page.locator(".xq input").first)
    page.keyboard.press("Space")
    Keys(page).to(page.get_by_role("button", name="Fairly sure"))
    page.keyboard.press("Enter")
    expect(page.locator(".xq-verdict")).to_be_visible(timeout=LONG)


def _broken_and_mended(keys: Keys, server: Server, root: Path) -> None:
    """A file that breaks on disk is told on the page; the message leads to its line."""
    path = root / STORY
    path.write_text(path.read_text("utf-8").replace("[^c1]", "[^c9]", 1), "utf-8")
    keys.page.goto(server.address)
    way = keys.page.locator(".xp-problems a").first
    expect(way).to_contain_text(f"{STORY}:3", timeout=LONG)
    keys.to(way)
    keys.page.keyboard.press("Enter")
    expect(keys.text).to_be_focused(timeout=LONG)
    chosen = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    expect(keys.page.locator(".xe-name")).to_have_text(STORY, timeout=LONG)
    assert keys.text.evaluate(chosen) == "The tower [clock](#slow) ran slow. [^c9]"
    keys.page.keyboard.press("ControlOrMeta+Home")
    keys.to(keys.page.locator(".xe-problem").first)
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.insert_text("The tower [clock](#slow) ran slow. [^c1]")
    expect(keys.page.locator(".xe-wrong h3")).to_have_text("Nothing to mend", timeout=LONG)
    keys.press("Publish")
    keys.status("Published")
    assert load(root)[1] == ()


def _killed_in_the_midst(keys: Keys, server: Server) -> None:
    """What the server had, it has again; what it never heard of, the browser still has."""
    keys.end()
    keys.page.keyboard.insert_text("\nIn June 2031 it was mended. [^c2]\n")
    keys.status("Draft kept")
    server.kill()
    keys.page.keyboard.insert_text("\nIt runs well now. [^c2]\n")
    keys.status("kept in this browser")
    server.start()
    keys.status("Draft kept")
    keys.end()
    server.kill()
    keys.page.keyboard.insert_text("\nIt was slow. [^c1]\n")
    keys.page.goto("about:blank")
    server.start()
    keys.page.goto(f"{server.address}/edit")
    for words in ("In June 2031", "It runs well now.", "It was slow."):
        expect(keys.text).to_have_value(_containing(words), timeout=LONG)
    keys.status("Draft kept")


def _changed_on_disk(keys: Keys, root: Path) -> None:
    mine = keys.text.input_value()
    theirs = "# The clock\n\nSomebody else wrote this. [^c1]\n"
    (root / STORY).write_text(theirs, "utf-8")
    keys.to(keys.page.get_by_role("button", name="Show both"))
    keys.page.keyboard.press("Enter")
    box = keys.page.get_by_role("dialog")
    expect(box).to_contain_text("Somebody else wrote this.")
    expect(box).to_contain_text("It was slow.")
    assert violations(keys.page) == []
    keys.press("Publish mine")
    keys.status("Published")
    assert (root / STORY).read_text("utf-8") == mine


def _brought_back(keys: Keys, root: Path) -> None:
    """The text that was not chosen is still there, and so is every other."""
    keys.press("Earlier versions")
    keys.to(keys.page.get_by_role("dialog").get_by_role("button", name="found on disk").first)
    keys.page.keyboard.press("Enter")
    keys.press("Bring it back")
    expect(keys.text).to_have_value(_containing("Somebody else wrote this."), timeout=LONG)
    keys.status("Draft kept")
    keys.press("Publish")
    keys.status("Published")
    assert "Somebody else" in (root / STORY).read_text("utf-8")


def _containing(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words))


def _width(page: Page) -> int:
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
    return int(page.evaluate(wide))
