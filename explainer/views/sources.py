"""The record: every claim, who says it and where the lesson uses it; and what nobody says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from html import escape

from explainer import dates
from explainer.check.passages import passages
from explainer.model import Claim, Entry, Explainer, Inference, Report, Silence, Source
from explainer.views import addresses, paper, prose

Use = tuple[str, str]
"""Address and words of a place that uses an entry."""


def show(lesson: Explainer) -> None:
    used = uses(lesson)
    paper.put(paper.top("Sources", _INTRO) + _documents(lesson) + _contents())
    for title, name, kind in _GROUPS:
        entries = [entry for entry in lesson.record.values() if type(entry) is kind]
        rows = "".join(_entry(lesson, entry, used.get(entry.id, ())) for entry in entries)
        if rows:
            head = f'<h2 id="{name}" tabindex="-1">{title} ({len(entries)})</h2>'
            paper.put(f'{head}<ol class="xp-record">{rows}</ol>')


_INTRO = (
    "All that this lesson rests on: what the source says, claim by claim and in our words, "
    "what it does not say, and what others report."
)
_GROUPS: tuple[tuple[str, str, type], ...] = (
    ("What the source says", "claims", Claim),
    ("What it does not say", "not-stated", Silence),
    ("What follows, though nobody says it", "inferences", Inference),
    ("Other reports", "other-reports", Report),
)


def uses(lesson: Explainer) -> Mapping[str, tuple[Use, ...]]:
    """Where each entry of the record is used, once a place."""
    found: dict[str, dict[Use, None]] = defaultdict(dict)
    titles = _titles(lesson)
    for passage in passages(lesson):
        use = titles.get(str(passage.place)) or titles.get(passage.place.file)
        for mark in passage.marks if use else ():
            found[mark][use] = None  # type: ignore[index]
    return {name: tuple(places) for name, places in found.items()}


def _titles(lesson: Explainer) -> dict[str, Use]:
    """What to call a place: events, cards and questions by their line, sections by their file."""
    story = {s.place.file: (addresses.page("", s.id), f"Story: {s.title}") for s in lesson.sections}
    charts = {
        s.place.file: (addresses.page(addresses.CHARTS, s.id), f"Charts: {s.title}")
        for s in lesson.charts
    }
    events = {str(e.place): (prose.event_address(e), f"Event: {e.title}") for e in lesson.events}
    people = {
        str(p.place): (addresses.page(addresses.PEOPLE, p.id), f"Person: {p.name}")
        for p in lesson.people
    }
    words = {
        str(w.place): (addresses.page(addresses.PEOPLE, w.id), f"Word: {w.term}")
        for w in lesson.words
    }
    places = {
        str(p.place): (addresses.page(addresses.PEOPLE, p.id), f"Place: {p.name}")
        for p in lesson.locations
    }
    questions = {
        str(q.place): (addresses.question(q.id), f"Question: {q.stem}")
        for q in lesson.asked.values()
    }
    return {**story, **charts, **events, **people, **words, **places, **questions}


def _documents(lesson: Explainer) -> str:
    return "".join(_document(source) for source in lesson.sources)


def _document(source: Source) -> str:
    facts = (source.author, source.publisher, dates.words(source.date))
    return (
        '<div class="xp-document"><p class="xp-kicker">The source</p>'
        f'<p><a href="{escape(source.address)}">{escape(source.title)}</a></p>'
        f"<p>{prose.facts(escape(fact) for fact in facts if fact)}</p>"
        '<p class="xp-hash">Fingerprint of the text that was read (SHA-256): '
        f"<code>{escape(source.sha256)}</code></p></div>"
    )


def _contents() -> str:
    links = (
        f'<a href="{addresses.page(addresses.SOURCES, name)}">{title}</a>'
        for title, name, _ in _GROUPS
    )
    return f'<p class="xp-contents">{" · ".join(links)}</p>'


def _entry(lesson: Explainer, entry: Entry, places: tuple[Use, ...]) -> str:
    kind, says = prose.KINDS[type(entry)], prose.referring(entry.text, lesson.site.language)
    return (
        f'<li class="xp-entry xp-record-{kind}" id="{entry.id}" tabindex="-1">'
        f'<span class="xp-number xp-{kind}">{prose.number(entry)}</span>'
        f"<div><p>{says}</p>{_meta(lesson, entry)}{_uses(lesson, places)}</div></li>"
    )


def _meta(lesson: Explainer, entry: Entry) -> str:
    language = lesson.site.language
    match entry:
        case Claim():
            badge = f'<span class="xp-voice xp-voice-{entry.voice}">{entry.voice}</span>'
            words = f"{badge} {prose.title(lesson, prose.voice(entry))} · {prose.where(entry)}"
        case Silence():
            other = prose.referring(entry.elsewhere, language)
            words = f"Other reports: {other}" if entry.elsewhere else ""
        case Inference():
            words = f"From {prose.referring(entry.basis, language)}"
        case Report():
            link = f'<a href="{escape(entry.address)}">{escape(entry.publisher)}</a>'
            words = f"{link} · {escape(dates.words(entry.date))}"
    return f'<p class="xp-meta">{words}</p>' if words else ""


def _uses(lesson: Explainer, places: tuple[Use, ...]) -> str:
    if not places:
        return '<p class="xp-uses">Not used in the lesson.</p>'
    links = "".join(
        f'<li><a href="{href}">{prose.title(lesson, words)}</a></li>' for href, words in places
    )
    count = f"Used in {len(places)} places" if len(places) > 1 else "Used in one place"
    return f'<details class="xp-uses"><summary>{count}</summary><ul>{links}</ul></details>'
