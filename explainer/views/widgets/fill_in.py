"""One line to write in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from explainer.model import Question, Response
from explainer.questions import fill_in, form
from explainer.views.widgets.wording import LABELS


def html(
    question: Question,
    response: Response | None,
    _seed: str,
    _inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    keys = "decimal" if fill_in.is_number(question) else "text"
    value = escape(response[0]) if response else ""
    return (
        f'<label class="xq-field"><span class="xq-note">{escape(labels["your_answer"])}</span>'
        f'<input class="xq-input" type="text" name="{fill_in.NAME}" value="{value}"'
        f' inputmode="{keys}" maxlength="{form.LONGEST}" dir="auto" autocomplete="off"'
        ' autocapitalize="off" spellcheck="false"></label>'
    )
