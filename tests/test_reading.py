"""Reading: tolerant of how a thing is written, exact about what, and never at a loss."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer import report
from explainer.model import Explainer, Note, Prose
from explainer.problems import Problem
from explainer.reading import NotALesson, fingerprint, load
from explainer.reading.files import LARGEST, decoded
from tests.cases import FERRY, HERE, SMALLEST

EXAMPLES = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FILES = sorted(path.relative_to(FERRY) for path in FERRY.rglob("*.md"))


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A lesson without fault, to be changed."""
    return Path(shutil.copytree(FERRY, tmp_path / "ferry"))


@pytest.fixture
def smallest(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALLEST, tmp_path / "smallest"))


def _messages(root: Path) -> list[str]:
    return [f"{problem.place.file}: {problem.message}" for problem in load(root)[1]]


# --- what is tolerated ----------------------------------------------------------------


def _each(root: Path, change: Callable[[bytes], bytes]) -> None:
    for path in root.rglob("*.md"):
        path.write_bytes(change(path.read_bytes()))


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "line ends of Windows": lambda raw: raw.replace(b"\n", b"\r\n"),
    "line ends of an old Mac": lambda raw: raw.replace(b"\n", b"\r"),
    "UTF-16, as Notepad once wrote": lambda raw: raw.decode().encode("utf-16"),
    "no line end at the end": lambda raw: raw.rstrip(b"\n"),
    "blanks at the ends of lines": lambda raw: raw.replace(b"\n\n", b"  \n\n"),
    "empty lines at the start": lambda raw: b"\n\n" + raw,
}


@pytest.mark.parametrize("change", ENCODINGS.values(), ids=ENCODINGS)
def test_the_same_words_are_the_same_lesson(ferry: Path, change: Callable[[bytes], bytes]) -> None:
    before = load(ferry)[0]
    _each(ferry, change)
    after, problems = load(ferry)
    assert problems == ()
    assert _stripped(after) == _stripped(before)


def _stripped(lesson: Explainer) -> list[object]:
    """Sections as plain words (their Markdown keeps its blanks), the rest as it is."""
    told = [
        " ".join(block.markdown.split()) if isinstance(block, Prose | Note) else block
        for section in lesson.sections
        for block in section.blocks
    ]
    return [*told, lesson.site, lesson.record, lesson.events, lesson.people, lesson.quizzes]


WAYS: dict[str, Callable[[str], str]] = {
    "a capital in a tick box": lambda text: text.replace("[x]", "[X]"),
    "stars for dashes": lambda text: text.replace("\n- ", "\n* "),
    "plus signs for dashes": lambda text: text.replace("\n- ", "\n+ "),
    "capitals in marks": lambda text: text.replace("[^c", "[^C"),
    "no space behind a colon": lambda text: text.replace("- id: ", "- id:"),
    "a capital in a setting": lambda text: text.replace("- id: ", "- Id : "),
    "a capital in a word of a block": lambda text: text.replace("```chart", "```Chart"),
    "waves for backticks": lambda text: text.replace("```", "~~~"),
    "small letters in a note": lambda text: text.replace("[!NOTE]", "[!note]"),
    "a hint and a why in one paragraph": lambda text: (
        text.replace("\n\nWhy:", "\nWhy:") if "Hint:" in text and "Answer" not in text else text
    ),
    "a label in bold": lambda text: text.replace("\nWhy:", "\n**Why:**"),
    "no bars at the ends of rows": lambda text: re.sub(r"(?<=[^|\s]) \|\n", "\n", text),
    "brackets for the dots of numbers": lambda text: (
        text.replace("1. ", "1) ").replace("2. ", "2) ").replace("3. ", "3) ").replace("4. ", "4) ")
    ),
    "a mark close to the word": lambda text: text.replace(" [^c", "[^c"),
    "code that looks like a mark": lambda text: text.replace("# For teachers\n", _CODE),
}

_CODE = "# For teachers\n\nA mark is written `[^c99]`, a link `[so](#so)`, HTML `<b>`.\n"


@pytest.mark.parametrize("change", WAYS.values(), ids=WAYS)
def test_what_is_plainly_meant_is_understood(ferry: Path, change: Callable[[str], str]) -> None:
    changed = 0
    for path in ferry.rglob("*.md"):
        text = path.read_text("utf-8")
        changed += change(text) != text
        path.write_text(change(text), "utf-8")
    if change is not WAYS["a hint and a why in one paragraph"]:
        assert changed
    assert _messages(ferry) == []
    assert load(ferry)[0].questions.keys() == load(FERRY)[0].questions.keys()


