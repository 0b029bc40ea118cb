"""An order that is guessed before the story, on a page of its own, and given again at its end."""

from __future__ import annotations

from explainer.model import Explainer, Question
from explainer.views import addresses, paper, prose, question

_AGAIN = "You have read the story: put the same events in order once more."


def way(lesson: Explainer) -> str:
    """The way to each prediction, before the story begins."""
    return "".join(
        f'<p class="xp-predict"><a href="{addresses.question(one.id)}">Before you read, guess:'
        f" {prose.title(lesson, one.stem)}</a></p>"
        for one in lesson.predictions
    )


def show(lesson: Explainer, asked: Question) -> None:
    """A page of its own, so that the story does not move when the question comes."""
    kicker, title = ("The story", "Once more") if asked.after else ("Before you read", "A guess")
    paper.put(
        f'<p class="xp-kick">{kicker}</p><h1 class="xp-small" id="top" tabindex="-1">{title}</h1>'
    )
    question.show(lesson, asked, "predict")
    paper.put(paper.button("Read the story", addresses.page(addresses.STORY)), "xp-steps")


def afterwards(lesson: Explainer) -> None:
    """At the end of the story."""
    for one in lesson.predictions:
        paper.put(f'<h2 id="{one.afterwards.id}" tabindex="-1">Once more</h2><p>{_AGAIN}</p>')
        question.show(lesson, one.afterwards, "story")
