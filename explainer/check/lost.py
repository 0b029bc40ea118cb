"""What an author wrote and no reader could understand: to name it is no mistake.

Otherwise one broken file makes a problem of every mark and link that leads into it, and the
cause is lost among them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from explainer.model import Text

RECORD = "seeds"
STORY = "content/story"
CHARTS = "content/charts"
QUIZ = "content/quiz"
EVENTS = "content/events.md"
LADDER = "content/ladder.md"
CHANNELS = "content/channels.md"
PEOPLE = "content/people.md"
WORDS = "content/words.md"
PLACES = "content/places.md"
MAPS = "content/maps"
SCALES = "content/scales.md"
MISREADINGS = "content/misreadings.md"
SKILLS = "content/skills.md"

_LINKED = (STORY, CHARTS, QUIZ, EVENTS, PEOPLE, WORDS, PLACES)
"""Where the things stand that a link can lead to."""

_SETTING = re.compile(r"^\W*id\s*:?\s*([a-z0-9-]+)\s*$", re.IGNORECASE | re.MULTILINE)
_ROW = re.compile(r"^\s*\|?\s*([cnds])(\d{1,6})([a-z]?)\s*\|", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Lost:
    """What may stand somewhere, although the explainer does not have it."""

    whole: frozenset[str] = frozenset()
    """Files and folders of which nothing, or not all, could be read."""
    written: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids that stand in a file, by file, whether or not they were understood."""

    def has_mark(self, name: str) -> bool:
        return self._has(name, (RECORD,))

    def has_thing(self, name: str) -> bool:
        return self._has(name, _LINKED)

    def has_place(self, name: str) -> bool:
        return self._has(name, (PLACES,))

    def has_section(self, name: str) -> bool:
        return self._has(name, (STORY, CHARTS))

    def has_question(self, name: str) -> bool:
        return self._has(name, (QUIZ,))

    def has_event(self, name: str) -> bool:
        return self._has(name, (EVENTS,))

    def has_rung(self, name: str) -> bool:
        return self._has(name, (LADDER,))

    def has_scale(self, name: str) -> bool:
        return self._has(name, (SCALES,))

    def has_channel(self, name: str) -> bool:
        return self._has(name, (CHANNELS,))

    def has_misreading(self, name: str) -> bool:
        return self._has(name, (MISREADINGS,))

    def has_skill(self, name: str) -> bool:
        return self._has(name, (SKILLS,))

    def has_map(self, name: str) -> bool:
        return self._has(name, (MAPS,))

    def has_more_of_the_record(self, known: Collection[str]) -> bool:
        """Whether somebody may speak in the record whom the explainer does not know."""
        more = (name for name in self._ids.get(RECORD, ()) if name not in known)
        return RECORD in self.whole or any(more)

    @cached_property
    def has_areas(self) -> bool:
        """Whether some map could not be read, so that its areas are not known."""
        return any(file.startswith(MAPS) for file in (*self.whole, *self.written))

    @property
    def has_people(self) -> bool:
        return PEOPLE in self.whole

    def and_whole(self, name: str) -> Lost:
        return replace(self, whole=self.whole | {name})

    def and_ids(self, file: str, ids: frozenset[str]) -> Lost:
        return replace(self, written={**self.written, file: ids})

    def and_written(self, texts: Iterable[Text]) -> Lost:
        """With the ids that stand in what was read."""
        return replace(self, written={**_written(texts), **self.written})

    def _has(self, name: str, places: tuple[str, ...]) -> bool:
        return not self.whole.isdisjoint(places) or any(
            name in self._ids.get(place, ()) for place in places
        )

    @cached_property
    def _ids(self) -> Mapping[str, Collection[str]]:
        """By file and by folder: it is asked for once for each name, and files may be many."""
        found: dict[str, set[str]] = defaultdict(set)
        for file, ids in self.written.items():
            found[file] |= ids
            found[file.rpartition("/")[0]] |= ids
        return found


def _written(texts: Iterable[Text]) -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        if text.place.file.startswith(RECORD):
            found[text.place.file] += (match[0] for match in _ROW.finditer(text.text))
        elif "id" in text.text.lower():
            found[text.place.file] += (match[1].lower() for match in _SETTING.finditer(text.text))
    return {
        file: frozenset(_marks(ids) if file.startswith(RECORD) else ids)
        for file, ids in found.items()
    }


def _marks(rows: Iterable[str]) -> Iterator[str]:
    """The ids of rows; a second one of the same id is most likely meant to be the next."""
    seen, above = set[str](), ""
    for row in rows:
        match = _ROW.match(row)
        assert match
        name = (match[1] + match[2] + match[3]).lower()
        yield above if name in seen else name
        seen.add(name)
        above = f"{match[1].lower()}{int(match[2]) + 1}"
