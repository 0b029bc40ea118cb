"""Rules of the whole: names, links, and words that are easily confused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explainer.charts import SETTINGS
from explainer.charts.sayings import ABOUT, topics
from explainer.check.lost import EVENTS
from explainer.check.passages import Lesson, Passage
from explainer.model import (
    Ask,
    Channel,
    Chart,
    Claim,
    Entry,
    Explainer,
    Inference,
    Misreading,
    Place,
    Report,
    Rung,
    Scale,
    Section,
    Silence,
    Skill,
    Thing,
    Word,
)
from explainer.problems import Problem, did_you_mean
from explainer.syntax import placed_links

_Named = Entry | Thing | Rung | Scale | Channel | Skill | Misreading
"""Whatever has an id."""

_PLACED = (Section, Claim, Silence, Inference, Report)
"""What is named by its file or its row."""


def ids_are_unique(lesson: Lesson) -> Iterator[Problem]:
    """Ids are addresses, so one id names one thing in the whole lesson."""
    explainer = lesson.explainer
    seen: dict[str, _Named] = dict(explainer.record)
    broken = (question for quiz in explainer.quizzes for question in quiz.broken)
    for thing in (*_things(explainer), *broken):
        if thing.id in seen and not _lacks_id(thing, lesson) | _lacks_id(seen[thing.id], lesson):
            change = "rename this file" if isinstance(thing, Section) else "give this one another"
            hint = f"The first stands at {_id_place(seen[thing.id], lesson)}; {change}."
            yield Problem(
                _id_place(thing, lesson), f"The id '{thing.id}' is used twice.", hint, "id-twice"
            )
        seen.setdefault(thing.id, thing)
    yield from _quizzes_twice(lesson)


def _things(explainer: Explainer) -> Iterator[_Named]:
    yield from (*explainer.things, *explainer.ladder, *explainer.scales, *explainer.channels)
    yield from explainer.skills
    yield from explainer.misreadings
    yield from explainer.predictions


def _lacks_id(thing: _Named, lesson: Lesson) -> bool:
    """Whether its id is only made of its title; that it has none is said elsewhere."""
    place = _id_place(thing, lesson)
    return place == thing.place and not isinstance(thing, _PLACED)


def _quizzes_twice(lesson: Lesson) -> Iterator[Problem]:
    """A quiz may be called like a section, and never like another quiz."""
    seen: dict[str, Place] = {}
    for quiz in lesson.explainer.quizzes:
        if quiz.id in seen:
            hint = f"The first is {seen[quiz.id].file}; rename this file."
            yield Problem(
                quiz.place, f"There are two quizzes called '{quiz.id}'.", hint, "id-twice"
            )
        seen.setdefault(quiz.id, quiz.place)


def _id_place(thing: _Named, lesson: Lesson) -> Place:
    """A section has the name of its file, and an entry stands in one line."""
    if isinstance(thing, _PLACED):
        return thing.place
    return lesson.setting(thing.place, "id")


def links_resolve(lesson: Lesson) -> Iterator[Problem]:
    """Wherever a link stands, shown or not: in the story, a wrong choice, teachers' notes."""
    known = addresses(lesson.explainer)
    for text in lesson.explainer.texts:
        if "](" not in text.text:
            continue
        for line, words, target in placed_links(text.text):
            name = target.removeprefix("#")
            if target.startswith("#") and name not in known and not lesson.lost.has_thing(name):
                message = f"The link '{words}' leads to '{target}', and nothing is called that."
                yield Problem(text.line(line), message, did_you_mean(name, known), "unknown-link")
            elif not target.startswith(("#", "http://", "https://", "mailto:")):
                message = f"The link '{words}' leads to '{target}', which is no address."
                hint = "Write  #id  for a thing of this lesson, or a whole address with https://"
                yield Problem(text.line(line), message, hint, "bad-address")


def addresses(explainer: Explainer) -> frozenset[str]:
    """Every id a link may name."""
    return frozenset(thing.id for thing in explainer.things)


def charts_exist(lesson: Lesson) -> Iterator[Problem]:
    for chart in _charts(lesson.explainer):
        if chart.kind not in SETTINGS:
            place = lesson.setting(chart.place, "kind")
            hint = did_you_mean(chart.kind, SETTINGS)
            yield Problem(place, f"There is no chart kind '{chart.kind}'.", hint, "unknown-chart")
        else:
            yield from _chart_settings(chart, lesson)


