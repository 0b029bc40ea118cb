"""A class in one room: which address is shown, and whether it can be read and scanned."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
from pathlib import Path
from typing import Any

import pytest
import segno
from typer.testing import CliRunner, Result

from explainer import cli, settings
from explainer.server import lan

ROOT = Path(__file__).parents[1]
LINK = "http://192.168.1.50:8501"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """The port and the address that would be served, instead of serving."""
    found: list[tuple[int, str]] = []
    for variable in settings.VARIABLES:
        # Set first, so that what the command sets is undone behind the test.
        monkeypatch.setenv(variable.name, "")
    monkeypatch.setattr(cli, "_serve", lambda port, address: found.append((port, address)))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(lan, "addresses", lambda: ("192.168.1.50", "10.0.0.7"))
    monkeypatch.setattr(socket, "gethostname", lambda: "Desk")
    return found


def _run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["run", str(ROOT), *words])


def _hosts() -> set[str]:
    return set(os.environ[settings.HOSTS].split(","))


# --- the command ----------------------------------------------------------------------


def test_without_lan_it_is_for_this_computer(served: list[tuple[int, str]]) -> None:
    result = _run("--port", "8777")
    assert served == [(8777, "localhost")]
    assert _hosts() == {"localhost"}
    assert "192.168.1.50" not in result.stdout


def test_with_lan_it_is_for_the_network_and_its_names(served: list[tuple[int, str]]) -> None:
    result = _run("--lan")
    assert served == [(8501, "0.0.0.0")]  # noqa: S104 (that is what is asked for)
    assert _hosts() == {"localhost", "192.168.1.50", "10.0.0.7", "desk", "desk.local"}
    assert LINK in result.stdout
    assert "http://10.0.0.7:8501" in result.stdout
    assert lan.SAME_NETWORK in result.stdout


def test_names_that_the_host_has_set_stay(
    served: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.HOSTS, "lesson.example")
    _run()
    assert served
    assert _hosts() == {"localhost", "lesson.example"}


def test_without_a_network_it_says_so_and_serves(
    served: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lan, "addresses", tuple)
    result = _run("--lan")
    assert result.exit_code == 0
    assert lan.NO_NETWORK in result.stdout
    assert len(served) == 1


def test_what_is_given_goes_on_to_the_server(served: list[tuple[int, str]]) -> None:
    _run("--store", "postgresql://b/c", "--author")
    assert served
    assert settings.store_url() == "postgresql://b/c"
    assert settings.author()


def test_a_lesson_begins_in_an_empty_folder(served: list[tuple[int, str]], tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert CliRunner().invoke(cli.app, ["run", str(folder), "--author"]).exit_code == 2
    folder.mkdir()
    assert CliRunner().invoke(cli.app, ["run", str(folder)]).exit_code == 2
    assert CliRunner().invoke(cli.app, ["run", str(folder), "--author"]).exit_code == 0
    assert (folder / "content").is_dir()
    assert len(served) == 1


# --- the invitation -------------------------------------------------------------------


def test_the_code_leads_to_the_address() -> None:
    """Each sign is two modules, one above the other; dark ones are left out."""
    shown = lan.invitation("192.168.1.50", 8501, "utf-8").split("\n\n")[2]
    modules = {"▀": (0, 1), "▄": (1, 0), "█": (0, 0), " ": (1, 1)}
    rows: list[list[int]] = []
    for line in shown.split("\n"):
        rows += [[modules[sign][half] for sign in line] for half in (0, 1)]
    wanted = [list(row) for row in segno.make(LINK, micro=False).matrix_iter(border=2)]
    assert rows[: len(wanted)] == wanted


def test_the_large_letters_say_the_address() -> None:
    shown = lan.invitation("1.234.56.789", 1270, "utf-8").split("\n\n")[1]
    rows = [line.ljust(80) for line in shown.replace("█", "#").split("\n")]
    assert len(rows) == 5
    assert max(len(line.rstrip()) for line in rows) <= 80
    assert _read(rows) == "1.234.56.789:1270"


def _read(rows: list[str]) -> str:
    found, place = "", 0
    while any(row[place:].strip() for row in rows):
        sign = next(
            name
            for name, drawn in lan._SIGNS.items()
            if all(
                row[place:].startswith(part + " ")
                for row, part in zip(rows, drawn.split(","), strict=True)
            )
        )
        found += sign
        place += len(lan._SIGNS[sign].split(",")[0]) + 1
    return found


def test_no_address_is_too_wide_for_a_screen() -> None:
    shown = lan.invitation("208.200.208.208", 65535, "utf-8")
    assert max(len(line) for line in shown.split("\n")) <= 80


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "no-such-encoding"])
def test_a_screen_that_knows_few_signs_shows_what_it_can(encoding: str) -> None:
    shown = lan.invitation("192.168.1.50", 8501, encoding)
    assert shown.isascii()
    assert shown.startswith(f"{LINK}\n\n")
    assert "###" in shown
    assert shown.endswith(lan.SAME_NETWORK)


# --- finding the address --------------------------------------------------------------


class _Probe:
    """A socket of a machine with these routes; it must not be asked to send."""

    def __init__(self, routes: dict[str, str]) -> None:
        self._routes = routes
        self._own = ""

    def __call__(self, *_: Any) -> _Probe:
        return self

    def __enter__(self) -> _Probe:
        return self

    def __exit__(self, *_: object) -> None: ...

    def connect(self, place: tuple[str, int]) -> None:
        if place[0] not in self._routes:
            raise OSError("Network is unreachable")
        self._own = self._routes[place[0]]

    def getsockname(self) -> tuple[str, int]:
        return self._own, 9


def test_the_likeliest_address_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    routes = {
        "192.0.2.1": "10.1.2.3",
        "10.254.254.254": "10.1.2.3",
        "192.168.254.254": "192.168.7.7",
    }
    monkeypatch.setattr(socket, "socket", _Probe(routes))
    monkeypatch.setattr(lan, "_of_interfaces", lambda: iter(["127.0.0.1", "172.17.0.1"]))
    assert lan.addresses() == ("10.1.2.3", "192.168.7.7", "172.17.0.1")


def test_without_any_route_there_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", _Probe({}))
    monkeypatch.setattr(lan, "_of_interfaces", lambda: iter(["127.0.0.1", "0.0.0.0"]))  # noqa: S104
    assert lan.addresses() == ()


def test_what_this_machine_says_is_an_address_of_its_own() -> None:
    for address in lan.addresses():
        assert re.fullmatch(r"\d+(\.\d+){3}", address)
        with socket.socket() as probe:
            probe.bind((address, 0))


def test_the_code_is_made_of_signs_alone() -> None:
    """Escape sequences would end up in a log."""
    assert "\x1b" not in lan.invitation("192.168.1.50", 8501, "utf-8")
    assert io.StringIO(lan.invitation("192.168.1.50", 8501, "utf-8")).readline() == f"{LINK}\n"
