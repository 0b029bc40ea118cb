"""A list to put in order: by dragging, by its buttons, or by the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from explainer.model import Option, Question, Response, option_id
from explainer.questions import sequencing
from explainer.views.widgets.wording import LABELS, named, shown, spoken


def html(
    question: Question,
    response: Response | None,
    seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    steps = _steps(question, response, seed)
    rows = [
        _row(name, option, (place, len(steps)), inline, labels)
        for place, (name, option) in enumerate(steps.items(), start=1)
    ]
    moved = " data-moved" if response else ""
    return f'<ol class="xq-steps" data-sortable{moved}{_wording(labels)}>{"".join(rows)}</ol>'


def _wording(labels: Mapping[str, str]) -> str:
    """What question.js fills in and says after each move."""
    names = ("drag", "up", "down", "moved")
    return "".join(f' data-say-{name}="{escape(labels[name])}"' for name in names)


def _steps(question: Question, response: Response | None, seed: str) -> Mapping[str, Option]:
    shuffled = sequencing.shuffled(question, seed)
    steps = {option_id(question.id, option.text): option for option in shuffled}
    whole = response is not None and sorted(response) == sorted(steps)
    return {name: steps[name] for name in response} if response and whole else steps


def _row(
    name: str,
    option: Option,
    place: tuple[int, int],
    inline: Callable[[str], str],
    labels: Mapping[str, str],
) -> str:
    drag = named(labels["drag"], option.text, *place)
    up = named(labels["up"], option.text, *place)
    down = named(labels["down"], option.text, *place)
    return (
        f'<li class="xq-step" data-words="{spoken(option.text)}">'
        f'<input type="hidden" name="{sequencing.NAME}" value="{name}">'
        f'<button class="xq-handle" type="button" data-handle aria-label="{drag}">{_GRIP}</button>'
        f'<span class="xq-words" dir="auto">{shown(option.text, inline)}</span>'
        f'<span class="xq-moves">{_button("up", up, place[0] == 1)}'
        f"{_button('down', down, place[0] == place[1])}</span></li>"
    )


def _button(way: str, label: str, off: bool) -> str:
    """Never `disabled`: a button that is switched off under the finger loses the focus."""
    icon = _UP if way == "up" else _DOWN
    return (
        f'<button class="xq-move" type="button" data-move="{way}" aria-label="{label}"'
        f' aria-disabled="{str(off).lower()}">{icon}</button>'
    )


def _icon(path: str) -> str:
    return (
        '<svg class="xq-icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"'
        f' focusable="false"><path d="{path}"/></svg>'
    )


_GRIP = _icon("M7.5 4.5v.01M12.5 4.5v.01M7.5 10v.01M12.5 10v.01M7.5 15.5v.01M12.5 15.5v.01")
_UP = _icon("M10 16V4M4.5 9.5 10 4l5.5 5.5")
_DOWN = _icon("M10 4v12M4.5 10.5 10 16l5.5-5.5")
