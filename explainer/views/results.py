"""A learner's results: by section and by skill, each line with its way back into the story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from explainer.model import Explainer, Question, Verdict
from explainer.syntax import plain
from explainer.views import addresses, prose, session, way_back

_STATES: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.RIGHT: "right",
        Verdict.PARTLY: "partly right",
        Verdict.WRONG: "not right",
        Verdict.KEPT: "kept",
    }
)
"""What a line says of an answer."""

_ELSEWHERE = "Across sections"


def html(lesson: Explainer, first: str = "") -> str:
    """All of it, with what comes first. What is only kept counts as neither right nor wrong."""
    answered = [q for q in lesson.questions.values() if q.id in session.given()]
    return f"<p>{_sum(answered)}</p>{first}{_sections(lesson, answered)}{_skills(lesson, answered)}"


def link(lesson: Explainer, question: Question) -> str:
    words = prose.title(lesson, plain(question.stem))
    return f'<a href="{addresses.question(question.id)}">{words}</a>'


def state(question: Question) -> str:
    """The newest outcome, as a sign behind the question; empty where there is none."""
    given = session.given().get(question.id)
    if not given:
        return ""
    verdict = given.mark.verdict
    name = "again" if verdict in (Verdict.PARTLY, Verdict.WRONG) else verdict
    return f' <span class="xp-state xp-{name}">{_STATES[verdict]}</span>'


def _sections(lesson: Explainer, answered: Sequence[Question]) -> str:
    """Unfolded where there is something to look at again."""
    groups = list[str]()
    for section in lesson.every_section:
        own = [question for question in answered if question.about == section.id]
        address = addresses.of(lesson, section.id)
        more = f'<p class="xp-more"><a href="{address}">Read the section</a></p>'
        groups.append(_group(lesson, section.title, more, own, is_open=bool(_missed(own))))
    rest = [q for q in answered if q.about not in {s.id for s in lesson.every_section}]
    groups.append(_group(lesson, _ELSEWHERE, "", rest, is_open=bool(_missed(rest))))
    return f"<h3>By section</h3>{''.join(groups)}"


def _skills(lesson: Explainer, answered: Sequence[Question]) -> str:
    groups = list[str]()
    for skill in lesson.skills:
        own = [question for question in answered if question.skill == skill.id]
        said = f"<p>{prose.inline(lesson, 'skills', skill.text)}</p>"
        groups.append(_group(lesson, skill.title, said, own, is_open=False))
    return f"<h3>By skill</h3>{''.join(groups)}" if any(groups) else ""


def _group(
    lesson: Explainer, title: str, more: str, own: Sequence[Question], *, is_open: bool
) -> str:
    if not own:
        return ""
    lines = "".join(_line(lesson, question) for question in own)
    return (
        f'<details class="xp-result"{" open" if is_open else ""}>'
        f"<summary>{prose.title(lesson, title)} <span>{_count(own)}</span></summary>"
        f"{more}<ul>{lines}</ul></details>"
    )


def _line(lesson: Explainer, question: Question) -> str:
    found = "".join(ways(lesson, question))
    back = f'<span class="xp-ways">{found}</span>' if found else ""
    return f"<li>{link(lesson, question)}{state(question)}{back}</li>"


def ways(lesson: Explainer, question: Question) -> Iterator[str]:
    if address := way_back.words(lesson, question):
        yield f'<a href="{address}">Read it in the story</a>'
    for event in way_back.points(lesson, question)[:1]:
        title = prose.title(lesson, event.title)
        yield f'<a href="{prose.event_address(event)}">In the sequence: {title}</a>'


def _sum(answered: Sequence[Question]) -> str:
    count = "one question" if len(answered) == 1 else f"{len(answered)} questions"
    kept = len(_graded(answered)) < len(answered)
    note = " What is kept has no right or wrong." if kept else ""
    return f"You have answered {count}: {_count(answered)}.{note}"


def _count(own: Sequence[Question]) -> str:
    graded = _graded(own)
    kept = len(own) - len(graded)
    right = f"{len(graded) - len(_missed(own))} of {len(graded)} right" if graded else ""
    return ", ".join(part for part in (right, f"{kept} kept" if kept else "") if part)


def _graded(own: Iterable[Question]) -> list[Question]:
    return [question for question in own if session.given()[question.id].mark.graded]


def _missed(own: Iterable[Question]) -> list[Question]:
    return [question for question in _graded(own) if not session.given()[question.id].mark.correct]
