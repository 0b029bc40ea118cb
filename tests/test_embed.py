"""A chart alone: a page for frames of other sites, with all that the chart rests on."""

from __future__ import annotations

import json
import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx
import pytest
from playwright.sync_api import FrameLocator, Page, expect

from explainer import tokens
from explainer.charts import CHARTS
from explainer.model import Chart, Explainer, Place, Section
from explainer.reading import load
from explainer.server.embed import Embeds
from explainer.server.headers import POLICY, frame_policy
from explainer.views import embed
from tests.cases import FERRY, SMALLEST
from tests.proof import some
from tests.test_accessibility import violations
from tests.test_charts import event, lesson

HERE = Place("content/story/10-a.md", 1)
Open = Callable[[str], str]


def chart(kind: str, title: str, says: str = "So it was. [^c4]", **settings: str) -> Chart:
    return Chart(kind, title, says, MappingProxyType(settings), HERE)


def with_charts(*charts: Chart, base: Explainer | None = None) -> Explainer:
    section = Section("the-charts", "The charts", charts, HERE)
    return replace(base or lesson(event("a")), sections=(section,), charts=())


def policy(page: httpx.Response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in page.headers[POLICY].split(";"))
    return {name: allowed for name, _, allowed in parts}


# --- which chart ----------------------------------------------------------------------


def test_with_nothing_asked_it_is_the_authors_first() -> None:
    told = with_charts(chart("who-says-what", "W"), chart("sequence", "A", layer="reports"))
    found = embed.framed(told, "sequence", {})
    assert (found.chart.title, found.section) == ("A", "the-charts")


def test_what_has_the_settings_asked_for_comes_before_the_first() -> None:
    told = with_charts(chart("sequence", "A", layer="reports"), chart("sequence", "B"))
    assert embed.framed(told, "sequence", {}).chart.title == "B"
    assert embed.framed(told, "sequence", {"layer": "reports"}).chart.title == "A"


def test_a_sentence_for_other_settings_is_not_said() -> None:
    """It might say what the picture does not show."""
    told = with_charts(chart("sequence", "A", layer="reports"))
    found = embed.framed(told, "sequence", {"layer": "article"})
    assert (found.chart.title, found.chart.says, found.section) == ("Sequence", "", "")
    assert found.chart.settings == {"layer": "article"}


# --- the page as text -----------------------------------------------------------------


@pytest.fixture(scope="module")
def ferry() -> Explainer:
    explainer, problems = load(FERRY)
    assert problems == ()
    return explainer


@pytest.mark.parametrize("kind", CHARTS)
def test_the_page_has_all_that_the_chart_has(ferry: Explainer, kind: str) -> None:
    shown = embed.framed(ferry, kind, {})
    html = embed.page(ferry, shown, "", "").html
    rows = CHARTS[kind].rows(ferry, shown.chart.settings)
    assert f'<h1 class="xp-framed-title">{shown.chart.title}</h1>' in html
    for part in ("The data as a table", "Sound Courier", "12 May 2031", "CC BY 4.0"):
        assert part in html
    source = ferry.sources[0]
    assert f'href="{source.address}"' in html
    assert CHARTS[kind].alt(rows).split()[0] in html
    drawn = json.loads(re.findall(r'id="xp-figure">(.*?)</script>', html)[0])
    assert drawn["layout"]["height"]
    assert sum(len(trace.get("customdata", ())) for trace in drawn["data"]) == len(rows)


def test_the_way_back_leads_to_the_section_of_the_chart(ferry: Explainer) -> None:
    shown = embed.framed(ferry, "who-says-what", {})
    assert f'<a href="./#{shown.section}">' in embed.page(ferry, shown, "", "").html
    alone = with_charts(base=ferry)
    shown = embed.framed(alone, "who-says-what", {})
    assert '<a href="./">' in embed.page(alone, shown, "", "").html


def test_an_authors_words_stay_words() -> None:
    """In the title, in the sentence and inside the figure's JSON."""
    evil = "</script><script>alert(1)</script><b onclick=x>\u2028&amp;"
    base = lesson(event("a", title=evil))
    told = with_charts(chart("sequence", evil, evil), base=base)
    html = embed.page(told, embed.framed(told, "sequence", {}), "", "").html
    assert "<script>" not in html
    assert "<b onclick" not in html
    assert html.count("</script>") == 1
    assert "alert(1)" in html


def test_a_theme_that_is_none_is_not_written_down(ferry: Explainer) -> None:
    shown = embed.framed(ferry, "sequence", {})
    assert ' data-theme="dark">' in embed.page(ferry, shown, "dark", "").html
    assert "data-theme=" not in embed.page(ferry, shown, '"><x', "").html.split("<body")[0].replace(
        "[data-theme=", ""
    ).replace("root[data-theme]", "")


