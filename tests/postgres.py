"""Finds PostgreSQL, on Debian installs it, and runs throw-away servers that may be killed.

`python -m tests.postgres` prints the folder of the programs that the tests will run.
$POSTGRES names another one.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql

ADVICE = (
    "The tests of the store need PostgreSQL, and none was found. "
    "Install it (on Debian: sudo apt-get install postgresql), "
    "or set the environment variable POSTGRES to the folder of its programs, such as initdb."
)
READY_SECONDS = 60
SUFFIX = ".exe" if sys.platform == "win32" else ""


def main() -> int:
    folder = find_postgres()
    if folder is None and _may_install():
        _install()
        folder = find_postgres()
    print(folder or ADVICE, file=sys.stdout if folder else sys.stderr)
    return 0 if folder else 1


def find_postgres() -> Path | None:
    """The newest that is there; $POSTGRES, where it is set, is the only candidate."""
    named = os.environ.get("POSTGRES")
    candidates = (Path(named),) if named else _candidates()
    return next((folder for folder in candidates if _is_whole(folder)), None)


def _candidates() -> Iterator[Path]:
    folders = (
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/usr").glob("pgsql-*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql*/bin"),
        *Path("/usr/local/opt").glob("postgresql*/bin"),
        *Path(os.environ.get("PROGRAMFILES", "/none")).glob("PostgreSQL/*/bin"),
    )
    yield from sorted(folders, key=_version, reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent


def _version(folder: Path) -> int:
    number = re.search(r"\d+", folder.parent.name)
    return int(number[0]) if number else 0


def _is_whole(folder: Path) -> bool:
    return all((folder / f"{name}{SUFFIX}").is_file() for name in ("initdb", "postgres"))


def _may_install() -> bool:
    return "POSTGRES" not in os.environ and _is_root() and _is_debian()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def _install() -> None:
    # A server of Debian's own, started at once, is not what we want.
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for arguments in (("update",), ("install", "-y", "--no-install-recommends", "postgresql")):
        command = ["apt-get", "-q", *arguments]
        subprocess.run(command, env=environment, stdout=sys.stderr, check=False)


class Cluster:
    """A server with data of its own, safe as in earnest: what it acknowledges is synced."""

    def __init__(self) -> None:
        programs = find_postgres()
        if programs is None:
            raise RuntimeError(ADVICE)
        self._programs = programs
        self._password = secrets.token_hex(16)
        self._port = _free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="explainer-postgres-"))
        self._server: subprocess.Popen[bytes] | None = None
        self._make()
        self.start()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def url(self, database: str) -> str:
        return f"postgresql://postgres:{self._password}@127.0.0.1:{self._port}/{database}"

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"store_{secrets.token_hex(8)}"
        with self.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def connect(self, url: str = "") -> psycopg.Connection[Any]:
        return psycopg.connect(url or self.url("postgres"), autocommit=True, connect_timeout=2)

    def start(self) -> None:
        """Starts, or starts again after a kill, with the same data at the same address."""
        command = [
            *(str(self._programs / "postgres"), "-D", str(self._data), "-p", str(self._port)),
            *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
        ]
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self._folder, **_unprivileged()
            )
        self._wait()

    def kill(self) -> None:
        """As if the power went: every process at once, and none has the time to say good-bye."""
        self._send("SIGKILL")
        if self._server:
            self._server.wait()
        self._server = None

    def freeze(self) -> None:
        """Still there, still confirming what it gets, and saying nothing."""
        self._send("SIGSTOP")

    def thaw(self) -> None:
        self._send("SIGCONT")

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def _make(self) -> None:
        passwords = self._folder / "password"
        passwords.write_text(self._password, "utf-8")
        for path in (self._folder, passwords):
            _give_away(path)
        command = [
            *(str(self._programs / "initdb"), "-D", str(self._data), "-U", "postgres"),
            *("--auth=scram-sha-256", f"--pwfile={passwords}", "--encoding=UTF8"),
            *("--no-locale", "--no-sync"),
        ]
        subprocess.run(
            command, cwd=self._folder, check=True, capture_output=True, **_unprivileged()
        )

    def _send(self, name: str) -> None:
        """To each process by itself, since each server process is a session of its own."""
        if self._server is None:
            return
        server = psutil.Process(self._server.pid)
        # The first of them first: it would start the others again.
        for process in (server, *server.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(getattr(signal, name, signal.SIGTERM))

    def _wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                return self.connect().close()
            except psycopg.OperationalError:
                ended = self._server is None or self._server.poll() is not None
                if ended or time.monotonic() > deadline:
                    raise RuntimeError(self._log.read_text("utf-8", "replace")) from None
            time.sleep(0.05)


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: Debian's package makes a user for it."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if _is_root() else {}


def _give_away(path: Path) -> None:
    if _is_root():
        shutil.chown(path, "postgres", "postgres")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
