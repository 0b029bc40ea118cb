"""`explainer export gift`, `qti` and so on: questions and keys come back, and all else is told."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page
from typer.testing import CliRunner, Result

from explainer.cli import app
from explainer.exports.items import Item, Shape, items
from explainer.exports.quiz_forms import FORMS, carried, left
from explainer.model import Explainer
from explainer.questions import QUESTIONS
from explainer.reading import load
from tests import reread
from tests.cases import FERRY
from tests.conftest import ROOT

LESSONS = {"ours": load(ROOT)[0], "ferry": load(FERRY)[0]}
SIGNS = r"""# Signs

## Which of {these} = 5 # of ~10~: "a \\ b" -> 1%?

- id: signs

- [x] 50% = half {of it} : # ~ a
- [ ] %50% less
- [ ] a -> b \\ c
- [ ] <b>5 & 6</b>

Why: Signs are signs. [^c2]

## Which % are right = all?

- id: shares

- [x] %30 {a}
- [x] =b
- [x] ~c
- [ ] #d

Why: Signs are signs. [^c2]

## Pair {these}.

- id: sides

| one | other |
|---|---|
| a = 1 | {b} |
| c -> d | e # f |

Why: Signs are signs. [^c2]
"""


def _written(form: str, lesson: Explainer) -> tuple[bytes, tuple[Item, ...]]:
    sent = carried(FORMS[form], items(lesson))
    return FORMS[form].write(sent, lesson), sent


def _export(*words: object) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, words)])


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Explainer:
    """A lesson whose words are full of what a form takes for its own."""
    root = tmp_path_factory.mktemp("signs") / "lesson"
    shutil.copytree(FERRY, root)
    for path in (root / "content" / "quiz").glob("[01]*.md"):
        path.unlink()
    (root / "content" / "quiz" / "90-signs.md").write_text(SIGNS, "utf-8")
    return load(root)[0]


# --- what comes back ------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("name", LESSONS)
def test_another_program_reads_the_same_questions_and_keys_in_gift(name: str, page: Page) -> None:
    written, sent = _written("gift", LESSONS[name])
    back = reread.gift(written, page)
    assert back == {item.id: reread.of_lesson(item.question) for item in sent}
    assert list(back) == [item.id for item in sent]


@pytest.mark.parametrize("name", LESSONS)
def test_another_program_reads_the_same_questions_and_keys_in_qti(name: str) -> None:
    written, sent = _written("qti", LESSONS[name])
    back = reread.qti(written)
    assert back == {item.id: reread.of_lesson(item.question) for item in sent}
    assert list(back) == [item.id for item in sent]


def test_every_kind_that_has_a_key_is_carried() -> None:
    kinds = {item.question.kind for item in items(LESSONS["ferry"])}
    assert kinds == QUESTIONS.keys()
    for name, form in FORMS.items():
        sent = {item.question.kind for item in carried(form, items(LESSONS["ferry"]))}
        without = set() if name in ("csv", "json") else {"coding", "predicting"}
        assert sent == kinds - without


@pytest.mark.browser
def test_signs_of_gift_are_words(signs: Explainer, page: Page) -> None:
    written, sent = _written("gift", signs)
    wanted = {item.id: reread.of_lesson(item.question) for item in sent}
    # An arrow would part the sides.
    arrows = frozenset((one.replace("->", "→"), other) for one, other in wanted["sides"].key)
    wanted["sides"] = reread.Read(wanted["sides"].stem, arrows)
    assert len(sent) == 3
    assert reread.gift(written, page) == wanted


def test_signs_of_qti_are_words(signs: Explainer) -> None:
    written, sent = _written("qti", signs)
    assert reread.qti(written) == {item.id: reread.of_lesson(item.question) for item in sent}


def test_wrong_picks_take_their_share_away() -> None:
    written, _ = _written("gift", LESSONS["ferry"])
    assert b"~%50%It kept back its fish#Yes, from" in written
    assert b"~%-50%It built a bridge#There is" in written
    packed, _ = _written("qti", LESSONS["ferry"])
    with ZipFile(io.BytesIO(packed)) as archive:
        item = archive.read("items/what-sudrey-did.xml").decode()
    assert item.count('mappedValue="0.5"') == item.count('mappedValue="-0.5"') == 2


@pytest.mark.parametrize("name", LESSONS)
def test_a_table_and_json_hold_every_question_and_its_key(name: str) -> None:
    lesson = LESSONS[name]
    every = items(lesson)
    told = json.loads(_written("json", lesson)[0])["questions"]
    table = _written("csv", lesson)[0].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [one["id"] for one in told] == [item.id for item in every]
    assert list(dict.fromkeys(row["question"] for row in rows)) == [item.id for item in every]
    for item, one in zip(every, told, strict=True):
        right = {choice.text for choice in item.right} if item.shape is not Shape.OPEN else set()
        own = [row for row in rows if row["question"] == item.id]
        assert {row["answer"].lstrip("'") for row in own if row["right"] == "yes"} == right
        assert {choice["text"] for choice in one["choices"] if choice.get("right")} == right
        assert (one["file"], one["line"]) == (item.question.place.file, item.question.place.line)
        words = {target["id"]: target["text"] for target in one["targets"]}
        pairs = {(c["text"], words[c["belongs to"]]) for c in one["choices"] if "belongs to" in c}
        assert pairs == {(r["answer"], r["belongs to"]) for r in own if r["belongs to"]}


def test_no_cell_is_a_formula(signs: Explainer) -> None:
    table = _written("csv", signs)[0].decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert "'=b" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


# --- cards ----------------------------------------------------------------------------


def _cards(written: bytes, folder: Path) -> dict[str, tuple[str, list[str]]]:
    """By question: its lasting name, and its fields."""
    with ZipFile(io.BytesIO(written)) as archive:
        path = Path(archive.extract("collection.anki2", folder))
    with sqlite3.connect(path) as deck:
        rows = deck.execute("select guid, flds from notes").fetchall()
    deck.close()
    notes = ((guid, fields.split("\x1f")) for guid, fields in rows)
    return {fields[0]: (guid, fields) for guid, fields in notes}


def test_a_card_has_the_question_in_front_and_the_key_behind(tmp_path: Path) -> None:
    written, sent = _written("anki", LESSONS["ferry"])
    cards = _cards(written, tmp_path)
    assert cards.keys() == {item.id for item in sent}
    _, (_, stem, choices, right, why) = cards["in-which-order"]
    assert stem == "Put these in the order of the article."
    assert right.startswith("<ol><li>The bell rings at night</li><li>The pier is closed</li>")
    assert choices.removeprefix("<ul>").split("</li>") != right.removeprefix("<ol>").split("</li>")
    assert "the pier after the bell" in why
    assert cards["visitors-lost"][1][2:4] == ["", "<ul><li>25</li><li>twenty-five</li></ul>"]


def test_a_deck_that_is_read_again_has_the_same_cards(signs: Explainer, tmp_path: Path) -> None:
    first, second = (_cards(_written("anki", signs)[0], tmp_path / n) for n in ("a", "b"))
    assert {guid for guid, _ in first.values()} == {guid for guid, _ in second.values()}
    assert "&lt;b&gt;5 &amp; 6&lt;/b&gt;" in first["signs"][1][2]


def test_a_library_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    result = _export("anki", FERRY, "--output", tmp_path / "deck.apkg")
    assert result.exit_code == 2
    assert "needs the library genanki" in result.stderr
    assert "pip install 'explainer[anki]'" in result.stderr
    assert not (tmp_path / "deck.apkg").exists()


# --- what is left behind --------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_what_a_form_cannot_carry_is_said_at_its_line(form: str) -> None:
    said = {str(one.place): one.message for one in left(FORMS[form], items(LESSONS["ferry"]))}
    place = LESSONS["ferry"].questions["which-shore"].place
    assert "the map: places are chosen by name" in said[str(place)]
    open_one = str(LESSONS["ferry"].questions["you-place-them"].place)
    assert ("no right answer" in said.get(open_one, "")) == (form not in ("csv", "json"))


def test_it_is_said_beside_the_file_and_not_in_it(tmp_path: Path) -> None:
    result = _export("gift", FERRY)
    assert result.exit_code == 0
    assert "::who-counted-nine::" in result.stdout
    assert "goes without" not in result.stdout
    line = LESSONS["ferry"].questions["in-which-order"].place
    assert f"{line}: 'in-which-order' goes without its hint; its shape: each step" in result.stderr
    path = tmp_path / "quiz.zip"
    assert _export("qti", FERRY, "--output", path).stdout == ""
    assert path.read_bytes() == _written("qti", LESSONS["ferry"])[0]


def test_what_is_no_text_wants_a_file(tmp_path: Path) -> None:
    result = _export("qti", FERRY)
    assert result.exit_code == 2
    assert "Name a file for it, as in  --output quiz.zip" in result.stderr
    assert "No such file" in _export("json", FERRY, "-o", tmp_path / "no" / "where.json").stderr
