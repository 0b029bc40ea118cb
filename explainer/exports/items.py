"""Questions as other programs know them: a shape, what there is to choose from, and what is right.

Every form of a quiz is made of these, so that a new kind of question is one row here. A kind of
ours without a row is a choice of one where its key is an option, and else has no right answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from explainer.model import Explainer, Option, Question, option_id
from explainer.questions import QUESTIONS, choice, coding, speakers
from explainer.syntax import plain


class Shape(StrEnum):
    """What a learner does with an item."""

    ONE = "one"
    """Picks one; where several are right, any of them will do."""
    SEVERAL = "several"
    ORDER = "order"
    PAIRS = "pairs"
    TEXT = "text"
    OPEN = "open"
    """Whatever they give is kept, and nothing is right or wrong."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick, to place, to pair, or to type."""

    id: str
    text: str
    right: bool = False
    feedback: str = ""
    match: str = ""
    """The id of the target that belongs to it."""
    misreading: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What things are paired with."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question in plain words."""

    question: Question
    quiz: str
    """The title of the file that it stands in."""
    shape: Shape
    choices: tuple[Choice, ...]
    """In the right order, where there is one."""
    targets: tuple[Target, ...] = ()
    lost: tuple[str, ...] = ()
    """What no form but our own carries, whichever it is."""

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def stem(self) -> str:
        return plain(self.question.stem)

    @property
    def hint(self) -> str:
        return plain(self.question.hint)

    @property
    def why(self) -> str:
        return plain(self.question.why)

    @property
    def right(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.right)


_Choices = tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """How a kind is told."""

    shape: Callable[[Question], Shape]
    targets: Callable[[Question], Mapping[str, str]] = lambda _question: {}
    """Words by id."""
    match: Callable[[Question, Option], str] = lambda _question, _option: ""
    lost: tuple[str, ...] = ()


def items(lesson: Explainer) -> tuple[Item, ...]:
    """Every question of the quizzes and every prediction, in the order of their files."""
    quizzes = {each.id: quiz.title for quiz in lesson.quizzes for each in quiz.questions}
    every = {**lesson.questions, **{each.id: each for each in lesson.predictions}}
    ordered = sorted(every.values(), key=lambda question: question.place)
    return tuple(_item(each, quizzes.get(each.id, lesson.site.title)) for each in ordered)


def left_by_all(item: Item) -> list[str]:
    """What a learning platform has no place for, whatever form it reads."""
    found = ["its hint"] if item.hint else []
    if any(one.misreading for one in item.choices):
        found.append("the misreadings that its choices name")
    if item.question.like:
        found.append(f"its place as a second '{item.question.like}': it is asked like any other")
    return found


def _item(question: Question, quiz: str) -> Item:
    row = ITEMS.get(question.kind) or _by_key(question)
    shape = row.shape(question)
    made = (_choice(question, option, row) for option in question.options)
    targets = tuple(Target(name, plain(text)) for name, text in row.targets(question).items())
    return Item(question, quiz, shape, tuple(made), targets, row.lost)


def _choice(question: Question, option: Option, row: Row) -> Choice:
    return Choice(
        id=option_id(question.id, option.text),
        text=plain(option.text),
        right=option.correct,
        feedback=plain(option.feedback),
        match=row.match(question, option),
        misreading=option.misreading,
    )


def _by_key(question: Question) -> Row:
    names = {option_id(question.id, option.text) for option in question.options}
    key = QUESTIONS[question.kind].key(question)
    return _ONE if key and set(key) <= names else _OPEN


# --- kinds ------------------------------------------------------------------------------


def _shape_of_choice(question: Question) -> Shape:
    return Shape.SEVERAL if choice.has_several(question) else Shape.ONE


def _matches(question: Question) -> dict[str, str]:
    """Right sides by the ids that the key has for them, which stand in the order of the options."""
    key = QUESTIONS[question.kind].key(question)
    names = (pair.partition(":")[2] for pair in key)
    return {name: option.match for name, option in zip(names, question.options, strict=True)}


def _match(question: Question, option: Option) -> str:
    return next(name for name, text in _matches(question).items() if text == option.match)


def _rungs(question: Question) -> dict[str, str]:
    return {coding.rung_id(question, rung): rung.title for rung in question.rungs}


_ONE = Row(lambda _question: Shape.ONE)
_OPEN = Row(lambda _question: Shape.OPEN)
ITEMS: Mapping[str, Row] = MappingProxyType(
    {
        "choice": Row(_shape_of_choice),
        "sequencing": Row(lambda _question: Shape.ORDER),
        "matching": Row(lambda _question: Shape.PAIRS, _matches, _match),
        "speakers": Row(lambda _question: Shape.PAIRS, speakers.rights, _match),
        "fill-in": Row(lambda _question: Shape.TEXT),
        "place": Row(lambda _question: Shape.ONE, lost=("the map: places are chosen by name",)),
        "coding": Row(lambda _question: Shape.OPEN, _rungs),
    }
)
