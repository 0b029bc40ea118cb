"""What the check says: every case in tests/invalid word for word, and every message by a case."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explainer import messages
from explainer.charts import CHARTS
from explainer.check import RULES
from explainer.model import Chart, Claim, Inference, Report, Silence
from explainer.questions import QUESTIONS
from explainer.reading import load
from tests.cases import FERRY, HERE, KINDS, invalid, outcome
from tests.makers import makers

CASES = invalid()
LESSONS = (*sorted((HERE / "valid").iterdir()), HERE.parent)


def _name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


# --- the cases ------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_mistake_is_said_where_it_stands(case: Path) -> None:
    assert f"{outcome(case).text}\n" == case.with_suffix(".txt").read_text("utf-8")


@pytest.mark.uncounted
@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_mistake_makes_no_noise_in_other_files(case: Path) -> None:
    """Only two files that clash over an id are both named."""
    file = KINDS[case.parent.name].file.format(case.stem)
    found = outcome(case).problems
    assert {p.place.file for p in found if "used twice" not in p.message} <= {file}


def test_every_text_belongs_to_a_case() -> None:
    texts = set((HERE / "invalid").glob("*/*.txt"))
    assert texts == {case.with_suffix(".txt") for case in CASES}
    assert len(texts) == len(CASES)


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 50


@pytest.mark.uncounted
@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_problem_is_said_once_and_says_what_to_write(case: Path) -> None:
    found = outcome(case).problems
    assert list(found) == sorted(found)
    assert len(found) == len({(p.place, p.message) for p in found})
    assert all(problem.message.endswith(".") and problem.hint for problem in found)


# --- lessons without fault ------------------------------------------------------------


@pytest.mark.parametrize("folder", LESSONS, ids=lambda path: path.name)
def test_a_good_lesson_has_no_problems(folder: Path) -> None:
    assert load(folder)[1] == ()


def test_there_are_good_lessons() -> None:
    assert len(LESSONS) >= 3


def test_the_ferry_shows_all_there_is() -> None:
    """The second lesson is what the site is tried with, so nothing may be missing from it."""
    lesson, _ = load(FERRY)
    kinds = {question.kind for question in lesson.answerable.values()}
    assert kinds == QUESTIONS.keys()
    assert any(sum(o.correct for o in q.options) == 2 for q in lesson.questions.values())
    assert {type(entry) for entry in lesson.record.values()} == {Claim, Silence, Inference, Report}
    charts = [b.kind for s in lesson.every_section for b in s.blocks if isinstance(b, Chart)]
    assert set(charts) == set(CHARTS)
    assert any(not event.in_source for event in lesson.events)
    assert any(event.sayings for event in lesson.events)
    assert any(word.companion for word in lesson.words)
    assert any(option.misreading for q in lesson.questions.values() for option in q.options)


def test_what_is_unused_is_information_and_no_problem() -> None:
    case = next(case for case in CASES if _name(case) == "record-rows")
    notes = outcome(case).notes
    assert any("Nothing in the lesson uses" in note.message for note in notes)
    assert not set(notes) & set(outcome(case).problems)


# --- what no case can show ------------------------------------------------------------


def _told(root: Path, paragraph: str) -> list[str]:
    """What is wrong with a paragraph in the ferry's story."""
    path = root / "content" / "story" / "90-more.md"
    path.write_text(f"# More\n\n{paragraph}\n", "utf-8")
    return [f"{problem.message} {problem.hint}" for problem in load(root)[1]]


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FERRY, tmp_path / "ferry"))


def test_a_name_within_a_longer_name_names_nobody(ferry: Path) -> None:
    people = ferry / "content" / "people.md"
    card = "\n## The ferryman of Norrey\n\n- id: ferryman\n- role: ferryman\n\nHe rows. [^c2]\n"
    people.write_text(people.read_text("utf-8") + card, "utf-8")
    (found,) = _told(ferry, "The ferryman of Norrey heard it nine times. [^c5]")
    assert found.startswith("c5 is said by Norrey, who is not named in this paragraph.")
    assert _told(ferry, "The ferryman of Norrey, says Norrey, heard it nine times. [^c5]") == []
    assert _told(ferry, "Norrey’s people were woken nine times. [^c5]") == []


