"""What was acknowledged outlives a power cut. See `tests/power.py` for how that is tried."""

from __future__ import annotations

import sys

import pytest

from tests.power import cuts, trials

pytestmark = pytest.mark.proof


def test_a_power_cut_takes_nothing_that_was_acknowledged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tally = trials(cuts(), "FULL")
    with capsys.disabled():
        sys.stdout.write(f"\n{tally}\n")
    assert tally.safe
    assert tally.acknowledged > 100 * tally.cuts // 2


def test_the_trial_would_notice(capsys: pytest.CaptureFixture[str]) -> None:
    """The same with a store that syncs less: if it lost nothing, the trial would be void."""
    tally = trials(cuts(), "NORMAL")
    with capsys.disabled():
        sys.stdout.write(f"\n{tally}\n")
    assert tally.lost > 0
