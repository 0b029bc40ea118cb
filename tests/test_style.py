"""What our style sheets must not ask of a browser."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

STATIC = ROOT / "explainer" / "static"
SHEETS = sorted(path.name for path in STATIC.glob("*.css"))
HAS = re.compile(r":has\(((?:[^()]|\([^()]*\))*)\)")
PRINT = re.compile(r"@media print ?\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
FAR = re.compile(r"[~+]|>\s*\*")
"""Siblings, and children of any kind: whatever is put anywhere on a page may concern these."""


@pytest.mark.parametrize("name", SHEETS)
def test_no_rule_is_looked_at_anew_for_each_word_of_a_chart(name: str) -> None:
    """Plotly measures words by putting them on the page one by one, and waits for the style."""
    screen = PRINT.sub("", (STATIC / name).read_text("utf-8"))
    assert [each for each in HAS.findall(screen) if FAR.search(each)] == []


def test_the_rules_are_found() -> None:
    every = "".join((STATIC / name).read_text("utf-8") for name in SHEETS)
    assert len(HAS.findall(every)) > 10
    assert [*map(bool, map(FAR.search, ("~* .foot", ">*>.stage", ">.hero, >[a=b]")))] == [1, 1, 0]
