"""Rest scores: how a learner does on all questions but one, see `analysis`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from explainer.item_analysis.given import Given

OTHERS = 5
"""Who answered fewer other questions is not compared: a mean of less says little."""

Row = Sequence[tuple[Given, float]]
"""Answers to a question, each with the rest score of whoever gave it."""
Pairs = Sequence[tuple[float, float]]
"""For each learner 1 or 0, for whether something is so, and the rest score."""


class Rests:
    """The rest scores of all learners, for each question, with bad questions left out."""

    def __init__(self, given: Mapping[str, Sequence[Given]]) -> None:
        self.left_out: set[str] = set()
        self._given = given
        self._sums: dict[str, float] = {}
        self._counts: dict[str, int] = {}
        self._rows: dict[str, Row] = {}
        self._means = {
            name: fmean(one.mark.score for one in each)
            for name, each in given.items()
            if each and all(one.mark.graded for one in each)
        }
        for name in self._means:
            self._count(name, 1)

    def leave_out(self, name: str) -> None:
        self.left_out.add(name)
        self._count(name, -1)
        self._rows.clear()

    def row(self, name: str) -> Row:
        """Those who can be compared: they answered enough else."""
        if name not in self._rows:
            found = ((one, self._of(name, one)) for one in self._given[name])
            self._rows[name] = [(one, rest) for one, rest in found if rest is not None]
        return self._rows[name]

    def beside(self, name: str, is_so: Callable[[Given], bool]) -> Pairs:
        return [(float(is_so(one)), rest) for one, rest in self.row(name)]

    def _of(self, name: str, one: Given) -> float | None:
        total, number = self._sums.get(one.learner, 0.0), self._counts.get(one.learner, 0)
        if self._counts_in(name):
            total, number = total - self._above(name, one), number - 1
        return total / number if number >= OTHERS else None

    def _counts_in(self, name: str) -> bool:
        return name in self._means and name not in self.left_out

    def _count(self, name: str, sign: int) -> None:
        for one in self._given[name]:
            above = sign * self._above(name, one)
            self._sums[one.learner] = self._sums.get(one.learner, 0.0) + above
            self._counts[one.learner] = self._counts.get(one.learner, 0) + sign

    def _above(self, name: str, one: Given) -> float:
        return one.mark.score - self._means[name]