def test_frames_may_be_closed_to_all_or_open_to_some() -> None:
    assert frame_policy((), ()).endswith("frame-ancestors 'none'")
    some = frame_policy((), ("school.example", "*.class.example:8443"))
    assert some.endswith("frame-ancestors school.example *.class.example:8443")


# --- as the server sends it -----------------------------------------------------------


def test_it_may_be_framed_and_knows_nobody(site: str) -> None:
    page = httpx.get(f"{site}/embed/sequence", headers={"Cookie": f"{tokens.COOKIE}=x"})
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert page.headers["Cache-Control"] == "public, max-age=300"
    assert page.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    allowed = policy(page)
    assert allowed["frame-ancestors"] == "*"
    assert allowed["default-src"] == "'none'"
    assert allowed["script-src"] == "'self'"
    assert "unsafe" not in allowed["style-src-elem"]
    assert "eval" not in page.headers[POLICY]


def test_nothing_else_may_be_framed(site: str) -> None:
    for path in ("/", "/sequence", "/embed", "/healthz", "/app/static/style.css"):
        answer = httpx.get(f"{site}{path}")
        assert policy(answer)["frame-ancestors"] == "'self'", path
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", path
    assert "set-cookie" in httpx.get(f"{site}/sequence").headers


def test_what_draws_it_is_kept_for_ever_and_packed(site: str) -> None:
    html = httpx.get(f"{site}/embed/sequence").text
    asked = re.findall(r'<script defer src="([^"]+)"', html)
    assert [re.sub(r"\?v=[0-9a-f]{8}$", "", address) for address in asked] == [
        "embed/plotly.min.js", "embed/draw.js",
    ]  # fmt: skip
    for address in asked:
        with closing(httpx.Client()) as client:
            answer = client.get(f"{site}/{address}")
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"


UNKNOWN = {
    "tally": ("There is no chart kind &#x27;tally&#x27;.", "embed/sequence"),
    "sequense": ("Did you mean &#x27;sequence&#x27;?", "embed/sequence"),
    "<script>": ("There is no chart kind &#x27;&lt;script&gt;&#x27;.", "embed/sequence"),
    "disagreement?event=nope": ("&#x27;nope&#x27; is not a event of this chart.", "iran-strikes"),
    "sequence?layer=report": ("Did you mean &#x27;reports&#x27;?", "embed/sequence"),
}


@pytest.mark.parametrize("asked", UNKNOWN)
def test_what_is_not_there_is_said_with_what_is(site: str, asked: str) -> None:
    answer = httpx.get(f"{site}/embed/{asked}")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert policy(answer)["frame-ancestors"] == "*"
    for part in UNKNOWN[asked]:
        assert part in answer.text


def test_names_that_are_no_settings_are_other_peoples(site: str) -> None:
    plain, tagged = (httpx.get(f"{site}/embed/sequence{q}").text for q in ("", "?utm_source=x"))
    assert plain == tagged


def test_a_head_is_a_get_without_its_body(site: str) -> None:
    answer = httpx.head(f"{site}/embed/sequence")
    assert (answer.status_code, answer.content) == (200, b"")
    assert httpx.post(f"{site}/embed/sequence").status_code == 405


def test_without_a_lesson_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EXPLAINER_FOLDER", str(tmp_path))
    answer = Embeds(("*",))._made("sequence", {})
    assert answer.status_code == 503
    assert "There is no lesson here just now." in bytes(answer.body).decode()


# --- in a browser ---------------------------------------------------------------------

POINTS = "#xp-chart .points path"
INKS = """() => [
    getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.querySelector('#xp-chart .annotation-text')).fill,
]"""
LIGHT = ["rgb(251, 248, 242)", "rgb(31, 27, 22)"]
DARK = ["rgb(20, 24, 28)", "rgb(236, 231, 221)"]


def drawn(page: Page | FrameLocator) -> None:
    expect(page.locator(POINTS).first).to_be_attached(timeout=30_000)


