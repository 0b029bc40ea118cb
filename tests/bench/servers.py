"""The sites that are compared, each in a process of its own, with its settings as they come."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psutil

ROOT = Path(__file__).parents[2]
SITES = Path(__file__).parent / "sites"
READY_SECONDS = 120
QUIET_SECONDS = 120
OURS, BARE, NAIVE, STATIC, CHART = "ours", "bare", "naive", "static", "chart"


@dataclass(frozen=True, slots=True)
class Server:
    """A site that answers."""

    name: str
    address: str
    process: psutil.Process
    started: float
    """Seconds from the process's start to its first answer."""

    def processor(self) -> float:
        """Seconds of processor time so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """Megabytes it holds."""
        return float(self.process.memory_info().rss / 2**20)

    def settle(self) -> None:
        """Waits until it rests: ours packs its files at the first start, and caches may fill."""
        deadline = time.monotonic() + QUIET_SECONDS
        while time.monotonic() < deadline:
            before = self.processor()
            time.sleep(0.5)
            if self.processor() - before < 0.02:
                return


@contextmanager
def serving(name: str, **more: str) -> Iterator[Server]:
    """One of the five, in an empty folder and with an empty home: nobody else's settings.

    `more` are variables of its environment.
    """
    with TemporaryDirectory(prefix="explainer-bench-") as folder:
        port = _free_port()
        log = Path(folder) / "log"
        start = time.perf_counter()
        with log.open("wb") as file:
            process = subprocess.Popen(
                _command(name, port, Path(folder)),
                cwd=folder,
                env={**_environment(name, folder), **more},
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        try:
            address = f"http://localhost:{port}"
            _wait(process, f"{address}{_HEALTH[name]}", log)
            started = time.perf_counter() - start
            yield Server(name, address, psutil.Process(process.pid), started)
        finally:
            process.terminate()
            process.wait(30)


_HEALTH = {
    OURS: "/_stcore/health",
    BARE: "/_stcore/health",
    NAIVE: "/_stcore/health",
    STATIC: "/static.html",
    CHART: "/_stcore/health",
}


def _command(name: str, port: int, folder: Path) -> list[str]:
    python = [sys.executable, "-m"]
    if name == OURS:
        store = f"sqlite:///{(folder / 'answers.sqlite').as_posix()}"
        command = [*python, "explainer", "run", str(ROOT), "--port", str(port)]
        return [*command, "--store", store]
    if name == STATIC:
        return [*python, "http.server", str(port), "--bind", "localhost", "--directory", str(SITES)]
    # As a plain `streamlit run`, but for a window and for a network, which is not there.
    flags = [f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"]
    return [*python, "streamlit", "run", str(SITES / f"{name}.py"), *flags]


def _environment(name: str, folder: str) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("STREAMLIT_", "EXPLAINER_"))
    }
    if name == OURS:
        return kept
    return {**kept, "HOME": folder, "BENCH_CONTENT": str(ROOT / "content")}


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(address):
        if process.poll() is not None or time.monotonic() > deadline:
            said = log.read_text("utf-8", errors="replace")
            raise RuntimeError(f"Nothing answers at {address}.\n{said}")
        time.sleep(0.05)


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])
