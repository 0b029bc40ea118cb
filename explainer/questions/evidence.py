"""Evidence: a line `Evidence: c45`. The learner looks for the claim that settles a matter.

The claims to choose from are the neighbours of the right one. The record is cut into groups
without a look at any question, and every claim of a group has the same group for its choices:
so what is shown tells nothing of which of them is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

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
from explainer.problems import ContentError
from explainer.questions import form, order, shape
from explainer.syntax import Block, Item

NAME = "claim"
"""Of the form's controls."""

FEWEST, MOST = 5, 6
"""Claims in a group: the first number ends it with its paragraph, the second at once."""

_LABEL = re.compile(r"[*_]*evidences?[ \t]*[:=\uff1a][*_]*\s*", re.IGNORECASE)
_WORD = re.compile(r"[*_]*([A-Za-z]{6,10})\b[*_]*[ \t]*(:|\W*[cnds]\d)", re.IGNORECASE)
_PARTS = re.compile(r"[|,;/]|\band\b|\bor\b", re.IGNORECASE)
_ID = re.compile(r"[cnds]\d{1,6}[a-z]?")
_SAID = re.compile(r"\W*([cnds]\d{1,6}[a-z]?)\W*?\s*[:\u2013\u2014-]\s*(.*)", re.DOTALL | re.I)
_WRITE = "Write the claim that says so, or says otherwise:  Evidence: c7"


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    """The right claims, and others that the author speaks of; `whole` finds their words."""
    line = next((block for block in blocks if _is_meant(block)), None)
    if line is None:
        return None
    lists = [block for block in blocks if block.kind == "bullets"]
    shape.refuse_strays([b for b in blocks if b not in lists], "paragraph", "the evidence")
    _check_alone(blocks, line)
    right = _claims(line)
    said = _said([item for block in lists for item in block.items])
    others = [name for name in said if name not in right]
    return tuple(
        Option(name, name in right, said.get(name, ""), claim=name) for name in (*right, *others)
    )


def is_line(block: Block) -> bool:
    """Whether this is the line of ids, which tells a reader nothing."""
    return block.kind == "paragraph" and _LABEL.match(block.text) is not None


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


def _is_meant(block: Block) -> bool:
    word = _WORD.match(block.text) if block.kind == "paragraph" else None
    if is_line(block) or not word:
        return is_line(block)
    if get_close_matches(word[1].lower(), ("evidence", "evidences"), n=1, cutoff=0.8):
        message = f"'{block.text.splitlines()[0]}' names no claim yet."
        raise ContentError(block.place, message, _WRITE, "no-claim-named")
    return False


def _check_alone(blocks: Sequence[Block], line: Block) -> None:
    for block in blocks:
        if block.kind == "paragraph" and block is not line:
            message = "A second paragraph stands beside the evidence."
            hint = "Put all claims that will do on one line:  Evidence: c7 | c8"
            raise ContentError(block.place, message, hint, "second-paragraph")


def _claims(line: Block) -> tuple[str, ...]:
    """Ids as they were meant: as a mark, in capitals, or over two lines."""
    text = _LABEL.sub("", line.text, count=1)
    names = [name for part in _PARTS.split(text) if (name := part.strip("[^]*_`#.() \n").lower())]
    if not names:
        raise ContentError(line.place, "This line names no claim.", _WRITE, "no-claim-named")
    for name in names:
        if not _ID.fullmatch(name):
            hint = "Write ids of the record, with bars between them:  Evidence: c7 | c8"
            raise ContentError(
                line.place, f"'{shape.one_line(name)}' is no claim.", hint, "not-a-claim"
            )
        if names.count(name) > 1:
            message = f"The claim '{name}' stands twice."
            raise ContentError(line.place, message, "Keep one of the two.", "answer-twice")
    return tuple(names)


def _said(items: Sequence[Item]) -> Mapping[str, str]:
    """What is said to whoever picks a claim, by the claim."""
    found: dict[str, str] = {}
    for item in items:
        _check_box(item)
        match = _SAID.fullmatch(item.text)
        if not match or not match[2].strip():
            message = f"'{shape.one_line(item.text)}' does not say of which claim it speaks."
            hint = (
                "Write to whoever picks a claim with its id first:  - c8: It says something else."
            )
            raise ContentError(item.place, message, hint, "feedback-without-claim")
        name = match[1].lower()
        if name in found:
            hint = "Make one line of both."
            message = f"Two lines speak to whoever picks '{name}'."
            raise ContentError(item.place, message, hint, "feedback-twice")
        said = shape.option(replace(item, text=match[2]), correct=False, what="line")
        found[name] = f"{said.text} {said.feedback}".strip()
    return found


def _check_box(item: Item) -> None:
    if item.checked is not None:
        message = "A choice with a tick box stands beside the evidence."
        hint = "The claims to choose from are taken from the record: keep one of the two."
        raise ContentError(item.place, message, hint, "among-answers")


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
