"""No slip of a finger breaks a lesson: all is well still, or it is said where the slip is."""

from __future__ import annotations

import os
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from explainer.reading import load
from tests.cases import FERRY
from tests.mutations import Lesson, Mutation, copied, mutations, quick
from tests.proof import IS_FULL, SEED, form, tell

LETTERS = 1000
"""Of a large file, so many letters are deleted, each alone."""

Verdicts = Counter[tuple[str, str]]


def _every(lesson: Lesson) -> list[Mutation]:
    files = lesson.files()
    return [one for file in files for one in mutations(file, lesson.text(file), LETTERS)]


def _drawn(lesson: Lesson, number: int) -> list[Mutation]:
    every = _every(lesson)
    return every if IS_FULL else random.Random(SEED).sample(every, number)


def _verdicts(root: Path, share: list[Mutation]) -> Verdicts:
    lesson = Lesson(root)
    with quick():
        load(root)  # each file as it is, to be kept
        return Counter((one.kind, _verdict(lesson, one)) for one in share)


def _verdict(lesson: Lesson, mutation: Mutation) -> str:
    said = lesson.outcome(mutation).verdict
    return f"{said}\n  after {mutation}" if said.startswith(("FAR", "LOST")) else said


@pytest.mark.proof
@pytest.mark.parametrize("source", [Path(__file__).parents[1], FERRY], ids=["ours", "ferry"])
def test_every_slip_is_harmless_or_said_where_it_is(source: Path, tmp_path: Path) -> None:
    drawn = _drawn(Lesson(copied(source, tmp_path / "0")), 70)
    cores = form(os.cpu_count() or 1, 1)
    shares = [drawn[number::cores] for number in range(cores)]
    roots = [tmp_path / "0", *(copied(source, tmp_path / str(n)) for n in range(1, cores))]
    found: Verdicts = Counter()
    if cores == 1:
        found = _verdicts(roots[0], drawn)
    else:
        with ProcessPoolExecutor(cores) as pool:
            found = sum(pool.map(_verdicts, roots, shares), found)

    tell(_counts(source.name, found))
    assert [said for _, said in found if said.startswith(("FAR", "LOST"))] == []


def _counts(name: str, found: Verdicts) -> str:
    verdicts = Counter[str]()
    kinds = Counter[str]()
    for (kind, said), number in found.items():
        verdicts[said.split("\n")[0]] += number
        kinds[kind] += number
    every = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    said = ", ".join(f"{number} {what}" for what, number in sorted(verdicts.items()))
    return f"Slips in {name}: {every}; of these {said}."


def test_what_is_kept_is_what_the_real_thing_gives(tmp_path: Path) -> None:
    """Reading only the changed file anew is as good as reading all of them."""
    lesson = Lesson(copied(FERRY, tmp_path / "lesson"))
    sample = random.Random(SEED + 1).sample(_every(lesson), form(200, 15))
    with quick():
        kept = [lesson.outcome(one).problems for one in sample]
    for mutation, problems in zip(sample, kept, strict=True):
        with lesson.spoilt(mutation):
            assert load(lesson.root)[1] == problems, str(mutation)
