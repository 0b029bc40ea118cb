"""Statements as quotations, each above a select of all who speak in the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from explainer.model import Question, Response
from explainer.questions import pairs, speakers
from explainer.views.widgets import select
from explainer.views.widgets.wording import LABELS, shown


def html(
    question: Question,
    response: Response | None,
    seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    given = select.chosen(response)
    names = {one: text[:1].upper() + text[1:] for one, text in speakers.rights(question).items()}
    rows = []
    for option in speakers.shuffled(question, seed):
        name = pairs.left_id(question, option)
        choices = select.html(name, names, given.get(name), labels["pick"])
        rows.append(_row(shown(option.text, inline), choices, labels))
    return f'<div class="xq-pairs">{"".join(rows)}</div>'


def _row(words: str, choices: str, labels: Mapping[str, str]) -> str:
    """The dash before a speaker is for the eye; the label has the words alone."""
    return (
        f'<label class="xq-pair xq-quoted"><span class="xq-words" dir="auto">{words}</span>'
        f'<span class="xq-by"><span aria-hidden="true">{escape(labels["by"])}</span>'
        f"{choices}</span></label>"
    )
