"""The charts beside the story, each with the few words that its author gave it."""

from __future__ import annotations

from explainer.model import Explainer, Section
from explainer.views import addresses, paper, prose, story

_INTRO = (
    "The same record, looked at from several sides. "
    "Open a point, or a name in the table below a chart, to see what stands behind it."
)
_NONE = "This lesson has its charts in the story."


def show(lesson: Explainer) -> None:
    paper.put(paper.top("Charts", _INTRO if lesson.charts else _NONE) + _contents(lesson))
    for part in lesson.charts:
        story.section(lesson, part)


def _contents(lesson: Explainer) -> str:
    """What there is to see, so that nobody has to scroll for it."""
    links = "".join(_link(lesson, part) for part in lesson.charts)
    return f'<ul class="xp-contents">{links}</ul>' if len(lesson.charts) > 1 else ""


def _link(lesson: Explainer, part: Section) -> str:
    address = addresses.page(addresses.CHARTS, part.id)
    return f'<li><a href="{address}">{prose.title(lesson, part.title)}</a></li>'
