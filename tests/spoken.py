"""What a screen reader has to say of a part of a page, line by line, from the browser itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import CDPSession, Page

Node = Mapping[str, Any]

_SILENT = frozenset(
    {"generic", "none", "InlineTextBox", "LineBreak", "ListMarker", "MenuListPopup"}
)
"""Roles that are not spoken, though what stands in them is."""

_WHOLE = frozenset(
    {
        "DisclosureTriangle",
        "button",
        "checkbox",
        "combobox",
        "link",
        "option",
        "radio",
        "textbox",
        "switch",
    }
)
"""What is spoken with all that stands in it."""

_LABELS = frozenset({"LabelText", "Legend"})

_JOINER = "\u2060"
"""It keeps a mark beside its word, and makes no sound."""

_STATES = ("disabled", "checked", "expanded", "invalid", "pressed", "readonly", "selected")
_SAID = {("checked", "false"): "not checked", ("expanded", False): "collapsed"}


def spoken(page: Page, selector: str) -> list[str]:
    """The part that a selector finds, in reading order: role, name, value and states."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}
    root = _backend(session, selector)
    start = next(node for node in nodes if node.get("backendDOMNodeId") == root)
    lines = list(_lines(start, known, in_label=False))
    session.detach()
    return lines


def _backend(session: CDPSession, selector: str) -> int:
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelector", {"nodeId": document, "selector": selector})
    node = session.send("DOM.describeNode", {"nodeId": found["nodeId"]})["node"]
    return int(node["backendNodeId"])


def _lines(node: Node, known: Mapping[str, Node], *, in_label: bool) -> Iterator[str]:
    role = "" if node.get("ignored") else str(node.get("role", {}).get("value", ""))
    if role and role not in _SILENT and (line := _line(node, role, in_label)):
        yield line
    if role in _WHOLE and not _is_open_to_choose(node, role):
        return
    for child in (known[name] for name in node.get("childIds", ()) if name in known):
        yield from _lines(child, known, in_label=in_label or role in _LABELS)


def _is_open_to_choose(node: Node, role: str) -> bool:
    """What a list has to choose from belongs to the log as long as one may choose."""
    return role == "combobox" and "disabled" not in _states(node)


def _line(node: Node, role: str, in_label: bool) -> str:
    name = " ".join(str(node.get("name", {}).get("value", "")).split())
    if role == "StaticText":
        # A label is spoken as the name of its control.
        return "" if in_label else name.strip(_JOINER)
    value = node.get("value", {}).get("value", "")
    parts = [role, f'"{name}"' if name else "", f"value {value}" if value else "", *_states(node)]
    written = " ".join(part for part in parts if part)
    return "" if written in (role, "") and role not in ("list", "listitem") else written


def _states(node: Node) -> Iterator[str]:
    states = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    if states.get("focused"):
        yield "focused"
    for name in _STATES:
        value = states.get(name)
        if (name, value) in _SAID:
            yield _SAID[name, value]
        elif value not in (None, False, "false"):
            yield name
