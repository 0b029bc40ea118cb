"""Quizzes as a package of QTI 2.1.

Canvas, Blackboard, Brightspace, OpenOlat, ILIAS and TAO read it. Version 2.1 and not 1.2, which
fewer read and which has no shape of its own for an order; and not 3.0, which hardly any read yet.
Moodle reads neither: GIFT is for that.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from explainer.exports.items import Choice, Item, Shape, left_by_all
from explainer.exports.qti_package import QTI, has_controls, packed
from explainer.model import Explainer

NAME = "QTI"
HELP = "Write the quizzes as a QTI 2.1 package, for Canvas, Blackboard, OpenOlat and others."
IS_TEXT = False
CARRIES = frozenset({Shape.ONE, Shape.SEVERAL, Shape.ORDER, Shape.PAIRS, Shape.TEXT})
NOT_IN_ANY: tuple[str, ...] = (
    "what leads from a claim to its source, and from an answer back to the story",
    "how sure a learner is",
)

_CARDINALITY = {
    Shape.ONE: "single", Shape.SEVERAL: "multiple", Shape.ORDER: "ordered",
    Shape.PAIRS: "multiple", Shape.TEXT: "single",
}  # fmt: skip
_BASE = {Shape.PAIRS: "directedPair", Shape.TEXT: "string"}

_PICKED = frozenset({Shape.ONE, Shape.SEVERAL})
"""Shapes of which each choice can have feedback of its own."""


def lost(item: Item) -> tuple[str, ...]:
    found = left_by_all(item)
    if item.shape is Shape.ORDER:
        found.append("marks for an order that is right in part")
    if item.shape is Shape.TEXT:
        found.append("our care in comparing: what is typed has to be the same letter by letter")
    if item.shape not in _PICKED and any(one.feedback for one in item.choices):
        found.append("the feedback on its parts")
    if any(map(has_controls, _words(item))):
        found.append("its control signs, which nobody sees and XML has no place for")
    return tuple(found)


def _words(item: Item) -> tuple[str, ...]:
    parts = (word for one in item.choices for word in (one.text, one.feedback))
    return (item.stem, item.why, *parts, *(target.text for target in item.targets))


def write(items: tuple[Item, ...], lesson: Explainer) -> bytes:
    return packed([(item, _item(item, lesson.site.language)) for item in items])


def _item(item: Item, language: str) -> Element:
    root = Element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "identifier": item.id,
            "title": item.stem,
            "xml:lang": language,
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    _key(root, item)
    _outcome(root, "SCORE", "single", "float")
    if item.shape in _PICKED:
        _outcome(root, "FEEDBACK", _CARDINALITY[item.shape], "identifier")
    _outcome(root, "WHY", "single", "identifier")
    _body(SubElement(root, "itemBody"), item)
    _processing(SubElement(root, "responseProcessing"), item)
    _feedback(root, item)
    return root


# --- the key ----------------------------------------------------------------------------


def _key(root: Element, item: Item) -> None:
    base = _BASE.get(item.shape, "identifier")
    named = {"identifier": "RESPONSE", "cardinality": _CARDINALITY[item.shape], "baseType": base}
    declared = SubElement(root, "responseDeclaration", named)
    right = SubElement(declared, "correctResponse")
    values = _right(item)
    for value in values if _CARDINALITY[item.shape] != "single" else values[:1]:
        SubElement(right, "value").text = value
    if item.shape is not Shape.ORDER:
        _mapping(declared, item, values)


def _right(item: Item) -> list[str]:
    match item.shape:
        case Shape.PAIRS:
            return [f"{_name(one.id)} {_name(one.match)}" for one in item.choices]
        case Shape.ORDER:
            return [_name(one.id) for one in item.choices]
        case Shape.TEXT:
            return [one.text for one in item.choices]
        case _:
            return [_name(one.id) for one in item.right]


def _mapping(declared: Element, item: Item, values: list[str]) -> None:
    """As we mark: several right ones share the mark, and each wrong one takes such a share away."""
    share = 1.0 if _CARDINALITY[item.shape] == "single" else 1 / len(values)
    bounds = {"lowerBound": "0", "upperBound": "1", "defaultValue": "0"}
    mapping = SubElement(declared, "mapping", bounds)
    taken = [_name(one.id) for one in item.choices if not one.right]
    weights = dict.fromkeys(values, share)
    if item.shape is Shape.SEVERAL:
        weights |= dict.fromkeys(taken, -share)
    for value, weight in weights.items():
        entry = {"mapKey": value, "mappedValue": f"{weight:.6g}"}
        if item.shape is Shape.TEXT:
            entry["caseSensitive"] = "false"
        SubElement(mapping, "mapEntry", entry)


def _outcome(root: Element, name: str, cardinality: str, base: str) -> None:
    named = {"identifier": name, "cardinality": cardinality, "baseType": base}
    declared = SubElement(root, "outcomeDeclaration", named)
    if base == "float":
        SubElement(SubElement(declared, "defaultValue"), "value").text = "0"


def _name(identifier: str) -> str:
    """An identifier there begins with a letter, and ours may begin with a digit."""
    return f"i{identifier}"


# --- what is shown ----------------------------------------------------------------------


def _body(body: Element, item: Item) -> None:
    match item.shape:
        case Shape.TEXT:
            SubElement(body, "p").text = item.stem
            entry = {"responseIdentifier": "RESPONSE", "expectedLength": "20"}
            SubElement(SubElement(body, "p"), "textEntryInteraction", entry)
        case Shape.PAIRS:
            _pairs(body, item)
        case Shape.ORDER:
            asked = _interaction(body, "orderInteraction", item)
            _choices(asked, tuple(sorted(item.choices, key=lambda one: one.id)))
        case _:
            most = "1" if item.shape is Shape.ONE else "0"
            asked = _interaction(body, "choiceInteraction", item, maxChoices=most)
            _choices(asked, item.choices)


def _interaction(body: Element, tag: str, item: Item, **more: str) -> Element:
    asked = SubElement(body, tag, {"responseIdentifier": "RESPONSE", "shuffle": "true", **more})
    SubElement(asked, "prompt").text = item.stem
    return asked


def _choices(asked: Element, choices: tuple[Choice, ...]) -> None:
    for one in choices:
        SubElement(asked, "simpleChoice", {"identifier": _name(one.id)}).text = one.text


def _pairs(body: Element, item: Item) -> None:
    many = str(len(item.choices))
    asked = _interaction(body, "matchInteraction", item, maxAssociations=many)
    sides = (
        ("1", [(one.id, one.text) for one in item.choices]),
        (many, [(target.id, target.text) for target in item.targets]),
    )
    for most, side in sides:
        group = SubElement(asked, "simpleMatchSet")
        for name, text in side:
            told = {"identifier": _name(name), "matchMax": most}
            SubElement(group, "simpleAssociableChoice", told).text = text


# --- what is done with an answer --------------------------------------------------------


def _processing(root: Element, item: Item) -> None:
    condition = SubElement(root, "responseCondition")
    if item.shape is Shape.ORDER:
        right = SubElement(condition, "responseIf")
        same = SubElement(right, "match")
        SubElement(same, "variable", {"identifier": "RESPONSE"})
        SubElement(same, "correct", {"identifier": "RESPONSE"})
        _set(right, "SCORE", "float", "1")
    else:
        nothing = SubElement(condition, "responseIf")
        SubElement(SubElement(nothing, "isNull"), "variable", {"identifier": "RESPONSE"})
        _set(nothing, "SCORE", "float", "0")
        given = SubElement(condition, "responseElse")
        score = SubElement(given, "setOutcomeValue", {"identifier": "SCORE"})
        SubElement(score, "mapResponse", {"identifier": "RESPONSE"})
    if item.shape in _PICKED:
        said = SubElement(root, "setOutcomeValue", {"identifier": "FEEDBACK"})
        SubElement(said, "variable", {"identifier": "RESPONSE"})
    _set(root, "WHY", "identifier", "why")


def _set(parent: Element, name: str, base: str, value: str) -> None:
    outcome = SubElement(parent, "setOutcomeValue", {"identifier": name})
    SubElement(outcome, "baseValue", {"baseType": base}).text = value


def _feedback(root: Element, item: Item) -> None:
    if item.shape in _PICKED:
        for one in item.choices:
            if one.feedback:
                _modal(root, "FEEDBACK", _name(one.id), one.feedback)
    if item.why:
        _modal(root, "WHY", "why", item.why)


def _modal(root: Element, outcome: str, name: str, words: str) -> None:
    told = {"outcomeIdentifier": outcome, "identifier": name, "showHide": "show"}
    SubElement(root, "modalFeedback", told).text = words
