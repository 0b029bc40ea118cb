"""The store's life beside the server's: opened before the first visitor, closed after the last."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from anyio import to_thread

from explainer import clock, current
from explainer.store import StoreError, Unavailable

_LOG = logging.getLogger(__name__)

SWEEP_SECONDS = 6 * 60 * 60.0


@asynccontextmanager
async def kept(days: int) -> AsyncIterator[None]:
    """A store that never will work ends the start; one that is away for now does not."""
    await to_thread.run_sync(_opened)
    sweeping = asyncio.create_task(_sweep(days))
    try:
        yield
    finally:
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
        await to_thread.run_sync(current.close)


def answers() -> bool:
    """Whether the store answers, for those who watch the server. Raises Unavailable."""
    current.store().learner("0" * 64)
    return True


def _opened() -> None:
    try:
        _LOG.info("Answers are kept in %s", current.store().about)
    except Unavailable as error:
        _LOG.warning("The store of answers cannot be reached yet: %s", error)
    except StoreError as error:
        sys.stderr.write(f"explainer: {error}\n")
        raise SystemExit(2) from None


async def _sweep(days: int) -> None:
    """Delete what is older than the host wants to keep, now and four times a day."""
    while True:
        before = clock.now() - timedelta(days=days)
        try:
            gone = current.store().expire(before)
            count = await asyncio.wrap_future(gone)
            if count:
                _LOG.info("Answers deleted because they were older than %s days: %s", days, count)
        except (Unavailable, StoreError):
            _LOG.warning("Old answers could not be deleted: the store cannot be reached.")
        await asyncio.sleep(SWEEP_SECONDS)
