"""From the answers of a store to a report: what is counted, and what is compared.

**Which answers.** The first of each learner to a question, because later ones were given after
the feedback; and only those of the series that the question goes on with.

**Discrimination** is the corrected item-total point-biserial correlation, over the learners who
answered a question and at least `OTHERS` others:

    r = (M1 - M0) / s * sqrt(p * (1 - p))

`p` is the share that is right, `M1` and `M0` are the mean rest scores of those who are right and
of the others, and `s` is the standard deviation of all of them. The rest score leaves the question
itself out, since it would agree with itself (S. Henrysson, "Correction of item-total correlations
in item analysis", Psychometrika 28, 1963, 211-218). Not everybody answers everything, so it is no
sum: it is the mean, over the other questions that a learner answered, of how far their score lies
above the mean score of that question.

A question that the best learners miss spoils the rest scores of all others. So the worst of them
is found first and left out of the rest scores, then the next, until there is none; that is how
biased items are taken out of a criterion elsewhere ("purification").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from explainer import editions
from explainer.item_analysis import chance, findings, parts
from explainer.item_analysis.evidence import Evidence
from explainer.item_analysis.given import Given
from explainer.item_analysis.items import Item, Pick, Report
from explainer.item_analysis.rest import OTHERS, Rests
from explainer.model import Answer, Explainer, Question, Response, Wording
from explainer.store import Store

__all__ = ["OTHERS", "analysed", "of_store"]

SHOWN = 3
"""What fewer learners typed is not shown: it may say who they are."""


def of_store(lesson: Explainer, store: Store) -> Report:
    """Raises Unavailable."""
    return analysed(lesson, store.wordings(), store.every_first())


def analysed(lesson: Explainer, known: Sequence[Wording], answers: Iterable[Answer]) -> Report:
    """`known` are all wordings of a store, the oldest first; `answers` are first ones."""
    given = _given(lesson, known, answers)
    learners = {one.learner for each in given.values() for one in each}
    rests = Rests(given)
    level = findings.level(lesson.answerable, given)
    while (worst := _worst(given, rests, level)) is not None:
        rests.leave_out(worst)
    evidence = [_evidence(q, given[q.id], rests) for q in lesson.answerable.values()]
    found = (finding for each in evidence for finding in findings.of(each, level))
    return Report(
        learners=len(learners),
        items=tuple(each.item for each in evidence),
        findings=tuple(sorted(found, key=lambda finding: (finding.place, finding.sign))),
    )


def _given(
    lesson: Explainer, known: Sequence[Wording], answers: Iterable[Answer]
) -> Mapping[str, list[Given]]:
    """By question, those that were given to it as it stands, in the option ids of now."""
    series = editions.series(lesson, known)
    before = {(each.question, each.id): each for each in known}
    questions = lesson.answerable
    found: dict[str, list[Given]] = {name: [] for name in questions}
    seen: dict[tuple[str, str, Response], tuple[str, ...]] = {}
    for answer in answers:
        now = series.get(answer.question)
        if now is None or now.edition != answer.edition:
            continue
        same = (answer.question, answer.wording, answer.response)
        if same not in seen:
            response = _carried(answer, before.get(same[:2], now), now)
            seen[same] = parts.counted(questions[answer.question], response)
        how = (answer.confidence, answer.since)
        found[answer.question].append(Given(answer.learner, seen[same], answer.mark, *how))
    return found


def _carried(answer: Answer, old: Wording, now: Wording) -> Response:
    return answer.response if old.id == now.id else editions.carried(answer.response, old, now)


def _worst(given: Mapping[str, list[Given]], rests: Rests, level: float) -> str | None:
    """The question that discriminates the least, if it surely does so the wrong way round."""
    found: dict[str, float] = {}
    for name in given:
        if name in rests.left_out:
            continue
        pairs = rests.beside(name, lambda one: one.mark.correct)
        r = findings.compared(pairs)
        if r is not None and chance.below(r, len(pairs)) < level:
            found[name] = r
    return min(found, key=lambda name: found[name]) if found else None


def _evidence(question: Question, given: Sequence[Given], rests: Rests) -> Evidence:
    graded = [one for one in given if one.mark.graded]
    sure = [one for one in graded if one.confidence is not None]
    since = [one.since for one in given if one.since is not None]
    things = _things(question, given)
    item = Item(
        question=question.id,
        kind=question.kind,
        stem=question.stem,
        place=question.place,
        answers=len(given),
        right=_share(sum(one.mark.correct for one in graded), len(graded)),
        certain_wrong=_share(sum(map(findings.is_certain_and_wrong, sure)), len(sure)),
        discrimination=findings.compared(
            rests.beside(question.id, lambda one: one.mark.correct) if graded else ()
        ),
        since=median(since) if since else None,
        picks=tuple(_pick(question, each, number, given, rests) for each, number in things),
    )
    return Evidence(question, item, tuple(given), tuple(each for each, _ in things), rests)


def _things(question: Question, given: Sequence[Given]) -> list[tuple[parts.Thing, int]]:
    """All choices in the author's order; what was given to each part, the most frequent first."""
    counts = Counter(name for one in given for name in one.names)
    names = dict.fromkeys((*parts.offered(question), *(name for name, _ in counts.most_common())))
    found = [(parts.thing(question, name), counts[name]) for name in names]
    found.sort(key=lambda each: parts.order(question, each[0]))
    return [
        (each, number)
        for each, number in found
        if each.offered or each.right or question.kind != "fill-in" or number >= SHOWN
    ]


def _pick(
    question: Question, each: parts.Thing, number: int, given: Sequence[Given], rests: Rests
) -> Pick:
    pairs = rests.beside(question.id, lambda one: each.name in one.names)
    return Pick(
        words=each.words,
        right=each.right,
        chosen=number,
        share=_share(number, len(given)) or 0.0,
        discrimination=findings.compared(pairs),
        place=each.place,
    )


def _share(number: int, of: int) -> float | None:
    return number / of if of else None
