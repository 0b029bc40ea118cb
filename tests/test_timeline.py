"""A table of events as TimelineJS has it: what comes in, and what is said of the rest."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from explainer.cli import app
from explainer.importing import IMPORTS, losses, text, timeline
from explainer.reading import load
from tests.cases import FERRY, SMALLEST


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


TABLE = """\
Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Text,Media,Type,Group
,,,,,,,,The bells,"An <b>overview</b> &amp; more",,title,
2031,4,,,,,,April,A bell rings,It rang at night.,https://example.org/bell.jpg,,Norrey
2031,5,3,10:00,2031,5,5,,The mayors meet,"They met,
and talked.",,,

-44,3,15,,,,,,An old day,,,,
,5,,,,,,,No year,,,,
"""
EVENTS = """## The bells

- id: the-bells

An overview & more

## A bell rings

- id: a-bell-rings
- when: 2031-04

It rang at night.

## The mayors meet

- id: the-mayors-meet
- when: 2031-05-03/2031-05-05

They met, and talked.

## An old day

- id: an-old-day

An old day

## No year

- id: no-year

No year
"""
LEFT = """
content/events.md:0: row 2: its type is left out: 'title'.
content/events.md:0: row 2: who says so is not in the table: add a mark.
content/events.md:6: row 3: display date is left out: 'April'.
content/events.md:6: row 3: media is left out: 'https://example.org/bell.jpg'.
content/events.md:6: row 3: group is left out: 'Norrey'.
content/events.md:6: row 3: who says so is not in the table: add a mark.
content/events.md:13: row 4: time is left out: '10:00'.
content/events.md:13: row 4: who says so is not in the table: add a mark.
content/events.md:20: row 6: '-44-3-15' is no date here, and is left out.
content/events.md:26: row 7: '5' is no date without a year.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_timeline_becomes_events_below_those_that_are_there(
    encoding: str, tmp_path: Path
) -> None:
    root, table = tmp_path / "ferry", tmp_path / "timeline.csv"
    shutil.copytree(FERRY, root)
    events = root / "content" / "events.md"
    before = events.read_text("utf-8")
    table.write_text(TABLE, encoding)
    result = _run("import", table, root)
    assert result.exit_code == 0
    assert events.read_text("utf-8") == f"{before}\n{EVENTS}"
    first = before.count("\n") + 2
    said = re.sub(r":(\d+):", lambda match: f":{int(match[1]) - first}:", result.stderr)
    assert said.strip() == LEFT.strip()
    assert f"content/events.md:{first}: here is what came in." in result.stdout
    assert {one.code for one in load(root)[1]} == {"missing-setting", "cites-nothing"}


def test_a_timeline_makes_the_file_of_events(tmp_path: Path) -> None:
    root, table = tmp_path / "lesson", tmp_path / "timeline.csv"
    shutil.copytree(SMALLEST, root)
    table.write_text(TABLE, "utf-8")
    result = _run("import", table, root)
    assert (root / "content" / "events.md").read_text("utf-8") == f"# What happened\n\n{EVENTS}"
    assert "content/events.md:3: row 2: its type is left out" in result.stderr


HARD = """\
Year,Month,Day,Time,End Year,End Month,End Day,Headline,Text,Location,Year
2024,,5,,,,,No month,See <a href="https://example.org/src">this</a>.<br>It rang.,Paris,1999
,,,,2025,2,3,Only an end,,,
2023,1,2,,,,,"# 3 in #",If a <b and c> d then e.,,,EXTRA
2023,1,4,,,,,خبر,"- rung: 9",,
2023,1,4,,,,,اعتصاب,"```  all",,
"""
WHOLE = r"""## No month

- id: no-month
- when: 2024

See this. It rang.

## Only an end

- id: only-an-end

Only an end

## \# 3 in \#

- id: the-3-in
- when: 2023-01-02

If a \<b and c> d then e.

## خبر

- id: untitled
- when: 2023-01-04

\- rung: 9

## اعتصاب

- id: untitled-2
- when: 2023-01-04

\`\`\` all
"""
TOLD = """
1: row 2: day '5' is left out, as it has no month.
1: row 2: location is left out: 'Paris'.
1: row 2: column 11 is left out: '1999'.
1: row 2: an address is left out: 'https://example.org/src'.
8: row 3: its end is left out, as it has no beginning: '2025-02-03'.
14: row 4: column 12 is left out: 'EXTRA'.
"""


def test_no_cell_goes_without_a_word_and_none_means_more_than_its_words(tmp_path: Path) -> None:
    path = tmp_path / "hard.csv"
    path.write_text(HARD, "utf-8")
    draft = timeline.read(path)
    assert text(draft.lines) == WHOLE
    said = [f"{one.place.line}: {one.message}" for one in losses(draft.lines, "")]
    assert [one for one in said if "who says so" not in one] == TOLD.strip().split("\n")


def test_a_cell_that_is_far_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"Year,Headline\n2031,{'x' * 140_000}\n", "utf-8")
    result = _run("import", path, FERRY)
    assert result.exit_code == 2
    assert "cannot be read as a table: a cell is far too long" in result.stderr


def test_every_import_is_told_in_the_help() -> None:
    told = " ".join(_run("import", "--help").stdout.split())
    assert all(one.HELP.split(",")[0] in told for one in IMPORTS.values())
