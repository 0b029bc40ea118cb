"""Statements as quotations, each above a select of all who speak in the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from explainer.model import Question, Response
from explainer.questions import pairs, speakers
from explainer.views.widgets.wording import LABELS, shown, spoken


def html(
    question: Question,
    response: Response | None,
    seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    chosen = dict(pair.split(":", 1) for pair in response or () if ":" in pair)
    names = speakers.rights(question)
    rows = []
    for option in speakers.shuffled(question, seed):
        name = pairs.left_id(question, option)
        choices = _choices(names, chosen.get(name), labels)
        rows.append(_row(shown(option.text, inline), name, choices, labels))
    return f'<div class="xq-pairs">{"".join(rows)}</div>'


def _row(words: str, name: str, choices: str, labels: Mapping[str, str]) -> str:
    """The dash before a speaker is for the eye; the label has the words alone."""
    return (
        f'<label class="xq-pair xq-quoted"><span class="xq-words" dir="auto">{words}</span>'
        f'<span class="xq-by"><span aria-hidden="true">{escape(labels["by"])}</span>'
        f'<select class="xq-select" name="{name}">{choices}</select></span></label>'
    )


def _choices(names: Mapping[str, str], chosen: str | None, labels: Mapping[str, str]) -> str:
    empty = f'<option value="">{escape(labels["pick"])}</option>'
    return empty + "".join(_choice(name, text, chosen) for name, text in names.items())


def _choice(name: str, text: str, chosen: str | None) -> str:
    selected = " selected" if name == chosen else ""
    return f'<option value="{name}"{selected}>{spoken(text[:1].upper() + text[1:])}</option>'
