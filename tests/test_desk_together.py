"""Several windows and programs at one lesson: no text is lost, and none goes out unseen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

import explainer.desk
from explainer import mending
from explainer.desk import Desk, Draft, OtherDraft, publishing
from explainer.desk.versions import Why
from explainer.desk.writing import put
from explainer.model import Explainer
from explainer.problems import Problem
from explainer.reading import load
from explainer.reading.overlay import load_with
from tests import saves

FILE, WORDS, SITE = saves.FILE, "content/words.md", "content/site.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return saves.lesson_in(tmp_path)


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(root, tmp_path / "answers.desk")


def kept(desk: Desk, name: str, text: str, by: str = "a", known: str = "") -> Draft:
    draft = desk.keep(name, text, desk.open(name).digest, by, known)
    assert draft
    return draft


def laid(desk: Desk, name: str = FILE) -> list[str]:
    found = (version for version in desk.versions(name) if version.why == Why.LAID)
    return [desk.version(name, version.id) for version in found]


def entwined(desk: Desk, by: str = "a") -> tuple[Draft, Draft]:
    """Two texts that are right only together, the second from some window."""
    story = desk.open(FILE).text.replace("pier](#pier)", "pier](#new-word)")
    words = desk.open(WORDS).text.replace("- id: pier\n", "- id: new-word\n")
    return kept(desk, FILE, story), kept(desk, WORDS, words, by)


# --- links ---------------------------------------------------------------------------------


def test_links_within_the_folder_are_read_as_without_drafts(desk: Desk, root: Path) -> None:
    (root / "shared").mkdir()
    (root / FILE).rename(root / "shared/a.md")
    (root / FILE).symlink_to("../../shared/a.md")
    (root / "content/quiz").rename(root / "asked")
    (root / "content/quiz").symlink_to("../asked")
    lesson, problems = load(root)
    assert (problems, len(lesson.questions) > 1) == ((), True)
    read, said = desk.read()
    assert (list(read.questions), read.sections) == (list(lesson.questions), lesson.sections)
    assert said == ()


# --- drafts -----------------------------------------------------------------------------


def test_a_draft_of_somebody_else_stays_a_version_when_it_is_replaced(desk: Desk) -> None:
    first = kept(desk, FILE, "one", by="a")
    kept(desk, FILE, "two", by="b", known=first.digest)
    assert laid(desk) == ["one\n"]


def test_a_draft_that_its_own_window_has_not_seen_stays_a_version(desk: Desk) -> None:
    """As when a window was duplicated, and both go by one name."""
    first = kept(desk, FILE, "one")
    kept(desk, FILE, "one and a half", known=first.digest)
    assert laid(desk) == []
    kept(desk, FILE, "two", known=first.digest)
    assert laid(desk) == ["one and a half\n"]


def test_a_draft_of_somebody_else_stays_a_version_when_the_file_is_taken_back(desk: Desk) -> None:
    first = kept(desk, FILE, "one", by="a")
    kept(desk, FILE, desk.open(FILE).text, by="b", known=first.digest)
    assert desk.open(FILE).draft is None
    assert laid(desk) == ["one\n"]


def test_whoever_takes_the_other_text_finds_their_own_again(desk: Desk) -> None:
    kept(desk, FILE, "theirs", by="b")
    desk.lay_aside(FILE, "mine", known="what I saw")
    draft = desk.open(FILE).draft
    assert (draft and draft.text) == "theirs"
    assert laid(desk) == ["mine\n"]


def test_what_was_typed_since_a_draft_was_kept_is_laid_aside_with_it(desk: Desk) -> None:
    draft = kept(desk, FILE, "one")
    desk.lay_aside(FILE, "one and a half", draft.digest)
    assert desk.open(FILE).draft is None
    assert laid(desk) == ["one and a half\n", "one\n"]
    desk.lay_aside(FILE, desk.open(FILE).text, "")
    assert len(laid(desk)) == 2, "what is published is no text that anybody dropped"


def test_a_long_name_has_a_draft_and_versions_of_its_own(desk: Desk) -> None:
    first, second = (f"content/story/10-{'ц' * 45}{end}.md" for end in "ab")
    kept(desk, first, "one")
    kept(desk, second, "two")
    assert {name: draft.text for name, draft in desk.drafts().items()} == {
        first: "one",
        second: "two",
    }
    desk.lay_aside(first)
    assert (laid(desk, first), laid(desk, second)) == (["one\n"], [])


def test_a_full_disk_leaves_no_part_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("before", "utf-8")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        put(path, b"after")
    with pytest.raises(OSError, match="No space"):
        mending.write(mending.Change(path, "a.md", b"before", b"after"))
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


# --- publishing -------------------------------------------------------------------------


def test_a_draft_that_its_publisher_has_not_seen_does_not_go_out(desk: Desk, root: Path) -> None:
    before = (root / SITE).read_bytes()
    draft = kept(desk, SITE, desk.open(SITE).text.replace("# The bell", "# A bell"), by="b")
    with pytest.raises(OtherDraft) as other:
        desk.publish(SITE, known="")
    assert other.value.draft == draft
    assert (root / SITE).read_bytes() == before
    assert desk.publish(SITE, known=draft.digest).published == (SITE,)


def test_drafts_of_other_windows_go_along_only_when_somebody_agrees(desk: Desk, root: Path) -> None:
    before = (root / WORDS).read_bytes()
    _, theirs = entwined(desk, by="b")
    kept(desk, SITE, "# Half a tit", by="c")
    desk.lay_aside(SITE)
    asked = desk.publish(FILE, by="a")
    assert (asked.published, asked.others) == ((), (theirs,))
    assert (root / WORDS).read_bytes() == before
    assert desk.publish(FILE, by="a", agreed=["another"]).others == (theirs,)
    assert desk.publish(FILE, by="a", agreed=[theirs.digest]).published == (FILE, WORDS)


def test_drafts_of_one_window_do_not_take_others_along(desk: Desk) -> None:
    entwined(desk)
    kept(desk, SITE, desk.open(SITE).text.replace("# The bell", "# A bell"), by="b")
    assert desk.publish(FILE, by="a").published == (FILE, WORDS)
    assert list(desk.drafts()) == [SITE]


def test_a_change_on_disk_while_the_lesson_is_read_is_a_choice(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entwined(desk)
    before, theirs = (root / FILE).read_bytes(), "# Words\n\nTheirs.\n"

    def slow(at: Path, texts: Mapping[str, bytes]) -> tuple[Explainer, tuple[Problem, ...]]:
        read = load_with(at, texts)
        if WORDS in texts:
            (root / WORDS).write_text(theirs, "utf-8")
        return read

    monkeypatch.setattr(explainer.desk, "load_with", slow)
    (clash,) = desk.publish(FILE).clashes
    assert (clash.name, clash.theirs) == (WORDS, theirs)
    assert (root / WORDS).read_text("utf-8") == theirs
    assert (root / FILE).read_bytes() == before
    assert list(desk.drafts()) == [FILE, WORDS]


def test_if_one_of_several_files_cannot_be_written_none_is(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [(root / name).read_bytes() for name in (FILE, WORDS)]
    entwined(desk)

    def refuse(path: Path, raw: bytes) -> None:
        if path == root / WORDS:
            raise OSError(28, "No space left on device")
        put(path, raw)

    monkeypatch.setattr(publishing, "put", refuse)
    with pytest.raises(OSError, match="No space"):
        desk.publish(FILE)
    assert [(root / name).read_bytes() for name in (FILE, WORDS)] == before
    assert list(desk.drafts()) == [FILE, WORDS]


def test_a_folder_that_is_closed_is_seen_before_anything_is_written(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entwined(desk)
    monkeypatch.setattr(os, "access", lambda folder, _: folder == root / FILE)
    with pytest.raises(PermissionError):
        desk.publish(FILE)
    assert desk.versions(FILE) == ()
