"""Author mode: what is saved shows by itself, a slip costs nothing, and readers pay nothing."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from explainer import authorship, settings
from explainer.authorship import Visitor
from explainer.reading import load
from explainer.reading.last_good import LastGood
from explainer.reading.overlay import load_with
from tests import saves
from tests.bench import live
from tests.cases import FERRY, SMALLEST
from tests.conftest import Complaints
from tests.proof import form, tell
from tests.servers import Server
from tests.test_accessibility import violations

# --- what is shown while something is broken --------------------------------------------


def test_a_file_that_breaks_keeps_its_last_good_version(tmp_path: Path) -> None:
    root, good = saves.lesson_in(tmp_path), LastGood()
    before = good.read(root)[0]
    path = root / saves.FILE
    path.write_text(path.read_text("utf-8").replace("[^n2]", "[^n99]"), "utf-8")
    (root / "content/words.md").write_text("# Other words\n\n## x\n", "utf-8")
    lesson, problems = good.read(root)
    assert {problem.place.file for problem in problems} >= {saves.FILE, "content/words.md"}
    assert lesson.sections == before.sections
    assert lesson.words == before.words


def test_a_file_that_never_was_right_is_shown_as_it_is(tmp_path: Path) -> None:
    root, good = saves.lesson_in(tmp_path), LastGood()
    path = root / saves.FILE
    path.write_text(path.read_text("utf-8").replace("[^n2]", "[^n99]"), "utf-8")
    shown, plain = good.read(root), load(root)
    assert shown[0].sections == plain[0].sections
    assert shown[1] == plain[1]


def test_a_right_change_beside_a_broken_file_shows(tmp_path: Path) -> None:
    root, good = saves.lesson_in(tmp_path), LastGood()
    good.read(root)
    (root / "content/words.md").write_text("# Other words\n\n## x\n", "utf-8")
    site = root / "content/site.md"
    site.write_text("# Another title\n" + site.read_text("utf-8").partition("\n")[2], "utf-8")
    assert good.read(root)[0].site.title == "Another title"


def test_another_text_is_read_as_if_it_stood_there_and_nothing_is_written(tmp_path: Path) -> None:
    root = saves.lesson_in(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    same = load_with(root, {})
    assert (same[0].texts, same[1]) == (load(FERRY)[0].texts, ())
    new = b"# At the end\n\nNobody counted. [^n2]\n"
    lesson, problems = load_with(root, {"content/story/30-a-third.md": new})
    assert [section.title for section in lesson.sections][-1] == "At the end"
    assert problems == ()
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_what_reading_refuses_is_refused_in_a_copy_too(tmp_path: Path) -> None:
    root = saves.lesson_in(tmp_path)
    (root / "content/story/40-link.md").symlink_to(SMALLEST / "content/site.md")
    (root / "content/story/50 copy.md").write_text("# x\n", "utf-8")
    (root / "content/story/60-folder.md").mkdir()
    found = load(root)[1]
    assert len(found) >= 3
    assert load_with(root, {})[1] == found


# --- who is an author -------------------------------------------------------------------

HERE = Visitor("127.0.0.1", "localhost:8501", is_passed_on=False)


@pytest.mark.parametrize(
    ("visitor", "wanted"),
    [
        (HERE, True),
        (Visitor("::1", "[::1]:8501", is_passed_on=False), True),
        (Visitor("127.0.0.1", "localhost", is_passed_on=True), False),
        (Visitor("192.168.1.5", "localhost:8501", is_passed_on=False), False),
        (Visitor("127.0.0.1", "lesson.example", is_passed_on=False), False),
        (Visitor("", "localhost", is_passed_on=False), False),
    ],
)
def test_an_author_sits_at_this_computer(
    monkeypatch: pytest.MonkeyPatch, visitor: Visitor, wanted: bool
) -> None:
    monkeypatch.setenv(settings.AUTHOR, "1")
    assert authorship.is_author(visitor) is wanted
    monkeypatch.setenv(settings.AUTHOR, "0")
    assert not authorship.is_author(visitor)


# --- in the browser ---------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.proof
def test_a_saved_change_shows_and_readers_hear_nothing(
    page: Page, complaints: Complaints, tmp_path: Path
) -> None:
    root = saves.lesson_in(tmp_path)
    path = root / saves.FILE
    written = path.read_text("utf-8")
    with Server(root, f"sqlite:///{tmp_path}/a.sqlite", tmp_path, EXPLAINER_AUTHOR="1") as server:
        page.goto(server.address)
        expect(page.locator(".xp-foot")).to_be_attached(timeout=60_000)
        with saves.reader(server) as reader:
            taken = saves.saved(page, root, form(30, 3))
            changed = page.locator(".xp-changed")
            expect(changed).to_have_count(1)
            expect(changed).to_be_in_viewport()

            path.write_text(written.replace("[^n2]", "[^n99]"), "utf-8")
            box = page.locator(".xp-problems")
            expect(box).to_contain_text(f"{saves.FILE}:10", timeout=60_000)
            expect(box).to_be_in_viewport()
            expect(page.get_by_text(saves.WORDS)).to_be_attached()
            assert violations(page) == []
            path.write_text(written, "utf-8")
            expect(box).to_have_count(0, timeout=60_000)
        assert reader.heard == []
        # A reader's page has no script that asks, and what it would ask is not there.
        elsewhere = httpx.get(
            f"{server.address}/author/revision", headers={"X-Forwarded-For": "203.0.113.9"}
        )
        assert elsewhere.status_code == 404
    complaints.clear()  # The server is gone, and an author's page says so.
    tell(live.told(taken, reader))
