"""`python -m tests.later run ...`: explainer as it will be in $DAYS_LATER days.

Only its clock is set on: what is in its store stays as old as it is.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from explainer import clock
from explainer.__main__ import main

LATER = "DAYS_LATER"
_TRUE = clock.now


def _later() -> datetime:
    return _TRUE() + timedelta(days=int(os.environ.get(LATER, "0")))


if __name__ == "__main__":
    clock.now = _later
    main()
