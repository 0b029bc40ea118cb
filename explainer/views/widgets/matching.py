"""A list of left sides, each with a select of all right sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explainer.model import Question, Response
from explainer.questions import matching, pairs
from explainer.views.widgets import select
from explainer.views.widgets.wording import LABELS, shown


def html(
    question: Question,
    response: Response | None,
    seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    rights, given = matching.rights(question, seed), select.chosen(response)
    rows = []
    for option in matching.shuffled(question, seed):
        name = pairs.left_id(question, option)
        choices = select.html(name, rights, given.get(name), labels["pick"])
        rows.append(_row(shown(option.text, inline), choices))
    return f'<div class="xq-pairs">{"".join(rows)}</div>'


def _row(words: str, choices: str) -> str:
    return (
        f'<label class="xq-pair"><span class="xq-words" dir="auto">{words}</span>{choices}</label>'
    )