def test_one_word_from_windows_spoils_no_other_line() -> None:
    raw = "“Grüße”, said she.\n".encode() + "“Grüße”, said he.\n".encode("cp1252")
    assert decoded(raw) == "“Grüße”, said she.\n“Grüße”, said he.\n"


def test_quotation_marks_of_windows(ferry: Path) -> None:
    path = ferry / "content" / "story" / "20-a-kitchen-in-between.md"
    text = path.read_text("utf-8").replace('"Like neighbours"', "“Like neighbours”")
    path.write_bytes(text.encode("cp1252"))
    lesson, problems = load(ferry)
    assert problems == ()
    assert any("“Like neighbours”" in str(block) for block in lesson.sections[1].blocks)


def test_an_unclosed_block_hides_nothing_below_it(ferry: Path) -> None:
    path = ferry / "content" / "story" / "10-a-bell-at-night.md"
    whole = load(ferry)[0].sections[0]
    path.write_text(path.read_text("utf-8").replace("^c6]\n```\n", "^c6]\n"), "utf-8")
    lesson, problems = load(ferry)
    assert [problem.place.line for problem in problems] == [15]
    assert lesson.sections[0].blocks == whole.blocks


# --- files ----------------------------------------------------------------------------

SITE = "content/site.md"


def _link(path: Path, target: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def _instead(path: Path, make: Callable[[Path], None]) -> None:
    path.unlink()
    make(path)


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no site": (lambda root: (root / SITE).unlink(), f"{SITE}: This file is missing."),
    "no story": (
        lambda root: shutil.rmtree(root / "content/story"),
        "content/story: The story has no section.",
    ),
    "no record": (
        lambda root: shutil.rmtree(root / "seeds"),
        "seeds: There is no record of a source.",
    ),
    "a picture": (
        lambda root: (root / SITE).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        f"{SITE}: This file is no text.",
    ),
    "nothing": (lambda root: (root / SITE).write_bytes(b""), f"{SITE}: This file is empty."),
    "a mark and blanks": (
        lambda root: (root / SITE).write_bytes(b"\xef\xbb\xbf \r\n\r\n"),
        f"{SITE}: This file is empty.",
    ),
    "a whole book": (
        lambda root: (root / SITE).write_bytes(b"words " * (LARGEST // 6 + 1)),
        f"{SITE}: This file is too large: it has 256 kilobytes.",
    ),
    "a folder": (
        lambda root: _instead(root / SITE, Path.mkdir),
        f"{SITE}: This is no file, or a link to nothing.",
    ),
    "a link to nothing": (
        lambda root: _link(root / SITE, "nowhere.md"),
        f"{SITE}: This is no file, or a link to nothing.",
    ),
    "a link to itself": (
        lambda root: _link(root / SITE, "site.md"),
        f"{SITE}: This is no file, or a link to nothing.",
    ),
    "a link out": (
        lambda root: _link(root / SITE, str(SMALLEST / SITE)),
        f"{SITE}: This link leads out of the lesson's folder.",
    ),
    "a pipe": (
        lambda root: _instead(root / SITE, os.mkfifo),
        f"{SITE}: This is no file, or a link to nothing.",
    ),
    "a name in capitals": (
        lambda root: (root / SITE).rename(root / "content/SITE.md"),
        "content/SITE.md: No part of a lesson is called 'SITE.md', so it is not read.",
    ),
    "a name misspelt": (
        lambda root: (root / "content/evnts.md").write_text("# What happened"),
        "content/evnts.md: No part of a lesson is called 'evnts.md', so it is not read.",
    ),
    "an ending in capitals": (
        lambda root: (root / "content/story/20-more.MD").write_text("# More"),
        "content/story/20-more.MD: No part of a lesson is called '20-more.MD', so it is not read.",
    ),
    "a second ending": (
        lambda root: (root / "content/words.md.txt").write_text("# Words"),
        "content/words.md.txt: No part of a lesson is called 'words.md.txt', so it is not read.",
    ),
    "a folder too deep": (
        lambda root: shutil.copytree(root / "content/story", root / "content/story/more"),
        "content/story/more/10-one-sentence.md: No part of a lesson is called '10-one-sentence.md',"
        " so it is not read.",
    ),
    "a name that no one can write": (
        lambda root: Path(os.fsdecode(os.fsencode(root) + b"/content/\xff.md")).write_text("# ?"),
        "content/\ufffd.md: No part of a lesson is called '\ufffd.md', so it is not read.",
    ),
    "a copy": (
        lambda root: (root / "content/story/10-more copy.md").write_text("# More"),
        "content/story/10-more copy.md: No part of a lesson is called '10-more copy.md',"
        " so it is not read.",
    ),
    "notes of one's own": (
        lambda root: (root / "content/notes.md").write_text("# Notes"),
        "content/notes.md: No part of a lesson is called 'notes.md', so it is not read.",
    ),
    "two files of one name": (
        lambda root: shutil.copy(
            root / "content/story/10-one-sentence.md", root / "content/story/20-one-sentence.md"
        ),
        "content/story/20-one-sentence.md: The id 'one-sentence' is used twice.",
    ),
}


@pytest.mark.parametrize(("spoil", "message"), FAULTS.values(), ids=FAULTS)
def test_a_file_that_cannot_be_read_is_named(
    smallest: Path, spoil: Callable[[Path], object], message: str
) -> None:
    spoil(smallest)
    found = load(smallest)[1]
    assert message in [f"{problem.place.file}: {problem.message}" for problem in found]
    assert all(problem.hint for problem in found)
    report.text(smallest, found).encode()
    fingerprint(smallest)


def test_a_file_that_is_kept_from_us(smallest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert f"{SITE}: This file cannot be read: Permission denied." in _messages(smallest)


NOBODY_WROTE = (
    "content/.DS_Store", "content/Thumbs.db", "content/README.md", "seeds/README.md",
    "content/story/._10-one-sentence.md", "content/story/.20-more.md.swp", "content/~$words.docx",
    "content/story/10-one-sentence.md~", "content/#site.md#", "seeds/.hidden.md",
)  # fmt: skip


def test_files_that_nobody_writes_are_no_mistake(smallest: Path) -> None:
    for name in NOBODY_WROTE:
        (smallest / name).write_text("no lesson")
    (smallest / "content/story/.#10-one-sentence.md").symlink_to("author@desk.4711")
    assert _messages(smallest) == []


def test_nothing_near_is_no_guess(smallest: Path) -> None:
    for name in ("notes", "evnts"):
        (smallest / f"content/{name}.md").write_text("# ?")
    hints = [problem.hint for problem in load(smallest)[1]]
    assert hints[0] == "Did you mean 'events.md'?"
    assert hints[1].startswith("Here stand site.md, events.md,")


def test_no_lesson_at_all(tmp_path: Path) -> None:
    with pytest.raises(NotALesson, match="There is no folder 'content'"):
        load(tmp_path)


def test_what_lies_outside_is_not_quoted(smallest: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("The password is bell.")
    _link(smallest / SITE, str(tmp_path / "secret.md"))
    assert "password" not in report.text(smallest, load(smallest)[1])


def test_a_change_is_seen(smallest: Path) -> None:
    before = fingerprint(smallest)
    path = smallest / SITE
    path.write_text(path.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert fingerprint(smallest) != before


# --- the cause is said, and not what comes of it ---------------------------------------

RECORD = "seeds/sound-courier-2031-05-12.md"
STORY = "content/story/10-a-bell-at-night.md"


def _without(root: Path, name: str) -> None:
    path = root / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _changed_in(root: Path, name: str, before: str, after: str) -> None:
    text = (root / name).read_text("utf-8")
    assert before in text
    (root / name).write_text(text.replace(before, after, 1), "utf-8")


def _empty(root: Path, name: str) -> None:
    (root / name).write_text("")


CAUSES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no events": (
        lambda root: _without(root, "content/events.md"),
        "content/events.md: This file is missing.",
    ),
    "no ladder": (
        lambda root: _without(root, "content/ladder.md"),
        "content/ladder.md: This file is missing.",
    ),
    "no site": (
        lambda root: _without(root, "content/site.md"),
        "content/site.md: This file is missing.",
    ),
    "no story": (
        lambda root: _without(root, "content/story"),
        "content/story: The story has no section.",
    ),
    "no record": (lambda root: _without(root, "seeds"), "seeds: There is no record of a source."),
    "events are empty": (
        lambda root: _empty(root, "content/events.md"),
        "content/events.md: This file is empty.",
    ),
    "a section is empty": (lambda root: _empty(root, STORY), f"{STORY}: This file is empty."),
    "a quiz is empty": (
        lambda root: _empty(root, "content/quiz/10-bells-and-fish.md"),
        "content/quiz/10-bells-and-fish.md: This file is empty.",
    ),
    "reports are empty": (
        lambda root: _empty(root, "seeds/other-reports.md"),
        "seeds/other-reports.md: This file is empty.",
    ),
    "a record without its line of dashes": (
        lambda root: _changed_in(root, RECORD, "|---|---|---|---|---|\n", ""),
        f"{RECORD}: This looks like a table, but is not one.",
    ),
    "a record with a column misspelt": (
        lambda root: _changed_in(root, RECORD, "| id | paragraph |", "| id | para |"),
        f"{RECORD}: The columns of this table are not known in a record.",
    ),
    "a claim's id twice": (
        lambda root: _changed_in(root, RECORD, "| c7 |", "| c6 |"),
        f"{RECORD}: The id 'c6' is used twice.",
    ),
    "an event's id without its dash": (
        lambda root: _changed_in(root, "content/events.md", "- id: meeting", "id: meeting"),
        "content/events.md: 'id:' stands here without its dash, so it sets nothing.",
    ),
    "an event's id without its colon": (
        lambda root: _changed_in(root, "content/events.md", "- id: meeting", "- id meeting"),
        "content/events.md: 'id meeting' is no setting.",
    ),
}


@pytest.mark.parametrize(("spoil", "message"), CAUSES.values(), ids=CAUSES)
def test_the_cause_is_said_and_nothing_else(
    ferry: Path, spoil: Callable[[Path], object], message: str
) -> None:
    spoil(ferry)
    assert _messages(ferry) == [message]


OF_OURS = {
    "content/channels.md": "This file is missing.",
    "content/people.md": "This file is missing.",
    "content/words.md": "This file is missing.",
    "content/quiz": "This folder is missing.",
}


@pytest.mark.parametrize(("name", "message"), OF_OURS.items())
def test_a_file_that_many_places_need_is_missing(tmp_path: Path, name: str, message: str) -> None:
    for folder in ("content", "seeds"):
        shutil.copytree(HERE.parent / folder, tmp_path / folder)
    _without(tmp_path, name)
    assert _messages(tmp_path) == [f"{name}: {message}"]


def test_a_lesson_may_do_without(smallest: Path) -> None:
    """Nothing leads to a word, so that none is written is no fault; a slip is still said."""
    path = smallest / "content/story/10-one-sentence.md"
    path.write_text("# One sentence\n\nThe [ferry](#fery) sails again. [^c1]\n", "utf-8")
    (message,) = _messages(smallest)
    assert message.endswith("The link 'ferry' leads to '#fery', and nothing is called that.")


def test_a_mark_beyond_what_is_broken_is_still_said(ferry: Path) -> None:
    _changed_in(ferry, RECORD, "|---|---|---|---|---|\n", "")
    _changed_in(ferry, STORY, "[^c3]", "[^c33]")
    assert f"{STORY}: There is no 'c33' in the record." in _messages(ferry)


# --- one slip never hides another -----------------------------------------------------

SLIPS = {
    "The pier was closed. [c4]": "'[c4]' is no mark of a claim.",
    "The pier was closed. [^c99]": "There is no 'c99' in the record.",
    "The pier was [closed](#closed). [^c4]": (
        "The link 'closed' leads to '#closed', and nothing is called that."
    ),
    "The pier was [closed] (#pier). [^c4]": "'[closed] (#pier)' is no link.",
    "The pier was <u>closed</u>. [^c4]": "'<u>' is HTML, which is not read here.",
    "![The pier](pier.jpg) [^c4]": "Pictures cannot be shown yet.",
    "##The pier [^c4]": "This looks like a heading, but is not one.",
    "-The pier [^c4]": "This looks like an item of a list, but is not one.",
    "> [!NOTTE]\n> The pier was closed. [^c4]": "'[!NOTTE]' opens no note.",
    "```chrt\nkind: sequence\n```": "There is no block called 'chrt'.",
    "```chart\nkind: sequence\ntitle: Steps\nsays: One by one. [^c4]": (
        "This block is never closed."
    ),
    "| Town | Pier |\n|---|---|\n| Norrey [^c4] |": (
        "This row has one cell, and the table has 2 columns."
    ),
    "| Town | Pier |\n| Norrey | closed [^c4] |": "This looks like a table, but is not one.",
    "[^c4]: https://example.org": "A mark needs no footnote.",
    "`quiz": "One or two backticks open no block.",
}
BOUNDARIES = [
    (path, number)
    for path in FILES
    if path.parts[0] == "content"
    for number in range(len((FERRY / path).read_text("utf-8").split("\n\n")))
]


def _is_between_blocks(path: Path, number: int) -> bool:
    """Not within the settings, which would then be the slip's."""
    pieces = (FERRY / path).read_text("utf-8").split("\n\n")
    return number == len(pieces) - 1 or not pieces[number].startswith("#")


_slip = st.tuples(
    st.sampled_from([place for place in BOUNDARIES if _is_between_blocks(*place)]),
    st.sampled_from(sorted(SLIPS)),
)


@pytest.mark.uncounted
@EXAMPLES
@given(slips=st.lists(_slip, min_size=2, max_size=4, unique_by=(lambda s: s[0], lambda s: s[1])))
def test_one_slip_never_hides_another(slips: list[tuple[tuple[Path, int], str]]) -> None:
    with _changed() as root:
        for (path, number), slip in sorted(slips, key=lambda s: -s[0][1]):
            pieces = (root / path).read_text("utf-8").rstrip("\n").split("\n\n")
            pieces.insert(number + 1, slip)
            (root / path).write_text("\n\n".join(pieces) + "\n", "utf-8")
        found = _messages(root)
    for (path, _), slip in slips:
        assert f"{path.as_posix()}: {SLIPS[slip]}" in found


# --- never at a loss ------------------------------------------------------------------


@contextmanager
def _changed() -> Iterator[Path]:
    """A lesson to spoil, by its root."""
    with TemporaryDirectory() as folder:
        yield Path(shutil.copytree(FERRY, Path(folder) / "ferry"))


def _is_sound(root: Path) -> None:
    lesson, found = load(root)
    assert all(isinstance(problem, Problem) for problem in found)
    assert list(found) == sorted(set(found))
    report.text(root, found).encode()
    report.summary(lesson, found, ())


PIECES = (
    "# ", "## ", "\n", "\n\n", "- ", "- [ ] ", "- [x] ", "1. ", "> ", "> [!NOTE]\n", "```chart\n",
    "```quiz\n", "```\n", "~~~", "| a | b |\n", "|---|---|\n", "|", "[^c5]", "[^c99]", "[^", "[^]",
    "id: pier", "- id: x\n", "kind: sequence\n", "says: nine", "[a](#b)", "[", "](", "Why: ",
    "Hint:", "Answer: 9 | nine\n", "  - ", "    ", "\t", "<b>", "\\", "`", "**", "9", "eleven ",
    "16 April", "Monday, 12 May 2031", "31 February", "0 May 0000", "\u0661\u0662", "“", "\u2028",
    "\x0c", "é", "[x]: y\n", "c1 | page |", "\n---\n", "===\n", "after: ", "- when: 2031-13\n",
    "!", ":",
)  # fmt: skip
_texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@pytest.mark.uncounted
@EXAMPLES
@given(path=st.sampled_from(FILES), raw=st.one_of(st.binary(max_size=400), _texts.map(str.encode)))
def test_any_bytes_can_be_any_file(path: Path, raw: bytes) -> None:
    with _changed() as root:
        (root / path).write_bytes(raw)
        _is_sound(root)


@pytest.mark.uncounted
@EXAMPLES
@given(path=st.sampled_from(FILES), at=st.floats(0, 1, exclude_max=True), more=_texts)
def test_anything_can_stand_anywhere(path: Path, at: float, more: str) -> None:
    with _changed() as root:
        text = (root / path).read_text("utf-8")
        middle = int(at * len(text))
        (root / path).write_text(text[:middle] + more + text[middle:], "utf-8")
        _is_sound(root)


@pytest.mark.uncounted
@EXAMPLES
@given(path=st.sampled_from(FILES), at=st.floats(0, 1, exclude_max=True), length=st.integers(1, 9))
def test_anything_can_be_missing(path: Path, at: float, length: int) -> None:
    with _changed() as root:
        text = (root / path).read_text("utf-8")
        start = int(at * len(text))
        (root / path).write_text(text[:start] + text[start + length :], "utf-8")
        _is_sound(root)


def _lines() -> Iterator[tuple[Path, int]]:
    for path in FILES:
        yield from ((path, n) for n in range(len((FERRY / path).read_text("utf-8").split("\n"))))


@pytest.mark.uncounted
@EXAMPLES
@given(line=st.sampled_from(list(_lines())))
def test_any_line_can_be_missing(line: tuple[Path, int]) -> None:
    path, number = line
    with _changed() as root:
        lines = (root / path).read_text("utf-8").split("\n")
        (root / path).write_text("\n".join(lines[:number] + lines[number + 1 :]), "utf-8")
        _is_sound(root)
