"""Every kind of question, answered with a mouse, with a finger and with the keyboard alone.

On a telephone's screen, without a complaint of axe or of the browser, and heard: what a screen
reader says before and after the answer is in `tests/spoken`. Take a log away and it is written
anew; then read it as somebody would who sees nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from explainer.model import Question
from explainer.questions import QUESTIONS
from explainer.reading import load
from tests.cases import FERRY
from tests.clients import Pairs, right_pairs
from tests.conftest import Complaints
from tests.proof import some
from tests.servers import Server
from tests.spoken import spoken
from tests.test_accessibility import violations
from tests.visits import cookie

pytestmark = pytest.mark.browser

LOGS = Path(__file__).parent / "spoken"
PHONE: ViewportSize = {"width": 390, "height": 844}
TOKEN = "5" * 32
"""Decides the order of options, so that a log stays."""
FARTHEST = 60
"""Presses of Tab after which nobody would go on."""
SMALLEST = 44.0

ASKED = {each.kind: each for each in reversed(tuple(load(FERRY)[0].questions.values()))}
"""The first of each kind on the page of the quiz. Predictions stand at the story, and have tests
of their own in `test_predicting`."""


def test_no_other_kind_is_left_out() -> None:
    assert QUESTIONS.keys() - ASKED.keys() <= {"predicting"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own: what others have answered would be told after a placing."""
    place = tmp_path_factory.mktemp("by-hand")
    with Server(FERRY, f"sqlite:///{place}/answers.sqlite", place) as server:
        yield server.address


@pytest.mark.proof
@pytest.mark.parametrize("kind", some(ASKED, 4))
def test_by_keyboard_mouse_and_finger(browser: Browser, address: str, kind: str) -> None:
    question = ASKED[kind]
    for way, give in WAYS.items():
        context = browser.new_context(
            viewport=PHONE, has_touch=way == "finger", reduced_motion="reduce"
        )
        complaints = Complaints()
        complaints.listen(context)
        if way == "keyboard":
            _known(context, address)
        form = _opened(context.new_page(), address, question)
        before = _looked_at(form) if way == "keyboard" else []
        give(form, question)
        _check_answered(form)
        if way == "keyboard":
            assert violations(form.page) == []
            _compare(kind, before, spoken(form.page, "form.xq-form"))
        assert complaints.heard == [], way
        context.close()


def _opened(page: Page, address: str, question: Question) -> Locator:
    page.goto(f"{address}/quiz?question={question.id}")
    form = page.locator("form.xq-form")
    expect(form.locator(".xq-body > *").first).to_be_visible(timeout=60_000)
    expect(page.locator(".xp-foot")).to_be_attached(timeout=60_000)
    return form


def _known(context: BrowserContext, address: str) -> None:
    """As the learner whose order of options the logs have."""
    name, _, value = cookie(TOKEN)["Cookie"].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": address}])


def _looked_at(form: Locator) -> list[str]:
    """By axe, with a ruler, and with closed eyes."""
    _check_targets(form)
    assert violations(form.page) == []
    return spoken(form.page, "form.xq-form")


def _compare(kind: str, before: list[str], after: list[str]) -> None:
    log = LOGS / f"{kind}.txt"
    heard = "\n".join(["--- before the answer", *before, "--- after it", *after, ""])
    if not log.exists():
        log.parent.mkdir(exist_ok=True)
        log.write_text(heard, "utf-8")
        pytest.fail(f"{log} was not there and is written now: read it.", pytrace=False)
    assert heard == log.read_text("utf-8")


def _check_targets(form: Locator) -> None:
    """Whatever is pressed is large enough for a finger."""
    controls = ".xq-option, .xq-select, .xq-input, .xq-handle, .xq-move, .xq-check, .xq-summary"
    for control in form.locator(controls).all():
        box = control.bounding_box()
        if box:
            assert min(box["width"], box["height"]) >= SMALLEST, control.inner_text()


def _check_answered(form: Locator) -> None:
    verdict = form.locator(".xq-verdict")
    expect(verdict).to_be_visible(timeout=30_000)
    assert verdict.inner_text().strip() in ("Right", "Kept")
    expect(form.locator(".xq-result")).to_be_focused()


# --- with a mouse, with a finger ------------------------------------------------------


def _with_mouse(form: Locator, question: Question) -> None:
    _point(form, question, lambda control: control.click())


def _with_finger(form: Locator, question: Question) -> None:
    _point(form, question, lambda control: control.tap())


def _point(form: Locator, question: Question, press: Callable[[Locator], None]) -> None:
    pairs = right_pairs(question)
    for name, value in pairs:
        match question.kind:
            case "fill-in":
                press(form.locator(".xq-input"))
                form.page.keyboard.type(value)
            case "place":
                press(form.locator(f"[data-area='{value}']"))
                expect(form.locator(f"input[value='{value}']")).to_be_checked()
            case "choice" | "evidence":
                press(form.locator(f"label:has(input[value='{value}'])"))
            case "sequencing":
                pass
            case _:
                press(form.locator(f"select[name='{name}']"))
                press(form.locator(f"select[name='{name}'] option[value='{value}']"))
                expect(form.locator(f"select[name='{name}']")).to_have_value(value)
    if question.kind == "sequencing":
        _step_by_step(form, pairs, lambda step: press(step.locator("[data-move=up]")))
    press(form.locator(".xq-check").last)


def _step_by_step(form: Locator, pairs: Pairs, up: Callable[[Locator], None]) -> None:
    """Each step in its turn goes up until it stands where it belongs."""
    for place, (_, value) in enumerate(pairs):
        step = form.locator(f".xq-step:has(input[value='{value}'])")
        while form.locator(".xq-step input").nth(place).get_attribute("value") != value:
            up(step)


# --- with the keyboard alone ----------------------------------------------------------


def _with_keyboard(form: Locator, question: Question) -> None:
    pairs = right_pairs(question)
    keys = form.page.keyboard
    match question.kind:
        case "sequencing":
            _step_by_step(form, pairs, _lift)
        case "fill-in":
            _tab_to(form.locator(".xq-input"))
            keys.type(pairs[0][1])
        case "choice" | "evidence" | "place":
            _tab_to(form.locator(".xq-tick"))
            keys.press("Space")
            while not form.locator(f"input[value='{pairs[0][1]}']").is_checked():
                keys.press("ArrowDown")
        case _:
            for name, value in pairs:
                select = form.locator(f"select[name='{name}']")
                _tab_to(select)
                keys.type(select.locator(f"option[value='{value}']").text_content() or "", delay=5)
                expect(select).to_have_value(value)
    _tab_to(form.locator(".xq-check").last)
    keys.press("Enter")


def _lift(step: Locator) -> None:
    _tab_to(step.locator("[data-handle]"))
    step.page.keyboard.press("ArrowUp")


def _tab_to(wanted: Locator) -> None:
    """From wherever the focus is, as anybody would: on, and round the page if need be."""
    for _ in range(FARTHEST):
        if wanted.evaluate_all("all => all.includes(document.activeElement)"):
            return
        wanted.page.keyboard.press("Tab")
    pytest.fail(f"Not reached with {FARTHEST} presses of Tab: {wanted}")


WAYS: dict[str, Callable[[Locator, Question], None]] = {
    # The first, since after a placing it is told what others have chosen.
    "keyboard": _with_keyboard,
    "mouse": _with_mouse,
    "finger": _with_finger,
}
