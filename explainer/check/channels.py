"""Rules of channels: an event names those that there are, and does one thing on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from explainer.check.lost import CHANNELS
from explainer.check.passages import Lesson
from explainer.model import Event
from explainer.problems import Problem, did_you_mean


def channels_are_known(lesson: Lesson) -> Iterator[Problem]:
    known = [channel.id for channel in lesson.explainer.channels]
    for event in lesson.explainer.events:
        for step in event.channel_steps:
            if step.channel not in known and not lesson.lost.has_channel(step.channel):
                place = lesson.setting(event.place, step.does)
                hint = did_you_mean(step.channel, known) if known else f"Name it in {CHANNELS}."
                yield Problem(
                    place, f"There is no channel '{step.channel}'.", hint, "unknown-channel"
                )
        yield from _twice(event, lesson)


def _twice(event: Event, lesson: Lesson) -> Iterator[Problem]:
    """A channel that one event opens and closes would have two states on one day."""
    times = Counter(step.channel for step in event.channel_steps)
    for channel, number in times.items():
        if number > 1:
            steps = [step.does for step in event.channel_steps if step.channel == channel]
            place = lesson.setting(event.place, steps[-1])
            hint = "Keep one, or write two events if two things happened."
            message = f"This event names the channel '{channel}' {number} times."
            yield Problem(place, message, hint, "channel-twice")
