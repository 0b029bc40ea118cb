"""The rule of days that are counted: both events are known, have a day, and stand in order."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.charts import SETTINGS
from explainer.charts.between import slips
from explainer.charts.dated import dated, layer_of
from explainer.check.passages import Lesson
from explainer.model import Chart
from explainer.problems import Problem

SETTING = "between"


def days_can_be_counted(lesson: Lesson) -> Iterator[Problem]:
    for section in lesson.explainer.every_section:
        for block in section.blocks:
            if isinstance(block, Chart) and SETTING in block.settings:
                yield from _slips(block, lesson)


def _slips(chart: Chart, lesson: Lesson) -> Iterator[Problem]:
    """What is wrong with a setting that the chart does not have, is said elsewhere."""
    if SETTING not in SETTINGS.get(chart.kind, ()):
        return
    layer = layer_of(chart.settings)
    known, events = dated(lesson.explainer, layer), [e.id for e in lesson.explainer.events]
    place = lesson.setting(chart.place, SETTING)
    for name, *said in slips(chart.settings[SETTING], known, events, layer):
        if not name or not lesson.lost.has_event(name) or name in events:
            yield Problem(place, *said)
