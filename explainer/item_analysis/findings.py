"""What is worth a look, and when it is said: only where chance alone would hardly do it.

Each sentence is a test of one hypothesis, such as "at least one in twenty of those who went
wrong take this choice". The level of a whole report is `LEVEL`, and each of its tests gets an
equal part of it (Bonferroni). So in a lesson without a fault, one report in twenty at most has a
finding at all, however many questions there are. Nothing is said of a question with fewer than
`FEWEST` answers, and nothing rests on a comparison with a group of fewer than `GROUP`.

One fault shows in many ways: a wrong key looks like a hard question, a trap and a lure at once.
So of all that speak of the key the gravest is said, and the rest follows from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from explainer.item_analysis import chance, wording
from explainer.item_analysis.evidence import Evidence
from explainer.item_analysis.given import Given
from explainer.item_analysis.items import Finding, Pick, Sign
from explainer.item_analysis.parts import Thing, offered
from explainer.item_analysis.rest import Pairs
from explainer.model import Question
from explainer.questions.form import SUREST

LEVEL = 0.05
"""The chance that a report on sound questions has any finding."""
FEWEST = 30
"""Answers to a question, before anything is said of it."""
GROUP = 10
"""Learners in each of two groups that are compared."""

EASY = 0.95
"""Surely more are right: the question tells nobody apart."""
HARD = 0.10
"""Surely fewer are right."""
DEAD = 0.05
"""Surely fewer of those who went wrong take a choice (T. M. Haladyna and S. M. Downing, "How many
options is enough for a multiple-choice test item?", Educational and Psychological Measurement 53,
1993, 999-1010, draw the line there)."""
TRAP = 0.10
"""Surely more of all take a wrong choice, and of those who went wrong, more than an equal share."""
CERTAIN = 0.20
"""Surely more of those who said how sure they were are certain, and wrong."""
FLAT = 0.20
"""The discrimination is surely lower (R. L. Ebel, "Essentials of Educational Measurement", 1972,
calls a question with less poor)."""
BEST = 0.25
"""The share of learners, by rest score, that is called the best."""
LURED = 0.20
"""Of the best, at least so many give an answer before it is said that the best give it."""

_OF_A_QUESTION = 5
_OF_A_THING = 4


def level(questions: Mapping[str, Question], given: Mapping[str, Sequence[Given]]) -> float:
    """The level of one test: the whole is shared by all that this report can make."""
    asked = [name for name in given if len(given[name]) >= FEWEST]
    things = sum(len(_tested(questions[name], given[name])) for name in asked)
    return LEVEL / max(1, _OF_A_QUESTION * len(asked) + _OF_A_THING * things)


def of(evidence: Evidence, level: float) -> Iterator[Finding]:
    """What is to be said of one question."""
    item = evidence.item
    if item.answers < FEWEST or item.right is None:
        return
    about_key = _about_key(evidence, level)
    if about_key:
        yield about_key
    if about_key is None or about_key.sign not in (Sign.KEY, Sign.LURE):
        yield from _trap(evidence, level)
    yield from _dead(evidence, level)


def compared(pairs: Pairs) -> float | None:
    """The correlation, where both groups are large enough to speak of."""
    ones = sum(flag for flag, _ in pairs)
    if len(pairs) < FEWEST or not GROUP <= ones <= len(pairs) - GROUP:
        return None
    return chance.point_biserial(pairs)


def is_certain_and_wrong(one: Given) -> bool:
    return one.confidence == SUREST and not one.mark.correct


def _tested(question: Question, given: Sequence[Given]) -> set[str]:
    counts = Counter(name for one in given for name in one.names)
    return {name for name in counts if counts[name] >= GROUP} | set(offered(question))


def _about_key(evidence: Evidence, level: float) -> Finding | None:
    item = evidence.item
    right, number = sum(one.mark.correct for one in evidence.given), item.answers
    lure = _lure(evidence, level)
    if _discriminates_below(evidence, 0.0, level):
        return wording.key(evidence, lure)
    if lure:
        return wording.lure(evidence, *lure)
    if chance.at_most(right, number, HARD) < level:
        return wording.nobody(evidence, right)
    if chance.at_least(right, number, EASY) < level:
        return wording.everybody(evidence, right)
    if _discriminates_below(evidence, FLAT, level):
        return wording.unclear(evidence)
    return _certain(evidence, level)


def _discriminates_below(evidence: Evidence, bound: float, level: float) -> bool:
    pairs = evidence.rests.beside(evidence.question.id, lambda one: one.mark.correct)
    r = compared(pairs)
    return r is not None and chance.below(r, len(pairs), bound) < level


def _lure(evidence: Evidence, level: float) -> tuple[Thing, int, int] | None:
    """What most of the best give though it counts as wrong; how many of them, of how many."""
    found = [each for each in evidence.things if _draws_the_best(evidence, each, level)]
    best = _best(evidence)
    counts = [(each, sum(each.name in one.names for one in best)) for each in found]
    taken = [(each, count) for each, count in counts if count >= LURED * len(best)]
    most = max(taken, key=lambda each: each[1], default=None)
    return (*most, len(best)) if most else None


def _draws_the_best(evidence: Evidence, each: Thing, level: float) -> bool:
    """Where a question has parts, only who gave this or what is right for its part counts.

    Else a pair that is wrong would look clever beside a response that makes no sense at all.
    """
    if each.right:
        return False
    rivals = {other.name for other in evidence.things if other.right and other.part == each.part}
    rivals.add(each.name)
    pairs = [
        (float(each.name in one.names), rest)
        for one, rest in evidence.rests.row(evidence.question.id)
        if not each.part or rivals.intersection(one.names)
    ]
    r = compared(pairs)
    return r is not None and chance.above(r, len(pairs)) < level


def _best(evidence: Evidence) -> list[Given]:
    ranked = sorted(evidence.rests.row(evidence.question.id), key=lambda pair: -pair[1])
    return [one for one, _ in ranked[: round(BEST * len(ranked))]]


def _certain(evidence: Evidence, level: float) -> Finding | None:
    sure = [one for one in evidence.given if one.confidence is not None]
    wrong = [one for one in sure if is_certain_and_wrong(one)]
    if len(sure) < FEWEST or chance.at_least(len(wrong), len(sure), CERTAIN) >= level:
        return None
    return wording.certain(evidence, wrong, len(sure))


def _trap(evidence: Evidence, level: float) -> Iterator[Finding]:
    """Only the wrong choice that most take: what is next to it follows once that is mended."""
    wrong = list(_wrong_choices(evidence))
    if not wrong:
        return
    each, pick = max(wrong, key=lambda pair: pair[1].chosen)
    missed = _taken(evidence, each)
    draws = len(wrong) == 1 or chance.at_least(*missed, 1 / len(wrong)) < level
    much = chance.at_least(pick.chosen, evidence.item.answers, TRAP) < level
    if draws and much and not each.answered:
        yield wording.trap(evidence, each, pick)


def _dead(evidence: Evidence, level: float) -> Iterator[Finding]:
    """Only of what an author wrote: what comes from the record cannot be made better."""
    for each, pick in _wrong_choices(evidence):
        taken, missed = _taken(evidence, each)
        if each.written and chance.at_most(taken, missed, DEAD) < level:
            yield wording.dead(evidence, pick, missed)


def _taken(evidence: Evidence, each: Thing) -> tuple[int, int]:
    """How many of those who went wrong gave it, and how many those are."""
    missed = [one for one in evidence.given if not one.mark.correct]
    return sum(each.name in one.names for one in missed), len(missed)


def _wrong_choices(evidence: Evidence) -> Iterator[tuple[Thing, Pick]]:
    for each, pick in zip(evidence.things, evidence.item.picks, strict=True):
        if each.offered and not each.right:
            yield each, pick
