"""content/quiz/*.md: questions. The shape of the answers says the kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explainer.model import Explainer, Option, Place, Question, Quiz, Text
from explainer.problems import ContentError, Problem
from explainer.questions import QUESTIONS, coding, evidence, place, predicting, shape
from explainer.reading import choices
from explainer.reading.parts import Part, check_head, check_settings, identifier, parts
from explainer.reading.settings import Found
from explainer.reading.slips import is_known
from explainer.reading.story import section_id
from explainer.syntax import Block, almost_marks, marks, texts

SETTINGS = ("id", "about", "skill", "like")

_LABEL = re.compile(r"[*_]*(hint|why)[*_]*[ \t]*:[*_]*\s*", re.IGNORECASE)
_RUN_IN = re.compile(
    r"\n[*_]*(hint|why|answers?|codes?|evidence|places?|predicts?)[*_]*[ \t]*:", re.IGNORECASE
)
_ANSWERS = (
    "Write choices with tick boxes (- [x] and - [ ]), steps as a numbered list,"
    " pairs as a two-column table,"
    " or a line that begins with  Answer:  Evidence:  Place:  or  Code:"
)


def read(blocks: tuple[Block, ...], file: str, found: Found) -> Quiz:
    head, rest = parts(blocks, file, SETTINGS, found)
    check_head(head, "a question", found)
    if not rest:
        hint = "A question begins with two signs, as in:  ## Who said so?"
        found.append(Problem(head.place, "This quiz has no question.", hint, "no-question"))
    every = [_question(part, found) for part in rest]
    whole, broken = (
        tuple(one for one in every if bool(one.kind) is is_whole) for is_whole in (True, False)
    )
    return Quiz(section_id(file), head.title, head.paragraphs(), whole, head.place, broken)


def whole(quiz: Quiz, lesson: Explainer) -> Quiz:
    """A quiz whose questions have what stands in other files."""
    questions = tuple(QUESTIONS[each.kind].whole(each, lesson) for each in quiz.questions)
    return replace(quiz, questions=questions)


def parted(quizzes: Sequence[Quiz]) -> tuple[tuple[Quiz, ...], tuple[Question, ...]]:
    """The quizzes without predictions, which are asked beside the story; and the predictions."""
    every = [question for quiz in quizzes for question in quiz.questions]
    predictions = tuple(question for question in every if _is_asked_twice(question))
    left = [(quiz, _without(quiz)) for quiz in quizzes]
    return tuple(
        own for quiz, own in left if own.questions or own.broken or not quiz.questions
    ), predictions


def _without(quiz: Quiz) -> Quiz:
    return replace(quiz, questions=tuple(q for q in quiz.questions if not _is_asked_twice(q)))


def _is_asked_twice(question: Question) -> bool:
    return question.kind == "predicting"


def _question(part: Part, found: Found) -> Question:
    """With no kind, if its answers have the shape of none."""
    check_settings(part, "a question", SETTINGS, ("id",), found)
    pieces = [piece for block in part.blocks for piece in _apart(block)]
    blocks = choices.as_meant(pieces, found)
    hint, why = _labelled(blocks, "hint"), _labelled(blocks, "why")
    _check_labels(blocks, found)
    if "why" not in _run_in(blocks, found):
        _check_why(part, blocks, found)
    name = identifier(part, found)
    kind, options = _kind([b for b in blocks if not _label(b) and is_known(b)], part, found)
    told = (Text(part.title, part.place), *_told(blocks))
    return Question(
        kind=kind,
        id=name,
        stem=part.title,
        options=options,
        hint=hint,
        why=why,
        about=part.value("about"),
        place=part.place,
        told=told,
        skill=part.value("skill"),
        like=part.value("like"),
    )


def _kind(answers: list[Block], part: Part, found: Found) -> tuple[str, tuple[Option, ...]]:
    """The kind whose shape the answers have; no name, and a problem, if there is none.

    What a kind says of a line that has a slip already only stems from that slip.
    """
    try:
        for name, kind in QUESTIONS.items():
            options = kind.read(answers, part.place)
            if options is not None:
                return name, options
        found.append(Problem(part.below, "This question has no answers.", _ANSWERS, "no-answers"))
    except ContentError as error:
        if error.problem.place not in {p.place for p in found if p.code != "no-why"}:
            found.append(error.problem)
    return "", ()


def _check_labels(blocks: list[Block], found: Found) -> None:
    for name in ("hint", "why"):
        for block in [block for block in blocks if _label(block) == name][1:]:
            label = f"{name.capitalize()}:"
            hint = "Make both one paragraph, or take this one away."
            found.append(
                Problem(block.place, f"This question has a second '{label}'.", hint, "label-twice")
            )


def _check_why(part: Part, blocks: list[Block], found: Found) -> None:
    why = [block for block in blocks if _label(block) == "why"]
    if not _labelled(blocks, "why"):
        hint = "End it with a paragraph such as:  Why: because ... [^c7]"
        found.append(Problem(part.end, "This question does not say why.", hint, "no-why"))
    elif not any(marks(block.text) or almost_marks(block.text) for block in why):
        hint = "End it with the claim it rests on, as in  [^c7]"
        found.append(Problem(why[0].place, "This 'Why:' cites nothing.", hint, "cites-nothing"))


def _run_in(blocks: list[Block], found: Found) -> set[str]:
    """Without an empty line before it, Markdown takes a paragraph for the end of a list."""
    labels = set[str]()
    for text in texts(block for block in blocks if block.items):
        for match in _RUN_IN.finditer(text.text):
            labels.add(match[1].lower())
            line = text.line(text.text.count("\n", 0, match.start()) + 1)
            message = f"'{match[0].strip()}' runs into the answer above it."
            found.append(Problem(line, message, "Leave an empty line before it.", "runs-in"))
    return labels


def _apart(block: Block) -> Iterator[Block]:
    """A paragraph, parted where a hint or the why begins on a line of its own."""
    if block.kind != "paragraph":
        yield block
        return
    starts = [0, *(match.start() + 1 for match in _RUN_IN.finditer(block.text))]
    for start, end in zip(starts, [*starts[1:], len(block.text) + 1], strict=True):
        text = block.text[start:end].strip()
        line = block.place.line + block.text.count("\n", 0, start)
        yield replace(block, text=text, source=text, place=Place(block.place.file, line))


def _told(blocks: list[Block]) -> Iterator[Text]:
    """All that a question says, without wrong choices, the heads of tables, and ids."""
    for block in blocks:
        if any(kind.is_line(block) for kind in (coding, evidence, place, predicting)):
            continue
        if block.items:
            for item in block.items:
                if item.checked is not False:
                    yield Text(item.text, item.place)
                below = texts(item.blocks)
                yield from (text for text in below if not shape.names_misreading(text.text))
        else:
            yield from texts([replace(block, rows=block.rows[1:])])


def _label(block: Block) -> str:
    match = _LABEL.match(block.text) if block.kind == "paragraph" else None
    return match[1].lower() if match else ""


def _labelled(blocks: list[Block], name: str) -> str:
    texts_of = [_LABEL.sub("", block.text, count=1) for block in blocks if _label(block) == name]
    return "\n\n".join(text for text in texts_of if text)