@pytest.mark.browser
@pytest.mark.proof
@pytest.mark.parametrize("kind", some(CHARTS, 3))
def test_it_draws_itself_and_asks_nobody_else(page: Page, site: str, kind: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/embed/{kind}")
    drawn(page)
    assert page.context.cookies() == []
    assert all(address.startswith(site) for address in asked)
    assert not [address for address in asked if "_stcore" in address]
    assert violations(page) == []


@pytest.mark.browser
@pytest.mark.proof
@pytest.mark.parametrize("kind", some(CHARTS, 4))
def test_a_narrow_frame_never_scrolls_sideways(page: Page, site: str, kind: str) -> None:
    page.set_viewport_size({"width": 300, "height": 500})
    page.goto(f"{site}/embed/{kind}")
    drawn(page)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 300
    box = page.locator("#xp-chart .main-svg").first.bounding_box()
    below = page.locator("figcaption").bounding_box()
    assert box
    assert below
    assert box["x"] + box["width"] <= 300
    assert 0 <= below["y"] - box["y"] - box["height"] < 40


@pytest.mark.browser
@pytest.mark.parametrize(
    ("system", "query", "wanted"),
    [("light", "", LIGHT), ("dark", "", DARK), ("dark", "?theme=light", LIGHT),
     ("light", "?theme=dark", DARK)],
)  # fmt: skip
def test_light_and_dark(page: Page, site: str, system: Any, query: str, wanted: list[str]) -> None:
    page.emulate_media(color_scheme=system)
    page.goto(f"{site}/embed/sequence{query}")
    drawn(page)
    assert page.evaluate(INKS) == wanted


@pytest.mark.browser
@pytest.mark.parametrize("width", [300, 800])
def test_a_click_on_a_point_opens_what_stands_behind_it(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/embed/sequence")
    drawn(page)
    box = page.locator(POINTS).nth(1).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".xp-card:popover-open")).to_have_count(1)
    assert violations(page) == []


@pytest.mark.browser
def test_a_mark_in_the_table_opens_its_claim_without_a_script(page: Page, site: str) -> None:
    page.goto(f"{site}/embed/who-says-what")
    page.locator(".xp-data summary").click()
    page.locator(".xp-data .xp-mark").first.click()
    expect(page.locator(".xp-card:popover-open")).to_contain_text("The source says")


@pytest.mark.browser
def test_where_nothing_draws_all_is_said(page: Page, site: str, complaints: Any) -> None:
    page.route("**/plotly.min.js*", lambda route: route.abort())
    page.goto(f"{site}/embed/sequence")
    expect(page.locator(".xp-data table")).to_be_visible()
    expect(page.locator("#xp-chart")).to_be_hidden()
    complaints.clear()


@pytest.mark.browser
def test_on_paper_it_is_whole(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/embed/sequence")
    drawn(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".xp-data table")).to_be_visible()
    assert page.evaluate(INKS)[1] == "rgb(0, 0, 0)"
    page.wait_for_function("document.querySelector('#xp-chart .main-svg').clientWidth <= 640")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".xp-data table")).to_be_hidden()
    page.wait_for_function("document.querySelector('#xp-chart .main-svg').clientWidth > 640")


@pytest.fixture
def elsewhere() -> Iterator[Open]:
    """A page of another site with this HTML, and its address."""
    shown = {"html": ""}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<!doctype html><title>x</title><link rel=icon href=data:,>{shown['html']}"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def give(html: str) -> str:
            shown["html"] = html
            return f"http://127.0.0.1:{server.server_address[1]}/"

        yield give
        server.shutdown()


@pytest.mark.browser
@pytest.mark.parametrize("more", ["", 'sandbox="allow-scripts allow-popups"'])
def test_another_site_shows_it_in_a_frame(
    page: Page, site: str, elsewhere: Open, more: str, complaints: Any
) -> None:
    frame = f'<iframe src="{site}/embed/sequence" width="340" height="600" {more}></iframe>'
    page.goto(elsewhere(frame))
    drawn(page.frame_locator("iframe"))
    assert page.context.cookies() == []
    if more:  # a page that is shut off from its own site does without the site's letters
        complaints.heard[:] = [one for one in complaints.heard if "fonts" not in one]
        complaints.heard[:] = [one for one in complaints.heard if ".woff2" not in one]


@pytest.mark.browser
def test_another_site_shows_nothing_else(
    page: Page, site: str, elsewhere: Open, complaints: Any
) -> None:
    page.goto(elsewhere(f'<iframe src="{site}/sequence"></iframe>'))
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in said for said in complaints.heard)
    complaints.clear()


@pytest.mark.browser
@pytest.mark.parametrize("folder", [FERRY, SMALLEST], ids=lambda path: path.name)
@pytest.mark.proof
@pytest.mark.parametrize("kind", some(CHARTS, 3))
def test_any_lesson_draws_or_says_why_not(page: Page, server: Any, folder: Path, kind: str) -> None:
    page.goto(f"{server(folder)}/embed/{kind}")
    expect(page.locator("#xp-chart .main-svg").first).to_be_attached(timeout=30_000)
    told = load(folder)[0]
    rows = CHARTS[kind].rows(told, embed.framed(told, kind, {}).chart.settings)
    if rows:
        drawn(page)
    else:
        lines = page.locator("#xp-chart .annotation-text .line").all_text_contents()
        assert " ".join(
            lines or page.locator("#xp-chart .annotation-text").all_text_contents()
        ) == (CHARTS[kind].EMPTY)
