"""Finds Chromium or one of its relatives, and on Debian installs it.

`python -m tests.chromium` prints the path of the browser that the tests will drive.
Nothing here downloads a browser: it is the system's own, or the one that $CHROMIUM names.
Chromium without its windows comes first: the same engine, for less of the processor's time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
ADVICE = (
    "The browser tests need Chromium, Google Chrome or Microsoft Edge, and none was found. "
    "Install one (on Debian: sudo apt-get install chromium), "
    "or set the environment variable CHROMIUM to the path of its program."
)


def main() -> int:
    path = find_chromium()
    if path is None and _may_install():
        _install()
        path = find_chromium()
    print(path or ADVICE, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


def find_chromium() -> Path | None:
    """The first browser that is there; $CHROMIUM, where it is set, is the only candidate."""
    named = os.environ.get("CHROMIUM")
    candidates = (Path(named),) if named else _candidates()
    return next((path for path in candidates if path.is_file()), None)


def _candidates() -> Iterator[Path]:
    for command in COMMANDS:
        if found := shutil.which(command):
            yield Path(found)
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / program for program in MACOS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder_name := os.environ.get(variable):
            yield from (Path(folder_name) / program for program in WINDOWS)


def _may_install() -> bool:
    """Only root on Debian: elsewhere the package is a stub, has another name or asks questions."""
    return "CHROMIUM" not in os.environ and _is_root() and _is_debian()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def _install() -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ("install", "-y", "--no-install-recommends", "chromium-headless-shell")
    for arguments in (("update",), install):
        command = ["apt-get", "-q", *arguments]
        subprocess.run(command, env=environment, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    sys.exit(main())
