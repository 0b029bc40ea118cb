"""A lesson as it would be if some of its files said something else: nothing of it is touched."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from explainer.model import Explainer
from explainer.problems import Problem
from explainer.reading import load
from explainer.reading.files import FOLDERS, MAPS, every, maps, markdown


def load_with(root: Path, texts: Mapping[str, bytes]) -> tuple[Explainer, tuple[Problem, ...]]:
    """Read it with these bytes as its files, by their path from the root; some may be new.

    Raises as `load`, and OSError where there is no room for a copy.
    """
    with _copied(root) as copy:
        for name, raw in texts.items():
            path = copy / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(raw)
        return load(copy)


@contextmanager
def _copied(root: Path) -> Iterator[Path]:
    """All that reading looks at. A link that leads out stays one: what is wrong with it is said.

    A link within the lesson's folder becomes what it leads to, which may be no part of the copy.
    """
    with tempfile.TemporaryDirectory(prefix="explainer-") as folder:
        copy = Path(folder)
        (copy / "content").mkdir()
        for path in _every(root):
            target = copy / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                target.mkdir(exist_ok=True)
            else:
                shutil.copyfile(path, target, follow_symlinks=_is_inside(path, root))
        yield copy


def _every(root: Path) -> Iterator[Path]:
    """Also what reading finds in a folder that is a link, into which no walk goes by itself."""
    yield from every(root)
    for folder in FOLDERS:
        if (root / folder).is_symlink():
            yield from (*markdown(root, folder), *(maps(root) if folder == MAPS else ()))


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False
