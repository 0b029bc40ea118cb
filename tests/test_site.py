"""The site as its readers meet it: a real server, a real browser, a mouse, a keyboard."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from random import Random

import httpx
import pytest
from playwright.sync_api import Locator, Page, ViewportSize, WebSocket, expect

from explainer import current, markup, tokens
from explainer.model import Explainer, Question
from explainer.questions import QUESTIONS
from explainer.reading import load
from explainer.syntax import plain
from tests.clients import pairs_of
from tests.conftest import ROOT, Serve
from tests.proof import some
from tests.visits import cookie

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
PAGES = (
    "",
    "sequence",
    "who-says-what",
    "charts",
    "quiz",
    "sources",
    "people",
    "your-answers",
    "come-back",
)
FERRY = Path(__file__).parent / "valid" / "ferry"


@pytest.fixture(scope="session")
def lesson() -> Explainer:
    return load(ROOT)[0]


@pytest.fixture(autouse=True)
def patient(page: Page) -> None:
    """A busy machine is slow, not wrong."""
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)


def shown(words: str) -> str:
    """An author's words as a reader sees them."""
    return unescape(markup.text(plain(words), "en"))


def visit(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("h1#top")).to_be_visible()
    expect(page.locator(".xp-foot")).to_be_attached()


# --- reading --------------------------------------------------------------------------


def test_a_claim_opens_and_leads_to_the_record(page: Page, site: str) -> None:
    visit(page, f"{site}/#who-says-what")
    page.get_by_role("button", name="Claim 45, Iran").first.click()

    card = page.locator("[popover]:popover-open")
    expect(card).to_contain_text("nine people")
    expect(card).to_contain_text("According to Iran")
    expect(card).to_contain_text("paragraph 12")
    card.get_by_role("link", name="See it in the record").click()

    expect(page.locator("#c45")).to_be_focused()
    assert page.url == f"{site}/sources#c45"


def test_a_claim_opens_and_closes_by_keyboard(page: Page, site: str) -> None:
    visit(page, f"{site}/#the-break")
    mark = page.get_by_role("button", name=re.compile("^Claim 25")).first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("[popover]:popover-open")).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_reader_who_has_begun_is_left_where_they_are(page: Page, site: str) -> None:
    """On a slow day the script that opens an address comes after the reader's first key."""
    page.route("**/page.js*", lambda _: None)
    visit(page, f"{site}/#the-break")
    mark = page.get_by_role("button", name=re.compile("^Claim 25")).first
    mark.focus()
    page.unroute("**/page.js*")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    page.wait_for_timeout(500)

    expect(mark).to_be_focused()


def test_kinds_of_marks_do_not_look_alike(page: Page, site: str) -> None:
    visit(page, site)
    styles = {
        page.locator(f".xp-mark.xp-{kind}").first.evaluate(
            "e => { const s = getComputedStyle(e); return s.borderStyle + s.borderRadius }"
        )
        for kind in ("claim", "silence", "inference", "report")
    }

    assert len(styles) == 4


def test_the_record_lists_every_claim_with_its_uses(
    page: Page, site: str, lesson: Explainer
) -> None:
    visit(page, f"{site}/sources")
    claims = [name for name in lesson.record if name.startswith("c")]

    assert len(claims) == 47
    for name in claims:
        expect(page.locator(f"#{name} .xp-uses li a").first).to_be_attached()


@pytest.mark.parametrize(
    "address",
    ["sources#c7", "sources#n12", "sequence#recall", "people#sovereignty", "people#jilani"],
)
def test_an_address_opens_at_its_thing(page: Page, site: str, address: str) -> None:
    visit(page, f"{site}/{address}")
    thing = page.locator(f"#{address.split('#')[1]}")

    expect(thing).to_be_focused()
    expect(thing).to_be_in_viewport()


def test_a_section_opens_at_its_address_and_stays_after_reload(page: Page, site: str) -> None:
    visit(page, f"{site}/#the-way-back")
    expect(page.locator("#the-way-back")).to_be_in_viewport()
    page.reload()

    expect(page.locator("#the-way-back")).to_be_in_viewport()


def test_the_menu_changes_pages_within_one_visit(page: Page, site: str) -> None:
    visit(page, site)
    sockets: list[WebSocket] = []

    def opened(socket: WebSocket) -> None:
        sockets.append(socket)

    page.on("websocket", opened)
    for name in ("Sources", "Quiz", "Story"):
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()
        expect(page.locator(".xp-nav [aria-current]")).to_have_text(name)
        expect(page.locator("h1#top")).to_be_focused()

    assert not sockets
    page.go_back()
    expect(page.locator(".xp-nav [aria-current]")).to_have_text("Quiz")


# --- charts ---------------------------------------------------------------------------


