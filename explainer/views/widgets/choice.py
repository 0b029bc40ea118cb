"""Radio buttons or tick boxes; the whole row is the target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from explainer.model import Option, Question, Response, option_id
from explainer.questions import choice
from explainer.views.widgets.wording import LABELS, shown


def html(
    question: Question,
    response: Response | None,
    seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    several = choice.has_several(question)
    note = f'<p class="xq-note">{escape(labels["several"])}</p>' if several else ""
    kind = "checkbox" if several else "radio"
    rows = [
        _row(option, option_id(question.id, option.text), kind, response or (), inline)
        for option in choice.shuffled(question, seed)
    ]
    return f'{note}<div class="xq-options">{"".join(rows)}</div>'


def _row(
    option: Option, name: str, kind: str, response: Response, inline: Callable[[str], str]
) -> str:
    checked = " checked" if name in response else ""
    return (
        '<label class="xq-option">'
        f'<input class="xq-tick" type="{kind}" name="{choice.NAME}" value="{name}"{checked}>'
        f'<span class="xq-words" dir="auto">{shown(option.text, inline)}</span>'
        "</label>"
    )
