"""Classes whose answers are known one by one: half is strong elsewhere, half is weak."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from explainer import editions
from explainer.model import Answer, Explainer, Question, Response, option_id
from explainer.questions import QUESTIONS, fill_in
from explainer.syntax import plain
from tests.cases import FERRY
from tests.simulated import START
from tests.stores import opened

HALF = 200
OTHERS = (
    "who-counted-nine", "what-sudrey-did", "in-which-order", "who-runs-what", "visitors-lost",
    "fish-or-trip",
)  # fmt: skip
"""What the class answers besides, of the ferry's questions; there may be more."""
STRONG, WEAK = 0.8, 0.3
"""How often each half is right elsewhere."""


QUIZ = Path(__file__).with_name("item_analysis_quiz.md")
"""A quiz of its own, since sentences name lines, and numbers hang on what else is asked."""


def lesson_in(folder: Path) -> Path:
    """The ferry with that quiz, in a folder."""
    root = Path(shutil.copytree(FERRY, folder / "ferry"))
    shutil.copyfile(QUIZ, root / "content" / "quiz" / "10-bells-and-fish.md")
    return root


def answers(lesson: Explainer, asked: str, told: Mapping[str, str]) -> Iterator[Answer]:
    """The first answers of a class to all questions, as the settings of a case tell them."""
    lot = random.Random(1)
    for half, (name, skill) in enumerate((("strong", STRONG), ("weak", WEAK))):
        given = _listed(told[name])
        assert len(given) == HALF
        for number, words in enumerate(given, start=HALF * half):
            confidence = 3 if words == told.get("certain") else 1
            yield answer(lesson, asked, number, response(lesson, asked, words), confidence)
            for other in OTHERS:
                if other != asked:
                    right = _response(lesson.questions[other], lot.random() < skill, number)
                    yield answer(lesson, other, number, right)


def keep(lesson: Explainer, url: str, every: Iterable[Answer]) -> None:
    """Puts answers into a store as a site would."""
    with opened(url) as store:
        store.record(tuple(editions.series(lesson, ()).values())).result(60)
        for future in [store.add(answer) for answer in every]:
            future.result(60)


def answer(
    lesson: Explainer, name: str, learner: int, given: Response, confidence: int | None = None
) -> Answer:
    question = lesson.answerable[name]
    wording = editions.wording(question)
    return Answer(
        learner=f"learner-{learner}",
        key=f"{learner}-{name}",
        question=name,
        edition=wording.edition,
        wording=wording.id,
        response=given,
        mark=QUESTIONS[question.kind].grade(question, given),
        at=START,
        confidence=confidence,
    )


def response(lesson: Explainer, name: str, words: str) -> Response:
    """What a learner gives who chooses, or types, these words."""
    question = lesson.answerable[name]
    if question.kind == "fill-in":
        return fill_in.given([(fill_in.NAME, words)])
    by_words = {plain(o.text): option_id(name, o.text) for o in question.options}
    return (by_words[words],)


def without_feedback(lesson: Explainer, name: str, words: str) -> Explainer:
    """The lesson, with an author who says nothing to whoever chooses these words."""

    def hushed(question: Question) -> Question:
        options = (
            replace(o, feedback="") if question.id == name and plain(o.text) == words else o
            for o in question.options
        )
        return replace(question, options=tuple(options))

    quizzes = (replace(q, questions=tuple(map(hushed, q.questions))) for q in lesson.quizzes)
    return replace(lesson, quizzes=tuple(quizzes))


def _listed(told: str) -> Sequence[str]:
    counts = (each.strip().rpartition(" ") for each in told.split(","))
    return [words for words, _, number in counts for _ in range(int(number))]


def _response(question: Question, right: bool, number: int) -> Response:
    """Wrong answers in turn, so that nothing hangs on how others draw theirs."""
    key = QUESTIONS[question.kind].key(question)
    if right:
        return key
    match question.kind:
        case "fill-in":
            return ("never",)
        case "sequencing":
            return key[::-1]
        case "matching":
            lefts, rights = zip(*(pair.split(":") for pair in key), strict=True)
            turned = (*rights[1:], rights[0])
            return tuple(f"{left}:{other}" for left, other in zip(lefts, turned, strict=True))
        case _:
            wrong = [option_id(question.id, o.text) for o in question.options if not o.correct]
            return (wrong[number % len(wrong)],)
