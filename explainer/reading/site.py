"""content/site.md: what the lesson says of itself."""

from __future__ import annotations

import re

from explainer.model import Place, Site
from explainer.problems import Problem
from explainer.reading.parts import Part, check_blocks, check_settings, checked_date, parts
from explainer.reading.settings import Found
from explainer.syntax import Block, texts

SETTINGS = ("standfirst", "kicker", "as of", "language", "licence")

_SHOWN = ("paragraph", "bullets", "numbers", "table", "quote")


def read(blocks: tuple[Block, ...], file: str, found: Found) -> Site:
    head, rest = parts(blocks, file, SETTINGS, found)
    required = ("standfirst", "as of", "language", "licence")
    check_settings(head, "the site", SETTINGS, required, found)
    check_blocks(head, "site.md", _SHOWN, found)
    for part in rest:
        hint = "Put it into a file of the story, or make it a paragraph."
        found.append(
            Problem(part.place, "A heading in site.md is not shown.", hint, "not-read-here")
        )
    every = [*head.blocks, *(block for part in rest for block in part.blocks)]
    return Site(
        title=head.title,
        standfirst=head.value("standfirst"),
        kicker=head.value("kicker"),
        as_of=_as_of(head, found),
        language=head.value("language") or "en",
        licence=head.value("licence"),
        note="\n\n".join(block.source for block in every),
        place=head.place,
        told=tuple(texts(every)),
    )


def nothing(file: str) -> Site:
    """What stands in for a site.md that cannot be read."""
    return Site("Untitled lesson", "", "", "", "en", "", "", Place(file, 1))


def _as_of(head: Part, found: Found) -> str:
    day = checked_date(head, "as of", found)
    if day and not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        hint = "Write the day on which all of it stood like this, as in:  - as of: 2024-01-29"
        found.append(Problem(head.where("as of"), f"'{day}' is not one day.", hint, "not-one-day"))
        return ""
    return day
