"""A server process of one's own, which may be killed and started again at the same address."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.request import urlopen

import httpx

from tests.conftest import READY_SECONDS, ROOT


class Server:
    """Serves a folder with `explainer run`, or with a command of another kind."""

    def __init__(
        self,
        folder: Path,
        store: str,
        place: Path,
        *,
        command: Sequence[str] = (),
        module: str = "explainer",
        **environment: str,
    ) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        ways = [sys.executable, "-m", module, "run", str(folder), "--port", str(self.port)]
        self._command = [*command, f"--server.port={self.port}"] if command else ways
        # Its compressed files are left where all find them: to make them anew takes a minute.
        ours = {"EXPLAINER_FOLDER": str(folder), "EXPLAINER_STORE": store}
        self._environment = {**os.environ, **ours, **environment}
        self._log = place / f"{self.port}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.http = httpx.Client(base_url=self.address, timeout=60)
        self.start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + READY_SECONDS
        while not self._is_up():
            assert self._process.poll() is None, self.output()
            assert time.monotonic() < deadline, self.output()
            time.sleep(0.1)

    def kill(self) -> None:
        """As a laptop's owner does who has lost patience: it hears nothing of it."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def change(self, **environment: str) -> None:
        """From its next start on."""
        self._environment |= environment

    def stop(self) -> None:
        self.http.close()
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None and self._is_up()

    def output(self) -> str:
        return self._log.read_text("utf-8", errors="replace")

    def _is_up(self) -> bool:
        """On a line of its own: the one that waited for the start stays slow, see Nagle."""
        try:
            with urlopen(f"{self.address}/_stcore/health", timeout=5) as reply:  # noqa: S310 (ours)
                return bool(reply.status == 200)
        except OSError:
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])
