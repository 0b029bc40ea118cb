"""Files with two or three mistakes each: one run finds all of them, each on its line, and no more.

Behind a line stands what is said of it, as in  `Norrey closed it. [^c99]  <- unknown-claim`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.reading import load
from tests.cases import HERE, KINDS, make

CASES = sorted((HERE / "slips").glob("*/*.md"))
_EXPECTED = re.compile(r"[ ]{2}<- ([\w, -]+)$")


def _taken_apart(text: str) -> tuple[str, list[tuple[int, str]]]:
    """What the author wrote, and on which line which message is expected."""
    lines, expected = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        match = _EXPECTED.search(line)
        lines.append(line[: match.start()] if match else line)
        expected += [(number, code) for code in match[1].split(", ")] if match else []
    return "\n".join(lines), expected


def test_there_are_many() -> None:
    assert len(CASES) >= 60
    assert {case.parent.name for case in CASES} >= {*KINDS} - {"maps"}
    for case in CASES:
        assert len(_taken_apart(case.read_text("utf-8"))[1]) >= 2, case


@pytest.mark.uncounted
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_every_slip_is_found_in_one_run(case: Path, tmp_path: Path) -> None:
    written, expected = _taken_apart(case.read_text("utf-8"))
    root = make(case, tmp_path)
    place = root / KINDS[case.parent.name].file.format(case.stem)
    place.write_text(written, "utf-8")
    found = [(problem.place.line, problem.code) for problem in load(root)[1]]
    assert sorted(found) == sorted(expected)
    assert {problem.place.file for problem in load(root)[1]} == {place.relative_to(root).as_posix()}