def _chart_settings(chart: Chart, lesson: Lesson) -> Iterator[Problem]:
    allowed = SETTINGS[chart.kind]
    for name, value in chart.settings.items():
        place = lesson.setting(chart.place, name)
        if name not in allowed:
            hint = did_you_mean(name, ("kind", "title", "says", *allowed))
            yield Problem(
                place, f"'{name}' is not a setting of this chart.", hint, "unknown-setting"
            )
        elif allowed[name] and value not in allowed[name]:
            hint = did_you_mean(value, allowed[name])
            yield Problem(place, f"'{value}' is not a {name} of this chart.", hint, "unknown-value")
        elif name == ABOUT:
            yield from _topics(chart, place, lesson)
        elif name == "event" and not _is_event(value, lesson):
            hint = did_you_mean(value, [event.id for event in lesson.explainer.events])
            yield Problem(place, f"There is no event '{value}'.", hint, "unknown-event")


def _is_event(name: str, lesson: Lesson) -> bool:
    return any(e.id == name for e in lesson.explainer.events) or lesson.lost.has_event(name)


def _topics(chart: Chart, place: Place, lesson: Lesson) -> Iterator[Problem]:
    """What a chart picks sayings by is what sayings are about, understood or only written."""
    events = lesson.explainer.events
    known = {saying.topic.casefold() for event in events for saying in event.sayings}
    written = " ".join(text.text.casefold() for text in lesson.texts.get(EVENTS, ()))
    for topic in topics(chart.settings):
        if topic not in known and topic not in written and EVENTS not in lesson.lost.whole:
            message = f"No saying of an event is about '{topic}'."
            yield Problem(place, message, did_you_mean(topic, known), "unknown-topic")


def questions_exist(lesson: Lesson) -> Iterator[Problem]:
    questions = lesson.explainer.questions
    for section in lesson.explainer.every_section:
        for block in section.blocks:
            if not isinstance(block, Ask) or block.question in questions:
                continue
            if not lesson.lost.has_question(block.question):
                hint = did_you_mean(block.question, questions)
                place = Place(block.place.file, block.place.line + 1)
                yield Problem(
                    place, f"There is no question '{block.question}'.", hint, "unknown-question"
                )


def questions_belong(lesson: Lesson) -> Iterator[Problem]:
    sections = {section.id for section in lesson.explainer.every_section}
    explainer = lesson.explainer
    for question in explainer.every_question:
        about = question.about
        if about and about not in sections and not lesson.lost.has_section(about):
            place = lesson.setting(question.place, "about")
            hint = did_you_mean(about, sections)
            yield Problem(place, f"There is no section '{about}'.", hint, "unknown-section")


def companions_stand_near(lesson: Lesson) -> Iterator[Problem]:
    """A word easily taken for another stands with its companion at first mention in a file."""
    for word in lesson.explainer.words:
        if word.companion:
            for passage, plain in _first_mentions(word, lesson):
                if not _mention((word.companion,)).search(" ".join(plain)):
                    yield _confused(word, passage, plain)


def _confused(word: Word, passage: Passage, plain: tuple[str, ...]) -> Problem:
    message = f"'{word.term}' is easily confused, and stands without {word.companion}."
    hint = f"At first mention in a file, say {word.companion} in the same paragraph."
    named = _mention((word.term, *word.also))
    found = (
        text.line(said.count("\n", 0, match.start()))
        for text, said in zip(passage.texts, plain, strict=True)
        if (match := named.search(said))
    )
    return Problem(next(found, passage.place), message, hint, "without-companion")


def _first_mentions(word: Word, lesson: Lesson) -> Iterator[tuple[Passage, tuple[str, ...]]]:
    seen: set[str] = set()
    named = _mention((word.term, *word.also))
    longer = [w.term for w in lesson.explainer.words if word.term in w.term and w.term != word.term]
    for passage, plain in zip(lesson.passages, lesson.plain, strict=True):
        if passage.place.file in seen or passage.what in ("heading", "content note"):
            continue
        text = " ".join(plain)
        for phrase in longer:
            text = text.replace(phrase, "")
        if named.search(text):
            seen.add(passage.place.file)
            yield passage, plain


def _mention(names: Iterable[str]) -> re.Pattern[str]:
    every = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![\w-])(?:{every})(?![\w-])", re.I)


def _charts(explainer: Explainer) -> Iterator[Chart]:
    for section in explainer.every_section:
        yield from (block for block in section.blocks if isinstance(block, Chart))
