"""A file of a large lesson takes no more of a check's time than one of a small."""

from __future__ import annotations

import pytest

from tests.bench.many import growth
from tests.proof import IS_FULL, form, tell


@pytest.mark.proof
def test_a_check_grows_with_what_it_reads() -> None:
    """In full with 1,000 files. So few runs as in short form say less, and more is let pass."""
    found = growth(form(1000, 60), form(5, 3))
    tell(str(found))
    assert found.ratio <= (1.5 if IS_FULL else 2.0)
