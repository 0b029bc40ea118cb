"""Faults that authors make, planted into the files of a lesson or into what learners do with it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from explainer.item_analysis import Sign
from explainer.model import Explainer, Option, Question, option_id
from explainer.questions import choice
from explainer.reading import load
from tests.simulated import Lot, Nature, sound

LURED = frozenset({Sign.KEY, Sign.LURE})


@dataclass(frozen=True)
class Flaw:
    """What is to be found: one of these signs, at the line of one of these options."""

    question: str
    signs: frozenset[Sign]
    words: frozenset[str] = frozenset()
    """Of the options at whose line it stands; without any, it stands at the question's own."""


@dataclass
class Spoilt:
    """A lesson as it was meant, and as it is served."""

    truth: Explainer
    root: Path
    natures: dict[str, Nature]
    lot: Lot
    flaws: list[Flaw] = field(default_factory=list)

    def take(self, fits: Callable[[Question], bool]) -> Question:
        """A question that has no fault yet."""
        taken = {flaw.question for flaw in self.flaws}
        every = self.truth.questions.values()
        return self.lot.choice([q for q in every if q.id not in taken and fits(q)])

    def edit(self, change: Callable[[list[str]], None], question: Question) -> None:
        path = self.root / question.place.file
        lines = path.read_text("utf-8").split("\n")
        change(lines)
        path.write_text("\n".join(lines), "utf-8")

    def moderate(self, question: Question) -> Nature:
        """Enough learners are right, and enough are wrong, for its fault to be seen."""
        nature = self.natures[question.id]
        nature.difficulty = self.lot.uniform(-0.3, 0.4)
        return nature


def spoil(root: Path, folder: Path, seed: int) -> Spoilt:
    """A copy of a lesson with one fault of each sort, in questions drawn by lot."""
    shutil.copytree(root / "content", folder / "content")
    shutil.copytree(root / "seeds", folder / "seeds")
    truth, lot = load(root)[0], random.Random(seed)
    natures = {name: sound(question, lot) for name, question in truth.questions.items()}
    spoilt = Spoilt(truth, folder, natures, lot)
    # Those that are few come first, else another fault may take their only question; and no
    # fault changes the number of lines.
    for plant in FLAWS.values():
        spoilt.flaws.append(plant(spoilt))
    return spoilt


# --- faults in the files ----------------------------------------------------------------


