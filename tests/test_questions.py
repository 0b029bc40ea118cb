"""Questions: what their shapes may be, how they are graded, and that no form gives a key away."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from explainer import syntax
from explainer.model import (
    KEPT,
    Direction,
    Option,
    Place,
    Question,
    Response,
    Rung,
    option_id,
)
from explainer.problems import ContentError
from explainer.questions import QUESTIONS, coding, fill_in, form, matching, order, speakers
from explainer.reading import load
from explainer.views.widgets import WIDGETS
from explainer.views.widgets.wording import LABELS, LEVELS
from tests.cases import FERRY
from tests.clients import right_pairs

ERRORS = [
    pytest.param(text, said, id=title.strip())
    for _, title, text, said in read_fixture_file(Path(__file__).parent / "question_errors.md")
]

CHOICE = """\
- [ ] The reporter, in the article's own voice [^c4]
  - The article gives the figure to a minister.
- [x] A minister, as [a broadcaster](#broadcaster) quotes him [^c7]

  Yes, the *figure* is his.
- [ ] Two witnesses & a "third" <party>
- [ ] Nobody
"""
SEVERAL = CHOICE.replace("[ ] Nobody", "[x] Nobody")
SEQUENCING = "1. Leave [^c1]\n2. Arrive\n   - It comes after leaving.\n3. Rest\n4. Return\n"
MATCHING = "| Word | Means |\n|---|---|\n| *one* | 1 |\n| two | 2 |\n| deux | 2 |\n"
FILL_IN = "Answer: 1,250 | twelve hundred and fifty | *many*\n"
CODING = "Code: leaving, [arriving](#arriving) [^c4], **Resting**\n"
PLACE = "Place: north-side\n\n- south-side: Not his.\n- inland: Nor the minister.\n"
SPEAKERS = "| it | who says it |\n|---|---|\n| Two & <two> [^c6] | Sudrey |\n| 9 | Norrey |\n"
EVIDENCE = "Evidence: c6\n\n- c5: The figure is a minister.\n- c6: Yes, it is his.\n"


RUNGS = tuple(
    Rung(title.lower(), title, direction, f"{title} it is. [^c1]", Place("ladder.md"))
    for title, direction in (("Shouting", Direction.RISING), ("Talking", Direction.CALMING),
                             ("Weather", Direction.ASIDE))
)  # fmt: skip


LESSON = replace(load(FERRY)[0], ladder=RUNGS, events=())


def _read(text: str) -> tuple[str, tuple[Option, ...]]:
    blocks = syntax.parse(text, "quiz.md")
    for name, kind in QUESTIONS.items():
        options = kind.read(blocks, Place("quiz.md"))
        if options is not None:
            return name, options
    raise AssertionError(text)


def question(text: str) -> Question:
    kind, options = _read(text)
    place = Place("quiz.md")
    found = Question(kind, "a-question", "What is it?", options, "", "Because.", "", place)
    return QUESTIONS[kind].whole(found, LESSON)


KINDS = {
    "choice": question(CHOICE),
    "several": question(SEVERAL),
    "sequencing": question(SEQUENCING),
    "matching": question(MATCHING),
    "fill-in": question(FILL_IN),
    "coding": question(CODING),
    "place": question(PLACE),
    "speakers": question(SPEAKERS),
    "evidence": question(EVIDENCE),
}
SHAPES = {name: "choice" if name == "several" else name for name in KINDS}
every_question = pytest.mark.parametrize("item", KINDS.values(), ids=KINDS.keys())
GRADED = {name: item for name, item in KINDS.items() if name != "coding"}
graded_question = pytest.mark.parametrize("item", GRADED.values(), ids=GRADED.keys())
anything = st.text(st.characters(), max_size=300)  # with halves of pairs, which JSON can carry


# --- reading ---------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "said"), ERRORS)
def test_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        _read(text)
    problem = caught.value.problem
    assert f"{problem.place.line}: {problem.message}\n{problem.hint}\n" == said


def test_there_are_errors_to_test() -> None:
    assert len(ERRORS) >= 25


@pytest.mark.parametrize(("name", "kind"), SHAPES.items())
def test_the_shape_says_the_kind(name: str, kind: str) -> None:
    assert KINDS[name].kind == kind


def test_reads_a_choice_with_its_feedback() -> None:
    first, second, *_ = KINDS["choice"].options
    assert first.feedback == "The article gives the figure to a minister."
    assert second.feedback == "Yes, the *figure* is his."
    assert [option.correct for option in KINDS["choice"].options] == [False, True, False, False]


@pytest.mark.parametrize("text", ["1. [x] a\n2. [ ] b\n", "* [X] a\n- [ ] b\n", "+ [x] a\n+ [ ] b"])
def test_reads_a_choice_however_it_is_listed(text: str) -> None:
    assert _read(text) == ("choice", (Option("a", correct=True), Option("b")))


def test_reads_words_broken_over_lines() -> None:
    _, options = _read("- [x] one\n  two\n- [ ] three\nfour\n")
    assert [option.text for option in options] == ["one two", "three four"]


def test_reads_pairs() -> None:
    assert _read(MATCHING)[1][0] == Option("*one*", correct=True, match="1")


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Answer: 9 | nine", ["9", "nine"]),
        ("answer : nine [^c7]", ["nine"]),
        ("**Answer:** nine", ["nine"]),
        ("**Answer: nine**", ["nine"]),
        ("Answers: Nine | nine | NINE | 9 | 9.0", ["Nine", "9"]),
        (r"Answer: a\|b | c", ["a|b", "c"]),
    ],
)
def test_reads_answers(text: str, answers: list[str]) -> None:
    kind, options = _read(text)
    assert (kind, [option.text for option in options]) == ("fill-in", answers)


@pytest.mark.parametrize("text", ["", "Only words.\n", "> quoted\n", "```chart\n```\n"])
def test_other_shapes_belong_to_no_kind(text: str) -> None:
    blocks = syntax.parse(text, "quiz.md")
    assert [kind.read(blocks, Place("quiz.md")) for kind in QUESTIONS.values()] == [None] * len(
        QUESTIONS
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Code: one, two", ["one", "two"]),
        ("codes : one ; two;", ["one", "two"]),
        ("**Code:** one", ["one"]),
        ("Code: `one`,\n`two`", ["one", "two"]),
        ("Code: One [^c4], [the second](#two)", ["one", "two"]),
    ],
)
def test_reads_events_to_place(text: str, names: list[str]) -> None:
    kind, options = _read(text)
    assert (kind, [option.event for option in options]) == ("coding", names)


# --- grading ---------------------------------------------------------------------------


@graded_question
def test_the_key_earns_full_marks(item: Question) -> None:
    kind = QUESTIONS[item.kind]
    mark = kind.grade(item, kind.key(item))
    assert (mark.correct, mark.score) == (True, 1.0)


@graded_question
@given(data=st.data())
def test_nothing_else_does(item: Question, data: st.DataObject) -> None:
    """Responses made of true ids, which come nearest to the key."""
    kind = QUESTIONS[item.kind]
    response = data.draw(st.lists(st.sampled_from(_parts(item)), max_size=6).map(tuple))
    mark = kind.grade(item, response)
    assert 0 <= mark.score <= 1
    assert mark.correct == (mark.score == 1) == _is_key(item, response)


@every_question
@given(response=st.lists(anything, max_size=8).map(tuple))
def test_nonsense_is_wrong_and_no_exception(item: Question, response: Response) -> None:
    kind = QUESTIONS[item.kind]
    assert not kind.grade(item, response).correct
    assert all(len(told) == 2 for told in kind.feedback(item, response))


@graded_question
@pytest.mark.parametrize("twist", ["doubled", "unknown", "empty", "long"])
def test_no_marks_for_a_response_that_no_form_sends(item: Question, twist: str) -> None:
    key = QUESTIONS[item.kind].key(item)
    twisted: Mapping[str, Response] = {
        "doubled": (*key, key[0]),
        "unknown": (*key, "0" * 8),
        "empty": (),
        "long": (" " * 200 + key[0], *key[1:]),
    }
    assert QUESTIONS[item.kind].grade(item, twisted[twist]).score == 0


def test_ticking_everything_earns_nothing() -> None:
    item = KINDS["several"]
    right, wrong = ids(item, correct=True), ids(item, correct=False)
    assert score(item, right[:1]) == 0.5
    assert score(item, (right[0], wrong[0])) == 0
    assert score(item, (*right, wrong[0])) == 0.5
    assert score(item, (*right, *wrong)) == 0


def test_one_choice_takes_one_pick() -> None:
    item = KINDS["choice"]
    assert score(item, (*ids(item, correct=True), *ids(item, correct=False)[:1])) == 0


def test_steps_in_their_place_count() -> None:
    one, two, three, four = QUESTIONS["sequencing"].key(KINDS["sequencing"])
    assert score(KINDS["sequencing"], (two, one, three, four)) == 0.5
    assert score(KINDS["sequencing"], (one, two, three)) == 0


def test_equal_right_sides_are_interchangeable() -> None:
    item = KINDS["matching"]
    assert list(matching.rights(item, "seed").values()) in (["1", "2"], ["2", "1"])
    one, two, deux = QUESTIONS["matching"].key(item)
    assert two.split(":")[1] == deux.split(":")[1]
    assert score(item, (one, two)) == 2 / 3


def _placed(item: Question, *rungs: Rung) -> Response:
    names = [option_id(item.id, option.text) for option in item.options]
    pairs = zip(names, rungs, strict=True)
    return coding.given([(name, coding.rung_id(item, rung)) for name, rung in pairs])


def test_what_is_placed_is_kept_and_neither_right_nor_wrong() -> None:
    item = KINDS["coding"]
    response = _placed(item, RUNGS[0], RUNGS[2], RUNGS[1])
    mark = coding.grade(item, response)
    assert mark == KEPT
    assert mark.verdict == "kept"
    assert coding.placed(item, response) == {
        "leaving": "shouting", "arriving": "weather", "resting": "talking",
    }  # fmt: skip


@pytest.mark.parametrize("twist", [0, 1, 2, 3])
def test_what_no_form_sends_places_nothing(twist: int) -> None:
    item = KINDS["coding"]
    whole = _placed(item, *RUNGS)
    one, two, three = whole
    twisted = ((), (one, two), (*whole, three), (one, two, f"{three[:9]}{'0' * 8}"))[twist]
    assert coding.placed(item, twisted) == {}


def test_the_rungs_are_asked_in_their_order_with_what_they_mean() -> None:
    item = KINDS["coding"]
    html = drawn(item)
    assert re.findall(r"<option[^>]*>(.*?)</option>", html) == [
        "Choose …", "Shouting", "Talking", "Weather",
    ] * 3  # fmt: skip
    assert "selected" not in html
    assert "<b>Weather.</b> Weather it is.</li>" in html
    response = _placed(item, RUNGS[1], RUNGS[1], RUNGS[0])
    shown = WIDGETS["coding"].html(item, response, "seed", _inline)
    assert re.findall(r"selected>(.*?)<", shown) == ["Talking", "Talking", "Shouting"]


# --- what was typed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (" Nine. ", "nine"),
        ("NINE", "nine"),
        ("STRASSE", "straße"),
        ("al-Adl", "al adl"),
        ("dont", "don't"),
        ("cafe\u0301", "café"),
        ("９", "9"),
        ("۹", "9"),
        ("٩", "9"),
        ("۱٬۲۵۰", "1250"),
        ("۲٫۵", "2.5"),
        ("9.0", "9"),
        ("+9", "9"),
        ("−9", "-9"),
        ("9 %", "9"),
        ("1,250", "1250"),
        ("1.250", "1250"),
        ("1 250", "1250"),
        ("1\u00a0250", "1250"),
        ("1'250", "1250"),
        ("1’250", "1250"),
        ("1250", "1,250"),
        ("2,5", "2.5"),
        ("1.250,5", "1250.5"),
        ("1,250.50", "1250.5"),
        ("1.000.000", "1000000"),
        ("كتاب", "کتاب"),
        ("می\u200cروم", "میروم"),
    ],
)
def test_the_same_however_it_is_written(typed: str, wanted: str) -> None:
    assert fill_in.equal(typed, wanted)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", "nine"),
        ("?", "nine"),
        ("nineteen", "nine"),
        ("9", "nine"),
        ("90", "9"),
        ("-9", "9"),
        ("3-5", "3.5"),
        ("3 5", "35"),
        ("1,25", "125"),
        ("0,250", "250"),
        ("12,50,1", "12501"),
        ("9 or 10", "9"),
        ("1e1", "10"),
    ],
)
def test_not_the_same(typed: str, wanted: str) -> None:
    assert not fill_in.equal(typed, wanted)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**12))
def test_a_number_equals_itself_in_both_customs(number: object) -> None:
    english = f"{number:,}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert fill_in.equal(english, str(number))
    assert fill_in.equal(german, str(number))


@given(anything)
def test_what_was_typed_is_shown_as_it_was_typed(text: str) -> None:
    (response,) = QUESTIONS["fill-in"].given([("text", text)]) or ("",)
    ((told, _),) = fill_in.feedback(KINDS["fill-in"], (response,))
    shown = syntax.parser().renderInline(told)
    assert "<" not in shown.replace("&lt;", "")


# --- what a browser sends --------------------------------------------------------------


@every_question
@given(
    pairs=st.lists(
        st.tuples(anything | st.sampled_from(["pick", "step", "text", "claim", "place"]), anything)
    )
)
def test_what_is_kept_of_a_form_is_small_and_storable(
    item: Question, pairs: list[tuple[str, str]]
) -> None:
    response = QUESTIONS[item.kind].given(pairs * 30)
    assert len(response) <= form.MOST
    assert all(len(text.encode()) <= 4 * form.LONGEST for text in response)
    assert all("\0" not in text for text in response)


@graded_question
def test_a_form_filled_in_rightly_earns_full_marks(item: Question) -> None:
    kind = QUESTIONS[item.kind]
    pairs = [(name, value) for name, value in right_pairs(item)]
    assert kind.grade(item, kind.given([("noise", "1"), *pairs])).correct


@pytest.mark.parametrize(
    "payload",
    [None, 3, "text", [], {}, {"question": "q", "pairs": [], "key": ""}, {"question": "q" * 999,
     "pairs": [], "key": "k" * 20}, {"question": "q", "pairs": 3, "key": "k" * 20}],
)  # fmt: skip
def test_refuses_what_is_no_submission(payload: object) -> None:
    assert form.submission(payload) is None


def test_reads_a_submission() -> None:
    pairs = [["pick", "a"], ["pick"], "ab", [1, 2], ["pick", "x" * 999], ("pick", "b")]
    found = form.submission({"question": "q", "pairs": pairs, "key": "0123-4567"})
    assert found == form.Submission("q", (("pick", "a"), ("pick", "b")), "0123-4567")


@pytest.mark.parametrize("value", [None, True, "2", 1.0, -1, 4 * 10**6, 10**30, [1], {}])
def test_how_it_was_given_is_bounded(value: object) -> None:
    how = {"confidence": value, "looked": value, "since": value}
    found = form.submission({"question": "q", "pairs": [], "key": "0123-4567", **how})
    assert found == form.Submission("q", (), "0123-4567", looked=value is True)


def test_reads_how_it_was_given() -> None:
    how = {"confidence": 3, "looked": True, "since": 90}
    found = form.submission({"question": "q", "pairs": [], "key": "0123-4567", **how})
    assert found == form.Submission("q", (), "0123-4567", 3, True, 90)


# --- order -----------------------------------------------------------------------------


@every_question
@given(seed=st.text())
def test_the_same_seed_gives_the_same_order(item: Question, seed: str) -> None:
    shown = QUESTIONS[item.kind].shuffled(item, seed)
    assert shown == QUESTIONS[item.kind].shuffled(item, seed)
    assert shown == () or sorted(shown, key=repr) == sorted(item.options, key=repr)


@given(seed=st.text())
def test_steps_are_never_shown_in_the_right_order(seed: str) -> None:
    item = KINDS["sequencing"]
    assert QUESTIONS["sequencing"].shuffled(item, seed) != item.options


def test_seeds_give_every_order() -> None:
    item = KINDS["several"]
    orders = {QUESTIONS["choice"].shuffled(item, str(seed)) for seed in range(400)}
    assert len(orders) == 24


@pytest.mark.parametrize(
    "texts",
    [("True", "False", "Not stated"), ("True", "False", "The article does not say"),
     ("صحیح", "غلط", "گفته نشده"), ("2", "4", "9", "12"),
     ("16 January 2024", "17 January 2024", "18 January 2024", "19 January 2024")],
)  # fmt: skip
def test_a_scale_keeps_its_order(texts: tuple[str, ...]) -> None:
    item = question("".join(f"- [{' x'[text == texts[1]]}] {text}\n" for text in texts))
    orders = {QUESTIONS["choice"].shuffled(item, str(seed)) for seed in range(50)}
    assert orders == {item.options}


# --- what the form shows ---------------------------------------------------------------


def test_every_kind_has_its_widget() -> None:
    assert WIDGETS.keys() == QUESTIONS.keys()


@pytest.mark.parametrize("name", ["choice", "several"])
def test_another_key_gives_the_same_form(name: str) -> None:
    item = KINDS[name]
    forms = set()
    for flags in set(permutations(option.correct for option in item.options)):
        pairs = zip(item.options, flags, strict=True)
        other = tuple(replace(option, correct=flag) for option, flag in pairs)
        forms.add(drawn(replace(item, options=other)))
    assert len(forms) == 1


def test_another_order_gives_the_same_steps() -> None:
    """But for the one order that may not be shown, which becomes another."""
    item = KINDS["sequencing"]
    orders = [replace(item, options=options) for options in permutations(item.options)]
    forms = [drawn(other) for other in orders]
    assert sorted(forms.count(html) for html in set(forms)) == [1, 23]


def test_another_match_gives_the_same_pairs() -> None:
    item = KINDS["matching"]
    rights = [option.match for option in item.options]
    forms = set()
    for other in permutations(rights):
        pairs = zip(item.options, other, strict=True)
        options = tuple(replace(option, match=match) for option, match in pairs)
        forms.add(drawn(replace(item, options=options)))
    assert len(forms) == 1


def test_another_answer_gives_the_same_field() -> None:
    assert drawn(KINDS["fill-in"]) == drawn(question("Answer: 77"))
    assert "many" not in drawn(KINDS["fill-in"])


@every_question
def test_marks_feedback_and_why_are_not_in_the_form(item: Question) -> None:
    html = drawn(item)
    assert not re.search(r"\[\^|minister\.|his\.|after leaving|Because|correct|data-right", html)


@every_question
@pytest.mark.parametrize("seed", ["a", "b"])
def test_shows_what_was_given(item: Question, seed: str) -> None:
    kind = QUESTIONS[item.kind]
    shown = WIDGETS[item.kind].html(item, kind.key(item), seed, _inline)
    for part in kind.key(item):
        value = part.split(":")[-1]
        assert re.search(rf'value="{re.escape(value)}"( checked| selected|>| )', shown)
    assert len(re.findall(" checked| selected", shown)) == _ticks(item)


def test_given_steps_stand_in_the_order_given() -> None:
    item = KINDS["sequencing"]
    for response in permutations(QUESTIONS["sequencing"].key(item)):
        html = WIDGETS["sequencing"].html(item, response, "seed", _inline)
        assert tuple(re.findall(r'value="(\w+)"', html)) == response


@given(response=st.lists(anything, max_size=5).map(tuple))
def test_a_strange_response_draws_a_form_all_the_same(response: Response) -> None:
    for item in KINDS.values():
        assert "<script" not in WIDGETS[item.kind].html(item, response, "seed", _inline).lower()


@settings(deadline=None)
@given(texts=st.lists(st.text("<>&\"'/=x[](*", min_size=1), min_size=3, max_size=5, unique=True))
def test_an_author_cannot_write_html(texts: list[str]) -> None:
    options = tuple(Option(f"{text}<script>", match=f"{text}<img>") for text in texts)
    for kind, item in ((name, replace(KINDS[name], options=options)) for name in KINDS):
        html = WIDGETS[SHAPES[kind]].html(item, None, "seed", _inline)
        assert not re.search("<script|<img", html)
        assert html.count('"') % 2 == 0


def test_a_choice_holds_no_link_and_no_button() -> None:
    html = WIDGETS["choice"].html(KINDS["choice"], None, "seed", _inline)
    assert "a broadcaster" in html
    assert not re.search("<a |<button|#broadcaster", html)


def test_every_control_can_be_named_in_another_language() -> None:
    labels = {name: f"~{name}~" for name in LABELS}
    for item in KINDS.values():
        html = WIDGETS[item.kind].html(item, None, "seed", _inline, labels=labels)
        assert not any(text in html for text in LABELS.values() if "{" not in text)


def test_script_knows_every_label_it_asks_for() -> None:
    """Without a label a button would be blank, and nothing else would say so."""
    script = (Path(__file__).parents[1] / "explainer/components/question.js").read_text("utf-8")
    lines = [line for line in script.splitlines() if "label(question," in line]
    asked = {name for line in lines for name in re.findall(r'"(\w+)"', line)}
    assert asked >= {"sure", "again", "hint"}
    assert asked | {"check", *LEVELS} <= LABELS.keys()


def test_the_order_says_nothing_of_the_authors() -> None:
    item = KINDS["choice"]
    assert order.by_seed(item, "s") == order.by_seed(replace(item, options=item.options[::-1]), "s")


# --- helpers ---------------------------------------------------------------------------


_inline: Callable[[str], str] = syntax.parser().renderInline


def drawn(item: Question) -> str:
    return WIDGETS[item.kind].html(item, None, "seed", _inline)


def score(item: Question, response: Response) -> float:
    return QUESTIONS[item.kind].grade(item, response).score


def ids(item: Question, correct: bool) -> Response:
    options = [option for option in item.options if option.correct is correct]
    return tuple(option_id(item.id, option.text) for option in options)


def _parts(item: Question) -> list[str]:
    """Everything that a form of this question can send."""
    lefts = [option_id(item.id, option.text) for option in item.options]
    match item.kind:
        case "matching":
            return [f"{left}:{right}" for left in lefts for right in matching.rights(item, "")]
        case "speakers":
            return [f"{left}:{right}" for left in lefts for right in speakers.rights(item)]
        case "fill-in":
            return ["1250", "1 250", "MANY", "few", "9", ""]
    return lefts


def _is_key(item: Question, response: Response) -> bool:
    match item.kind:
        case "sequencing":
            return response == QUESTIONS[item.kind].key(item)
        case "fill-in":
            return len(response) == 1 and response[0] in ("1250", "1 250", "MANY")
    return sorted(response) == sorted(QUESTIONS[item.kind].key(item))


def _ticks(item: Question) -> int:
    right = {
        "choice": len(ids(item, correct=True)),
        "matching": 3,
        "speakers": 2,
        "evidence": 1,
        "place": 1,
    }
    return right.get(item.kind, 0)
