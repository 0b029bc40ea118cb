"""What chance alone can do: the tails of two distributions, and the correlation they are asked of.

Shares are tested with the exact binomial distribution. Correlations are tested with Fisher's
transformation: atanh(r) is nearly normal around atanh(rho), with a deviation of 1/sqrt(n - 3)
(R. A. Fisher, "On the probable error of a coefficient of correlation", Metron 1, 1921).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atanh, exp, lgamma, log, sqrt
from statistics import NormalDist

_NORMAL = NormalDist()
_NEGLIGIBLE = 1e-12


def at_most(count: int, number: int, share: float) -> float:
    """The chance of so few, or fewer, where each of a number comes with this share."""
    return at_least(number - count, number, 1 - share)


def at_least(count: int, number: int, share: float) -> float:
    """The chance of so many, or more, where each of a number comes with this share."""
    if count <= 0:
        return 1.0
    if count <= number * share:
        return 1.0 - at_least(number - count + 1, number, 1 - share)
    chance = total = exp(_log_chance(count, number, share))
    for many in range(count, number):
        chance *= (number - many) / (many + 1) * share / (1 - share)
        total += chance
        if chance < total * _NEGLIGIBLE:
            break
    return min(total, 1.0)


def point_biserial(pairs: Sequence[tuple[float, float]]) -> float | None:
    """The correlation of a row of zeros and ones with another. None where all are equal.

    As (M1 - M0) / s * sqrt(p * (1 - p)), which is what Pearson's comes to here.
    """
    ones = [value for flag, value in pairs if flag]
    if not 0 < len(ones) < len(pairs):
        return None
    share, total = len(ones) / len(pairs), sum([value for _, value in pairs])
    mean = total / len(pairs)
    spread = sqrt(sum([(value - mean) ** 2 for _, value in pairs]) / len(pairs))
    if spread < _NEGLIGIBLE:
        return None
    others = (total - sum(ones)) / (len(pairs) - len(ones))
    return (sum(ones) / len(ones) - others) / spread * sqrt(share * (1 - share))


def below(found: float, number: int, bound: float = 0.0) -> float:
    """The chance of a correlation so low, or lower, where the true one is the bound."""
    return _NORMAL.cdf((_stretched(found) - atanh(bound)) * sqrt(number - 3))


def above(found: float, number: int, bound: float = 0.0) -> float:
    """The chance of a correlation so high, or higher, where the true one is the bound."""
    return below(-found, number, -bound)


def _stretched(found: float) -> float:
    return atanh(max(-0.999999, min(0.999999, found)))


def _log_chance(count: int, number: int, share: float) -> float:
    ways = lgamma(number + 1) - lgamma(count + 1) - lgamma(number - count + 1)
    return ways + count * log(share) + (number - count) * log(1 - share)
