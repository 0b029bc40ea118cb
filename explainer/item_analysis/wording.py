"""What an author reads: what was found, and what to look at. Plain, short, and no blame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from explainer.item_analysis.evidence import Evidence
from explainer.item_analysis.given import Given
from explainer.item_analysis.items import Finding, Pick, Sign
from explainer.item_analysis.parts import Thing
from explainer.model import Place

LONGEST = 60
"""Letters of an answer that are quoted."""


def key(evidence: Evidence, lure: tuple[Thing, int, int] | None) -> Finding:
    said = "Who did better elsewhere was right less often here "
    said += f"(discrimination {evidence.item.discrimination:.2f}). "
    if lure:
        said += f"Most often the best gave {quoted(lure[0].words)}: is that the right answer?"
    else:
        said += "Is the right answer the one that is marked as right?"
    return _finding(
        evidence, _right_place(evidence, lure), Sign.KEY, "The best learners miss the key.", said
    )


def lure(evidence: Evidence, each: Thing, count: int, best: int) -> Finding:
    message = f"The best learners give {quoted(each.words)}."
    said = f"{_of(count, best)} in the best quarter. If it is right, let it count as right; "
    said += "if it is not, say in the question what rules it out."
    return _finding(evidence, each.place, Sign.LURE, message, said)


def nobody(evidence: Evidence, right: int) -> Finding:
    message = "Nobody is right." if right == 0 else "Almost nobody is right."
    most = _most_given(evidence, [one for one in evidence.given if not one.mark.correct])
    said = (
        f"{_of(right, evidence.item.answers)}.{most} Look at the key first, then at the question."
    )
    return _finding(evidence, evidence.item.place, Sign.NOBODY, message, said)


def everybody(evidence: Evidence, right: int) -> Finding:
    number = evidence.item.answers
    message = "Everybody is right." if right == number else "Almost everybody is right."
    said = f"{_of(right, number)}. It tells you little, and learners little that is new. "
    said += "Ask for more, or keep it as a start that takes no effort."
    return _finding(evidence, evidence.item.place, Sign.EVERYBODY, message, said)


def unclear(evidence: Evidence) -> Finding:
    message = "The best learners are right no more often than the others."
    said = f"Discrimination {evidence.item.discrimination:.2f}. Can the story answer it? "
    said += "It may be unclear, or be answered by guessing."
    return _finding(evidence, evidence.item.place, Sign.UNCLEAR, message, said)


def certain(evidence: Evidence, wrong: Sequence[Given], sure: int) -> Finding:
    said = f"{_of(len(wrong), sure)} who said how sure they were.{_most_given(evidence, wrong)} "
    said += "Look at what they read: does the story lead there?"
    message = "Many are certain, and wrong."
    return _finding(evidence, evidence.item.place, Sign.CERTAIN, message, said)


def trap(evidence: Evidence, each: Thing, pick: Pick) -> Finding:
    message = f"Of all wrong choices, most take {quoted(pick.words)}, and nothing is said to them."
    said = f"{_of(pick.chosen, evidence.item.answers)}. "
    if each.written:
        said += "Say below it, indented by two spaces, what they have misread:  - ..."
    else:
        said += "Say in the list of this question, to whoever picks it, what they have misread."
    return _finding(evidence, pick.place, Sign.TRAP, message, said)


def dead(evidence: Evidence, pick: Pick, missed: int) -> Finding:
    who = "Nobody chooses" if pick.chosen == 0 else "Hardly anybody chooses"
    said = f"{_of(pick.chosen, missed)} who went wrong. "
    said += "Write what somebody could believe who has not read on, or delete it."
    return _finding(evidence, pick.place, Sign.DEAD, f"{who} {quoted(pick.words)}.", said)


def quoted(words: str) -> str:
    """Words that somebody may have typed: short, and nothing that steers a terminal."""
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in words)
    return f'"{shown if len(shown) <= LONGEST else shown[: LONGEST - 3] + "..."}"'


def _finding(evidence: Evidence, place: Place, sign: Sign, message: str, hint: str) -> Finding:
    return Finding(place, sign, evidence.question.id, message, hint)


def _right_place(evidence: Evidence, lure: tuple[Thing, int, int] | None) -> Place:
    """The line of the tick, where there is one only; else of what the best gave instead."""
    places = {each.place for each in evidence.things if each.right}
    if len(places) == 1:
        return places.pop()
    return lure[0].place if lure else evidence.item.place


def _most_given(evidence: Evidence, given: Sequence[Given]) -> str:
    wrong = {each.name: each for each in evidence.things if not each.right}
    counts = Counter(name for one in given for name in one.names if name in wrong)
    if not counts:
        return ""
    name, count = counts.most_common(1)[0]
    return f" {count:,} of them gave {quoted(wrong[name].words)}."


def _of(count: int, number: int) -> str:
    return f"{count:,} of {number:,}"
