"""The desk: drafts may be wrong, what is published may not, and no text is ever lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explainer import settings
from explainer.desk import Desk, Draft, NoPlace, TooLarge, names, preview
from explainer.desk.versions import Why
from explainer.desk.writing import put
from explainer.reading import load
from explainer.reading.files import LARGEST
from tests import saves

FILE, SITE = saves.FILE, "content/site.md"
NEW = "content/story/30-new.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return saves.lesson_in(tmp_path)


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(root, tmp_path / "answers.desk")


def kept(desk: Desk, name: str, text: str, by: str = "a") -> Draft:
    draft = desk.keep(name, text, desk.open(name).digest, by, "")
    assert draft
    return draft


def changed(desk: Desk, name: str = FILE) -> str:
    return desk.open(name).text.replace("Nobody counted", "Neither counted")


# --- names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [SITE, FILE, "seeds/a.md", "content/quiz/10-ä.md", "content/charts/a.b.md"]
)
def test_files_of_a_lesson_can_be_written(root: Path, name: str) -> None:
    assert names.place(root, name) == root / name


@pytest.mark.parametrize(
    "name",
    [
        "", "/etc/passwd", "../x.md", "content/../x.md", "content/story/../../x.md",
        "content/story/..", "seeds/.hidden.md", "content/README.md", "seeds/README.md",
        "content/other.md", "content/story/a b.md", "content/story/a.txt", "content/maps/a.geojson",
        "content/maps/a.md", "content/story/a/b.md", "content\\site.md", "content/story/a\0.md",
        "content/story/a.md\n", f"seeds/{'a' * 100}.md", "Content/site.md",
    ],
)  # fmt: skip
def test_nothing_else_can_be_written_or_read(desk: Desk, name: str) -> None:
    for act in (
        lambda: desk.open(name),
        lambda: desk.keep(name, "x", "", "", ""),
        lambda: desk.lay_aside(name),
        lambda: desk.publish(name),
        lambda: desk.versions(name),
        lambda: desk.read({name: "x"}),
    ):
        with pytest.raises(NoPlace):
            act()


def test_a_link_out_of_the_folder_is_no_file_of_the_lesson(
    desk: Desk, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    (root / "content/story/40-link.md").symlink_to(tmp_path / "secret.md")
    (root / "content/charts2").symlink_to(tmp_path)
    assert "content/story/40-link.md" not in desk.names()
    with pytest.raises(NoPlace):
        desk.open("content/story/40-link.md")


# --- drafts -----------------------------------------------------------------------------


def test_a_draft_is_there_again_after_a_crash_and_the_file_is_untouched(
    desk: Desk, root: Path, tmp_path: Path
) -> None:
    before = (root / FILE).read_bytes()
    kept(desk, FILE, "no # sense ``` at [all")
    again = Desk(root, tmp_path / "answers.desk").open(FILE)
    assert again.draft
    assert again.draft.text == "no # sense ``` at [all"
    assert (root / FILE).read_bytes() == before


def test_a_new_file_is_a_draft_until_it_is_published(desk: Desk, root: Path) -> None:
    kept(desk, NEW, "# News\n\nNobody counted. [^n2]\n")
    assert NEW in desk.names()
    assert not (root / NEW).exists()
    assert desk.read()[0].sections[-1].title == "News"
    assert desk.publish(NEW).published == (NEW,)
    assert load(root)[0].sections[-1].title == "News"
    assert desk.drafts() == {}


def test_another_window_does_not_overwrite_a_draft_it_has_not_seen(desk: Desk) -> None:
    base = desk.open(FILE).digest
    first = kept(desk, FILE, "one", by="a")
    assert desk.keep(FILE, "two", base, "b", "") is None
    assert desk.keep(FILE, "one and a half", base, "a", "") is not None
    assert desk.keep(FILE, "two", base, "b", first.digest) is None
    found = desk.open(FILE).draft
    assert found
    assert found.text == "one and a half"
    assert desk.keep(FILE, "two", base, "b", found.digest) is not None


def test_a_draft_that_is_laid_aside_can_be_found_again(desk: Desk) -> None:
    kept(desk, FILE, "a thought")
    desk.lay_aside(FILE)
    assert desk.open(FILE).draft is None
    (version,) = desk.versions(FILE)
    assert version.why == Why.LAID
    assert desk.version(FILE, version.id) == "a thought\n"


def test_a_text_that_reading_would_refuse_is_not_kept(desk: Desk) -> None:
    with pytest.raises(TooLarge):
        desk.keep(FILE, "x" * LARGEST, "", "a", "")


def test_strange_files_beside_the_drafts_are_no_drafts(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "answers.desk" / "drafts"
    folder.mkdir(parents=True)
    (folder / "a.json").write_text("[1", "utf-8")
    (folder / "b.json").write_text('{"name": "x"}', "utf-8")
    put(folder / "c.json", b'{"name":"/etc/x.md","text":"","base":"","by":"","at":""}')
    assert desk.drafts() == {}
    assert "/etc/x.md" not in desk.names()


# --- publishing -------------------------------------------------------------------------


def test_what_is_wrong_is_not_published(desk: Desk, root: Path) -> None:
    before = (root / FILE).read_bytes()
    kept(desk, FILE, changed(desk).replace("[^n2]", "[^n99]"))
    outcome = desk.publish(FILE)
    assert outcome.published == ()
    assert [problem.code for problem in outcome.problems] == ["unknown-claim"]
    assert (root / FILE).read_bytes() == before
    assert FILE in desk.drafts()


def test_drafts_that_need_each_other_are_published_together(desk: Desk, root: Path) -> None:
    kept(desk, FILE, changed(desk).replace("pier](#pier)", "pier](#new-word)"))
    words = desk.open("content/words.md").text
    kept(desk, "content/words.md", words.replace("- id: pier\n", "- id: new-word\n"))
    assert desk.publish(FILE).published == (FILE, "content/words.md")
    assert load(root)[1] == ()


def test_one_draft_does_not_wait_for_another_that_is_wrong(desk: Desk) -> None:
    kept(desk, SITE, "# Half a tit")
    kept(desk, FILE, changed(desk))
    assert desk.publish(FILE).published == (FILE,)
    assert list(desk.drafts()) == [SITE]


def test_a_file_that_changed_on_disk_is_shown_beside_the_draft(desk: Desk, root: Path) -> None:
    opened = desk.open(FILE)
    mine = kept(desk, FILE, changed(desk)).text
    theirs = opened.text.replace("It began", "All began")
    (root / FILE).write_text(theirs, "utf-8")
    (clash,) = desk.publish(FILE).clashes
    assert (clash.theirs, clash.mine) == (theirs, mine)
    assert (root / FILE).read_text("utf-8") == theirs
    # Once more, meanwhile: whoever chose had not seen this.
    (root / FILE).write_text(theirs + "\n", "utf-8")
    assert desk.publish(FILE, over=clash.digest).clashes
    assert desk.publish(FILE, over=desk.open(FILE).digest).published == (FILE,)
    assert (root / FILE).read_text("utf-8") == mine
    found = [desk.version(FILE, version.id) for version in desk.versions(FILE)]
    assert found == [mine, theirs + "\n"]


def test_the_same_text_on_disk_is_no_clash(desk: Desk, root: Path) -> None:
    """As after a crash between writing and forgetting the draft."""
    mine = kept(desk, FILE, changed(desk)).text
    (root / FILE).write_text(mine, "utf-8")
    assert desk.publish(FILE).published == (FILE,)


def test_every_published_text_can_be_had_again(desk: Desk, root: Path) -> None:
    first = desk.open(FILE).text
    for words in ("Neither counted", "No one counted"):
        kept(desk, FILE, first.replace("Nobody counted", words))
        desk.publish(FILE)
    versions = desk.versions(FILE)
    assert [version.why for version in versions] == [Why.PUBLISHED, Why.PUBLISHED, Why.FOUND]
    assert desk.version(FILE, versions[-1].id) == first
    kept(desk, FILE, desk.version(FILE, versions[-1].id))
    desk.publish(FILE)
    assert (root / FILE).read_text("utf-8") == first
    with pytest.raises(NoPlace):
        desk.version(FILE, "../../site")


def test_a_disk_that_refuses_leaves_file_and_draft(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(desk, FILE, changed(desk))
    before = (root / FILE).read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        desk.publish(FILE)
    monkeypatch.undo()
    assert (root / FILE).read_bytes() == before
    assert FILE in desk.drafts()


def test_a_published_file_keeps_its_rights(desk: Desk, root: Path) -> None:
    (root / FILE).chmod(0o640)
    kept(desk, FILE, changed(desk))
    desk.publish(FILE)
    assert (root / FILE).stat().st_mode & 0o777 == 0o640


# --- where it is ------------------------------------------------------------------------


def test_the_desk_stands_beside_the_answers(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.setenv(settings.FOLDER, str(root))
    monkeypatch.delenv(settings.STORE, raising=False)
    assert settings.desk() == root / "answers.desk"
    monkeypatch.setenv(settings.STORE, "elsewhere/a.sqlite")
    assert settings.desk() == Path("elsewhere/a.desk")
    monkeypatch.setenv(settings.STORE, "postgresql://b/c")
    assert settings.desk().suffix == ".desk"
    assert not settings.desk().is_relative_to(root)


def test_a_preview_follows_drafts_and_files(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    monkeypatch.setattr(preview, "desk", lambda: desk)
    first = preview.served()
    assert preview.served() is first
    kept(desk, SITE, desk.open(SITE).text.replace("# The bell", "# A bell"))
    assert preview.served().lesson.site.title.startswith("A bell")
    desk.lay_aside(SITE)
    assert preview.served().revision == first.revision
