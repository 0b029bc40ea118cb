"""The whole: what a lesson says of itself, and all that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from explainer.model.events import Channel, Event, Person, Rung, Word
from explainer.model.place import Place, Text
from explainer.model.questions import Misreading, Question, Quiz, Skill
from explainer.model.record import Entry, Source
from explainer.model.scales import Scale
from explainer.model.story import Section
from explainer.model.world import Location, Map


@dataclass(frozen=True, slots=True)
class Site:
    """What the lesson says of itself."""

    title: str
    standfirst: str
    kicker: str
    as_of: str
    """EDTF: the day on which roles and facts stood like this."""
    language: str
    licence: str
    note: str
    """Content note for the reader; Markdown blocks."""
    place: Place = field(compare=False)
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)
    """The note, where it was written."""


Thing = Section | Event | Person | Word | Location | Question
"""Whatever a link inside a lesson can lead to, beside the entries of the record."""


@dataclass(frozen=True, eq=False)
class Explainer:
    """A whole lesson. Collections keep the order of the files they come from.

    It is read once and shared, so it is compared by identity and can key what is made of it.
    """

    site: Site
    sources: tuple[Source, ...]
    record: Mapping[str, Entry]
    """Everything a mark can point to, by id."""
    sections: tuple[Section, ...]
    """The story."""
    ladder: tuple[Rung, ...]
    """From the most tense rung to the calmest."""
    events: tuple[Event, ...]
    people: tuple[Person, ...]
    words: tuple[Word, ...]
    quizzes: tuple[Quiz, ...]
    charts: tuple[Section, ...] = ()
    """Beside the story: charts with a few words each, for who wants to look closer."""
    locations: tuple[Location, ...] = ()
    """Places of the world that have a card."""
    maps: tuple[Map, ...] = ()
    scales: tuple[Scale, ...] = ()
    """Published scales, whose codes the events may have."""
    channels: tuple[Channel, ...] = ()
    """Ways in which the sides deal with each other, in the order of a chart."""
    misreadings: tuple[Misreading, ...] = ()
    """What wrong choices catch."""
    skills: tuple[Skill, ...] = ()
    """What its questions train, in the order in which results name them."""
    predictions: tuple[Question, ...] = ()
    """What is asked before the story and again after it; no part of the quiz."""
    texts: tuple[Text, ...] = field(default=(), compare=False, repr=False)
    """Everything written in any file, shown or not: where a link or a mark may stand."""

    @property
    def every_section(self) -> tuple[Section, ...]:
        """The story, and the charts beside it."""
        return *self.sections, *self.charts

    @property
    def things(self) -> tuple[Thing, ...]:
        """All that has an id of its own and so an address."""
        told: tuple[Thing, ...] = (*self.every_section, *self.events, *self.people, *self.words)
        told = (*told, *self.locations)
        return (*told, *(question for quiz in self.quizzes for question in quiz.questions))

    @property
    def every_question(self) -> tuple[Question, ...]:
        """Also a second one of the same id, and those whose answers make no sense."""
        own = (one for quiz in self.quizzes for one in (*quiz.questions, *quiz.broken))
        return *own, *self.predictions

    @property
    def asked(self) -> Mapping[str, Question]:
        """The questions of the first pass: without those that are like another."""
        return {name: each for name, each in self.questions.items() if not each.like}

    @property
    def families(self) -> Mapping[str, tuple[Question, ...]]:
        """Each question of the first pass with those that may be asked in its place."""
        found = {name: [each] for name, each in self.asked.items()}
        for each in self.questions.values():
            if each.like in found:
                found[each.like].append(each)
        return {name: tuple(some) for name, some in found.items()}

    @property
    def answerable(self) -> Mapping[str, Question]:
        """All that a learner can answer: the questions, and each prediction, before and after."""
        both = (each for one in self.predictions for each in (one, one.afterwards))
        return {**self.questions, **{each.id: each for each in both}}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        return {question.id: question for quiz in self.quizzes for question in quiz.questions}
