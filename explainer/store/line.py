"""The line to a PostgreSQL server: it does not wait for ever, and does not hammer a dead one."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from time import monotonic
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.rows import TupleRow

PAUSE = 1.0
"""Seconds after a failure in which nobody tries again: each attempt may take seconds itself."""

GRACE = 0.5
"""Seconds that the server has to say itself that something took too long."""

PARAMETERS: Mapping[str, Any] = {
    "application_name": "explainer",
    # The least that libpq knows.
    "connect_timeout": 2,
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    # Milliseconds for what was sent and never confirmed, as after a cable is pulled.
    "tcp_user_timeout": 3000,
    # Many a pool between us and the server cannot prepare statements.
    "prepare_threshold": None,
}


class Line:
    """Makes connections that answer within some seconds or break."""

    def __init__(self, patience: float, settings: Mapping[str, str]) -> None:
        self._patience = patience
        self._settings = {
            "statement_timeout": str(int(patience * 1000)),
            # Else a replica that hangs would keep all others from writing.
            "idle_in_transaction_session_timeout": str(int(patience * 2000)),
            "synchronous_commit": "on",
            **settings,
        }
        self._closed_until = 0.0
        self._reason = ""

    def connect(self, parameters: Mapping[str, Any]) -> psycopg.Connection[TupleRow]:
        if monotonic() < self._closed_until:
            raise psycopg.OperationalError(self._reason)
        try:
            connection = _Patient.connect(**parameters, autocommit=True)
        except psycopg.OperationalError as error:
            self.close(str(error))
            raise
        connection.patience, connection.line = self._patience + GRACE, self
        for name, value in self._settings.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        connection.autocommit = False
        return connection

    def close(self, reason: str) -> None:
        """Fails at once for a moment: whoever asks now would wait as long as the last."""
        self._closed_until, self._reason = monotonic() + PAUSE, reason


class _Patient(psycopg.Connection[TupleRow]):
    """Waits for the server, but not for one that holds the line and says nothing.

    A server that is frozen still confirms what it gets, so no timeout of TCP ever notices.
    """

    patience = 10.0
    line: Line | None = None

    def wait(self, gen: PQGen[RV], *arguments: Any, **named: Any) -> RV:
        return super().wait(self._patiently(gen), *arguments, **named)

    def _patiently(self, asked: PQGen[RV]) -> Generator[Any, Any, RV]:
        """Passes everything on; psycopg resumes it several times a second with nothing ready."""
        until = monotonic() + self.patience
        try:
            wish = next(asked)
            while True:
                ready = yield wish
                if not ready and monotonic() > until:
                    self._give_up()
                wish = asked.send(ready)
        except StopIteration as done:
            result: RV = done.value
            return result

    def _give_up(self) -> None:
        reason = f"the server has said nothing for {self.patience:g} seconds"
        self.close()
        if self.line:
            self.line.close(reason)
        raise psycopg.OperationalError(reason)
