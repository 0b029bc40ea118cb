"""A lesson's Markdown on the page: marks that open what stands behind them, words explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape

from explainer import dates, markup
from explainer.model import (
    Claim,
    Entry,
    Event,
    Explainer,
    Inference,
    Report,
    Silence,
    Source,
    Voice,
    Word,
)
from explainer.syntax import links, marks
from explainer.views import addresses

KINDS = {Claim: "claim", Silence: "silence", Inference: "inference", Report: "report"}
NAMES = {
    Claim: "Claim",
    Silence: "Not stated",
    Inference: "Inference",
    Report: "Other report",
}


@lru_cache(maxsize=4096)
def blocks(lesson: Explainer, scope: str, markdown: str) -> str:
    """Paragraphs and the like. `scope` keeps the ids of cards apart on one page."""
    return markup.blocks(markdown, _links(lesson, scope))


@lru_cache(maxsize=4096)
def inline(lesson: Explainer, scope: str, markdown: str) -> str:
    return markup.inline(markdown, _links(lesson, scope))


@lru_cache(maxsize=4096)
def cell(lesson: Explainer, scope: str, markdown: str) -> str:
    """A cell of a chart's table: the name of an event or a place in it opens a card."""
    named = {*(event.id for event in lesson.events), *(place.id for place in lesson.locations)}

    def target(name: str, words: str) -> str:
        if name in named:
            return _opener(f"{scope}-{name}", words)
        return _target(lesson, scope, name, words)

    def mark(name: str) -> str:
        return mark_button(lesson, scope, name)

    return markup.inline(markdown, markup.Links(mark, target, lesson.site.language))


def cards(lesson: Explainer, scope: str, texts: Iterable[str]) -> str:
    """The cards that the marks and words of some texts open, once each."""
    return _cards(lesson, scope, tuple(texts))


@lru_cache(maxsize=4096)
def _cards(lesson: Explainer, scope: str, written: tuple[str, ...]) -> str:
    cited = dict.fromkeys(mark for text in written for mark in marks(text))
    named = dict.fromkeys(target[1:] for text in written for _, target in links(text))
    made = [_entry_card(lesson, scope, lesson.record[c]) for c in cited if c in lesson.record]
    made += [_word_card(lesson, scope, w) for name in named if (w := _word(lesson, name))]
    return "".join(made)


def title(lesson: Explainer, words: str) -> str:
    """Plain words of an author as HTML: a heading, a name, a caption."""
    return markup.text(words, lesson.site.language)


def facts(some: Iterable[str]) -> str:
    """Short facts in HTML on one line, each kept whole where a line must break."""
    *most, last = [fact for fact in some if fact] or [""]
    parts = (*(f"{fact} ·" for fact in most), last)
    return " ".join(f'<span class="xp-fact">{part}</span>' for part in parts)


def voice(claim: Claim) -> str:
    """Who says a claim, and in whose voice we have it: plain words, for one speaker or many."""
    match claim.voice:
        case Voice.ATTRIBUTED:
            return f"According to {claim.speaker}; the reporter passes it on"
        case Voice.METADATA:
            return "It stands on the page, around the text"
        case _:
            return "The reporter says so, without naming a speaker"


def where(claim: Claim) -> str:
    return "page details" if claim.paragraph == "page" else f"paragraph {claim.paragraph}"


def number(entry: Entry) -> str:
    """What a mark shows: claims their number, everything else its letter too."""
    return entry.id[1:] if isinstance(entry, Claim) else entry.id


def label(entry: Entry) -> str:
    """What a mark is called aloud."""
    said = f", {entry.speaker}" if isinstance(entry, Claim) else ""
    return f"{NAMES[type(entry)]} {entry.id[1:]}{said}"


def source_link(lesson: Explainer, name: str) -> str:
    source = next((source for source in lesson.sources if source.id == name), None)
    return _source_anchor(source) if source else ""


def mark_button(lesson: Explainer, scope: str, name: str) -> str:
    """The mark of one entry: a button that opens its card. Several go through `mark_buttons`."""
    entry = lesson.record.get(name)
    if not entry:
        return ""
    return (
        f'<button type="button" class="xp-mark xp-{KINDS[type(entry)]}"'
        f' popovertarget="{scope}-{entry.id}" aria-label="{escape(label(entry))}">'
        f"{escape(number(entry))}</button>"
    )


def mark_buttons(lesson: Explainer, scope: str, names: Iterable[str]) -> str:
    """The marks of some entries, close to what stands before them."""
    made = (mark_button(lesson, scope, name) for name in names)
    return markup.together([mark for mark in made if mark])


def _links(lesson: Explainer, scope: str) -> markup.Links:
    def mark(name: str) -> str:
        return mark_button(lesson, scope, name)

    def target(name: str, words: str) -> str:
        return _target(lesson, scope, name, words)

    return markup.Links(mark, target, lesson.site.language)


