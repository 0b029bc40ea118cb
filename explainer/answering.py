"""From what a browser sends to a kept answer with its mark, and back to what a learner gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime

from explainer import clock, current, editions, tokens
from explainer.again import History
from explainer.model import Answer, Mark, Question, Response
from explainer.questions import QUESTIONS
from explainer.questions.form import Submission
from explainer.store import Stored


@dataclass(frozen=True, slots=True)
class Given:
    """The latest answer of a learner to a question, and how often they have answered it."""

    response: Response
    mark: Mark
    tries: int
    confidence: int | None = None
    looked: bool = False
    since: int | None = None
    """These three as in `Answer`."""
    at: datetime | None = None
    """When it came, by the server's clock."""
    learner: str = field(default="", compare=False)
    """Who gave it, as the store knows them."""
    first: Given | None = field(default=None, compare=False)
    """What was given the first time, where this is a later try."""

    @property
    def believed(self) -> Given:
        """The first answer: the one that was given before anything was said to it."""
        return self.first or self


def learner(token: str) -> str:
    """Who holds a token, as the store knows them. Raises Unavailable."""
    return current.store().learner(tokens.learner(token))


def submit(who: str, question: Question, sent: Submission) -> Future[Stored] | None:
    """Marks an answer and hands it to the store; None where nothing was given.

    The mark may be shown once the future has a result, and no sooner: then the answer is on
    disk. The same key is the same answer, whatever comes with it. Raises Unavailable.
    """
    kind = QUESTIONS[question.kind]
    response = kind.given(sent.pairs)
    if not response:
        return None
    now = current.served().series()[question.id]
    mark = kind.grade(question, response)
    at = clock.now()
    how = (sent.confidence, sent.looked, sent.since)
    answer = Answer(who, sent.key, question.id, now.edition, now.id, response, mark, at, *how)
    return current.store().add(answer)


def given_in(stored: Stored) -> Given:
    """A kept answer as the learner's own, in the words that stand now. Raises Unavailable."""
    return _given(stored.answer, stored.tries)


def history(who: str) -> History:
    """All that a learner gave to questions that still stand.

    An answer to another edition is no answer to the question as it is now. Raises Unavailable.
    """
    series = current.served().series()
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in current.store().answers(who):
        now = series.get(answer.question)
        if now and now.edition == answer.edition:
            found[answer.question].append(answer)
    return {name: tuple(answers) for name, answers in found.items()}


def newest(history: History) -> Mapping[str, Given]:
    """The latest answers of a history, by question."""
    return {name: _newest(answers) for name, answers in history.items()}


def given(who: str) -> Mapping[str, Given]:
    """What a learner gave, by question: the latest answers. Raises Unavailable."""
    return newest(history(who))


def predicted(who: str, question: Question) -> Response:
    """The order that was kept before the story, for the question that asks it again after it.

    The last that came before it was asked again; nothing where none did. Raises Unavailable.
    """
    every = history(who)
    again = every.get(question.id, ())
    before = every.get(question.after, ())
    in_time = [answer for answer in before if not again or answer.at <= again[0].at]
    return _response(in_time[-1]) if in_time else ()


def firsts(question: str) -> tuple[Response, ...]:
    """What each learner gave first to a question as it stands, the newest learners first.

    The first, because it was given before they saw what others had given. Raises Unavailable.
    """
    found = current.served().firsts(question)
    return tuple(_carried(question, first.wording, first.response) for first in found)


def _newest(answers: Sequence[Answer]) -> Given:
    first = _given(answers[0], 1) if len(answers) > 1 else None
    return replace(_given(answers[-1], len(answers)), first=first)


def _given(answer: Answer, tries: int) -> Given:
    how = (answer.confidence, answer.looked, answer.since, answer.at, answer.learner)
    return Given(_response(answer), answer.mark, tries, *how)


def _response(answer: Answer) -> Response:
    return _carried(answer.question, answer.wording, answer.response)


def _carried(question: str, wording: str, response: Response) -> Response:
    """Option ids are made of words: those of an older wording are carried over."""
    served = current.served()
    now = served.series().get(question)
    old = served.known(question, wording)
    if now is None or old is None or old.id == now.id:
        return response
    return editions.carried(response, old, now)
