"""Choice: a task list. One tick is one right answer, several ticks are several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from explainer.model import Explainer, Mark, Option, Part, Place, Question, Response, option_id
from explainer.problems import ContentError
from explainer.questions import form, order, shape
from explainer.syntax import Block, Item, plain

NAME = "pick"
"""Of the form's controls."""

SILENCE = re.compile(r"not stated|the (article|source|text|record) does not (say|state)", re.I)
"""Words of an option that says the source is silent."""

_NUMBER = re.compile(r"\W*(\d{1,15})(?!\d)")


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    kind = next((block.kind for block in blocks if _is_meant(block)), "")
    if not kind:
        return None
    shape.refuse_strays(blocks, kind, "the choices")
    items = [item for block in blocks for item in block.items]
    _check_boxes(items)
    options = tuple(shape.option(item, bool(item.checked), "choice") for item in items)
    _check_number(options, items[0].place)
    shape.refuse_doubles([(item.text, item.place) for item in items], "choice")
    _check_ticks(options, items[0].place)
    return options


def template(_lesson: Explainer) -> str:
    return (
        "- [x] The right answer\n  - Say why it is right.\n"
        "- [ ] A wrong answer\n  - Say what is wrong with it.\n"
        "- [ ] Another wrong answer"
    )


def whole(question: Question, _lesson: Explainer) -> Question:
    return question


def shuffled(question: Question, seed: str) -> tuple[Option, ...]:
    if _is_scale(question.options):
        return question.options
    return order.by_seed(question, seed)


def given(pairs: Sequence[tuple[str, str]]) -> Response:
    return form.picked(pairs, NAME)


def grade(question: Question, response: Response) -> Mark:
    """With several right answers, right picks less wrong picks: ticking all earns nothing."""
    options = _by_id(question)
    if len(set(response)) < len(response) or not set(response) <= options.keys():
        return form.mark(0)
    if len(response) > 1 and not has_several(question):
        return form.mark(0)
    right = sum(options[name].correct for name in response)
    wrong = len(response) - right
    return form.mark(max(0, right - wrong) / len(key(question)))


def feedback(question: Question, response: Response) -> tuple[tuple[str, str], ...]:
    options = _by_id(question)
    chosen = [options[name] for name in response if name in options]
    return tuple((option.text, option.feedback) for option in chosen)


def key(question: Question) -> Response:
    return tuple(name for name, option in _by_id(question).items() if option.correct)


def meaning(question: Question) -> tuple[Part, ...]:
    roles = {True: "right", False: "wrong"}
    return tuple(Part((option.text,), roles[option.correct]) for option in question.options)


def has_several(question: Question) -> bool:
    """Whether a learner may tick more than one."""
    return sum(option.correct for option in question.options) > 1


def _is_meant(block: Block) -> bool:
    ticked = any(item.checked is not None for item in block.items)
    return block.kind == "bullets" or (block.kind == "numbers" and ticked)


def _check_boxes(items: Sequence[Item]) -> None:
    bare = [item for item in items if item.checked is None and shape.one_line(item.text) != "[ ]"]
    if bare:
        several = len(bare) == len(items) > 1
        what = "These choices have no tick boxes" if several else "This choice has no tick box"
        words = re.sub(r"^\[.{0,3}?\](?!\()\s*", "", shape.one_line(bare[0].text)) or "..."
        hint = f"Write it as:  - [x] {words}  if it is right, and  - [ ] {words}  if it is not."
        raise ContentError(bare[0].place, f"{what}.", hint, "no-tick-box")


def _check_number(options: tuple[Option, ...], place: Place) -> None:
    if len(options) < 2:
        hint = "Add another below it:  - [ ] ..."
        raise ContentError(place, "This question has one choice only.", hint, "one-choice")


def _check_ticks(options: tuple[Option, ...], place: Place) -> None:
    ticks = sum(option.correct for option in options)
    if ticks == 0:
        raise ContentError(
            place, "No choice is ticked.", "Put an x in the right one:  - [x] ...", "nothing-ticked"
        )
    if ticks == len(options):
        hint = "Leave the box of what is wrong empty:  - [ ] ..."
        raise ContentError(place, "Every choice is ticked.", hint, "everything-ticked")


def _is_scale(options: tuple[Option, ...]) -> bool:
    """Whether the author's order has a meaning: True, False, Not stated; or 4, 9, 12.

    A reader expects such answers where they always stand, and their order tells nothing of
    the key. Few and short is how the first are known in any language.
    """
    texts = [plain(option.text) for option in options]
    if len(texts) <= 3 and all(map(_is_short, texts)):
        return True
    numbers = [int(match[1]) for text in texts if (match := _NUMBER.match(text))]
    rising = all(first < second for first, second in pairwise(numbers))
    return len(numbers) == len(texts) and rising


def _is_short(text: str) -> bool:
    """A word or two; that the source is silent takes more of them."""
    if SILENCE.search(text):
        return len(text) <= 48
    return len(text) <= 24 and len(text.split()) <= 3


def _by_id(question: Question) -> Mapping[str, Option]:
    return {option_id(question.id, option.text): option for option in question.options}
