"""content/ladder.md, channels.md, people.md, words.md, skills.md, misreadings.md: small cards."""

from __future__ import annotations

from explainer.model import Channel, Direction, Misreading, Person, Rung, Skill, Word
from explainer.problems import Problem, did_you_mean
from explainer.reading.parts import Part, Shape, cards, check_settings, identifier, names
from explainer.reading.settings import Found
from explainer.syntax import Block

RUNG_SETTINGS = ("id", "direction")
CHANNEL_SETTINGS = ("id", "open", "shut")
PERSON_SETTINGS = ("id", "role", "also")
WORD_SETTINGS = ("id", "also", "companion")
MISREADING_SETTINGS = ("id", "ask")
SKILL_SETTINGS = ("id",)

_RUNG = Shape("a rung", RUNG_SETTINGS)
_CHANNEL = Shape("a channel", CHANNEL_SETTINGS, ())
_CARD = Shape("a card", PERSON_SETTINGS)
_WORD = Shape("a word", WORD_SETTINGS)
_MISREADING = Shape("a misreading", MISREADING_SETTINGS)
_SKILL = Shape("a skill", SKILL_SETTINGS)


def read_ladder(blocks: tuple[Block, ...], file: str, found: Found) -> tuple[Rung, ...]:
    """The rungs, from the most tense to the calmest, as the author put them."""
    return tuple(_rung(part, found) for part in cards(blocks, file, _RUNG, found))


def read_channels(blocks: tuple[Block, ...], file: str, found: Found) -> tuple[Channel, ...]:
    """The channels, in the order in which a chart shows them."""
    return tuple(_channel(part, found) for part in cards(blocks, file, _CHANNEL, found))


def read_people(blocks: tuple[Block, ...], file: str, found: Found) -> tuple[Person, ...]:
    return tuple(_person(part, found) for part in cards(blocks, file, _CARD, found))


def read_words(blocks: tuple[Block, ...], file: str, found: Found) -> tuple[Word, ...]:
    return tuple(_word(part, found) for part in cards(blocks, file, _WORD, found))


def read_misreadings(blocks: tuple[Block, ...], file: str, found: Found) -> tuple[Misreading, ...]:
    return tuple(_misreading(part, found) for part in cards(blocks, file, _MISREADING, found))


def read_skills(blocks: tuple[Block, ...], file: str, found: Found) -> tuple[Skill, ...]:
    """The skills, in the order in which results name them."""
    return tuple(_skill(part, found) for part in cards(blocks, file, _SKILL, found))


def _rung(part: Part, found: Found) -> Rung:
    check_settings(part, "a rung", RUNG_SETTINGS, RUNG_SETTINGS, found)
    written = part.value("direction").lower()
    if written and written not in list(Direction):
        message = f"'{written}' is no direction."
        found.append(
            Problem(
                part.where("direction"),
                message,
                did_you_mean(written, Direction),
                "unknown-direction",
            )
        )
    direction = Direction(written) if written in list(Direction) else Direction.ASIDE
    text = _text(part, "rung", found)
    return Rung(identifier(part, found), part.title, direction, text, part.place)


def _channel(part: Part, found: Found) -> Channel:
    check_settings(part, "a channel", CHANNEL_SETTINGS, ("id",), found)
    return Channel(
        id=identifier(part, found),
        title=part.title,
        open=part.value("open") or "open",
        shut=part.value("shut") or "shut",
        place=part.place,
    )


def _person(part: Part, found: Found) -> Person:
    check_settings(part, "a card", PERSON_SETTINGS, ("id", "role"), found)
    return Person(
        id=identifier(part, found),
        name=part.title,
        role=part.value("role"),
        also=names(part.value("also")),
        text=_text(part, "card", found),
        place=part.place,
        told=part.told(),
    )


def _word(part: Part, found: Found) -> Word:
    check_settings(part, "a word", WORD_SETTINGS, ("id",), found)
    return Word(
        id=identifier(part, found),
        term=part.title,
        also=names(part.value("also")),
        companion=part.value("companion"),
        text=_text(part, "word", found),
        place=part.place,
        told=part.told(),
    )


def _misreading(part: Part, found: Found) -> Misreading:
    check_settings(part, "a misreading", MISREADING_SETTINGS, MISREADING_SETTINGS, found)
    return Misreading(
        id=identifier(part, found),
        title=part.title,
        ask=part.value("ask"),
        text=_text(part, "misreading", found),
        place=part.place,
        told=part.told(),
    )


def _skill(part: Part, found: Found) -> Skill:
    check_settings(part, "a skill", SKILL_SETTINGS, SKILL_SETTINGS, found)
    return Skill(identifier(part, found), part.title, _text(part, "skill", found), part.place)


def _text(part: Part, what: str, found: Found) -> str:
    text = part.paragraphs()
    if not text:
        hint = "Write a sentence under its settings."
        found.append(Problem(part.below, f"This {what} has no text.", hint, "no-text"))
    return text
