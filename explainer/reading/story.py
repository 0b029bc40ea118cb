"""content/story/*.md: a section of the story, block by block."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from explainer.model import Ask, Chart, Note, Place, Prose, Section, Text
from explainer.model import Block as Part
from explainer.problems import Problem
from explainer.reading.parts import file_part, slug
from explainer.reading.settings import Found, Setting
from explainer.reading.slips import is_known
from explainer.syntax import Block, texts

_PROSE = MappingProxyType(
    {
        "paragraph": "paragraph",
        "heading": "heading",
        "bullets": "list",
        "numbers": "list",
        "table": "table",
        "quote": "quote",
    }
)


def read(blocks: tuple[Block, ...], file: str, found: Found) -> Section:
    whole = file_part(blocks, file, found)
    told = tuple(part for block in whole.blocks if (part := _part(block, found)))
    if not whole.blocks:
        hint = "Write a paragraph under the title, or take the file away."
        found.append(Problem(whole.place, "This section says nothing.", hint, "empty-section"))
    return Section(section_id(file), whole.title, told, whole.place)


def section_id(file: str) -> str:
    """`content/story/20-the-strikes.md` is the section `the-strikes`."""
    name = file.rsplit("/", 1)[-1].removesuffix(".md")
    return slug(re.sub(r"^\d+[-_ ]*", "", name))


def _part(block: Block, found: Found) -> Part | None:
    if not is_known(block):
        return None
    if block.kind in _PROSE:
        return Prose(_PROSE[block.kind], block.source, block.place)
    if block.kind == "alert":
        return _note(block)
    if block.kind == "fence" and block.info == "chart":
        return _chart(block, found)
    if block.kind == "fence" and block.info == "quiz":
        return _ask(block, found)
    return None


def _note(block: Block) -> Note:
    markdown = "\n\n".join(_unquoted(inner) for inner in block.blocks)
    return Note(block.info, markdown, block.place, tuple(texts(block.blocks)))


def _unquoted(block: Block) -> str:
    return "\n".join(re.sub(r"^\s*> ?", "", line) for line in block.source.split("\n"))


def _chart(block: Block, found: Found) -> Chart | None:
    settings = _settings(block, found)
    missing = [name for name in _CHART_HINTS if name not in settings or not settings[name].value]
    for name in missing:
        above = [one.place for other, one in settings.items() if _stands_before(other, name)]
        message = f"This chart has no '{name}'."
        place = max(above, default=block.place)
        found.append(Problem(place, message, _CHART_HINTS[name], "missing-setting"))
    if missing:
        return None
    told = tuple(Text(settings[name].value, settings[name].place) for name in ("title", "says"))
    values = {name: setting.value for name, setting in settings.items()}
    kind, title, says = (values.pop(name) for name in _CHART_HINTS)
    return Chart(kind, title, says, MappingProxyType(values), block.place, told)


def _stands_before(other: str, name: str) -> bool:
    order = [*_CHART_HINTS]
    return other in order and order.index(other) < order.index(name)


def _settings(block: Block, found: Found) -> Mapping[str, Setting]:
    settings: dict[str, Setting] = {}
    for offset, line in enumerate(block.text.split("\n"), start=1):
        name, colon, value = (part.strip() for part in line.partition(":"))
        here = Place(block.place.file, block.place.line + offset)
        if line.strip() and not (name and colon):
            hint = "Each line of a chart is a name, a colon and a value, as in:  kind: sequence"
            found.append(
                Problem(here, f"'{line.strip()}' is no setting of a chart.", hint, "broken-setting")
            )
        elif name.lower() in settings:
            first = settings[name.lower()].place.line
            hint = f"Keep one of them; the first stands on line {first}."
            found.append(Problem(here, f"'{name.lower()}' is set twice.", hint, "set-twice"))
        elif name:
            settings[name.lower()] = Setting(value, here)
    return settings


_CHART_HINTS = MappingProxyType(
    {
        "kind": "Add a line such as:  kind: sequence",
        "title": "Add a line such as:  title: Step by step",
        "says": "Add a line that says it for those who do not see it:  says: ... [^c7]",
    }
)


def _ask(block: Block, found: Found) -> Ask | None:
    words = block.text.split()
    if len(words) == 1:
        return Ask(words[0], block.place)
    named = f"names {len(words)} questions" if words else "names no question"
    hint = "Write the id of one question, alone on a line between the fences."
    line = block.place.line + bool(words)
    place = Place(block.place.file, line)
    found.append(Problem(place, f"This block {named}.", hint, "which-question"))
    return None
