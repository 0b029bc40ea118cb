"""A list of left sides, each with a select of all right sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from explainer.model import Question, Response
from explainer.questions import matching, pairs
from explainer.views.widgets.wording import LABELS, shown, spoken


def html(
    question: Question,
    response: Response | None,
    seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    rights = matching.rights(question, seed)
    chosen = dict(pair.split(":", 1) for pair in response or () if ":" in pair)
    rows = []
    for option in matching.shuffled(question, seed):
        name = pairs.left_id(question, option)
        words = shown(option.text, inline)
        rows.append(_row(words, name, _choices(rights, chosen.get(name), labels)))
    return f'<div class="xq-pairs">{"".join(rows)}</div>'


def _row(words: str, name: str, choices: str) -> str:
    return (
        f'<label class="xq-pair"><span class="xq-words" dir="auto">{words}</span>'
        f'<select class="xq-select" name="{name}">{choices}</select></label>'
    )


def _choices(rights: Mapping[str, str], chosen: str | None, labels: Mapping[str, str]) -> str:
    empty = f'<option value="">{escape(labels["pick"])}</option>'
    return empty + "".join(_choice(right, text, chosen) for right, text in rights.items())


def _choice(right: str, text: str, chosen: str | None) -> str:
    selected = " selected" if right == chosen else ""
    return f'<option value="{right}"{selected}>{spoken(text)}</option>'
