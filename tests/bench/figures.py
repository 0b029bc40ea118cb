"""What was measured, by name, in every repeat; and what is said of it: medians, percentiles."""

from __future__ import annotations

import math
from collections import defaultdict
from statistics import median

from tests.bench.load import percentile

Key = tuple[str | int, ...]


class Figures:
    """Numbers by key, as they come in."""

    def __init__(self) -> None:
        self._values: dict[Key, list[float]] = defaultdict(list)

    def add(self, *key: str | int, value: float | None) -> None:
        if value is not None:
            self._values[key].append(value)

    def all(self, *key: str | int) -> list[float]:
        return self._values.get(key, [])

    def median(self, *key: str | int) -> float:
        """Not a number where nothing was measured, as in a quick run."""
        values = self.all(*key)
        return median(values) if values else math.nan

    def percentile(self, share: float, *key: str | int) -> float:
        """Of all single values of all repeats."""
        return percentile(self.all(*key), share)

    def sum(self, *key: str | int) -> float:
        return sum(self.all(*key))
