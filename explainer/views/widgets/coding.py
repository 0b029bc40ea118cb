"""A list of events, each with a select of all rungs; what the rungs mean can be unfolded above."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType

from explainer.model import Question, Response, Rung, option_id
from explainer.questions import coding
from explainer.views.widgets.wording import LABELS, shown, spoken

OWN_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "check": "Keep and compare",
        "waiting": "Keeping …",
        "again": "Change my rungs",
        "nothing": "Choose a rung for each event first.",
        "unfinished": "Choose a rung for each event first.",
    }
)
"""Nothing is checked here, so its buttons do not say so."""


def html(
    question: Question,
    response: Response | None,
    _seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    chosen = dict(pair.split(":", 1) for pair in response or () if ":" in pair)
    rows = []
    for option in question.options:
        name = option_id(question.id, option.text)
        rows.append(
            _row(shown(option.text, inline), name, _choices(question, chosen, name, labels))
        )
    return f'{_meanings(question, inline, labels)}<div class="xq-pairs">{"".join(rows)}</div>'


def _meanings(question: Question, inline: Callable[[str], str], labels: Mapping[str, str]) -> str:
    """What whoever codes goes by; without it, each would mean something else by a rung."""
    rungs = "".join(_meaning(rung, inline) for rung in question.rungs)
    name, note = (escape(labels[label]) for label in ("rungs", "most_tense"))
    return (
        f'<details class="xq-hint xq-rungs"><summary class="xq-summary">{name}</summary>'
        f'<ol class="xq-hint-text">{rungs}</ol></details><p class="xq-note">{note}</p>'
    )


def _meaning(rung: Rung, inline: Callable[[str], str]) -> str:
    return f'<li dir="auto"><b>{spoken(rung.title)}.</b> {shown(rung.text, inline)}</li>'


def _row(words: str, name: str, choices: str) -> str:
    return (
        f'<label class="xq-pair"><span class="xq-words" dir="auto">{words}</span>'
        f'<select class="xq-select" name="{name}">{choices}</select></label>'
    )


def _choices(
    question: Question, chosen: Mapping[str, str], name: str, labels: Mapping[str, str]
) -> str:
    empty = f'<option value="">{escape(labels["pick"])}</option>'
    return empty + "".join(_choice(question, rung, chosen.get(name)) for rung in question.rungs)


def _choice(question: Question, rung: Rung, chosen: str | None) -> str:
    value = coding.rung_id(question, rung)
    selected = " selected" if value == chosen else ""
    return f'<option value="{value}"{selected}>{spoken(rung.title)}</option>'
