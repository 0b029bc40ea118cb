"""Coming back, days later and on any device: the day, the card, and what then is asked again."""

from __future__ import annotations

from datetime import date, datetime, time

from explainer import again, answering, clock, current, dates, tokens
from explainer.model import Explainer
from explainer.store import Unavailable
from explainer.views import addresses, paper, return_card, session, sitting, yours
from explainer.views.components import component
from explainer.views.sitting import Sitting

_INTRO = (
    "What you did not know, or only guessed, is asked again some days later. "
    "Remembering it then is what makes it stay."
)

LABELS = {
    "make": "Make my card",
    "made": "Whoever has this card can see and go on with your answers, so keep it to yourself. "
    "A new card or a new code ends this one.",
    "print": "Print the card",
    "save": "Save as a picture",
    "file": "come-back",
    "scanned": "Your card was read. Press the button, and you go on where you left off.",
    "type": "The code of your card",
    "go_on": "Go on with this card",
    "continued": "Found. Your answers are here now.",
    "nothing": "Type the code first.",
    "joins": "This browser has answers of its own. They will be joined to those of the card.",
    "failed": "That did not work just now. Please try again in a moment.",
}
"""The interface's words in English."""


def show(lesson: Explainer) -> None:
    """The page to which a card leads."""
    given = bool(session.given())
    paper.put(paper.top(addresses.TITLES[addresses.BACK], _INTRO) + _today(lesson))
    if given:
        paper.put("<h2>A card from another device</h2>")
    _component(lesson, continues=True)


def offer(lesson: Explainer) -> None:
    """On the page of results: when to come back, and the card for it."""
    paper.put(f'<h2 id="card" tabindex="-1">Come back</h2>{_today(lesson)}')
    _component(lesson, continues=False)


def made(lesson: Explainer, who: str, code: str, here: str, zone: str) -> dict[str, object]:
    """What a browser is told of a new card. Raises Unavailable."""
    day = again.due(answering.history(who), clock.zone(zone))
    return {"code": code, "svg": return_card.drawn(lesson, code, here, day)}


def _today(lesson: Explainer) -> str:
    """What there is to do today, or when there will be."""
    if not session.given():
        return "<p>This browser has no answers yet. With your card, those you gave come here.</p>"
    now = _due_today()
    left = (
        [item for item in sitting.coming(lesson, now) if not sitting.is_done(now, item)]
        if now
        else ()
    )
    if now and left:
        start = paper.button("Start", sitting.address(now, left[0].id))
        return f"<p>{_many(len(left), 'comes', 'come')} back today.</p><p>{start}</p>"
    return _later(lesson)


def _due_today() -> Sitting | None:
    """A sitting that lasts all day, so that who stops in the middle of it can go on."""
    zone = session.zone()
    begun = datetime.combine(_local(), time.min, zone)
    day = again.due(again.until(session.history(), begun), zone)
    return Sitting(sitting.BACK, begun) if day and _local() >= day else None


def _later(lesson: Explainer) -> str:
    day = again.due(session.history(), session.zone())
    count = len(sitting.coming(lesson, Sitting(sitting.BACK, clock.now())))
    if not count or day is None:
        return "<p>You knew everything that you have answered: nothing waits to be asked again.</p>"
    says = dates.said_with_weekday(day.isoformat())
    return f"<p>Come back on <b>{says}</b>: {_many(count, 'waits', 'wait')} for you then.</p>"


def _many(count: int, one: str, more: str) -> str:
    return f"One question {one}" if count == 1 else f"{count} questions {more}"


def _local() -> date:
    """Today, where the learner is."""
    return clock.now().astimezone(session.zone()).date()


def _component(lesson: Explainer, *, continues: bool) -> None:
    routes = {"card": addresses.CARD, "continue": addresses.CONTINUE}

    def asked() -> None:
        _asked(lesson)

    component("card")(
        key="card",
        data={
            "labels": LABELS,
            "routes": routes if session.has_route() else {},
            "reply": session.replied(),
            "page": addresses.BACK,
            "makes": bool(session.given()),
            "continues": continues,
            "joins": bool(session.given()),
        },
        on_ask_change=asked,
    )


def _asked(lesson: Explainer) -> None:
    """The same wishes where no server of ours runs: inside the script."""
    sent = session.triggered("card", "ask")
    if not isinstance(sent, dict) or not session.token():
        return
    told = {name: str(sent.get(name, "")) for name in ("wish", "code", "here", "zone")}
    try:
        session.reply(_done(lesson, told))
    except (Unavailable, TimeoutError):
        session.reply({"said": LABELS["failed"]})


def _done(lesson: Explainer, told: dict[str, str]) -> dict[str, object]:
    if told["wish"] != "card":
        return yours.done("continue", told["code"])
    who, code = answering.learner(session.token()), tokens.new_code()
    kept = current.store().set_code(who, tokens.code(code) or "")
    kept.result(current.PATIENCE_SECONDS)
    return made(lesson, who, code, told["here"], told["zone"])
