"""A learner's results: by section and by skill, each line with its way back into the story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from explainer import again
from explainer.again import Course, History
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


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the first pass, and how it went with it and those like it."""

    question: Question
    course: Course


def html(lesson: Explainer, first: str = "") -> str:
    """All of it, with what comes first. What is only kept counts as neither right nor wrong."""
    answered = lines(lesson, session.history())
    save = _save() if session.has_route() else ""
    above = f"<p>{total(answered)}</p>{save}{first}"
    return above + _sections(lesson, answered) + _skills(lesson, answered)


def lines(lesson: Explainer, history: History) -> tuple[Line, ...]:
    """What a learner has answered, in the order of the quiz."""
    went = again.courses(lesson, history)
    return tuple(Line(lesson.asked[name], course) for name, course in went.items())


def sections(lesson: Explainer, answered: Sequence[Line]) -> Iterator[tuple[str, str, list[Line]]]:
    """The title of each section, its id, and what was answered about it; at last the rest."""
    for section in lesson.every_section:
        yield section.title, section.id, [x for x in answered if x.question.about == section.id]
    known = {section.id for section in lesson.every_section}
    yield _ELSEWHERE, "", [line for line in answered if line.question.about not in known]


def outcome(course: Course) -> tuple[tuple[Verdict, str], ...]:
    """How it went in words: once, or the first time and now."""
    first, last = course.first.mark.verdict, course.last.mark.verdict
    if course.first is course.last or last is Verdict.KEPT:
        return ((last, _STATES[last]),)
    return (first, f"first: {_STATES[first]}"), (last, f"now: {_STATES[last]}")


def courses(lesson: Explainer) -> Mapping[str, Course]:
    """How it went with each question that this learner has answered."""
    return again.courses(lesson, session.history())


def words(question: Question) -> str:
    return plain(question.stem)


def link(lesson: Explainer, question: Question) -> str:
    title = prose.title(lesson, words(question))
    return f'<a href="{addresses.question(question.id)}">{title}</a>'


def state(went: Mapping[str, Course], question: Question) -> str:
    """The outcome, as a sign behind the question; first and last, where there are several."""
    course = went.get(question.like or question.id)
    return _state(course) if course else ""


def _state(course: Course) -> str:
    return "".join(_sign(verdict, said) for verdict, said in outcome(course))


def _sign(verdict: Verdict, said: str) -> str:
    name = "again" if verdict in (Verdict.PARTLY, Verdict.WRONG) else verdict
    return f' <span class="xp-state xp-{name}">{said}</span>'


def _save() -> str:
    address = f"{addresses.RESULTS}?{urlencode({'zone': str(session.zone())})}"
    words = "Save these results"
    return f'<p><a class="xp-button xp-quietly" href="{address}" download>{words}</a></p>'


def _sections(lesson: Explainer, answered: Sequence[Line]) -> str:
    """Unfolded where there is something to look at again."""
    groups = list[str]()
    for title, name, own in sections(lesson, answered):
        way = f'<a href="{addresses.of(lesson, name)}">Read the section</a>' if name else ""
        more = f'<p class="xp-more">{way}</p>' if way else ""
        groups.append(_group(lesson, title, more, own))
    return f"<h3>By section</h3>{''.join(groups)}"


def _skills(lesson: Explainer, answered: Sequence[Line]) -> str:
    """The same lines once more, folded; on paper they stand under their sections alone."""
    groups = list[str]()
    for skill in lesson.skills:
        own = [line for line in answered if line.question.skill == skill.id]
        said = f"<p>{prose.inline(lesson, 'skills', skill.text)}</p>"
        groups.append(_group(lesson, skill.title, said, own, "xp-skill"))
    return f"<h3>By skill</h3>{''.join(groups)}" if any(groups) else ""


def _group(
    lesson: Explainer, title: str, more: str, own: Sequence[Line], name: str = "xp-part"
) -> str:
    if not own:
        return ""
    unfolded = " open" if name == "xp-part" and _missed(own) else ""
    told = "".join(_line(lesson, line) for line in own)
    return (
        f'<details class="xp-result {name}"{unfolded}>'
        f"<summary>{prose.title(lesson, title)} <span>{count(own)}</span></summary>"
        f"{more}<ul>{told}</ul></details>"
    )


def _line(lesson: Explainer, line: Line) -> str:
    found = "".join(ways(lesson, line.question))
    back = f'<span class="xp-ways">{found}</span>' if found else ""
    return f"<li>{link(lesson, line.question)}{_state(line.course)}{back}</li>"


def ways(lesson: Explainer, question: Question) -> Iterator[str]:
    if address := way_back.words(lesson, question):
        yield f'<a href="{address}">Read it in the story</a>'
    for event in way_back.points(lesson, question)[:1]:
        title = prose.title(lesson, event.title)
        yield f'<a href="{prose.event_address(event)}">In the sequence: {title}</a>'


def total(answered: Sequence[Line]) -> str:
    if not answered:
        return "Nothing is answered yet."
    many = "one question" if len(answered) == 1 else f"{len(answered)} questions"
    graded = _graded(answered)
    first = sum(line.course.first.mark.correct for line in graded)
    note = ""
    if any(line.course.first is not line.course.last for line in graded):
        note += (
            f" The first time, {first or 'none'} of them {'was' if first < 2 else 'were'} right."
        )
    if len(graded) < len(answered):
        note += " What is kept has no right or wrong."
    return f"You have answered {many}: {count(answered)}.{note}"


def count(own: Sequence[Line]) -> str:
    """By the last answer to each."""
    graded = _graded(own)
    kept = len(own) - len(graded)
    right = f"{len(graded) - len(_missed(own))} of {len(graded)} right" if graded else ""
    return ", ".join(part for part in (right, f"{kept} kept" if kept else "") if part)


def _graded(own: Iterable[Line]) -> list[Line]:
    return [line for line in own if line.course.last.mark.graded]


def _missed(own: Iterable[Line]) -> list[Line]:
    return [line for line in _graded(own) if not line.course.last.mark.correct]
