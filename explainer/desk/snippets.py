"""What an author can put into a text with a button: each thing of a lesson, once, to be filled in.

Where the lesson has a claim, an event or a speaker, its name stands in the place of one.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from itertools import count
from string import Template
from types import MappingProxyType

from explainer.charts import CHARTS
from explainer.model import Claim, Explainer, Voice

NOTE, EVENT = "Note", "Event"
CHART, QUESTION = "Chart", "Question"


@dataclass(frozen=True, slots=True)
class Snippet:
    """One thing to put in: what its button says, and its text."""

    group: str
    label: str
    kind: str
    text: str


_NOTE = "> [!NOTE]\n> Say it in a sentence. [^$c1]\n"
_ASK = "```quiz\n$question1\n```\n"
_EVENT = """## What happened

- id: $freshevent
- when: 2031-05
- rung: $rung1

Say what happened. [^$c1]
"""
_CHART = "```chart\nkind: {kind}\ntitle: What it shows\nsays: Say it in a sentence. [^$c1]\n```\n"

_QUESTION = "## What do you ask?\n\n- id: $freshquestion\n\n{answers}\n\nWhy: Say why. [^$c1]\n"
_ANSWERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "choice": (
            "One or several are right",
            "- [x] What is right\n  - Yes: say why.\n- [ ] What is wrong\n  - No: say why.",
        ),
        "sequencing": ("Put in order", "1. What came first\n2. What came next\n3. What came last"),
        "matching": (
            "Match pairs",
            "| left | right |\n|---|---|\n| this | what belongs to this |\n| that | what to that |",
        ),
        "fill-in": ("A number or a word", "Answer: the word | the same in other words"),
        "evidence": ("Find the claim", "Evidence: $c1\n\n- $c2: Say why not this one."),
        "speakers": (
            "Who says it?",
            "| statement | who says it | feedback |\n|---|---|---|\n"
            "| Say the one thing [^$c1] | $speaker1 | Say why. |\n"
            "| Say the other [^$c2] | $speaker2 | Say why. |",
        ),
        "place": ("Find a place", "Place: $place1\n\n- $place2: Say why not there."),
        "coding": ("Place events on the ladder", "Code: $event1, $event2"),
        "predicting": ("Predict an order", "Predict: $event1, $event2, $event3"),
    }
)
"""By kind of question: the name of its button, and its answers."""

_FILES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "content/site.md": (
            "The site: title and first sentence",
            "# The title of the lesson\n\n"
            "- standfirst: Say in a sentence what it is about.\n- kicker: A small lesson\n"
            "- as of: 2031-05-12\n- language: en\n- licence: CC BY 4.0\n",
        ),
        "seeds/": (
            "A record of a source",
            "# The title of the source\n\n- publisher: Who published it\n- author: Who wrote it\n"
            "- date: 2031-05-12\n- address: https://example.org/where-it-stands\n"
            f"- sha256: {'0' * 64}\n\n"
            "| id | paragraph | who says it | voice | claim |\n|---|---|---|---|---|\n"
            "| c1 | 1 | the reporter | narration | Say in your own words what it says. |\n",
        ),
        "content/story/": (
            "A section of the story",
            "# The title of the section\n\nSay what the source says. [^$c1]\n",
        ),
        "content/events.md": ("Events", f"# What happened\n\n{_EVENT}"),
        "content/ladder.md": (
            "The ladder of rungs",
            "# The ladder\n\n## The most tense\n\n- id: rung-1\n- direction: rising\n\n"
            "Say what it means.\n\n## The calmest\n\n- id: rung-2\n- direction: calming\n\n"
            "Say what it means.\n",
        ),
        "content/quiz/": (
            "Questions",
            "# Questions\n\n" + _QUESTION.format(answers=_ANSWERS["choice"][1]),
        ),
        "content/charts/": (
            "A chart beside the story",
            "# The title of the chart\n\nSay what the source says. [^$c1]\n\n"
            + _CHART.format(kind="claims-by-voice"),
        ),
        "content/people.md": (
            "People and groups",
            "# People and groups\n\n## $speaker1\n\n- id: person-1\n- role: say who they are\n\n"
            "Say what they said. [^$c1]\n",
        ),
        "content/words.md": (
            "Words that need explaining",
            "# Words\n\n## a word\n\n- id: word-1\n\nSay what it means. [^$c1]\n",
        ),
        "content/channels.md": (
            "Channels between the sides",
            "# The channels\n\n## A way to talk\n\n- id: channel-1\n",
        ),
        "content/misreadings.md": (
            "Ways of misreading",
            "# Misreadings\n\n## Its name\n\n- id: misreading-1\n- ask: What should one ask?\n\n"
            "Say how readers go wrong.\n",
        ),
        "content/skills.md": (
            "Skills that questions train",
            "# Skills\n\n## Its name\n\n- id: skill-1\n\nSay what it is.\n",
        ),
        "content/places.md": (
            "Places",
            "# Places\n\n## A place\n\n- id: place-1\n- in: its country\n- area: its name there\n\n"
            "Say what happened there. [^$c1]\n",
        ),
        "content/scales.md": ("Published scales", "# Published scales\n"),
        "content/lesson.md": (
            "Notes for teachers",
            "# For teachers\n\nSay what learners should take home.\n",
        ),
    }
)
"""What a new file begins with, by its name or its folder; the first four make a lesson."""


def snippets(lesson: Explainer) -> tuple[Snippet, ...]:
    """All that can be put in, with names that the lesson has."""
    found = [
        Snippet(NOTE, "Note", "note", _NOTE),
        *(Snippet(CHART, _words(kind), kind, _CHART.format(kind=kind)) for kind in CHARTS),
        Snippet(QUESTION, "A question of the quiz, here", "quiz", _ASK),
        *(
            Snippet(QUESTION, label, kind, _QUESTION.format(answers=answers))
            for kind, (label, answers) in _ANSWERS.items()
        ),
        Snippet(EVENT, "Event", "event", _EVENT),
    ]
    return tuple(replace(each, text=_named(each.text, lesson)) for each in found)


def files(lesson: Explainer) -> Mapping[str, tuple[str, str]]:
    """What a new file can be, with its first text."""
    return {name: (label, _named(text, lesson)) for name, (label, text) in _FILES.items()}


def _words(kind: str) -> str:
    return kind.replace("-", " ").capitalize()


def _named(text: str, lesson: Explainer) -> str:
    return Template(text).substitute(_names(lesson))


def _names(lesson: Explainer) -> dict[str, str]:
    """The first of each, or what stands for it; and ids that nothing has yet."""
    every = [entry for entry in lesson.record.values() if isinstance(entry, Claim)]
    claims = [claim for claim in every if claim.voice != Voice.METADATA]
    known = {
        "c": [claim.id for claim in claims],
        "speaker": [claim.speaker for claim in claims],
        "event": [event.id for event in lesson.events],
        "place": [place.id for place in lesson.locations],
        "rung": [rung.id for rung in lesson.ladder],
        "question": list(lesson.questions),
    }
    names = {
        f"{what}{number}": found[number - 1] if number <= len(found) else _stand_in(what, number)
        for what, found in known.items()
        for number in (1, 2, 3)
    }
    taken = {*lesson.answerable, *known["event"]}
    fresh = {f"fresh{what}": _fresh(what, taken) for what in ("event", "question")}
    return names | fresh


def _stand_in(what: str, number: int) -> str:
    return f"c{number}" if what == "c" else f"{what}-{number}"


def _fresh(what: str, taken: Container[str]) -> str:
    return next(name for number in count(1) if (name := f"{what}-{number}") not in taken)
