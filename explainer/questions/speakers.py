"""Speakers: a table whose second column is headed `who says it`, with a statement in each row.

The names to choose from are those of the record, and not only those that are right: so none can
be found by what is left over, and the reporter is among them like anybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from explainer.model import Claim, Explainer, Mark, Option, Part, Place, Question, Response, Voice
from explainer.problems import ContentError
from explainer.questions import form, order, pairs, shape
from explainer.syntax import Block, Row, marks, plain, without_marks

HEAD = "who says it"
MOST = 8
"""Names to choose from, where the question itself does not need more."""

_COLUMNS = "Write three at most:  | statement | who says it | feedback |"


def read(blocks: Sequence[Block], place: Place) -> tuple[Option, ...] | None:
    table = next((block for block in blocks if _is_meant(block)), None)
    if table is None:
        return None
    shape.refuse_strays(blocks, "table", "the statements")
    _check_columns(blocks)
    rows = [row for block in blocks for row in block.rows[1:]]
    options = tuple(_option(row, len(table.rows[0].cells)) for row in rows)
    _check_number(options, place)
    shape.refuse_doubles([(row.cells[0], row.place) for row in rows], "statement")
    return options


def template(lesson: Explainer) -> str:
    """With two speakers of the record, who are there to be chosen from."""
    claims = [entry for entry in lesson.record.values() if isinstance(entry, Claim)]
    told = [claim for claim in claims if claim.speaker and claim.voice is not Voice.METADATA]
    first = {claim.speaker: claim.id for claim in reversed(told)}
    rows = [f"| What is said, by {name} [^{claim}] | {name} |" for name, claim in first.items()]
    rows = rows[-2:] or ["| What is said | the reporter |", "| What else is said | the speaker |"]
    return "\n".join([f"| statement | {HEAD} |", "|---|---|", *rows])


def whole(question: Question, lesson: Explainer) -> Question:
    """With the names that the record has for whoever speaks, and those to choose from."""
    every = speakers(lesson)
    options = tuple(
        replace(option, match=_name(option.match, every, lesson)) for option in question.options
    )
    right = {option.match for option in options}
    shown = every if len(every) <= MOST else tuple(name for name in every if name in right)
    others = tuple(name for name in every if name not in shown)[: max(0, MOST - len(shown))]
    names = tuple(name for name in every if name in (*shown, *others))
    return replace(question, options=options, speakers=names)


def speakers(lesson: Explainer) -> tuple[str, ...]:
    """Whoever speaks in the record, in the order in which they first do."""
    claims = (entry for entry in lesson.record.values() if isinstance(entry, Claim))
    said = (claim.speaker for claim in claims if claim.voice is not Voice.METADATA)
    return tuple(dict.fromkeys(name for name in said if name))


def shuffled(question: Question, seed: str) -> tuple[Option, ...]:
    """Authors write one speaker's statements under each other."""
    return order.by_seed(question, seed)


def rights(question: Question) -> Mapping[str, str]:
    """The names by their ids, in the order of the record, which no question has a part in."""
    return {pairs.right_id(question, name): name for name in question.speakers}


def given(sent: Sequence[tuple[str, str]]) -> Response:
    return form.paired(sent)


def grade(question: Question, response: Response) -> Mark:
    return pairs.grade(question, response)


def feedback(question: Question, response: Response) -> tuple[tuple[str, str], ...]:
    """Whoever says it is named in any case, and then come the author's words."""
    options = tuple(replace(option, feedback=_said(option)) for option in question.options)
    return pairs.told(replace(question, options=options), response, question.speakers)


def key(question: Question) -> Response:
    return pairs.key(question)


def meaning(question: Question) -> tuple[Part, ...]:
    """Words may be mended; whoever says them may not."""
    return tuple(Part((option.text,), f"said by {option.match}") for option in question.options)


def bare(name: str) -> str:
    """As names are compared: without case and article."""
    return re.sub(r"^the ", "", " ".join(plain(name).casefold().replace("’", "'").split()))


def _said(option: Option) -> str:
    return f"**{option.match[:1].upper()}{option.match[1:]}.** {option.feedback}".strip()


def _is_meant(block: Block) -> bool:
    heads = [plain(cell).casefold() for cell in block.rows[0].cells] if block.rows else []
    meant = [at for at, head in enumerate(heads) if get_close_matches(head, (HEAD,), cutoff=0.8)]
    if meant and meant[0] != 1:
        message = f"The column '{block.rows[0].cells[meant[0]]}' is not the second."
        hint = f"Put each statement before its speaker:  | statement | {HEAD} |"
        raise ContentError(block.place, message, hint, "wrong-columns")
    return bool(meant)


def _check_columns(blocks: Sequence[Block]) -> None:
    for block in blocks:
        columns = len(block.rows[0].cells)
        if columns > 3:
            message = f"This table has {columns} columns."
            raise ContentError(block.place, message, _COLUMNS, "wrong-columns")


def _option(row: Row, columns: int) -> Option:
    if row.written != columns:
        message = f"This row has {row.written} {'cell' if row.written == 1 else 'cells'}."
        hint = rf"Its table has {columns}, with bars between them; write \| for a bar in words."
        raise ContentError(row.place, message, hint, "wrong-cell-count")
    statement, speaker, *rest = (shape.one_line(cell) for cell in row.cells)
    words = without_marks(statement)
    if not words or not speaker:
        what = "speaker" if words else "statement"
        message = f"This row has no {what}."
        raise ContentError(row.place, message, "Fill the cell, or delete the row.", "empty-cell")
    claim = next(iter(marks(statement)), "")
    feedback = rest[0] if rest else ""
    return Option(words, True, feedback, match=speaker, claim=claim, place=row.place)


def _check_number(options: tuple[Option, ...], place: Place) -> None:
    if len(options) < 2:
        have = "no statements" if not options else "one statement only"
        hint = f"Add rows below its head:  | statement | {HEAD} |"
        raise ContentError(place, f"This table has {have}.", hint, "too-few-statements")


def _name(written: str, every: Sequence[str], lesson: Explainer) -> str:
    """What the record calls a speaker; what is written, if it knows nobody of the name."""
    named = {bare(written)}
    for person in lesson.people:
        card = {bare(name) for name in (person.name, *person.also)}
        if bare(written) in card:
            named |= card
    exact = [name for name in every if bare(name) == bare(written)]
    return next(iter((*exact, *(name for name in every if bare(name) in named))), written)
