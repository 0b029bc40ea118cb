"""How many syllables an English word has: the breaks that pyphen's dictionary allows, and one.

pyphen works out eleven thousand patterns before it looks at a word, which takes as long as it
takes to read a lesson. Here a pattern is worked out once a word has it, and pyphen itself is not
even loaded; a test holds every word of the lessons against it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_DICTIONARY = "dictionaries/hyph_en_US.dic"
_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")
_PLACE = re.compile(r"(\d?)\D?")


@cache
def syllables(word: str) -> int:
    """At least one. Each pattern in the word has its say on the places between letters.

    The highest figure of a place holds, and an odd one allows a break (F. M. Liang, 1983).
    """
    written = f".{word.lower()}."
    patterns, longest = _patterns()
    places = [0] * (len(written) + 1)
    for start in range(len(written) - 1):
        for end in range(start + 1, min(start + longest, len(written)) + 1):
            if pattern := patterns.get(written[start:end]):
                for place, figure in enumerate(_figures(pattern), start):
                    places[place] = max(places[place], figure)
    return 1 + sum(figure % 2 for figure in places[2 : len(written) - 1])


@cache
def _patterns() -> tuple[Mapping[str, str], int]:
    """Patterns as they are written, by their letters, and the length of the longest letters."""
    pyphen = find_spec("pyphen")
    assert pyphen
    assert pyphen.origin
    text = (Path(pyphen.origin).parent / _DICTIONARY).read_text("utf-8")
    lines = [line for line in text.split("\n") if not line.isupper()]  # settings are
    letters = "\n".join(lines).translate(_WITHOUT_DIGITS).split("\n")
    return dict(zip(letters, lines, strict=True)), max(map(len, letters))


@cache
def _figures(pattern: str) -> tuple[int, ...]:
    return tuple(int(figure or 0) for figure in _PLACE.findall(pattern))