def test_the_chart_follows_the_story(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, site)
    panel = page.locator(".xp-stage-panel")
    expect(panel).to_contain_text("Read on, or press Next")
    expect(page.locator(".st-key-xp-stage .points path.xp-later")).to_have_count(0)
    page.locator("a[data-event=war]").evaluate("e => e.scrollIntoView({block: 'center'})")
    expect(panel).to_contain_text("Step 1 of 11")
    panel.get_by_role("button", name="Next step").focus()
    for step in (2, 3, 4):
        page.keyboard.press("Enter")
        expect(panel).to_contain_text(f"Step {step} of 11")

    expect(page.locator("a.xp-event.xp-now")).to_be_in_viewport()
    expect(page.locator(".st-key-xp-stage .points path.xp-now")).to_have_count(1)
    expect(page.locator(".st-key-xp-stage .points path.xp-later")).to_have_count(7)


def test_the_chart_follows_a_reader_who_only_scrolls(page: Page, site: str) -> None:
    visit(page, site)
    expect(page.locator(".st-key-xp-stage .points path").first).to_be_attached()
    page.locator("a[data-event=recall]").evaluate("e => e.scrollIntoView({block: 'center'})")

    expect(page.locator(".xp-stage-panel")).to_contain_text("Step 4 of 11")
    expect(page.locator("a.xp-event.xp-now")).to_have_attribute("data-event", "recall")


def test_the_switch_brings_in_other_reports(page: Page, site: str) -> None:
    visit(page, f"{site}/sequence")
    points = page.locator("[class*=st-key-xp-wide] .textpoint")
    expect(points).to_have_count(11)
    page.get_by_role("radio", name="With other reports").click()

    expect(points).to_have_count(19)
    expect(page).to_have_url(f"{site}/sequence?layer=reports")
    page.reload()
    expect(points).to_have_count(19)


def test_a_chart_has_its_data_and_its_words(page: Page, site: str) -> None:
    visit(page, f"{site}/who-says-what")
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    page.get_by_text("The data as a table").first.click()
    rows = page.locator(".xp-data").first.locator("tbody tr")

    assert rows.count() == 7
    assert not page.locator("[data-testid=stPlotlyChart] .js-line, .js-fill path").count()


# --- questions ------------------------------------------------------------------------


def first_of_kind(lesson: Explainer, kind: str) -> Question:
    return next(q for q in lesson.questions.values() if q.kind == kind)


def several_right(lesson: Explainer) -> Question:
    return next(
        q
        for q in lesson.questions.values()
        if q.kind == "choice" and sum(option.correct for option in q.options) > 1
    )


ASKED: Mapping[str, Callable[[Explainer], Question]] = {
    "choice": lambda lesson: first_of_kind(lesson, "choice"),
    "several": several_right,
    "sequencing": lambda lesson: first_of_kind(lesson, "sequencing"),
    "matching": lambda lesson: first_of_kind(lesson, "matching"),
    "fill-in": lambda lesson: first_of_kind(lesson, "fill-in"),
}


def with_mouse(form: Locator, question: Question) -> None:
    for value in QUESTIONS[question.kind].key(question):
        match question.kind:
            case "choice":
                form.locator(f"label:has(input[value='{value}'])").click()
            case "matching":
                left, right = value.split(":")
                form.locator(f"select[name='{left}']").select_option(right)
            case "fill-in":
                form.locator("input[name=text]").fill(value)
    if question.kind == "sequencing":
        drag_into_order(form, QUESTIONS[question.kind].key(question))
    form.get_by_role("button", name="Fairly sure").click()


def drag_into_order(form: Locator, wanted: tuple[str, ...]) -> None:
    form.page.emulate_media(reduced_motion="reduce")
    form.page.evaluate("document.fonts.ready.then(() => true)")
    # Near an edge of the screen a drag scrolls the page, as it should; here it must not.
    form.locator(".xq-steps").evaluate("e => e.scrollIntoView({block: 'center'})")
    for place, value in enumerate(wanted):
        steps = form.locator(".xq-step")
        mine = form.locator(f".xq-step:has(input[value='{value}'])")
        if steps.nth(place).locator("input").get_attribute("value") == value:
            continue
        start = mine.locator("[data-handle]").bounding_box()
        end = steps.nth(place).bounding_box()
        assert start
        assert end
        mouse = form.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(start["x"] + 5, end["y"] + end["height"] / 2 - 4, steps=12)
        mouse.up()
        expect(steps.nth(place).locator("input")).to_have_value(value)