def _swapped_steps(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(lambda q: q.kind == "sequencing")
    at = spoilt.lot.randrange(len(asked.options) - 1)
    one, other = asked.options[at], asked.options[at + 1]
    spoilt.moderate(asked)
    spoilt.edit(lambda lines: _swap(lines, one, other, one.text, other.text), asked)
    return Flaw(asked.id, LURED, frozenset({one.text, other.text}))


def _swapped_pairs(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(lambda q: q.kind == "matching")
    one = asked.options[0]
    other = next(option for option in asked.options if option.match != one.match)
    spoilt.moderate(asked)
    spoilt.edit(lambda lines: _swap(lines, one, other, one.match, other.match), asked)
    return Flaw(asked.id, LURED, frozenset({one.text, other.text}))


def _wrong_words(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(lambda q: q.kind == "fill-in")
    spoilt.moderate(asked)
    spoilt.edit(lambda lines: _put(lines, asked.options[0], "Answer: too few"), asked)
    return Flaw(asked.id, LURED, frozenset({"too few"}))


def _wrong_key(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(_is_single)
    right, wrong = _right(asked), spoilt.lot.choice(_wrong(asked))
    spoilt.moderate(asked)

    def move(lines: list[str]) -> None:
        _put(lines, right, f"- [ ] {right.text}")
        _put(lines, wrong, f"- [x] {wrong.text}")
        _unname(lines, wrong)

    spoilt.edit(move, asked)
    return Flaw(asked.id, LURED, frozenset({right.text, wrong.text}))


def _trap(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(_is_single)
    wrong = spoilt.lot.choice(_wrong(asked))
    spoilt.moderate(asked).pull[option_id(asked.id, wrong.text)] = 4.0
    assert wrong.place

    def hush(lines: list[str]) -> None:
        assert wrong.place
        assert lines[wrong.place.line].startswith("  - ")
        lines[wrong.place.line] = ""

    spoilt.edit(hush, asked)
    return Flaw(asked.id, frozenset({Sign.TRAP}), frozenset({wrong.text}))


# --- faults that only learners show -----------------------------------------------------


def _dead(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(lambda q: _is_single(q) and len(q.options) > 2)
    return _without_pull(spoilt, asked)


def _dead_among_several(spoilt: Spoilt) -> Flaw:
    return _without_pull(spoilt, spoilt.take(lambda q: _is_choice(q) and choice.has_several(q)))


def _without_pull(spoilt: Spoilt, asked: Question) -> Flaw:
    wrong = spoilt.lot.choice(_wrong(asked))
    spoilt.moderate(asked).pull[option_id(asked.id, wrong.text)] = 0.0
    return Flaw(asked.id, frozenset({Sign.DEAD}), frozenset({wrong.text}))


def _second_key(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(lambda q: _is_single(q) and len(q.options) > 2)
    wrong = spoilt.lot.choice(_wrong(asked))
    nature = spoilt.moderate(asked)
    nature.rival = option_id(asked.id, wrong.text)
    # As good as the key: whoever knows neither takes something else.
    nature.pull[nature.rival] = 0.0
    return Flaw(asked.id, frozenset({Sign.LURE}), frozenset({wrong.text}))


def _everybody(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(_is_single)
    spoilt.natures[asked.id].difficulty = -6.0
    return Flaw(asked.id, frozenset({Sign.EVERYBODY}))


def _nobody(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(lambda q: q.kind == "fill-in")
    spoilt.natures[asked.id].difficulty = 3.5
    return Flaw(asked.id, frozenset({Sign.NOBODY}))


def _unclear(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(_is_single)
    spoilt.natures[asked.id].discrimination = 0.0
    return Flaw(asked.id, frozenset({Sign.UNCLEAR}))


def _certain(spoilt: Spoilt) -> Flaw:
    asked = spoilt.take(_is_single)
    nature = spoilt.moderate(asked)
    # A misreading that many share.
    nature.difficulty, nature.certain_when_wrong = spoilt.lot.uniform(0.5, 1.0), 0.8
    return Flaw(asked.id, frozenset({Sign.CERTAIN}))


FLAWS: Mapping[str, Callable[[Spoilt], Flaw]] = MappingProxyType(
    {
        "two steps changed places": _swapped_steps,
        "two pairs changed sides": _swapped_pairs,
        "other words are wanted": _wrong_words,
        "nobody knows it": _nobody,
        "a choice among several that nobody takes": _dead_among_several,
        "the tick is at a wrong choice": _wrong_key,
        "a trap without a word": _trap,
        "a choice that nobody takes": _dead,
        "two choices are right": _second_key,
        "everybody knows it": _everybody,
        "only guessing helps": _unclear,
        "most of those who are wrong are certain": _certain,
    }
)


# --- what they have in common -----------------------------------------------------------


def _is_choice(question: Question) -> bool:
    return question.kind == "choice"


def _is_single(question: Question) -> bool:
    return _is_choice(question) and not choice.has_several(question)


def _right(question: Question) -> Option:
    return next(option for option in question.options if option.correct)


def _wrong(question: Question) -> list[Option]:
    return [option for option in question.options if not option.correct]


def _put(lines: list[str], option: Option, text: str) -> None:
    assert option.place
    lines[option.place.line - 1] = text


def _unname(lines: list[str], option: Option) -> None:
    """Takes away what a choice was said to catch: the check knows that nothing right catches."""
    assert option.place
    at = option.place.line
    while lines[at].startswith("  "):
        if "misreading:" in lines[at]:
            lines[at] = ""
        at += 1


def _swap(lines: list[str], one: Option, other: Option, text: str, instead: str) -> None:
    for option, old, new in ((one, text, instead), (other, instead, text)):
        assert option.place
        before = lines[option.place.line - 1]
        head, sign, tail = before.rpartition(old)
        assert sign
        lines[option.place.line - 1] = f"{head}{new}{tail}"
