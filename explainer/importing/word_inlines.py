"""The words of a Word file, as pandoc tells of them, as inline Markdown of our dialect."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

Node = Mapping[str, Any]
"""What pandoc calls an element: `t` is its kind and `c` what it holds."""
Lost = list[str]

_SIGNS = re.compile(r"([\\*`<])|(\[)(?!\^[\w-]+\]|![A-Za-z]+\]|[ xX]?\])|(?<!\w)(_)|(_)(?!\w)")
_MARK = re.compile(r"[cnds]\d{1,6}[a-z]?", re.IGNORECASE)
_BROKEN_MARK = re.compile(r"\\?\[\s*\^\s*([cnds]\d{1,6}[a-z]?)\s*\\?\]", re.IGNORECASE)


def text(nodes: Sequence[Node], lost: Lost) -> str:
    """One run of words; what has no sign in our dialect is added to `lost`."""
    joined = "".join(_one(node, lost) for node in nodes)
    return _BROKEN_MARK.sub(r"[^\1]", joined)


def bare(nodes: Sequence[Node]) -> str:
    """The words alone."""
    return "".join(_BARE.get(node["t"], _inside)(node) for node in nodes)


def _one(node: Node, lost: Lost) -> str:
    write = _WRITERS.get(node["t"])
    if write is None:
        lost.append(f"something that only Word knows ({node['t']}) is left out.")
        return ""
    return write(node, lost)


def escaped(words: str) -> str:
    """Words as words: none of their signs means anything, but for marks of claims."""
    return _SIGNS.sub(lambda match: f"\\{match[0]}", words.replace("\u00a0", " "))


def _wrapped(sign: str) -> Callable[[Node, Lost], str]:
    """Signs stand close to the words; blanks that Word made bold stay outside."""

    def write(node: Node, lost: Lost) -> str:
        inner = text(node["c"], lost)
        words = inner.strip()
        if not words:
            return inner
        before, after = (inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :])
        return f"{before}{sign}{words}{sign}{after}"

    return write


def _without(what: str) -> Callable[[Node, Lost], str]:
    def write(node: Node, lost: Lost) -> str:
        inner = text(node["c"], lost)
        lost.append(f"{what} of '{bare(node['c'])}' is left out; the words stay.")
        return inner

    return write


def _raised(node: Node, lost: Lost) -> str:
    """The mark of a claim, as one sets it in Word; else words like others."""
    words = bare(node["c"]).strip()
    return f" [^{words}]" if _MARK.fullmatch(words) else _without("The raising")(node, lost)


def _link(node: Node, lost: Lost) -> str:
    words, target = text(node["c"][1], lost), node["c"][2][0]
    return target if bare(node["c"][1]) == target else f"[{words}]({target})"


def _note(node: Node, lost: Lost) -> str:
    """A footnote that names claims is their marks."""
    blocks = [block for block in node["c"] if block["t"] in ("Para", "Plain")]
    words = " ".join(bare(block["c"]) for block in blocks).strip()
    names = re.split(r"[\s,;]+", words.strip("[]^."))
    if all(map(_MARK.fullmatch, names)):
        return "".join(f" [^{name}]" for name in names)
    lost.append(f"a footnote is left out: '{words}'. Make a claim of it, or a sentence.")
    return ""


def _picture(node: Node, lost: Lost) -> str:
    name = bare(node["c"][1]) or node["c"][2][0].rsplit("/", 1)[-1]
    lost.append(f"a picture is left out: '{name}'. A chart or a map can say what it showed.")
    return ""


def _formula(node: Node, lost: Lost) -> str:
    lost.append(f"a formula is left out: '{node['c'][1]}'.")
    return ""


def _span(node: Node, lost: Lost) -> str:
    """Also what somebody changed or remarked in Word."""
    (_, classes, _), inner = node["c"]
    if "comment-start" in classes:
        lost.append(f"a comment is left out: '{bare(inner)}'.")
    elif "deletion" in classes:
        lost.append(f"words that were taken away in Word stay away: '{bare(inner)}'.")
    elif "comment-end" not in classes:
        return text(inner, lost)
    return ""


def _quoted(node: Node, lost: Lost) -> str:
    left, right = ("'", "'") if node["c"][0]["t"] == "SingleQuote" else ('"', '"')
    return f"{left}{text(node['c'][1], lost)}{right}"


def _raw(node: Node, lost: Lost) -> str:
    lost.append(f"something that only Word knows is left out: '{node['c'][1][:40]}'.")
    return ""


_WRITERS: Mapping[str, Callable[[Node, Lost], str]] = MappingProxyType(
    {
        "Str": lambda node, _lost: escaped(node["c"]),
        "Space": lambda _node, _lost: " ",
        "SoftBreak": lambda _node, _lost: " ",
        "LineBreak": lambda _node, _lost: "\n",
        "Emph": _wrapped("*"),
        "Strong": _wrapped("**"),
        "Strikeout": _wrapped("~~"),
        "Underline": _without("The underlining"),
        "SmallCaps": _without("The setting in small capitals"),
        "Subscript": _without("The lowering"),
        "Superscript": _raised,
        "Quoted": _quoted,
        "Cite": lambda node, lost: text(node["c"][1], lost),
        "Code": lambda node, _lost: f"`{node['c'][1]}`",
        "Math": _formula,
        "RawInline": _raw,
        "Link": _link,
        "Image": _picture,
        "Note": _note,
        "Span": _span,
    }
)


def _inside(node: Node) -> str:
    """Of whatever holds other words, be they its only part or its last list."""
    held = node.get("c", [])
    if held and all(isinstance(one, dict) for one in held):
        return bare(held)
    return "".join(bare(one) for one in held if isinstance(one, list) and _are_nodes(one))


def _are_nodes(held: Sequence[Any]) -> bool:
    return bool(held) and all(isinstance(one, dict) and "t" in one for one in held)


_BARE: Mapping[str, Callable[[Node], str]] = MappingProxyType(
    {
        "Str": lambda node: str(node["c"]),
        "Space": lambda _node: " ",
        "SoftBreak": lambda _node: " ",
        "LineBreak": lambda _node: " ",
        "Code": lambda node: str(node["c"][1]),
        "Note": lambda _node: "",
    }
)
