"""The sequence is played: with a mouse, a finger, a keyboard or by ear, and without the server."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocket, expect

from explainer.charts import sequence
from explainer.model import Explainer, Place, Prose
from explainer.order import LAYERS
from explainer.reading import load
from explainer.views import player, telling
from explainer.views.components import FOLDER, whole
from tests.proof import some
from tests.test_accessibility import SIZES, violations

FERRY = Path(__file__).parent / "valid" / "ferry"
HERE = Place("content/story/10-a.md", 1)


@pytest.fixture(scope="module")
def ferry() -> Explainer:
    return load(FERRY)[0]


# --- the words of a step --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One. [^c1] Two.[^c2] [^d1]\nThree", ("One. [^c1]", "Two.[^c2] [^d1]", "Three")),
        ('He said "Go." Then he *went.* [^c1]', ('He said "Go."', "Then he *went.* [^c1]")),
        ("Why? [^n1] Because!", ("Why? [^n1]", "Because!")),
        ("It rose by 3.5 points.", ("It rose by 3.5 points.",)),
        ("Dr. Lind of the U.S. Navy came. [^c1]", ("Dr. Lind of the U.S. Navy came. [^c1]",)),
        ("It was 4 p.m. and late.", ("It was 4 p.m. and late.",)),
        ("[It stopped](#stop). [^c1] [It sailed](#sail).",
         ("[It stopped](#stop). [^c1]", "[It sailed](#sail).")),
        ("", ()),
    ],
)  # fmt: skip
def test_a_text_is_taken_apart_into_its_sentences(text: str, wanted: tuple[str, ...]) -> None:
    assert telling.split(text) == wanted


def told(ferry: Explainer, kind: str, markdown: str) -> str | None:
    section = replace(ferry.sections[0], blocks=(Prose(kind, markdown, HERE),))
    return telling.sentences(replace(ferry, sections=(section,))).get("stop")


def test_the_first_sentence_that_leads_to_an_event_tells_it(ferry: Explainer) -> None:
    both = "Once. [^c1]\nIt [stopped](#stop) at night. [^c2]\nIt [stopped](#stop) again. [^c3]"
    assert told(ferry, "paragraph", both) == "It [stopped](#stop) at night. [^c2]"
    listed = "- It ran. [^c1]\n- It [stopped](#stop). [^c2]"
    assert told(ferry, "list", listed) == "It [stopped](#stop). [^c2]"


def test_a_sentence_without_a_mark_rests_on_those_of_its_paragraph(ferry: Explainer) -> None:
    text = "It [stopped](#stop). Nobody knew why. [^c2] [^n1]"
    assert told(ferry, "paragraph", text) == "It [stopped](#stop). [^c2] [^n1]"


def test_a_heading_or_a_cell_is_no_sentence(ferry: Explainer) -> None:
    assert told(ferry, "heading", "## It [stopped](#stop)") is None
    table = "| Day | What |\n|---|---|\n| 1 | it [stopped](#stop) [^c1] |"
    assert told(ferry, "table", table) is None


@pytest.mark.parametrize("layer", LAYERS)
def test_every_point_is_a_step_with_its_words_and_its_marks(ferry: Explainer, layer: str) -> None:
    rows, steps = sequence.rows(ferry, {"layer": layer}), player.steps(ferry, layer)
    assert [step["event"] for step in steps] == [row.event for row in rows]
    for row, step in zip(rows, steps, strict=True):
        html = str(step["html"])
        assert 'class="xp-mark' in html
        assert f'href="#{row.event}"' in html
        assert row.when_words in str(step["says"])
        for number in row.unordered:
            assert str(number) in html
    assert len({str(step["says"]) for step in steps}) == len(rows)


def test_a_step_says_who_gives_its_day(ferry: Explainer) -> None:
    article, reports = (
        {str(step["event"]): str(step["html"]) for step in player.steps(ferry, layer)}
        for layer in LAYERS
    )
    assert "The source: April 2031" in article["pier-closed"]
    assert "reported" not in article["pier-closed"]
    assert "Other reports: 19 April 2031" in reports["pier-closed"]
    assert "Also reported: 20 April 2031" in reports["pier-closed"]
    assert "Not in the source" in reports["kitchen-offer"]
    assert "In the story" in article["pier-closed"]
    assert "told-pier-closed" in article["pier-closed"]


def test_what_the_story_does_not_tell_is_told_by_the_event(ferry: Explainer) -> None:
    silent = replace(ferry, sections=())
    first = str(player.steps(silent, "article")[0]["html"])
    assert "In the list of events" in first
    assert "A bell rang at night" in first
    assert "told-" not in first


def test_a_more_tense_rung_has_a_higher_tone_and_what_is_aside_has_none(ferry: Explainer) -> None:
    tones = {row.rung: player.tone(row) for row in sequence.rows(ferry, {"layer": "reports"})}
    on = [tones[rung.title] for rung in ferry.ladder if tones.get(rung.title) is not None]
    assert on == sorted(on, key=lambda tone: -(tone or 0))
    assert len(set(on)) == len(on)
    asides = {rung.title for rung in ferry.ladder if rung.direction == "aside"}
    assert {tones[title] for title in asides & set(tones)} <= {None}


# --- one script from several files ----------------------------------------------------

SCRIPTS = sorted(path.stem for path in FOLDER.glob("*.js"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_from_a_bare_clone_imports_nothing(name: str) -> None:
    lines = whole(name).splitlines()
    assert not [line for line in lines if line.lstrip().startswith("import ")]
    assert sum(line.startswith("export default ") for line in lines) <= 1


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_from_a_bare_clone_has_each_part_once(name: str) -> None:
    """A part may remember something, as the name of a window: two copies would not agree."""
    parts = re.findall(r"(?m)^const \$(\w+) = \(\(\) => ", whole(name))
    assert len(parts) == len(set(parts))
    used = set(re.findall(r"(?m)^const \{ [\w, ]+ \} = \$(\w+);$", whole(name)))
    assert used == set(parts)


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in SCRIPTS if "export default" in whole(name)])
def test_a_script_from_a_bare_clone_runs(page: Page, name: str) -> None:
    address = f"data:text/javascript,{quote(whole(name))}"
    kind = page.evaluate("async address => typeof (await import(address)).default", address)
    assert kind == "function"


# --- playing --------------------------------------------------------------------------

SLOWLY = 30_000


def visit(page: Page, address: str) -> Locator:
    page.set_default_timeout(SLOWLY)
    expect.set_options(timeout=SLOWLY)
    page.goto(address)
    expect(page.locator(".xp-foot")).to_be_attached()
    expect(page.locator(".st-key-xp-play .points path").first).to_be_attached()
    panel = page.get_by_role("group", name="Play the sequence")
    expect(panel).to_be_attached()
    return panel


def faint(page: Page) -> Locator:
    return page.locator(".st-key-xp-play .points path.xp-later")


def marked(page: Page) -> Locator:
    return page.locator(".st-key-xp-play .points path.xp-now")


@pytest.fixture
def frames(page: Page) -> list[object]:
    """All that the browser tells the server."""
    sent: list[object] = []

    def told(frame: str | bytes) -> None:
        sent.append(frame)

    def opened(socket: WebSocket) -> None:
        socket.on("framesent", told)

    page.on("websocket", opened)
    return sent


@pytest.mark.browser
def test_it_plays_to_the_end_and_tells_the_server_nothing(
    page: Page, site: str, frames: list[object]
) -> None:
    panel = visit(page, f"{site}/sequence")
    expect(faint(page)).to_have_count(0)
    page.wait_for_timeout(1000)
    before = len(frames)
    panel.get_by_text("Fast").click()
    panel.get_by_role("button", name="Play").click()
    expect(panel.locator("h3")).to_contain_text("War between")
    expect(faint(page)).to_have_count(10)
    expect(marked(page)).to_have_count(1)
    expect(panel.get_by_role("button", name="Pause")).to_be_visible()
    expect(panel.get_by_role("button", name="Play again")).to_be_visible()

    assert before > 0
    assert len(frames) == before
    expect(panel.locator("h3")).to_contain_text("11")
    expect(faint(page)).to_have_count(0)
    panel.get_by_role("button", name="Play again").click()
    expect(panel.locator("h3")).to_contain_text("War between")


@pytest.mark.browser
def test_back_and_next_and_a_drag_move_and_pause(page: Page, site: str) -> None:
    panel = visit(page, f"{site}/sequence")
    panel.get_by_role("button", name="Play").click()
    panel.get_by_role("button", name="Next step").click()
    expect(panel.get_by_role("button", name="Play")).to_be_visible()
    expect(panel.locator("h3")).to_contain_text("Iran strikes inside Pakistan")
    panel.get_by_role("button", name="Previous step").click()
    expect(panel.locator("h3")).to_contain_text("War between")

    track = panel.get_by_role("slider")
    box = track.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"], box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    expect(panel.locator("h3")).to_contain_text("11")


@pytest.mark.browser
def test_a_step_has_the_storys_sentence_and_leads_to_it(page: Page, site: str) -> None:
    panel = visit(page, f"{site}/sequence")
    panel.get_by_role("slider").fill("4")
    words = panel.locator(".xp-play-words")
    expect(words).to_contain_text("It called its ambassador home from Tehran.")
    expect(panel).to_contain_text("Before or after steps 5 and 6: not stated")
    words.get_by_role("button", name="Claim 25").click()
    expect(page.locator("[popover]:popover-open")).to_contain_text("The reporter says so")
    page.keyboard.press("Escape")
    panel.get_by_role("link", name="Open the event").click()
    expect(page.locator("article#recall")).to_be_focused()
    panel.get_by_role("link", name="Read it in the story").click()

    sentence = page.locator(".st-key-xp-prose a[data-event=recall]").first
    expect(sentence).to_be_in_viewport()


@pytest.mark.browser
def test_the_keyboard_alone_plays_it_and_the_page_keeps_its_keys(page: Page, site: str) -> None:
    panel = visit(page, f"{site}/sequence")
    track, count = panel.get_by_role("slider"), panel.locator("[data-part=count]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(count).to_have_text("11 steps")
    track.focus()
    for key, step in (
        ("End", 11),
        ("Home", 0),
        ("ArrowRight", 1),
        ("ArrowUp", 2),
        ("ArrowLeft", 1),
    ):
        page.keyboard.press(key)
        expect(count).to_have_text(f"Step {step} of 11" if step else "11 steps")
    expect(track).to_have_attribute("aria-valuetext", "Step 1 of 11: War between Israel and Hamas"
                                    " breaks out; Background; 7 October 2023.")  # fmt: skip
    page.keyboard.press("Shift+Tab")
    expect(panel.get_by_role("button", name="Next step")).to_be_focused()
    page.keyboard.press("Enter")
    expect(count).to_have_text("Step 2 of 11")
    panel.get_by_role("button", name="Play").focus()
    page.keyboard.press("Space")
    expect(panel.get_by_role("button", name="Pause")).to_be_focused()
    expect(count).to_have_text("Step 3 of 11")
    page.keyboard.press("Space")
    expect(panel.get_by_role("button", name="Play")).to_be_focused()
    panel.get_by_role("radio", name="Normal").focus()
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("radio", name="Fast")).to_be_checked()


@pytest.mark.browser
def test_a_finger_plays_it_on_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=SIZES["phone"], has_touch=True, is_mobile=True)
    page = context.new_page()
    panel = visit(page, f"{site}/sequence?layer=reports")
    page.locator(".st-key-xp-play .js-plotly-plot").scroll_into_view_if_needed()
    dock = panel.locator(".xp-play-dock")
    expect(dock).to_be_in_viewport(ratio=0.99)
    panel.get_by_role("button", name="Next step").tap()
    expect(panel.locator("h3")).to_contain_text("War between")
    panel.get_by_role("button", name="Play").tap()
    expect(panel.locator("h3")).to_contain_text("Iran strikes inside Pakistan")
    expect(panel.locator("[data-part=name]")).to_contain_text("Iran strikes inside Pakistan")
    controls = panel.locator(
        "button:not(.xp-mark):not(.xp-word), label, [type=range], .xp-play-step a[href^='#']"
    )
    for box in controls.evaluate_all("all => all.map(e => e.getBoundingClientRect())"):
        assert box["height"] >= 44
        assert box["width"] >= 44
    context.close()


@pytest.mark.browser
def test_who_wants_no_motion_gets_none(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    panel = visit(page, f"{site}/sequence")
    panel.get_by_text("Fast").click()
    panel.get_by_role("button", name="Play").click()
    expect(panel.locator("h3")).to_contain_text("Iran strikes inside Pakistan")

    moving = "() => document.getAnimations().filter(one => one.playState === 'running').length"
    assert page.evaluate(moving) == 0


@pytest.mark.browser
def test_it_speaks_each_step_but_not_while_it_runs(page: Page, site: str) -> None:
    panel = visit(page, f"{site}/sequence")
    live = panel.locator("[data-part=live]")
    expect(live).to_be_empty()
    panel.get_by_role("button", name="Next step").click()
    expect(live).to_contain_text("Step 1 of 11: War between")
    panel.get_by_text("Fast").click()
    panel.get_by_role("button", name="Play").click()
    expect(panel.locator("h3")).to_contain_text("Pakistan strikes inside Iran")
    expect(live).to_contain_text("Step 1 of 11")
    panel.get_by_role("button", name="Pause").click()
    expect(live).not_to_contain_text("Step 1 of 11")


@pytest.mark.browser
def test_a_hidden_page_and_a_reader_in_the_words_stop_it(page: Page, site: str) -> None:
    panel = visit(page, f"{site}/sequence")
    panel.get_by_role("button", name="Play").click()
    expect(panel.get_by_role("button", name="Pause")).to_be_visible()
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    expect(panel.get_by_role("button", name="Play")).to_be_visible()
    panel.get_by_role("button", name="Play").click()
    panel.locator(".xp-play-words .xp-mark").first.focus()
    expect(panel.get_by_role("button", name="Play")).to_be_visible()


@pytest.mark.browser
def test_the_other_layer_goes_on_at_the_same_event(page: Page, site: str) -> None:
    panel = visit(page, f"{site}/sequence")
    panel.get_by_role("slider").fill("4")
    panel.get_by_text("Slow").click()
    page.get_by_role("radio", name="With other reports").click()

    expect(panel.locator("[data-part=count]")).to_have_text("Step 4 of 19")
    expect(panel.locator("h3")).to_contain_text("calls its ambassador home")
    expect(panel.get_by_role("radio", name="Slow")).to_be_checked()
    expect(faint(page)).to_have_count(15)


COUNTED = """() => { window.made = 0; const Real = window.AudioContext;
    window.AudioContext = class extends Real { constructor() { super(); window.made += 1; } }; }"""


@pytest.mark.browser
def test_nothing_sounds_until_somebody_asks_for_it(page: Page, site: str) -> None:
    page.add_init_script(f"({COUNTED})()")
    panel = visit(page, f"{site}/sequence")
    panel.get_by_role("button", name="Next step").click()
    panel.get_by_role("button", name="Next step").click()
    assert page.evaluate("window.made") == 0
    sound = panel.get_by_role("switch", name="Sound")
    expect(sound).not_to_be_checked()
    sound.check()
    panel.get_by_role("button", name="Next step").click()
    assert page.evaluate("window.made") == 1


@pytest.mark.browser
@pytest.mark.proof
@pytest.mark.parametrize("size", some(SIZES, 1))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_step_breaks_no_rule_of_access(page: Page, site: str, theme: str, size: str) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size(SIZES[size])
    panel = visit(page, f"{site}/sequence?layer=reports")
    panel.get_by_role("slider").fill("3")
    expect(panel.locator("h3")).to_be_visible()

    assert violations(page) == []
