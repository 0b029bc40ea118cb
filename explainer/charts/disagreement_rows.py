"""The rows of a disagreement: each report with the day that it gives an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainer import dates
from explainer.model import Event, Explainer, Inference, OtherDay, Report
from explainer.syntax import plain


@dataclass(frozen=True, slots=True)
class Row:
    """One report, and its day."""

    event: str
    title: str
    report: str
    """Its id in the record: what its point opens."""
    outlet: str
    when: str
    """EDTF."""
    day: str
    """In words, with its weekday, which is worked out from the calendar."""
    against: tuple[str, ...]
    """The inferences that say why this day cannot be right."""
    note: str
    """What they say, in plain words."""

    @property
    def marks(self) -> tuple[str, ...]:
        return self.report, *self.against

    @property
    def opens(self) -> str:
        return self.report


def rows(explainer: Explainer, settings: Mapping[str, str]) -> tuple[Row, ...]:
    """By day; of one day, in the order of the marks. None where no report gives a day."""
    event = _event(explainer, settings.get("event", ""))
    if event is None or not event.reported:
        return ()
    given = (OtherDay(event.reported, event.reports, event.place), *event.also_reported)
    found = (row for day in given for row in _rows(explainer, event, day))
    return tuple(sorted(found, key=lambda row: row.when))


def _event(explainer: Explainer, name: str) -> Event | None:
    """The one that is named; where none is, the first on whose day reports differ."""
    wanted = (e for e in explainer.events if (e.id == name if name else e.also_reported))
    return next(wanted, None)


def _rows(explainer: Explainer, event: Event, day: OtherDay) -> Iterator[Row]:
    entries = [entry for name in day.marks if (entry := explainer.record.get(name))]
    against = [entry for entry in entries if isinstance(entry, Inference)]
    for entry in entries:
        if isinstance(entry, Report):
            yield Row(
                event=event.id,
                title=plain(event.title),
                report=entry.id,
                outlet=plain(entry.publisher),
                when=day.when,
                day=dates.said_with_weekday(day.when),
                against=tuple(inference.id for inference in against),
                note=" ".join(plain(inference.text) for inference in against),
            )
