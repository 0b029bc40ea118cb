"""What an explainer is: frozen data, and nothing about how it is written or shown.

Read this package first. Every other module makes, checks or shows these values.
Text fields hold inline Markdown as the author wrote it, marks such as [^c7] included,
unless they say otherwise. `place` is where a thing was written and no part of what it is,
so two equal things written on different lines are equal. `told` is the same for what was
written: the texts a thing is made of, so that what is wrong is said at its line.
"""

from explainer.model.answers import Answer, Part, Wording
from explainer.model.events import (
    Channel,
    ChannelStep,
    Direction,
    Does,
    Event,
    OtherDay,
    Person,
    Rung,
    Saying,
    Word,
)
from explainer.model.lesson import Explainer, Site, Thing
from explainer.model.place import Place, Text
from explainer.model.questions import (
    KEPT,
    Mark,
    Misreading,
    Option,
    Question,
    Quiz,
    Response,
    Skill,
    Verdict,
    option_id,
)
from explainer.model.record import Claim, Entry, Inference, Report, Silence, Source, Voice
from explainer.model.scales import Code, Coding, Scale
from explainer.model.story import Ask, Block, Chart, Note, Prose, Section
from explainer.model.world import Area, Location, Map, Point, Ring

__all__ = [
    "KEPT",
    "Answer",
    "Area",
    "Ask",
    "Block",
    "Channel",
    "ChannelStep",
    "Chart",
    "Claim",
    "Code",
    "Coding",
    "Direction",
    "Does",
    "Entry",
    "Event",
    "Explainer",
    "Inference",
    "Location",
    "Map",
    "Mark",
    "Misreading",
    "Note",
    "Option",
    "OtherDay",
    "Part",
    "Person",
    "Place",
    "Point",
    "Prose",
    "Question",
    "Quiz",
    "Report",
    "Response",
    "Ring",
    "Rung",
    "Saying",
    "Scale",
    "Section",
    "Silence",
    "Site",
    "Skill",
    "Source",
    "Text",
    "Thing",
    "Verdict",
    "Voice",
    "Word",
    "Wording",
    "option_id",
]
