"""Answers as xAPI statements (Experience API 1.0.3), for a learning record store.

Every answer is one statement with ADL's verb `answered`; its id is made of the answer, so that an
answer exported twice is the same statement. The learner is an account with a hash for a name:
neither a person nor what the store knows them by. How sure they were, whether they looked at the
text, and how long after reading they answered are extensions of the context.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

from explainer import editions
from explainer.exports import interactions
from explainer.model import Answer, Explainer, Quiz, Wording
from explainer.syntax import plain

HOME = "http://localhost:8501"
"""Of the lesson, where nobody has told another; `explainer run` serves it there."""

VERB: Mapping[str, object] = {
    "id": "http://adlnet.gov/expapi/verbs/answered",
    "display": {"en-US": "answered"},
}
INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
QUIZ = "http://adlnet.gov/expapi/activities/assessment"
LESSON = "http://adlnet.gov/expapi/activities/lesson"

EXTENSIONS = "urn:explainer:"
"""Of our own: `confidence` from 1 to 3, `looked`, and `seconds-from-reading`."""

Statement = dict[str, object]


def lines(
    lesson: Explainer, known: Sequence[Wording], answers: Iterable[Answer], home: str = HOME
) -> Iterator[str]:
    """JSON Lines: a statement on each, in the order of the answers."""
    for statement in statements(lesson, known, answers, home):
        yield json.dumps(statement, ensure_ascii=False)


def statements(
    lesson: Explainer, known: Sequence[Wording], answers: Iterable[Answer], home: str = HOME
) -> Iterator[Statement]:
    """`known` are all wordings of the store that the answers come from, the oldest first."""
    made = _Maker(lesson, known, home.rstrip("/"))
    for answer in answers:
        yield made.statement(answer)


class _Maker:
    """What is the same for all answers, made once."""

    def __init__(self, lesson: Explainer, known: Sequence[Wording], home: str) -> None:
        self._lesson = lesson
        self._home = home
        self._questions = lesson.answerable
        self._series = editions.series(lesson, known)
        self._known = {(each.question, each.id): each for each in known}
        self._quizzes = {q.id: quiz for quiz in lesson.quizzes for q in quiz.questions}
        self._defined = {name: self._definition(name) for name in self._questions}

    def statement(self, answer: Answer) -> Statement:
        return {
            "id": str(uuid5(NAMESPACE_URL, f"{EXTENSIONS}{answer.key}:{answer.at.isoformat()}")),
            "actor": {"objectType": "Agent", "account": self._account(answer.learner)},
            "verb": VERB,
            "object": self._question(answer),
            "result": self._result(answer),
            "context": self._context(answer),
            "timestamp": answer.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        }

    def _account(self, learner: str) -> Statement:
        name = hashlib.sha256(f"{EXTENSIONS}{learner}".encode()).hexdigest()[:32]
        return {"homePage": self._home, "name": name}

    def _question(self, answer: Answer) -> Statement:
        """Each edition is an activity of its own: a changed key asks something else."""
        at = f"{self._home}/quiz?question={answer.question}#{answer.edition}"
        defined = self._defined.get(answer.question) if self._is_of_now(answer) else None
        return {"objectType": "Activity", "id": at, "definition": defined or {"type": INTERACTION}}

    def _definition(self, name: str) -> Statement:
        question = self._questions[name]
        words = interactions.Words(self._lesson.site.language)
        return {
            "type": INTERACTION,
            "name": words.of(question.stem),
            **interactions.definition(question, words),
        }

    def _is_of_now(self, answer: Answer) -> bool:
        now = self._series.get(answer.question)
        return now is not None and now.edition == answer.edition

    def _result(self, answer: Answer) -> Statement:
        told: Statement = {"response": self._response(answer), "completion": True}
        if answer.mark.graded:
            score = {"scaled": answer.mark.score}
            told = {"success": answer.mark.correct, "score": score, **told}
        return told

    def _response(self, answer: Answer) -> str:
        question = self._questions.get(answer.question)
        if question is None or not self._is_of_now(answer):
            return interactions.joined(answer.response)
        now = self._series[answer.question]
        old = self._known.get((answer.question, answer.wording), now)
        given = answer.response if old.id == now.id else editions.carried(answer.response, old, now)
        return interactions.response(question, given)

    def _context(self, answer: Answer) -> Statement:
        how = {"confidence": answer.confidence, "seconds-from-reading": answer.since}
        given = {name: value for name, value in how.items() if value is not None}
        told = {**given, "looked": answer.looked}
        quiz = self._quizzes.get(answer.question)
        return {
            "platform": "explainer",
            "language": self._lesson.site.language,
            "contextActivities": {
                **({"parent": [self._quiz(quiz)]} if quiz else {}),
                "grouping": [self._activity(self._home, LESSON, self._lesson.site.title)],
            },
            "extensions": {f"{EXTENSIONS}{name}": value for name, value in told.items()},
        }

    def _quiz(self, quiz: Quiz) -> Statement:
        return self._activity(f"{self._home}/quiz#{quiz.id}", QUIZ, quiz.title)

    def _activity(self, at: str, kind: str, title: str) -> Statement:
        name = {self._lesson.site.language: plain(title)}
        return {"objectType": "Activity", "id": at, "definition": {"type": kind, "name": name}}
