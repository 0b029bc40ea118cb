"""What tests share: the real site in a process of its own, and a browser that forgives nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from unittest import mock
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import hypothesis
import pytest
from hypothesis import is_hypothesis_test
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

from tests.chromium import ADVICE, find_chromium
from tests.proof import FIGURES, IS_FULL

ROOT = Path(__file__).parents[1]
READY_SECONDS = 60
LOCAL = ("localhost", "127.0.0.1", "::1")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    # No name but our own has an address: a page that asks elsewhere fails here as it would offline.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

Serve = Callable[[Path], str]
"""Serves the lesson in a folder and gives the site's address, without a slash at its end."""


# Nothing is timed: a busy machine is no mistake.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _environment_as_it_was() -> Iterator[None]:
    """A command run in this process tells its server by the environment, and no later test."""
    with mock.patch.dict(os.environ):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with proofs take longest, so they come first: at the end nobody waits for one alone."""
    long = {item.path for item in items if item.get_closest_marker("proof")}
    items.sort(key=lambda item: item.path not in long)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What goes the same ways thousands of times is not counted: to count takes thrice its time.

    pytest-cov's own `no_cover` stops one of the two counters that it starts in a process of xdist.
    """
    counter = sys.gettrace()
    if counter and _is_uncounted(item):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(counter)


def _is_uncounted(item: pytest.Item) -> bool:
    """What is marked so, and every property, since a hundred examples of it are tried."""
    marks = ("proof", "uncounted")
    return any(map(item.get_closest_marker, marks)) or is_hypothesis_test(
        getattr(item, "function", None)
    )


# --- figures --------------------------------------------------------------------------


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the proofs have counted, also where they passed."""
    if FIGURES:
        terminalreporter.section("proofs, in full" if IS_FULL else "proofs, in their short form")
        for line in FIGURES:
            terminalreporter.write_line(line)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where tests run side by side, each process hands over what its proofs have counted."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["figures"] = FIGURES


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    FIGURES.extend(getattr(node, "workeroutput", {}).get("figures", ()))


# --- the site -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def server() -> Iterator[Serve]:
    """Serves each folder once for the whole run: a start costs seconds of processor time."""
    sites: dict[Path, _Site] = {}

    def serve(folder: Path) -> str:
        folder = folder.resolve()
        if folder not in sites:
            sites[folder] = _Site(folder)
        return sites[folder].address

    yield serve
    for site in sites.values():
        site.stop()


@pytest.fixture(scope="session")
def site(server: Serve) -> str:
    """The lesson of this repository, served."""
    return server(ROOT)


class _Site:
    """A process that serves one folder, as `explainer run` does for anybody."""

    def __init__(self, folder: Path) -> None:
        port = _free_port()
        self.address = f"http://localhost:{port}"
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the site)
        self._place = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = [sys.executable, "-m", "explainer", "run", str(folder), "--port", str(port)]
        # Not the lesson's own folder: there may be answers in it, and another explainer.
        command += ["--store", f"sqlite:///{self._place.name}/answers.sqlite"]
        # A session of its own, so that stopping it also stops whatever it has started.
        self._process = subprocess.Popen(
            command, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True
        )
        self._wait()

    def stop(self) -> None:
        """Asks politely first: a stopped server writes down which lines it ran."""
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))
            self._process.wait()
        self._log.close()
        self._place.cleanup()

    def _signal(self, number: int) -> None:
        if self._process.poll() is not None:
            return
        if sys.platform == "win32":
            self._process.terminate()
        else:
            os.killpg(self._process.pid, number)

    def _wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not _answers(f"{self.address}/_stcore/health"):
            if self._process.poll() is not None or time.monotonic() > deadline:
                message = f"The site at {self.address} did not start.\n{self._output()}"
                self.stop()
                pytest.fail(message, pytrace=False)
            time.sleep(0.1)

    def _output(self) -> str:
        self._log.seek(0)
        return self._log.read().decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as response:  # noqa: S310 (our own server, over http)
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


# --- the browser ----------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program: Playwright's own download is never asked for."""
    path = find_chromium()
    if path is None:
        pytest.fail(ADVICE, pytrace=False)
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object], chromium: Path
) -> dict[str, object]:
    """Overrides pytest-playwright's, to start the system's browser and to keep it quiet."""
    # Chromium's sandbox refuses to run as root, which is who one is in most containers.
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    return {
        **browser_type_launch_args,
        "executable_path": str(chromium),
        "args": [*QUIET, *sandbox],
    }


@dataclass
class Complaints:
    """What went wrong behind the page's back. A test that means to provoke it clears the list."""

    heard: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def clear(self) -> None:
        self.heard.clear()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.heard.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        self.heard.append(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        if not is_local(request.url):
            self.heard.append(f"left this machine: {request.url}")


def is_local(address: str) -> bool:
    """Whether a request stays on this machine, or needs no machine at all."""
    parts = urlsplit(address)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in LOCAL


@pytest.fixture
def complaints(context: BrowserContext) -> Complaints:
    """Listens to every page of the test's browser context, pop-ups included."""
    heard = Complaints()
    heard.listen(context)
    return heard


@pytest.fixture
def page(complaints: Complaints, page: Page) -> Iterator[Page]:
    """Overrides pytest-playwright's: a test fails on an error or a request it did not look at."""
    yield page
    if complaints.heard:
        pytest.fail("The page complained:\n" + "\n".join(complaints.heard), pytrace=False)
