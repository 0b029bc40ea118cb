"""Signs that mean something to a program that reads our quizzes, where the program looks for them.

A choice of Moodle has a weight behind `~` and never behind `=`; a short answer has one there.
"""

from __future__ import annotations

import csv
import io
import shutil
from zipfile import ZipFile

import pytest
from lxml.etree import fromstring

from explainer.exports.items import Item, items
from explainer.exports.quiz_forms import FORMS, carried
from explainer.model import Explainer
from explainer.reading import load
from tests.cases import FERRY

QUIZ = """# Signs

## Which\x01 one?

- id: one

- [x] %x is right
- [ ] %50% less

Why: So\x01 it is. [^c2]

## What do you type?

- id: typed

Answer: %50% of it | a -> b | 5 * 3 | -5 | -x

Why: So it is. [^c2]
"""


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Explainer:
    root = tmp_path_factory.mktemp("signs") / "lesson"
    shutil.copytree(FERRY, root)
    for path in (root / "content" / "quiz").glob("[01]*.md"):
        path.unlink()
    (root / "content" / "quiz" / "90-signs.md").write_text(QUIZ, "utf-8")
    return load(root)[0]


def _sent(form: str, lesson: Explainer) -> tuple[bytes, dict[str, Item]]:
    sent = carried(FORMS[form], items(lesson))
    return FORMS[form].write(sent, lesson), {item.id: item for item in sent}


def test_moodle_finds_a_weight_only_where_it_looks_for_one(lesson: Explainer) -> None:
    written, sent = _sent("gift", lesson)
    lines = written.decode().split("\n")
    assert "\t=%x is right" in lines
    assert "\t~%0%%50% less" in lines
    assert "\t=%100%%50% of it" in lines
    assert "\t=a → b" in lines
    assert r"	=5 \* 3" in lines
    assert "->" not in written.decode()
    assert "the signs '->': an arrow stands for them" in FORMS["gift"].lost(sent["typed"])


def test_a_number_stays_one_in_a_table_and_what_gets_a_sign_is_told(lesson: Explainer) -> None:
    written, sent = _sent("csv", lesson)
    rows = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    answers = [row["answer"] for row in rows if row["question"] == "typed"]
    assert answers[-2:] == ["-5", "'-x"]
    (told,) = FORMS["csv"].lost(sent["typed"])
    assert told.startswith("the bare beginning of '-x'")


def test_a_control_sign_leaves_a_package_whole(lesson: Explainer) -> None:
    written, sent = _sent("qti", lesson)
    with ZipFile(io.BytesIO(written)) as archive:
        told = [fromstring(archive.read(name)) for name in archive.namelist()]
    assert "Which one?" in {element.get("title") for element in told}
    assert any("control signs" in what for what in FORMS["qti"].lost(sent["one"]))
    assert not any("control signs" in what for what in FORMS["qti"].lost(sent["typed"]))
