"""The list of sequencing, which may also be kept as it stands: it is a guess like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from explainer.model import Question, Response
from explainer.views.widgets import sequencing
from explainer.views.widgets.wording import LABELS

OWN_LABELS: Mapping[str, str] = MappingProxyType(
    {"check": "Keep my order", "waiting": "Keeping …", "again": "Change my order"}
)
"""Nothing is checked here, so its buttons do not say so."""


def html(
    question: Question,
    response: Response | None,
    seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    made = sequencing.html(question, response, seed, inline, labels)
    return made if response else made.replace(" data-sortable ", " data-sortable data-moved ", 1)
