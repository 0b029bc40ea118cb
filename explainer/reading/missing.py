"""What a folder lacks, so that a file that is not there is said once, and not at each mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from explainer.check import check
from explainer.check.lost import (
    CHANNELS,
    CHARTS,
    EVENTS,
    LADDER,
    MAPS,
    MISREADINGS,
    PEOPLE,
    QUIZ,
    RECORD,
    SCALES,
    SKILLS,
    STORY,
    WORDS,
    Lost,
)
from explainer.model import Explainer, Place
from explainer.problems import Problem
from explainer.reading.files import markdown
from explainer.reading.maps import map_name
from explainer.reading.story import section_id

_ENOUGH = 3
"""So many places have to name what is nowhere before a file that need not be is called missing."""

_OPTIONAL: Mapping[str, str] = MappingProxyType(
    {
        EVENTS: "Write what happened, event by event",
        LADDER: "Write the rungs on which the events stand",
        CHANNELS: "Write the channels that the events open, close, use or speak of",
        PEOPLE: "Write a card for each speaker, with the names they go by",
        WORDS: "Write the words that need explaining",
        SCALES: "Write the scales, with the codes that the events have",
        MISREADINGS: "Write the misreadings that the wrong choices name",
        SKILLS: "Write the skills that the questions train, with a sentence for each",
        QUIZ: "Write the questions, as in content/quiz/10-how-it-began.md",
    }
)


def checked(explainer: Explainer, root: Path, lost: Lost) -> Iterator[Problem]:
    """All problems across files, those of missing files first."""
    for problem in _required(root):
        yield problem
        lost = lost.and_whole(problem.place.file)
    found = set(check(explainer, lost))
    for name in (name for name in _OPTIONAL if found and not _is_there(root, name)):
        more = lost.and_whole(name)
        left = set(check(explainer, more))
        if len(found - left) >= _ENOUGH:
            yield _missing(name, sorted(found - left))
            lost, found = more, left
    yield from found


def unread(lost: Lost, file: str) -> Lost:
    """With a file that is there and cannot be read: of a section, its name is known."""
    folder = file.rpartition("/")[0]
    if folder == MAPS:
        return lost.and_ids(file, frozenset({map_name(file)}))
    if folder in (STORY, CHARTS):
        return lost.and_ids(file, frozenset({section_id(file)}))
    return lost.and_whole(folder if folder in (QUIZ, RECORD) else file)


def _required(root: Path) -> Iterator[Problem]:
    if not _is_there(root, "content/site.md"):
        hint = "Write one with the title, a standfirst and the settings of the site."
        yield Problem(Place("content/site.md"), "This file is missing.", hint, "missing-file")
    if not markdown(root, STORY):
        hint = f"Write the first one, as in {STORY}/10-how-it-began.md"
        yield Problem(Place(STORY), "The story has no section.", hint, "missing-file")
    if not markdown(root, RECORD):
        hint = f"Write what your source says, claim by claim, as in {RECORD}/the-article.md"
        yield Problem(Place(RECORD), "There is no record of a source.", hint, "missing-file")


def _is_there(root: Path, name: str) -> bool:
    path = root / name
    return path.is_symlink() or (bool(markdown(root, name)) if name == QUIZ else path.exists())


def _missing(name: str, stem: list[Problem]) -> Problem:
    what = "folder" if name == QUIZ else "file"
    hint = f"{_OPTIONAL[name]}: {len(stem)} places need it, the first at {stem[0].place}."
    return Problem(Place(name), f"This {what} is missing.", hint, "missing-file")
