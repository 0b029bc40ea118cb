"""What is kept of a learner, in plain words: a code for another device, and how to be forgotten."""

from __future__ import annotations

from explainer import answering, current, settings, tokens
from explainer.model import Explainer
from explainer.store import Unavailable
from explainer.views import addresses, paper, session
from explainer.views.components import component

_INTRO = "What this site keeps of you, for how long, and how to take it with you or delete it."

LABELS = {
    "code": "Show my code",
    "code_is": "Your code. Write it down; whoever has it can see and go on with your answers.",
    "code_new": "Each new code ends the one before it.",
    "enter": "Code from the other device",
    "continue": "Continue here",
    "continued": "Found. Your answers are here now.",
    "nothing": "Type the code first.",
    "forget": "Forget me",
    "sure": "This deletes all your answers, here and on your other devices. Delete them?",
    "yes": "Yes, delete them",
    "no": "No, keep them",
    "forgotten": "Done. Answers deleted: {count}. Nothing of you is left here.",
    "failed": "That did not work just now. Please try again in a moment.",
}
"""The interface's words in English; the component fills in {count}."""


def show(lesson: Explainer) -> None:
    paper.put(paper.top("Your answers", _INTRO) + _kept(lesson))
    component("learner")(
        key="learner",
        data={
            "labels": LABELS,
            "routes": _routes() if session.has_route() else {},
            "reply": session.replied(),
        },
        on_ask_change=_asked,
    )


def _kept(lesson: Explainer) -> str:
    answered = sum(name in session.given() for name in lesson.questions)
    count = "one question" if answered == 1 else f"{answered} questions"
    days = settings.read().retention_days
    return (
        f"<h2>What is kept</h2><p>You have answered {count}. "
        "For each answer the site keeps what you chose or wrote, whether it was right, and when "
        "it came. Where no answer is the right one, others are shown how many chose what, and "
        "never who. It keeps no name, no e-mail address and no address of your device.</p>"
        "<p>This browser holds a long random number that says which answers are yours. "
        "The site itself keeps only a fingerprint of that number, and asks nobody else for "
        "anything. What you have not sent yet stays in this browser alone.</p>"
        f"<p>Answers are deleted {days} days after they came.</p>"
    )


def _routes() -> dict[str, str]:
    return {
        "code": addresses.CODE,
        "continue": addresses.CONTINUE,
        "forget": addresses.FORGET,
    }


def _asked() -> None:
    """The same three wishes where no server of ours runs: inside the script."""
    sent = session.triggered("learner", "ask")
    if not isinstance(sent, dict) or not session.token():
        return
    try:
        session.reply(done(str(sent.get("wish")), str(sent.get("code", ""))))
    except (Unavailable, TimeoutError):
        session.reply({"said": LABELS["failed"]})


def done(wish: str, typed: str) -> dict[str, object]:
    """One of the three wishes, where no route of ours could do it."""
    store, mine = current.store(), tokens.learner(session.token())
    if wish == "code":
        shown = tokens.new_code()
        kept = store.set_code(answering.learner(session.token()), tokens.code(shown) or "")
        kept.result(current.PATIENCE_SECONDS)
        return {"code": shown}
    if wish == "continue":
        code = tokens.code(typed)
        found = code and store.link(mine, code).result(current.PATIENCE_SECONDS)
        return {"continued": True} if found else {"said": _WRONG}
    if wish == "forget":
        forgotten = store.forget(answering.learner(session.token()))
        return {"forgotten": forgotten.result(current.PATIENCE_SECONDS)}
    return {}


_WRONG = "No learner has this code. Look at it again, letter by letter."
