"""A select of all that a thing can be paired with."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from explainer.model import Response
from explainer.views.widgets.wording import spoken


def chosen(response: Response | None) -> Mapping[str, str]:
    """What was given for each left side, by their ids."""
    return dict(pair.split(":", 1) for pair in response or () if ":" in pair)


def html(name: str, texts: Mapping[str, str], picked: str | None, empty: str) -> str:
    """`empty` stands there while nothing is picked."""
    first = f'<option value="">{escape(empty)}</option>'
    rest = "".join(_option(value, text, picked) for value, text in texts.items())
    return f'<select class="xq-select" name="{name}">{first}{rest}</select>'


def _option(value: str, text: str, picked: str | None) -> str:
    selected = " selected" if value == picked else ""
    return f'<option value="{value}"{selected}>{spoken(text)}</option>'
