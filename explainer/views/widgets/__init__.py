"""The inside of each kind's form: plain HTML controls that hold no trace of the key.

One module per kind and one row here, as in `questions`. Pure functions: text in, HTML out.
`components/question.js` puts the form around it, and the button under it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from explainer.model import Question, Response
from explainer.views.widgets import (
    choice,
    coding,
    evidence,
    fill_in,
    matching,
    place,
    predicting,
    sequencing,
    speakers,
)
from explainer.views.widgets.wording import LABELS


class Widget(Protocol):
    """What a module must have to show a kind of question."""

    def html(
        self,
        question: Question,
        response: Response | None,
        seed: str,
        inline: Callable[[str], str],
        /,
        labels: Mapping[str, str] = LABELS,
    ) -> str:
        """The controls, holding the response if there is one.

        `inline` makes safe HTML of inline Markdown; `seed` decides the order of the options.
        """


WIDGETS: Mapping[str, Widget] = MappingProxyType(
    {
        "evidence": evidence,
        "place": place,
        "choice": choice,
        "sequencing": sequencing,
        "speakers": speakers,
        "matching": matching,
        "fill-in": fill_in,
        "coding": coding,
        "predicting": predicting,
    }
)
