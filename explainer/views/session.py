"""One visitor's state. The only module that touches st.session_state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

import streamlit as st

from explainer.model import Mark, Response


@dataclass(frozen=True, slots=True)
class Given:
    """What this visitor last answered to a question, and how often."""

    response: Response
    mark: Mark
    tries: int
    open: bool = False
    """True while the visitor tries again."""


def seed() -> str:
    """A number for this visitor, so that options keep their order from run to run."""
    return str(st.session_state.setdefault("xp_seed", uuid4().hex))


def given() -> Mapping[str, Given]:
    """Answers by question id."""
    found: dict[str, Given] = st.session_state.setdefault("xp_given", {})
    return found


def remember(question: str, response: Response, mark: Mark) -> None:
    tries = given()[question].tries + 1 if question in given() else 1
    st.session_state["xp_given"] = {**given(), question: Given(response, mark, tries)}


def reopen(question: str) -> None:
    """Let the visitor try again; what was given stays until a new answer comes."""
    if question in given():
        old = given()[question]
        again = Given(old.response, old.mark, old.tries, open=True)
        st.session_state["xp_given"] = {**given(), question: again}


def forget() -> None:
    st.session_state["xp_given"] = {}


def triggered(key: str, name: str) -> object:
    """What a component sent, inside its callback, before the script runs."""
    return getattr(st.session_state.get(key), name, None)


def arrive(fragment: str) -> None:
    """Remember where on the next page the visitor wants to be."""
    st.session_state["xp_at"] = fragment


def arriving() -> str:
    return str(st.session_state.pop("xp_at", ""))
