"""People and groups, and the words that need explaining."""

from __future__ import annotations

from html import escape

from explainer import dates
from explainer.model import Explainer, Person, Word
from explainer.views import paper, prose


def show(lesson: Explainer) -> None:
    people = "".join(_person(lesson, person) for person in lesson.people)
    words = "".join(_word(lesson, word) for word in sorted(lesson.words, key=_alphabet))
    paper.put(
        paper.top("People and words", f"Roles as of {dates.words(lesson.site.as_of)}.")
        + f'<h2 id="people">People and groups</h2><div class="xp-cards">{people}</div>'
        + f'<h2 id="words">Words</h2><dl class="xp-words">{words}</dl>'
    )


def _alphabet(word: Word) -> str:
    return word.term.casefold()


def _person(lesson: Explainer, person: Person) -> str:
    scope = f"p-{person.id}"
    also = f'<p class="xp-also">Also: {escape(", ".join(person.also))}</p>' if person.also else ""
    return (
        f'<article class="xp-entry xp-person" id="{person.id}" tabindex="-1">'
        f'<h3>{escape(person.name)}</h3><p class="xp-meta">{escape(person.role)}</p>{also}'
        f"{prose.blocks(lesson, scope, person.text)}{prose.cards(lesson, scope, [person.text])}"
        "</article>"
    )


def _word(lesson: Explainer, word: Word) -> str:
    scope = f"g-{word.id}"
    return (
        f'<div class="xp-entry" id="{word.id}" tabindex="-1"><dt>{escape(word.term)}</dt>'
        f"<dd>{prose.inline(lesson, scope, word.text)}"
        f"{prose.cards(lesson, scope, [word.text])}</dd></div>"
    )
