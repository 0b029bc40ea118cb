"""One visitor's state. The only module that touches st.session_state.

Nothing here is the only holder of an answer: the store is, and each run asks it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from uuid import uuid4

import streamlit as st

from explainer import answering, authorship, clock, tokens
from explainer.again import History
from explainer.answering import Given
from explainer.store import Unavailable


def begin() -> None:
    """Ask who this is and what they gave: once a run, before anything is drawn."""
    st.session_state["xp_who"] = ""
    st.session_state["xp_given"] = {}
    st.session_state["xp_history"] = {}
    st.session_state["xp_silent"] = False
    if not token():
        return
    try:
        who = answering.learner(token())
        st.session_state["xp_history"] = answering.history(who)
        st.session_state["xp_given"] = answering.newest(history())
        st.session_state["xp_who"] = who
    except Unavailable:
        st.session_state["xp_silent"] = True


def token() -> str:
    """What the browser is known by; empty while it is not known.

    Where our server runs, its cookie. Where it does not, or a host filters cookies, our script
    in the browser keeps a token and tells us.
    """
    kept = st.context.cookies.get(tokens.COOKIE) or triggered("page", "token")
    return kept if isinstance(kept, str) and tokens.is_token(kept) else ""


def has_route() -> bool:
    """Whether answers can travel over a plain route of our server."""
    return tokens.is_token(st.context.cookies.get(tokens.COOKIE, ""))


def is_author() -> bool:
    """Whether this visitor sees what only authors see; everybody else's pages stay as they are."""
    asked = st.context.headers
    passed_on = any(asked.get(name) is not None for name in authorship.PASSED_ON)
    client = st.context.ip_address or "127.0.0.1"  # Streamlit's None; our doors name one unknown.
    ticket = st.context.cookies.get(authorship.COOKIE) or ""
    return authorship.is_author(
        authorship.Visitor(client, asked.get("host", ""), passed_on, ticket)
    )


def is_preview() -> bool:
    """Whether an author looks at the lesson as its drafts would have it, in the editor's frame.

    The address says so at first; later our script does, since it knows the frame it stands in.
    """
    asked = "drafts" in st.query_params or triggered("live", "drafts") is True
    return asked and is_author()


def has_desk() -> bool:
    """Whether the pages for authors are among the others; in the editor's frame they are not."""
    return is_author() and not is_preview()


def who() -> str:
    """The learner as the store knows them; empty while nobody knows."""
    return str(st.session_state.get("xp_who", ""))


def is_silent() -> bool:
    """Whether the store could not be asked, so that earlier answers are missing here."""
    return bool(st.session_state.get("xp_silent"))


def seed() -> str:
    """What decides the order of options: the same for a learner on every device and day."""
    visit = str(st.session_state.setdefault("xp_seed", uuid4().hex))
    return who() or (tokens.learner(token()) if token() else visit)


def given() -> Mapping[str, Given]:
    """Answers by question id, as the store had them when this run began."""
    found: dict[str, Given] = st.session_state.setdefault("xp_given", {})
    return found


def history() -> History:
    """All answers to questions that still stand, as the store had them when this run began."""
    found: History = st.session_state.setdefault("xp_history", {})
    return found


def zone() -> tzinfo:
    """By whose days a learner lives: the browser's, if it says so."""
    return clock.zone(st.context.timezone or "")


def remember(question: str, new: Given) -> None:
    """An answer that the store has just taken in, for the rest of this run."""
    st.session_state["xp_given"] = {**given(), question: new}
    st.session_state.pop("xp_failed", None)


def fail(question: str) -> None:
    """The store did not take an answer: said beside its question, once."""
    st.session_state["xp_failed"] = question


def failed(question: str) -> bool:
    found = st.session_state.get("xp_failed") == question
    if found:
        st.session_state.pop("xp_failed")
    return found


def triggered(key: str, name: str) -> object:
    """What a component sent, inside its callback, before the script runs."""
    return getattr(st.session_state.get(key), name, None)


def reply(said: Mapping[str, object]) -> None:
    """What a component is told in answer to what it asked, at the next run."""
    st.session_state["xp_reply"] = dict(said)


def replied() -> Mapping[str, object]:
    found: Mapping[str, object] = st.session_state.pop("xp_reply", {})
    return found


def arrive(fragment: str) -> None:
    """Remember where on the next page the visitor wants to be."""
    st.session_state["xp_at"] = fragment


def arriving() -> str:
    return str(st.session_state.pop("xp_at", ""))
