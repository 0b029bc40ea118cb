"""Left sides with the right side that was chosen for each: what such a response comes to."""

from __future__ import annotations

from explainer.model import Mark, Option, Question, Response, option_id
from explainer.questions import form


def left_id(question: Question, option: Option) -> str:
    return option_id(question.id, option.text)


def right_id(question: Question, right: str) -> str:
    """Equal right sides have one id: any of them is right."""
    return option_id(question.id, "=" + right)


def grade(question: Question, response: Response) -> Mark:
    """The share of left sides that were given their right side."""
    lefts = [pair.partition(":")[0] for pair in response]
    names = {left_id(question, option) for option in question.options}
    if len(set(lefts)) < len(lefts) or not set(lefts) <= names:
        return form.mark(0)
    right = set(response) & set(key(question))
    return form.mark(len(right) / len(question.options))


def told(
    question: Question, response: Response, rights: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Each pair in words, and what the author says to its left side."""
    lefts = {left_id(question, option): option for option in question.options}
    texts = {right_id(question, right): right for right in rights}
    pairs = [pair.partition(":")[::2] for pair in response]
    known = [(lefts[one], texts[other]) for one, other in pairs if one in lefts and other in texts]
    return tuple((f"{option.text} \N{EN DASH} {right}", option.feedback) for option, right in known)


def key(question: Question) -> Response:
    return tuple(
        f"{left_id(question, option)}:{right_id(question, option.match)}"
        for option in question.options
    )
