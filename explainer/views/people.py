"""People and groups, places, and the words that need explaining."""

from __future__ import annotations

from explainer import dates
from explainer.model import Explainer, Person, Word
from explainer.views import paper, place_card, prose


def show(lesson: Explainer) -> None:
    people = "".join(_person(lesson, person) for person in lesson.people)
    words = "".join(_word(lesson, word) for word in sorted(lesson.words, key=_alphabet))
    paper.put(
        paper.top("People and words", f"Roles as of {dates.words(lesson.site.as_of)}.")
        + f'<h2 id="people">People and groups</h2><div class="xp-cards">{people}</div>'
        + _places(lesson)
        + f'<h2 id="words">Words</h2><dl class="xp-words">{words}</dl>'
    )


def _places(lesson: Explainer) -> str:
    """A short part, where a lesson has any."""
    places = "".join(place_card.entry(lesson, location) for location in lesson.locations)
    return f'<h2 id="places">Places</h2><div class="xp-cards">{places}</div>' if places else ""


def _alphabet(word: Word) -> str:
    return word.term.casefold()


def _person(lesson: Explainer, person: Person) -> str:
    scope = f"p-{person.id}"
    names = ", ".join(other_names(person))
    also = f'<p class="xp-also">Also: {prose.title(lesson, names)}</p>' if names else ""
    return (
        f'<article class="xp-entry xp-person" id="{person.id}" tabindex="-1">'
        f"<h3>{prose.title(lesson, person.name)}</h3>"
        f'<p class="xp-meta">{prose.title(lesson, person.role)}</p>{also}'
        f"{prose.blocks(lesson, scope, person.text)}{prose.cards(lesson, scope, [person.text])}"
        "</article>"
    )


def other_names(person: Person) -> tuple[str, ...]:
    """What a reader may call them, among the words by which a text is found to speak of them.

    Those words are for matching, and hold more than names. A name begins with a capital, a digit,
    or a letter of a script without capitals; it is neither a part of a longer name, such as a
    surname alone, nor a longer form of one, such as a possessive or an adjective made of it.
    """
    named = [name for name in person.also if _is_name(name)]
    every = (person.name, *named)
    return tuple(name for name in named if not any(_is_form(name, other) for other in every))


def _is_name(words: str) -> bool:
    return words[:1].isalnum() and not words[0].islower()


def _is_form(name: str, other: str) -> bool:
    """Whether a name is a part of another, or another with an ending."""
    if name == other:
        return False
    is_part = f" {name} " in f" {other} "
    ending = name.removeprefix(other)
    return is_part or (ending != name and " " not in ending)


def _word(lesson: Explainer, word: Word) -> str:
    scope = f"g-{word.id}"
    return (
        f'<div class="xp-entry" id="{word.id}" tabindex="-1">'
        f"<dt>{prose.title(lesson, word.term)}</dt><dd>{prose.inline(lesson, scope, word.text)}"
        f"{prose.cards(lesson, scope, [word.text])}</dd></div>"
    )
