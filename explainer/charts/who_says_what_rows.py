"""The rows of who-says-what: each saying of each event, with the one who says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.model import Event, Explainer, Saying
from explainer.syntax import marks, plain

EMPTY = "No event here comes with what somebody said of it, so there is nothing to compare."


@dataclass(frozen=True, slots=True)
class Row:
    """What one speaker says of one event."""

    event: str
    title: str
    """Of the event."""
    speaker: str
    """As the author wrote it."""
    party: str
    """The one that speaker is: a capital may speak for a state. Like parties look alike."""
    topic: str
    words: str
    """Plain words, the number included."""
    figure: int | None
    """The number in the words, where the saying is a count."""
    is_part: bool
    """Whether it counts some of what the same speaker counts just before."""
    marks: tuple[str, ...]
    text: str
    """The words as inline Markdown, with their marks."""


def rows(
    explainer: Explainer,
    settings: Mapping[str, str],  # noqa: ARG001  (every kind is called alike)
) -> tuple[Row, ...]:
    """One row for each saying, in the order of the file."""
    parties = {
        name.casefold(): person.name
        for person in reversed(explainer.people)
        for name in (*person.also, person.name)
    }
    return tuple(
        _row(event, saying, before, parties)
        for event in explainer.events
        for saying, before in zip(event.sayings, (None, *event.sayings), strict=False)
    )


def _row(event: Event, saying: Saying, before: Saying | None, parties: Mapping[str, str]) -> Row:
    speaker = plain(saying.speaker)
    return Row(
        event=event.id,
        title=plain(event.title),
        speaker=speaker,
        party=plain(parties.get(speaker.casefold(), speaker)),
        topic=plain(saying.topic),
        words=plain(saying.words),
        figure=saying.figure,
        is_part=_is_part(saying, before),
        marks=marks(saying.words),
        text=saying.words,
    )


def _is_part(saying: Saying, before: Saying | None) -> bool:
    """`of them children` and `children among them` count again what stands one line above."""
    topic = saying.topic.casefold()
    if before is None or saying.figure is None or before.figure is None:
        return False
    says_so = topic.startswith("of them") or topic.endswith("among them")
    return says_so and before.speaker == saying.speaker
