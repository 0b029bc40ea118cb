"""Claims of the record as radio buttons, each under the name of whoever says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from explainer.model import Option, Question, Response, option_id
from explainer.questions import evidence
from explainer.views.widgets.wording import LABELS, shown, spoken


def html(
    question: Question,
    response: Response | None,
    seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    rows = [
        _row(option, option_id(question.id, option.text), response or (), inline)
        for option in evidence.shuffled(question, seed)
    ]
    note = f'<p class="xq-note">{escape(labels["claims"])}</p>'
    return f'{note}<div class="xq-options">{"".join(rows)}</div>'


def _row(option: Option, name: str, response: Response, inline: Callable[[str], str]) -> str:
    checked = " checked" if name in response else ""
    speaker = spoken(option.speaker[:1].upper() + option.speaker[1:])
    return (
        '<label class="xq-option">'
        f'<input class="xq-tick" type="radio" name="{evidence.NAME}" value="{name}"{checked}>'
        f'<span class="xq-words xq-claim" dir="auto"><b class="xq-speaker">{speaker}:</b> '
        f"{shown(evidence.words(option), inline)}</span></label>"
    )
