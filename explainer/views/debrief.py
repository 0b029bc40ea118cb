"""What a learner believed, held against the record: what they were surest of comes first.

Whoever is certain and wrong learns most from being told (Butterfield and Metcalfe 2001), and
whoever guesses right does not know that they may rely on it. So the first answer counts, given
before anything was said to it; a later one is only mentioned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from explainer.answering import Given
from explainer.model import Claim, Entry, Explainer, Misreading, Question, Report, Silence, Verdict
from explainer.questions import QUESTIONS
from explainer.questions.form import SUREST
from explainer.syntax import marks
from explainer.views import prose, results

_SCOPE = "debrief"
_GUESS = 1
_MOST = 2
"""So many entries of the record are shown at most: the question itself has them all."""
_SURE: Mapping[int | None, str] = MappingProxyType({1: "a guess", 2: "fairly sure", 3: "certain"})

_Told = tuple[Question, Given]


def html(lesson: Explainer, given: Mapping[str, Given]) -> str:
    """Of what was answered, and of nothing else. What has no right or wrong is left out."""
    told = [
        (question, answer.believed)
        for question in lesson.questions.values()
        if (answer := given.get(question.id)) and answer.mark.graded
    ]
    errors = [each for each in told if _is_wrong(each) and each[1].confidence == SUREST]
    guesses = [each for each in told if not _is_wrong(each) and each[1].confidence == _GUESS]
    rest = [each for each in told if each not in errors and each not in guesses]
    cited = [f"[^{entry.id}]" for each in told for entry in _answering(lesson, *each)]
    return (
        _group(lesson, "You were certain, and the record says otherwise", errors, given)
        + _group(lesson, "You guessed, and the record bears you out", guesses, given)
        + _rest(lesson, rest, given, is_all=len(rest) == len(told))
        + prose.cards(lesson, _SCOPE, cited)
    )


def _is_wrong(told: _Told) -> bool:
    return told[1].mark.verdict is not Verdict.RIGHT


def _group(
    lesson: Explainer, title: str, group: Sequence[_Told], given: Mapping[str, Given]
) -> str:
    if not group:
        return ""
    items = "".join(
        f"<li><h4>{results.link(lesson, question)}</h4>"
        f"{_body(lesson, question, answer, given[question.id])}</li>"
        for question, answer in group
    )
    return f'<h3>{title}</h3><ol class="xp-debrief">{items}</ol>'


def _rest(
    lesson: Explainer, rest: Sequence[_Told], given: Mapping[str, Given], *, is_all: bool
) -> str:
    """A line for each, which unfolds where there is something to say to it."""
    if not rest:
        return ""
    wrong = "".join(
        f"<details><summary>{prose.title(lesson, results.words(question))} {_signs(answer)}"
        f"</summary>{_body(lesson, question, answer, given[question.id])}</details>"
        for question, answer in rest
        if _is_wrong((question, answer))
    )
    right = "".join(
        f"<li>{results.link(lesson, question)} {_signs(answer)}</li>"
        for question, answer in rest
        if not _is_wrong((question, answer))
    )
    title = "Your first answers" if is_all else "The others"
    listed = f"<ul>{right}</ul>" if right else ""
    return f'<h3>{title}</h3><div class="xp-debrief-rest">{wrong}{listed}</div>'


def _signs(answer: Given) -> str:
    """How it went and how sure they were, in words."""
    sure = _SURE.get(answer.confidence, "")
    word = "right" if answer.mark.correct else "partly right" if answer.mark.score else "not right"
    return f'<span class="xp-meta">{", ".join(part for part in (word, sure) if part)}</span>'


def _body(lesson: Explainer, question: Question, answer: Given, last: Given) -> str:
    """What was given, what is right, the way of misreading, what answers it, and the ways back."""
    said, right = _words(lesson, question, answer)
    wrong = _is_wrong((question, answer))
    facts = _fact("You said", said) + (_fact("By the record", right) if wrong else "")
    misread = "".join(_misreading(lesson, each) for each in _caught(lesson, question, answer))
    record = "".join(_record(lesson, entry) for entry in _answering(lesson, question, answer))
    since = "<p>Since then you have put it right.</p>" if wrong and last.mark.correct else ""
    ways = "".join(results.ways(lesson, question))
    back = f'<p class="xp-ways">{ways}</p>' if ways else ""
    return f"<dl>{facts}</dl>{misread}{record}{since}{back}"


def _fact(name: str, words: str) -> str:
    return f"<div><dt>{name}</dt><dd>{words}</dd></div>"


def _words(lesson: Explainer, question: Question, answer: Given) -> tuple[str, str]:
    """What was given and what is right; of several parts, those in which they differ."""
    kind = QUESTIONS[question.kind]
    said = [text for text, _ in kind.feedback(question, answer.response)]
    right = [text for text, _ in kind.feedback(question, kind.key(question))]
    if question.kind == "sequencing":
        return _list(lesson, said, "ol"), _list(lesson, right, "ol")
    more = [text for text in said if text not in right]
    less = [text for text in right if text not in said]
    return _list(lesson, more or said, "ul"), _list(lesson, less or right, "ul")


def _list(lesson: Explainer, texts: Sequence[str], name: str) -> str:
    shown = [prose.plain(text, lesson.site.language) for text in texts]
    if len(shown) < 2:
        return "".join(shown)
    return f"<{name}>{''.join(f'<li>{text}</li>' for text in shown)}</{name}>"


def _caught(lesson: Explainer, question: Question, answer: Given) -> Iterator[Misreading]:
    """The misreadings of the choices that were made, each once."""
    chosen = {text for text, _ in QUESTIONS[question.kind].feedback(question, answer.response)}
    wrong = (option for option in question.options if not option.correct)
    names = {option.misreading for option in wrong if option.text in chosen}
    return (misreading for misreading in lesson.misreadings if misreading.id in names)


def _misreading(lesson: Explainer, misreading: Misreading) -> str:
    language = lesson.site.language
    return (
        f'<p class="xp-misread"><b>{prose.title(lesson, misreading.title)}.</b> '
        f"{prose.plain(misreading.text, language)} "
        f"<b>Ask yourself:</b> {prose.plain(misreading.ask, language)}</p>"
    )


def _answering(lesson: Explainer, question: Question, answer: Given) -> Sequence[Entry]:
    """What of the record answers it: what stands behind the choice, else behind the reason.

    Silences come first: where one is cited, it is what the question turns on.
    """
    told = QUESTIONS[question.kind].feedback(question, answer.response)
    own = [mark for _, said in told for mark in marks(said)]
    cited = dict.fromkeys(own or marks(question.why))
    entries = [lesson.record[mark] for mark in cited if mark in lesson.record]
    return sorted(entries, key=lambda entry: not isinstance(entry, Silence))[:_MOST]


def _record(lesson: Explainer, entry: Entry) -> str:
    """Its words, who says so, and its mark, which opens the whole of it."""
    match entry:
        case Claim():
            who = f"{prose.voice(entry)} ({prose.where(entry)})."
        case Silence():
            who = "This the source does not say."
        case Report():
            who = f"Another report, not the source: {entry.publisher}."
        case _:
            who = "It follows, though nobody says it."
    said = prose.plain(entry.text, lesson.site.language)
    mark = prose.mark_button(lesson, _SCOPE, entry.id)
    who = prose.title(lesson, who)
    return f'<div class="xp-record-says"><p>{said} {mark}</p><p>{who}</p></div>'