def test_what_an_inference_denies_proves_nothing(ferry: Path) -> None:
    """A record says of a sum that nobody says it; so it cannot be told with that as its proof."""
    record = ferry / "seeds" / "sound-courier-2031-05-12.md"
    row = '| d2 | Nine and two are not "eleven rings" here. | [^c5] [^c6] |\n'
    record.write_text(record.read_text("utf-8").rstrip() + "\n" + row, "utf-8")
    (found,) = _told(ferry, "In all, eleven rings were heard. [^c2] [^d2]")
    assert "The number 'eleven' stands in no claim" in found
    assert "Norrey says 9 and Sudrey says 2: nobody says the sum." in found
    assert _told(ferry, 'Somebody adds nine and two, and writes "eleven". [^d2]') == []
    assert len(_told(ferry, 'Somebody writes "twelve". [^d2]')) == 1


def test_a_denied_number_of_one_speaker_is_to_be_quoted(ferry: Path) -> None:
    record = ferry / "seeds" / "sound-courier-2031-05-12.md"
    row = '| d2 | Whoever says "fourteen" counts some twice. | [^c5] |\n'
    record.write_text(record.read_text("utf-8").rstrip() + "\n" + row, "utf-8")
    (found,) = _told(ferry, "There were fourteen rings. [^d2]")
    assert found.endswith(
        "The record has it in quotation marks, because nobody says it: do the same."
    )


NOT_COUNTED = (
    "A second report helps, and so does one more. [^c2]",
    "The first of them sailed. [^c2]",
    "They sailed after three weeks, in the third of them too. [^c2]",
    "By 12 May 2031, the 12th of May, it sailed. [^c1]",
)


@pytest.mark.parametrize("paragraph", NOT_COUNTED)
def test_words_that_are_no_numbers_raise_no_alarm(ferry: Path, paragraph: str) -> None:
    assert _told(ferry, paragraph) == []


COUNTED = "Counted from the reported days, 22 days lie between the two. [^s4] [^s7]"


@pytest.mark.parametrize("year", ["2013", ""])
def test_a_wrong_year_of_the_site_is_named_where_days_rest_on_it(ferry: Path, year: str) -> None:
    """Days without a year are of the site's; without that, of one that is written beside them."""
    assert _told(ferry, COUNTED) == []
    site = ferry / "content" / "site.md"
    site.write_text(
        site.read_text("utf-8").replace("2031-05-12", year and f"{year}-05-12"), "utf-8"
    )
    said = [words for words in _told(ferry, COUNTED) if "as of" in words]
    assert said == (YEARS if year else said[:1])
    assert len(said) == len(_told(ferry, COUNTED))


YEARS = [
    "'12 May' was no Monday. In 2013, the year of 'as of' in content/site.md, it was a Sunday.",
    "The number '22' stands in no claim cited in this paragraph. Days without a year are taken to"
    " be of 2013, by 'as of' in content/site.md. Write the year with them, or mend that.",
]


def test_no_rule_runs_twice() -> None:
    assert len(RULES) == len(set(RULES))


# --- every message has a case ---------------------------------------------------------


def test_every_message_has_a_case() -> None:
    """Problems of whole files need no case of text: test_reading has them all."""
    met = {makers()[line] for case in CASES for line in outcome(case).made if line in makers()}
    missed = [f"{module}:{line}" for module, line in sorted(set(makers().values()) - met)]
    assert "\n".join(missed) == ""


def test_cases_show_codes_and_columns() -> None:
    problems = [problem for case in CASES for problem in outcome(case).problems]
    assert {problem.code for problem in problems} <= set(messages.codes())
    with_column = [problem for problem in problems if problem.place.column]
    assert len(with_column) > len(problems) / 3
