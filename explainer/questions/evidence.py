"""Evidence: a line `Evidence: c45`. The learner looks for the claim that settles a matter.

The claims to choose from are the neighbours of the right one. The record is cut into groups
without a look at any question, and every claim of a group has the same group for its choices:
so what is shown tells nothing of which of them is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from explainer.model import (
    Claim,
    Explainer,
    Mark,
    Option,
    Part,
    Place,
    Question,
    Response,
    option_id,
)
from explainer.questions import form, line, order
from explainer.syntax import Block

NAME = "claim"
"""Of the form's controls."""

FEWEST, MOST = 5, 6
"""Claims in a group: the first number ends it with its paragraph, the second at once."""

_ID = re.compile(r"[cnds]\d{1,6}[a-z]?")
_KIND = line.Kind("evidence", "claim", ("c7", "c8"), lambda name: bool(_ID.fullmatch(name)))


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    """The right claims, and others that the author speaks of; `whole` finds their words."""
    options = line.read(blocks, _KIND)
    return options and tuple(replace(option, claim=option.text) for option in options)


def template(lesson: Explainer) -> str:
    claims = (entry.id for entry in lesson.record.values() if isinstance(entry, Claim))
    return f"Evidence: {next(claims, _KIND.example[0])}"


def is_line(block: Block) -> bool:
    """Whether this is the line of ids, which tells a reader nothing."""
    return line.is_line(block, _KIND.word)


def whole(question: Question, lesson: Explainer) -> Question:
    """With the claims around the first that is right; what is not among them stays an id."""
    written = {option.claim: option for option in question.options}
    right = (option.claim for option in question.options if option.correct)
    near = next((group for name in right if (group := around(lesson, name))), ())
    shown = tuple(_shown(claim, written.get(claim.id, Option(""))) for claim in near)
    known = {claim.id for claim in near}
    rest = (option for name, option in written.items() if name not in known)
    return replace(question, options=(*shown, *rest))


def around(lesson: Explainer, name: str) -> tuple[Claim, ...]:
    """The group of a claim; nothing, if there is no such claim."""
    own = lesson.record.get(name)
    if not isinstance(own, Claim):
        return ()
    every = [entry for entry in lesson.record.values() if isinstance(entry, Claim)]
    groups = _groups([claim for claim in every if claim.source == own.source])
    return next(tuple(group) for group in groups if own in group)


def is_shown(option: Option) -> bool:
    """Whether it has become a claim that can be chosen."""
    return option.text != option.claim


def words(option: Option) -> str:
    """What the claim says, without who says it."""
    return option.text.removeprefix(f"{option.speaker}: ")


def shuffled(question: Question, seed: str) -> tuple[Option, ...]:
    return order.by_seed(question, seed)


def given(pairs: Sequence[tuple[str, str]]) -> Response:
    return form.picked(pairs, NAME)


def grade(question: Question, response: Response) -> Mark:
    """Any right claim will do, and only one can be picked."""
    options = _by_id(question)
    right = len(response) == 1 and response[0] in options and options[response[0]].correct
    return form.mark(right)


def feedback(question: Question, response: Response) -> tuple[tuple[str, str], ...]:
    options = _by_id(question)
    chosen = [options[name] for name in response if name in options]
    return tuple((_told(option), option.feedback) for option in chosen)


def key(question: Question) -> Response:
    return tuple(name for name, option in _by_id(question).items() if option.correct)[:1]


def meaning(question: Question) -> tuple[Part, ...]:
    """A claim in the mouth of somebody else is another claim."""
    roles = {True: "right", False: "wrong"}
    return tuple(
        Part((option.text,), f"{roles[option.correct]} {option.speaker}".strip())
        for option in question.options
    )


def _told(option: Option) -> str:
    """Whoever says it is named once."""
    said = words(option)
    return said if option.speaker.casefold() in said.casefold() else option.text


def _groups(claims: Sequence[Claim]) -> list[list[Claim]]:
    """All claims of a source, in order; the last two groups share what would be left over."""
    groups: list[list[Claim]] = [[]]
    for claim in claims:
        last = groups[-1]
        is_full = len(last) >= FEWEST and last[-1].paragraph != claim.paragraph
        if is_full or len(last) == MOST:
            groups.append([])
        groups[-1].append(claim)
    if len(groups) > 1 and len(groups[-1]) < FEWEST:
        both = groups[-2] + groups[-1]
        middle = (len(both) + 1) // 2
        groups[-2:] = [both[:middle], both[middle:]]
    return groups


def _shown(claim: Claim, written: Option) -> Option:
    text = f"{claim.speaker}: {claim.text}" if claim.speaker else claim.text
    return replace(written, text=text, claim=claim.id, speaker=claim.speaker)


def _by_id(question: Question) -> Mapping[str, Option]:
    return {option_id(question.id, option.text): option for option in question.options}
