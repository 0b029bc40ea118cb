"""For people without git: forms that ask for what is needed, and a check that can be run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command
from typer.testing import CliRunner

from explainer.cli import app

ROOT = Path(__file__).parents[1]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TYPES = {"markdown", "input", "textarea", "dropdown", "checkboxes"}
assert FORMS
assert WORKFLOWS


def _yaml(path: Path) -> dict[Any, Any]:
    told = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_what_github_asks_of_one(path: Path) -> None:
    form = _yaml(path)
    assert form["name"]
    assert form["description"]
    assert {part["type"] for part in form["body"]} <= TYPES
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert all(part["attributes"]["label"] for part in asked)
    names = [part["id"] for part in asked]
    assert len(names) == len(set(names)) > 0
    assert any(part.get("validations", {}).get("required") for part in asked)


def test_there_is_a_form_for_each_wish() -> None:
    assert [_yaml(path)["name"] for path in FORMS] == [
        "A sentence is wrong",
        "A source is missing",
        "Make a lesson",
    ]
    assert _yaml(FORMS[0].with_name("config.yml")) == {"blank_issues_enabled": True}


def _steps() -> list[dict[str, Any]]:
    jobs = (job for path in WORKFLOWS for job in _yaml(path)["jobs"].values())
    return [step for job in jobs for step in job["steps"]]


def test_each_proposed_change_is_checked() -> None:
    # "on" is a word for true in YAML 1.1, which is what the reader of it takes it for.
    triggers = [_yaml(path)[True] for path in WORKFLOWS]
    assert any("pull_request" in each for each in triggers)
    assert any("check --format github" in step.get("run", "") for step in _steps())
    assert all(_yaml(path)["permissions"] == {"contents": "read"} for path in WORKFLOWS)


def test_what_is_run_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in (step["run"] for step in _steps() if "run" in step):
        program, *words = shlex.split(command)
        if program == "make":
            assert re.search(rf"^{words[0]}:", makefile, re.MULTILINE)
            continue
        assert program == ".venv/bin/explainer"
        assert CliRunner().invoke(app, [*words, str(ROOT)]).exit_code == 0


def test_a_command_that_a_form_names_is_there() -> None:
    known = get_command(app).commands  # type: ignore[attr-defined]
    text = "".join(path.read_text("utf-8") for path in FORMS)
    named = re.findall(r"`explainer (\w+)", text)
    assert named
    assert set(named) <= set(known)
    assert all((ROOT / file).exists() for file in re.findall(r"`((?:seeds|content)/[^`]*)`", text))