def with_keyboard(form: Locator, question: Question) -> None:
    for place, value in enumerate(QUESTIONS[question.kind].key(question)):
        match question.kind:
            case "choice":
                form.locator(f"input[value='{value}']").focus()
                form.page.keyboard.press("Space")
            case "matching":
                choose(form, *value.split(":"))
            case "fill-in":
                form.locator("input[name=text]").focus()
                form.page.keyboard.type(value)
            case _:
                lift(form, value, place)
    button = form.get_by_role("button", name="Fairly sure")
    button.focus()
    form.page.keyboard.press("Enter")


def choose(form: Locator, left: str, right: str) -> None:
    """Type the first letters, as one does in any list of choices."""
    select = form.locator(f"select[name='{left}']")
    words = select.locator(f"option[value='{right}']").inner_text()
    select.focus()
    form.page.keyboard.type(words, delay=5)
    expect(select).to_have_value(right)


def lift(form: Locator, value: str, place: int) -> None:
    mine = form.locator(f".xq-step:has(input[value='{value}'])")
    mine.locator("[data-handle]").focus()
    values = form.locator(".xq-step input").evaluate_all("all => all.map(e => e.value)")
    for _ in range(values.index(value) - place):
        form.page.keyboard.press("ArrowUp")
    expect(form.locator(".xq-step input").nth(place)).to_have_value(value)


@pytest.mark.parametrize("answer", [with_mouse, with_keyboard])
@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_is_answered(
    page: Page,
    site: str,
    lesson: Explainer,
    kind: str,
    answer: Callable[[Locator, Question], None],
) -> None:
    question = ASKED[kind](lesson)
    visit(page, f"{site}/quiz?question={question.id}")
    form = page.locator("form")
    expect(form.get_by_role("button", name="Fairly sure")).to_be_visible()
    answer(form, question)

    result = form.locator("[data-part=result]")
    expect(result).to_contain_text("Right")
    expect(result).to_contain_text("Why:")
    expect(result).to_be_focused()
    expect(page.locator(".xp-bar")).to_have_attribute("aria-valuenow", "1")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_events_are_placed_kept_and_compared(
    page: Page, site: str, lesson: Explainer, size: ViewportSize
) -> None:
    question = first_of_kind(lesson, "coding")
    page.set_viewport_size(size)
    visit(page, f"{site}/quiz?question={question.id}")
    form = page.locator("form")
    keep = form.get_by_role("button", name="Keep and compare")
    keep.click()
    expect(form).to_contain_text("Choose a rung for each event first.")
    selects = form.locator("select")
    for at, (name, rung) in enumerate(pairs_of(question, Random(1))):
        box = selects.nth(at).bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= size["width"]
        choose(form, name, rung)
    keep.focus()
    page.keyboard.press("Enter")
    result = form.locator("[data-part=result]")
    expect(result.locator(".xq-verdict")).to_have_text("Kept")
    expect(result).to_be_focused()
    expect(result.locator(".xq-you")).to_have_count(len(question.options))
    expect(result.locator(".xq-who:not(.xq-you)")).to_have_count(len(question.options))
    expect(result).to_contain_text("You and this lesson:")
    expect(result).not_to_contain_text(re.compile("[Rr]ight answer|Not right|Partly"))
    form.get_by_role("button", name="Change my rungs").click()
    expect(selects.first).to_be_enabled()
    keep.click()
    expect(result.locator(".xq-verdict")).to_have_text("Kept")

    page.get_by_role("link", name="See your results").click()
    expect(page.locator("#results")).to_be_visible()
    expect(page.locator(".xp-result > summary").first).to_contain_text("1 kept")
    expect(page.get_by_text("What is kept has no right or wrong")).to_be_visible()
    expect(page.locator(".xp-questions .xp-state")).to_have_text("kept")
    expect(page.get_by_text(f"1 of {len(lesson.asked)} answered")).to_be_visible()


def test_events_are_placed_on_the_page_of_charts_too(
    page: Page, site: str, lesson: Explainer
) -> None:
    question = first_of_kind(lesson, "coding")
    visit(page, f"{site}/charts#you-code-it")
    form = page.locator("form", has_text=shown(question.stem))
    for name, rung in pairs_of(question, Random(2)):
        form.locator(f"select[name='{name}']").select_option(rung)
    form.get_by_role("button", name="Keep and compare").click()
    expect(form.locator(".xq-verdict")).to_have_text("Kept")
    form.get_by_role("link", name=shown(question.options[0].text)).click()

    expect(page.locator(f"#{question.options[0].event}")).to_be_focused()


