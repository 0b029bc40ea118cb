"""Each kind of question in xAPI's words: a type of interaction, its parts, and responses.

The types are those of xAPI 1.0.3, part two, appendix C, which takes them from SCORM. A kind of
ours without a row here is a choice where its key is an option, and else `other`, which says a
response and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from explainer.model import Question, Response, option_id
from explainer.questions import QUESTIONS, coding, fill_in, form, speakers
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
    told = of(question)
    correct = told.correct(question)
    pattern: Definition = {"correctResponsesPattern": correct} if correct else {}
    return {"interactionType": told.type, **pattern, **told.parts(question, words)}


def of(question: Question) -> Interaction:
    """How this question is told, by its kind."""
    if question.kind in INTERACTIONS:
        return INTERACTIONS[question.kind]
    key, names = QUESTIONS[question.kind].key(question), _names(question)
    return _ONE_OF if key and set(key) <= names.keys() else _OTHER


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
    return {"choices": _components(_names(question), words)}


def _pairs(question: Question, words: Words) -> Definition:
    """Right sides by the ids that the key has for them, which stand in the order of the options."""
    key = QUESTIONS[question.kind].key(question)
    texts = (option.match for option in question.options)
    rights = dict(zip((pair.partition(":")[2] for pair in key), texts, strict=True))
    return _sides(_names(question), rights, words)


def _said(question: Question, words: Words) -> Definition:
    return _sides(_names(question), speakers.rights(question), words)


def _coded(question: Question, words: Words) -> Definition:
    rungs = {coding.rung_id(question, rung): rung.title for rung in question.rungs}
    return _sides(_names(question), rungs, words)


def _nothing(_question: Question, _words: Words) -> Definition:
    return {}


def _sides(lefts: Mapping[str, str], rights: Mapping[str, str], words: Words) -> Definition:
    return {"source": _components(lefts, words), "target": _components(rights, words)}


def _names(question: Question) -> Mapping[str, str]:
    """The words of the options, by their ids."""
    return {option_id(question.id, option.text): option.text for option in question.options}


def _components(texts: Mapping[str, str], words: Words) -> list[Definition]:
    return [{"id": name, "description": words.of(text)} for name, text in texts.items()]


# --- what is right ----------------------------------------------------------------------


def _key(question: Question) -> list[str]:
    key = QUESTIONS[question.kind].key(question)
    return [response(question, key)] if key else []


def _any(question: Question) -> list[str]:
    """One of those that are right, and no more than one can be given."""
    marked = zip(_names(question), question.options, strict=True)
    return [name for name, option in marked if option.correct]


def _accepted(question: Question) -> list[str]:
    texts = (fill_in.given([(fill_in.NAME, option.text)]) for option in question.options)
    return [f"{{case_matters=false}}{response(question, text)}" for text in texts]


_ONE_OF = Interaction("choice", _choices, _any)
_OTHER = Interaction("other", _nothing, _key)
INTERACTIONS: Mapping[str, Interaction] = MappingProxyType(
    {
        "choice": Interaction("choice", _choices, _key),
        "sequencing": Interaction("sequencing", _choices, _key),
        "predicting": Interaction("sequencing", _choices, _key),
        "matching": Interaction("matching", _pairs, _key),
        "fill-in": Interaction("fill-in", _nothing, _accepted),
        "coding": Interaction("matching", _coded, _key),
        "speakers": Interaction("matching", _said, _key),
    }
)
