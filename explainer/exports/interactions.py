"""Each kind of question in xAPI's words: a type of interaction, its parts, and responses.

The types are those of xAPI 1.0.3, part two, appendix C, which takes them from SCORM. A kind of
ours without a row here is `other`, which says a response and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from explainer.model import Question, Response, option_id
from explainer.questions import QUESTIONS, coding, fill_in, form, pairs, speakers
from explainer.syntax import plain

AND = "[,]"
"""Between the things in a response."""
TO = "[.]"
"""Between the two sides of a pair."""

Definition = dict[str, object]


@dataclass(frozen=True, slots=True)
class Words:
    """Inline Markdown as a language map of plain words."""

    language: str

    def of(self, text: str) -> dict[str, str]:
        return {self.language: plain(text)}


@dataclass(frozen=True, slots=True)
class Interaction:
    """How a kind is told."""

    type: str
    parts: Callable[[Question, Words], Definition]
    """What there is to choose from."""
    correct: Callable[[Question], list[str]]
    """The patterns of right responses; none where nothing is right."""


def definition(question: Question, words: Words) -> Definition:
    """What a definition holds beside type and name."""
    told = INTERACTIONS.get(question.kind, _OTHER)
    correct = told.correct(question)
    pattern: Definition = {"correctResponsesPattern": correct} if correct else {}
    return {"interactionType": told.type, **pattern, **told.parts(question, words)}


def response(question: Question, given: Response) -> str:
    """A response as one string."""
    if question.kind == "fill-in":
        return "".join(given).replace(AND, "[ , ]")
    return joined(given)


def joined(given: Response) -> str:
    return AND.join(map(_thing, given))


def _thing(one: str) -> str:
    """A pair of ids, or what stands alone; what was typed may hold a colon."""
    sides = one.split(":")
    return TO.join(sides) if len(sides) == 2 and all(map(form.is_id, sides)) else one


# --- what there is to choose from -------------------------------------------------------


def _choices(question: Question, words: Words) -> Definition:
    texts = ((option_id(question.id, option.text), option.text) for option in question.options)
    return {"choices": _components(texts, words)}


def _pairs(question: Question, words: Words) -> Definition:
    lefts = ((option_id(question.id, option.text), option.text) for option in question.options)
    rights = ((pairs.right_id(question, option.match), option.match) for option in question.options)
    return {"source": _components(lefts, words), "target": _components(rights, words)}


def _said(question: Question, words: Words) -> Definition:
    statements = ((option_id(question.id, option.text), option.text) for option in question.options)
    names = speakers.rights(question).items()
    return {"source": _components(statements, words), "target": _components(names, words)}


def _coded(question: Question, words: Words) -> Definition:
    events = ((option_id(question.id, option.text), option.text) for option in question.options)
    rungs = ((coding.rung_id(question, rung), rung.title) for rung in question.rungs)
    return {"source": _components(events, words), "target": _components(rungs, words)}


def _nothing(_question: Question, _words: Words) -> Definition:
    return {}


def _components(texts: Iterable[tuple[str, str]], words: Words) -> list[Definition]:
    """Each id once: equal right sides of pairs are one thing."""
    return [{"id": name, "description": words.of(text)} for name, text in dict(texts).items()]


# --- what is right ----------------------------------------------------------------------


def _key(question: Question) -> list[str]:
    key = QUESTIONS[question.kind].key(question)
    return [response(question, key)] if key else []


def _any(question: Question) -> list[str]:
    """Each of the right things alone will do."""
    return [option_id(question.id, one.text) for one in question.options if one.correct]


def _accepted(question: Question) -> list[str]:
    texts = (fill_in.given([(fill_in.NAME, option.text)]) for option in question.options)
    return [f"{{case_matters=false}}{response(question, text)}" for text in texts]


_OTHER = Interaction("other", _nothing, _key)
INTERACTIONS: Mapping[str, Interaction] = MappingProxyType(
    {
        "choice": Interaction("choice", _choices, _key),
        "sequencing": Interaction("sequencing", _choices, _key),
        "matching": Interaction("matching", _pairs, _key),
        "fill-in": Interaction("fill-in", _nothing, _accepted),
        "coding": Interaction("matching", _coded, _key),
        "evidence": Interaction("choice", _choices, _any),
        "speakers": Interaction("matching", _said, _key),
    }
)
