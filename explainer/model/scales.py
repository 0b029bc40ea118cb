"""Published scales, which give each type of action a number, and the codes of events on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from explainer.model.place import Place, Text


@dataclass(frozen=True, slots=True)
class Code:
    """A type of action on a scale. The number is that of the type, and of no single event."""

    code: str
    value: float
    written: str
    """The value with the decimals that the scale has, and no more."""
    meaning: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Scale:
    """A published scale, as far as the lesson needs it."""

    id: str
    title: str
    source: tuple[str, ...]
    """The reports that give its values (s1, ...)."""
    ends: tuple[str, ...]
    """What its lowest and its highest number stand for; empty where nobody says."""
    text: str
    codes: tuple[Code, ...]
    place: Place = field(compare=False)
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)

    def code(self, name: str) -> Code | None:
        """The code of a name, whatever its letters."""
        wanted = name.casefold()
        return next((code for code in self.codes if code.code.casefold() == wanted), None)


@dataclass(frozen=True, slots=True)
class Coding:
    """The code that the lesson's authors chose for an event on one scale: a judgement."""

    scale: str
    codes: tuple[str, ...]
    """The chosen one, and then others that would fit as well."""
    place: Place = field(compare=False)
