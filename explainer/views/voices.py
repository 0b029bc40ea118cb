"""Who says what: claims by speaker, side by side and never added."""

from __future__ import annotations

from types import MappingProxyType

from explainer.model import Chart, Claim, Explainer, Voice
from explainer.views import addresses, chart, paper, prose

_INTRO = (
    "A source passes on what others say. Here every statement stands with the one who made it, "
    "and numbers from different speakers are never added up."
)


def show(lesson: Explainer) -> None:
    paper.put(paper.top("Who says what", _INTRO))
    chart.show(lesson, _chart(lesson), "voices")
    speakers = dict.fromkeys(claim.speaker for claim in _attributed(lesson))
    html = "".join(_speaker(lesson, speaker) for speaker in speakers)
    paper.put(f'<h2 id="speakers" tabindex="-1">By speaker</h2>{html}')


def _chart(lesson: Explainer) -> Chart:
    """The author's own words for it, where the story has the chart."""
    for section in lesson.sections:
        for block in section.blocks:
            if isinstance(block, Chart) and block.kind == "who-says-what":
                return block
    says = "What each speaker says, each in a row of its own."
    return Chart("who-says-what", "Side by side", says, MappingProxyType({}), lesson.site.place)


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
