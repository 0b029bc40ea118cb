"""Who says what: claims by speaker, side by side and never added."""

from __future__ import annotations

from types import MappingProxyType

from explainer.model import Chart, Claim, Explainer, Voice
from explainer.views import addresses, chart, paper, prose

_INTRO = (
    "A source passes on what others say. Here every statement stands with the one who made it, "
    "and numbers from different speakers are never added up."
)

_CHARTS = MappingProxyType(
    {
        "who-says-what": ("Side by side", "What each speaker says, each in a row of its own."),
        "two-tellings": (
            "The same act, told by each",
            "Each act once, with what each speaker says of it. A broken line is a gap.",
        ),
    }
)
"""By kind: a title and a sentence for a lesson whose author has written none."""


def show(lesson: Explainer) -> None:
    paper.put(paper.top("Who says what", _INTRO))
    told = any(event.sayings for event in lesson.events)
    for kind, standing_in in _CHARTS.items() if told else ():
        chart.show(lesson, _chart(lesson, kind, standing_in), f"voices-{kind}")
    speakers = dict.fromkeys(claim.speaker for claim in _attributed(lesson))
    html = "".join(_speaker(lesson, speaker) for speaker in speakers)
    paper.put(f'<h2 id="speakers" tabindex="-1">By speaker</h2>{html}')


def _chart(lesson: Explainer, kind: str, standing_in: tuple[str, str]) -> Chart:
    """In the author's own words, where the story or the page of charts has it."""
    for section in lesson.every_section:
        for block in section.blocks:
            if isinstance(block, Chart) and block.kind == kind:
                return block
    return Chart(kind, *standing_in, MappingProxyType({}), lesson.site.place)


def _attributed(lesson: Explainer) -> list[Claim]:
    return [
        entry
        for entry in lesson.record.values()
        if isinstance(entry, Claim) and entry.voice is Voice.ATTRIBUTED
    ]


def _speaker(lesson: Explainer, speaker: str) -> str:
    claims = [claim for claim in _attributed(lesson) if claim.speaker == speaker]
    card = next((p for p in lesson.people if speaker in (p.name, *p.also)), None)
    name = prose.title(lesson, speaker[:1].upper() + speaker[1:])
    if card:
        name = f'<a href="{addresses.page(addresses.PEOPLE, card.id)}">{name}</a>'
    rows = "".join(
        f"<li>{prose.plain(claim.text, lesson.site.language)}"
        f"{prose.mark_buttons(lesson, 'voices-by', [claim.id])}</li>"
        for claim in claims
    )
    texts = [" ".join(f"[^{claim.id}]" for claim in claims)]
    cards = prose.cards(lesson, "voices-by", texts)
    return f'<section class="xp-speaker"><h3>{name}</h3><ul>{rows}</ul>{cards}</section>'