def test_once_three_have_placed_events_all_are_counted(
    page: Page, site: str, lesson: Explainer
) -> None:
    question = first_of_kind(lesson, "coding")
    for seed in range(3):
        sent = {"question": question.id, "pairs": pairs_of(question, Random(seed)), "key": "k" * 8}
        headers = cookie(tokens.new())
        assert httpx.post(f"{site}/answer", json=sent, headers=headers).status_code == 200
    time.sleep(current.CLASS_SECONDS)
    visit(page, f"{site}/quiz?question={question.id}")
    form = page.locator("form")
    for name, rung in pairs_of(question, Random(9)):
        form.locator(f"select[name='{name}']").select_option(rung)
    form.get_by_role("button", name="Keep and compare").click()

    expect(form).to_contain_text(re.compile(r"first answers of \d+ learners"))
    expect(form).to_contain_text("learners among themselves:")
    first = form.locator(".xq-coded > li").first.locator(".xq-count")
    counts = [int(count.split()[0]) for count in first.all_inner_texts()]
    learners = int(first.first.inner_text().split()[-2])
    assert sum(counts) == learners >= 3


def test_a_wrong_answer_is_told_why_and_tried_again(
    page: Page, site: str, lesson: Explainer
) -> None:
    question = lesson.questions["whose-nine"]
    wrong = next(option for option in question.options if not option.correct)
    right = next(option for option in question.options if option.correct)
    visit(page, f"{site}/quiz?question={question.id}")
    form = page.locator("form")
    form.get_by_text(shown(wrong.text), exact=True).click()
    form.get_by_role("button", name="Fairly sure").click()
    expect(form).to_contain_text("Not right")
    expect(form).to_contain_text(shown(wrong.feedback)[:20])
    form.get_by_role("button", name="Try again").click()
    form.get_by_text(shown(right.text), exact=True).click()
    form.get_by_role("button", name="Fairly sure").click()

    expect(form.locator(".xq-verdict")).to_have_text("Right")
    page.get_by_role("link", name="All questions").click()
    expect(page.locator("#results")).to_be_visible()
    group = page.locator(".xp-result", has_text="Read the section")
    expect(group.locator("summary")).to_contain_text("1 of 1 right")


def test_the_key_stays_on_the_server_until_the_answer(
    page: Page, site: str, lesson: Explainer
) -> None:
    """Neither what the server sends nor what stands in the page says more than the options."""
    question = lesson.questions["whose-nine"]
    frames: list[bytes] = []

    def heard(payload: str | bytes) -> None:
        frames.append(payload.encode() if isinstance(payload, str) else payload)

    page.on("websocket", lambda socket: socket.on("framereceived", heard))
    visit(page, f"{site}/quiz?question={question.id}")
    expect(page.get_by_role("button", name="Fairly sure")).to_be_visible()
    sent = b"".join(frames) + page.content().encode()
    secrets = [question.why, *(option.feedback for option in question.options)]

    assert plain(question.stem)[:12].encode() in sent
    for secret in secrets:
        assert plain(secret)[:24].encode() not in sent
        assert shown(secret)[:24].encode() not in sent


def test_a_question_in_the_story_is_the_same_question(
    page: Page, site: str, lesson: Explainer
) -> None:
    visit(page, f"{site}/#who-says-what")
    form = page.locator("form", has_text="nine people killed")
    form.get_by_text("Iran’s", exact=True).click()
    form.get_by_role("button", name="Fairly sure").click()
    expect(form.locator(".xq-verdict")).to_have_text("Right")
    page.get_by_role("navigation").get_by_role("link", name="Quiz").click()

    expect(page.get_by_text(f"1 of {len(lesson.asked)} answered")).to_be_visible()


# --- small screens, other lessons, faults ---------------------------------------------


@pytest.mark.proof
@pytest.mark.parametrize("width", some((390, 320), 1))
@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_on_a_small_screen(page: Page, site: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    visit(page, f"{site}/{name}")
    too_wide = page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
    )

    assert too_wide <= 0


def test_another_lesson_is_served_by_the_same_code(page: Page, server: Serve) -> None:
    other, problems = load(FERRY)
    address = server(FERRY)
    for name in PAGES:
        visit(page, f"{address}/{name}")
    question = next(iter(other.questions.values()))
    visit(page, f"{address}/quiz?question={question.id}")
    with_mouse(page.locator("form"), question)

    assert not problems
    expect(page.locator(".xq-verdict")).to_have_text("Right")


def test_a_broken_file_leaves_a_sentence_and_the_rest(
    page: Page, server: Serve, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    (broken / "content" / "story").mkdir(parents=True)
    (broken / "content" / "site.md").write_text("# Broken\n\n- titel: x\n", "utf-8")
    section = "# A\n\nText. [^c9]\n\n```chart\n"
    (broken / "content" / "story" / "10-a.md").write_text(section, "utf-8")
    visit(page, server(broken))

    expect(page.get_by_text("is being mended")).to_be_visible()
    expect(page.get_by_role("heading", name="A", exact=True)).to_be_visible()
    assert "Traceback" not in page.content()