def _target(lesson: Explainer, scope: str, name: str, words: str) -> str:
    if _word(lesson, name):
        return _opener(f"{scope}-w-{name}", words)
    event = next((event for event in lesson.events if event.id == name), None)
    extra = f' class="xp-event" data-event="{escape(name)}"' if event else ""
    address = event_address(event) if event else addresses.of(lesson, name)
    return f'<a href="{escape(address)}"{extra}>{words}</a>'


def _opener(card: str, words: str) -> str:
    return f'<button type="button" class="xp-word" popovertarget="{escape(card)}">{words}</button>'


def event_address(event: Event) -> str:
    """Where an event stands in full: what only other reports tell, in their layer."""
    layer = "" if event.in_source else "?layer=reports"
    return addresses.page(addresses.SEQUENCE + layer, event.id)


def _word(lesson: Explainer, name: str) -> Word | None:
    return next((word for word in lesson.words if word.id == name), None)


def _entry_card(lesson: Explainer, scope: str, entry: Entry) -> str:
    kicker, lines = _TOLD[type(entry)](lesson, entry)
    more = f'<a href="{addresses.entry(entry.id)}">See it in the record</a>'
    body = "".join(f"<p>{line}</p>" for line in lines if line)
    return (
        f'<div popover class="xp-card xp-{KINDS[type(entry)]}" id="{scope}-{entry.id}"'
        f' role="group" aria-label="{escape(label(entry))}">'
        f'<p class="xp-kicker">{kicker}</p>{body}<p class="xp-more">{more}</p></div>'
    )


def _claim(lesson: Explainer, entry: Entry) -> tuple[str, list[str]]:
    assert isinstance(entry, Claim)
    said = f"<b>{title(lesson, voice(entry))}</b> ({where(entry)})."
    return f"The source says · claim {number(entry)}", [
        plain(entry.text, lesson.site.language),
        said,
        source_link(lesson, entry.source),
    ]


def _silence(lesson: Explainer, entry: Entry) -> tuple[str, list[str]]:
    assert isinstance(entry, Silence)
    language = lesson.site.language
    other = f"Other reports: {plain(entry.elsewhere, language)}" if entry.elsewhere else ""
    return f"The source does not say · {entry.id}", [plain(entry.text, language), other]


def _inference(lesson: Explainer, entry: Entry) -> tuple[str, list[str]]:
    assert isinstance(entry, Inference)
    basis = ", ".join(
        label(lesson.record[name]) for name in marks(entry.basis) if name in lesson.record
    )
    return f"It follows, though nobody says it · {entry.id}", [
        plain(entry.text, lesson.site.language),
        f"From: {escape(basis)}.",
    ]


def _report(lesson: Explainer, entry: Entry) -> tuple[str, list[str]]:
    assert isinstance(entry, Report)
    link = f'<a href="{escape(entry.address)}">{escape(entry.publisher)}</a>'
    return f"Another report, not the source · {entry.id}", [
        plain(entry.text, lesson.site.language),
        f"{link}, {escape(dates.words(entry.date))}",
    ]


def _source_anchor(source: Source) -> str:
    words = f"{escape(source.publisher)}, {escape(dates.words(source.date))}"
    return f'<a href="{escape(source.address)}">{words}</a>'


def plain(markdown: str, language: str = "en") -> str:
    """A text inside a card: its marks as names, so that no card nests in another."""
    bare = markup.Links(
        lambda name: f" <em>{escape(name)}</em>", lambda _name, words: words, language
    )
    return markup.inline(markdown, bare)


def referring(markdown: str, language: str = "en") -> str:
    """A text on the page of sources: its marks as plain links to the entries there."""

    def mark(name: str) -> str:
        return f' <a class="xp-ref" href="{addresses.entry(name)}">{escape(name)}</a>'

    return markup.inline(markdown, markup.Links(mark, lambda _name, words: words, language))


def _word_card(lesson: Explainer, scope: str, word: Word) -> str:
    said = plain(word.text, lesson.site.language)
    more = f'<a href="{addresses.page(addresses.PEOPLE, word.id)}">See all words</a>'
    return (
        f'<div popover class="xp-card xp-wordcard" id="{scope}-w-{word.id}"'
        f' role="group" aria-label="{escape(word.term)}">'
        f'<p class="xp-kicker">{title(lesson, word.term)}</p><p>{said}</p>'
        f'<p class="xp-more">{more}</p></div>'
    )


_TOLD: dict[type, Callable[[Explainer, Entry], tuple[str, list[str]]]] = {
    Claim: _claim,
    Silence: _silence,
    Inference: _inference,
    Report: _report,
}
