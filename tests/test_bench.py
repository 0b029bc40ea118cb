"""That the measurements still run, and say what they found; never how fast anything is."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from explainer.server.prompt import send_at_once
from tests.bench import command, report
from tests.bench.figures import Figures
from tests.bench.goals import GOALS, most_learners
from tests.bench.servers import NAIVE, OURS
from tests.conftest import ROOT
from tests.proof import some

SITES = ("ours, the story", "bare Streamlit", "naive Streamlit", "static page")
RUNS = {
    "--charts": ("bytes, first visit", "time a step (ms)"),
    "": (*(goal.what for goal in GOALS), *SITES),
}
"""What is measured by which option, and the rows that then stand in the table."""


@pytest.mark.browser
@pytest.mark.proof
@pytest.mark.parametrize("option", some(RUNS, 1))
def test_a_quick_run_measures_all_it_names(option: str) -> None:
    words = [sys.executable, "-m", "tests.bench", "--quick", *option.split()]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    assert "not measured this time" not in run.stderr
    assert "| nan |" not in run.stdout
    assert [row for row in RUNS[option] if f"| {row} |" not in run.stdout] == []


def test_a_check_is_measured_beside_what_it_rests_on() -> None:
    text = command.report(command.measured(1))
    for row in (command.CHECK, command.RENDER, command.NOTHING):
        assert f"| {row} |" in text
    assert "times the start of Python" in text


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    text = report.report(Figures(), (2,))
    assert text.count("not measured") == len(GOALS)
    assert "| reached |\n" not in text
    assert "missed" not in text


def test_a_class_with_an_error_or_a_long_wait_does_not_count() -> None:
    figures = Figures()
    for learners, seconds, errors in ((5, 0.1, 0), (10, 0.2, 1), (20, 1.5, 0)):
        figures.add(OURS, learners, "answer", value=seconds)
        figures.add(OURS, learners, "errors", value=errors)
    assert most_learners(figures, OURS, (5, 10, 20)) == 5
    assert most_learners(figures, NAIVE, (5, 10, 20)) == 0


def test_only_what_stands_between_the_marks_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", "utf-8")
    for _ in range(2):
        report.write(page, "new\n")
    assert page.read_text("utf-8") == f"before\n{report.BEGIN}\n\nnew\n\n{report.END}\nafter\n"


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system does not list open files")
def test_a_connection_sends_at_once_though_its_listener_names_no_protocol() -> None:
    with closing(socket.socket(socket.AF_INET)) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        send_at_once()
        with closing(socket.create_connection(listener.getsockname())):
            accepted, _ = listener.accept()
            with closing(accepted):
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
