"""Wrong guesses cost time: a few are slips of the finger, many are an attack."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE = 18
"""Wrong guesses from one network address that cost nothing: a class may share an address."""

LONGEST_SECONDS = 900.0
FORGOTTEN_SECONDS = 3600.0
MOST_ADDRESSES = 10_000
"""More are not remembered, and the longest silent go first: memory is no target either."""


@dataclass(slots=True)
class _Guesser:
    wrong: int
    last: float


class Guesses:
    """Counts wrong guesses by address. From the twentieth on, each one doubles the wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[str, _Guesser] = OrderedDict()

    def wait(self, address: str) -> int:
        """Whole seconds until this address may guess again; 0 where it may."""
        known = self._known.get(address)
        if known is None or known.wrong <= FREE:
            return 0
        pause = min(2.0 ** (known.wrong - FREE), LONGEST_SECONDS)
        return max(0, math.ceil(known.last + pause - self._clock()))

    def was_wrong(self, address: str) -> None:
        now = self._clock()
        known = self._known.pop(address, None)
        fresh = known is None or now - known.last > FORGOTTEN_SECONDS
        self._known[address] = _Guesser(1 if fresh or known is None else known.wrong + 1, now)
        while len(self._known) > MOST_ADDRESSES:
            self._known.popitem(last=False)

    def take_back(self, address: str) -> None:
        """For one that was counted and was right; it clears no other.

        Whoever guesses may well hold a code of their own.
        """
        if known := self._known.get(address):
            known.wrong = max(0, known.wrong - 1)
