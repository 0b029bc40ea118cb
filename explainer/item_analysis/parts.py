"""What of a response is counted: for most kinds, each thing that was given.

A kind needs a row here only if the things it gives do not say it all by themselves, as steps
that say nothing without their place. Words and feedback are what its own module says of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from explainer.model import Option, Place, Question, Response, option_id
from explainer.questions import QUESTIONS, coding, fill_in
from explainer.syntax import plain


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be given."""

    name: str
    part: str
    """What of the question it answers, where that has parts: a left side, a step."""
    words: str
    right: bool
    answered: bool
    """Whether the author says something to whoever gives it."""
    offered: bool
    """Whether it is a choice; other things are made by learners."""
    written: bool
    """Whether an author wrote it on a line of its own; other choices come from the record."""
    place: Place


def counted(question: Question, response: Response) -> tuple[str, ...]:
    """The names of the things in a response, each once."""
    split = _COUNTED.get(question.kind)
    return tuple(dict.fromkeys(split(question, response) if split else response))


def offered(question: Question) -> tuple[str, ...]:
    """The names of all choices, chosen or not; none where learners make what they give."""
    names = tuple(option_id(question.id, option.text) for option in question.options)
    key = QUESTIONS[question.kind].key(question)
    chosen = key and question.kind not in _COUNTED and set(key) <= set(names)
    return names if chosen else ()


def right(question: Question) -> frozenset[str]:
    if question.kind == "fill-in":
        return frozenset(_one_form(option.text) for option in question.options)
    if choices := offered(question):
        # Of some kinds, any of several will do, and the key is one of them.
        marked = zip(choices, question.options, strict=True)
        return frozenset(name for name, option in marked if option.correct)
    return frozenset(counted(question, QUESTIONS[question.kind].key(question)))


def thing(question: Question, name: str) -> Thing:
    """What a name stands for. A name that no form sends stands for itself."""
    said = _said(question, name)
    option = _option(question, name)
    return Thing(
        name=name,
        part=name.partition(":")[0] if ":" in name else "",
        words=_WORDS.get(question.kind, _plain)(question, name),
        right=name in right(question),
        answered=bool(said and said[1]),
        offered=name in offered(question),
        written=option is not None and option.place is not None,
        place=(option.place if option else None) or question.place,
    )


def order(question: Question, each: Thing) -> int:
    """Where its part stands in the question; things of no part stay as they are."""
    names = [option_id(question.id, option.text) for option in question.options]
    return names.index(each.part) if each.part in names else len(names)


def _option(question: Question, name: str) -> Option | None:
    if question.kind == "fill-in":
        return question.options[0]
    first = name.partition(":")[0]
    options = {option_id(question.id, option.text): option for option in question.options}
    return options.get(first)


def _said(question: Question, name: str) -> tuple[str, str] | None:
    """The words of a thing alone, and what the author says to it."""
    bare = name.partition(":")[0] if question.kind == "sequencing" else name
    return next(iter(QUESTIONS[question.kind].feedback(question, (bare,))), None)


def _plain(question: Question, name: str) -> str:
    said, option = _said(question, name), _option(question, name)
    if said:
        return plain(said[0])
    return plain(option.text) if option else name


# --- kinds whose things need more -------------------------------------------------------


def _steps(_question: Question, response: Response) -> Response:
    """A step at its place: the same step elsewhere is another answer."""
    return tuple(f"{step}:{place}" for place, step in enumerate(response, start=1))


def _typed(question: Question, response: Response) -> Response:
    """Words as they are compared, so that "Nine" and "nine." are counted as one."""
    taken = (o.text for o in question.options for r in response if fill_in.equal(r, o.text))
    text = next(taken, response[0] if response else "")
    return (_one_form(text),)


def _one_form(text: str) -> str:
    """As it is compared; a number as people write it, not as 4E+1."""
    number = fill_in.readings(text)
    return f"{min(number):f}" if number else fill_in.same(text)


def _step_words(question: Question, name: str) -> str:
    place = name.partition(":")[2]
    return f"{_plain(question, name)} \N{EN DASH} place {place}"


def _coded_words(question: Question, name: str) -> str:
    first, _, second = name.partition(":")
    rungs = {coding.rung_id(question, rung): rung.title for rung in question.rungs}
    option = _option(question, first)
    event = plain(option.text) if option else first
    return f"{event} \N{EN DASH} {plain(rungs.get(second, second))}"


def _typed_words(_question: Question, name: str) -> str:
    return name


_COUNTED: Mapping[str, Callable[[Question, Response], Response]] = MappingProxyType(
    {"sequencing": _steps, "predicting": _steps, "fill-in": _typed}
)
_WORDS: Mapping[str, Callable[[Question, str], str]] = MappingProxyType(
    {
        "sequencing": _step_words,
        "predicting": _step_words,
        "coding": _coded_words,
        "fill-in": _typed_words,
    }
)
