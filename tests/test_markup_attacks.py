"""Nothing that a learner can type is ever taken for HTML: 0 of the corpus run a script.

What the server makes of each string is put into a bare page, without the site's own policy, so
that this law does not lean on that one. The control, the raw string in the same page, must run.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect

from explainer import tokens
from explainer.views import addresses
from tests.cases import FERRY
from tests.clients import Pairs
from tests.conftest import Complaints
from tests.payloads import executed, payloads, watch
from tests.proof import IS_FULL, form, tell
from tests.servers import Server
from tests.visits import Visit, cookie, run

pytestmark = [pytest.mark.browser, pytest.mark.proof]

TYPED = form(60, 4)
"""So many are typed by hand in the real page: each takes a second."""

FILL_IN = "visitors-lost"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("markup")
    url = f"sqlite:///{place}/answers.sqlite"
    # Each guesser has an address of their own, so that guesses are not slowed.
    with Server(FERRY, url, place, EXPLAINER_PROXIES="1") as server:
        yield server


def test_the_control_runs(page: Page, complaints: Complaints) -> None:
    hits = executed(page, payloads())
    complaints.clear()
    tell(f"markup, raw control: {len(hits)} of {len(payloads())} payloads executed")
    assert len(hits) > (500 if IS_FULL else 10)


# --- what the server makes of it ------------------------------------------------------


def test_no_answer_is_taken_for_html(page: Page, server: Server, complaints: Complaints) -> None:
    """The result, the field it stands in, and the page after a reload, for every string."""
    sent, texts = run(_typed_answers, server.address, payloads())
    hits = executed(page, texts)
    complaints.clear()  # of the lesson's own links, which were clicked too
    tell(
        f"markup, answers: {sent} of {len(payloads())} payloads kept (others are too long), "
        f"{len(texts)} texts of the server looked at, {len(hits)} executed"
    )
    assert sent > len(payloads()) // 2
    # Some differ in nothing but white space, which is not kept.
    assert len(texts) > sent * 0.9
    assert [texts[number] for number in hits] == []


async def _typed_answers(address: str, typed: Sequence[str]) -> tuple[int, list[str]]:
    """How many were kept, and all HTML that is other than for a harmless answer."""
    visit, found, kept = Visit(address, tokens.new()), set[str](), 0
    await visit.open()
    async with httpx.AsyncClient(timeout=60) as http:
        for text in ("harmless", *typed):
            pairs = [["text", text]]
            sent = {"question": FILL_IN, "pairs": pairs, "key": secrets.token_hex(16)}
            reply = await http.post(f"{address}/answer", json=sent, headers=cookie(visit.token))
            assert reply.status_code in (200, 400), reply.text
            if reply.status_code != 200:
                continue
            kept += 1
            told = reply.json()["state"]
            await visit.see(addresses.QUIZ, f"question={FILL_IN}")
            data = visit.questions()[FILL_IN]
            found |= {told["result_html"], told["cards_html"], str(data["html"])}
            found |= {str(data["state"][name]) for name in ("result_html", "cards_html")}
            found |= {each for each in visit.texts() if _is_html(each)}
    await visit.close()
    return kept - 1, sorted(found)


def _is_html(text: str) -> bool:
    """Leaves out JSON, whose texts are looked at one by one, and style sheets."""
    return "<" in text and text[:1] not in ("{", "[") and not text.startswith("<style>")


def test_no_code_and_no_pair_comes_back(server: Server) -> None:
    """What is sent in these fields is never repeated, in any form."""
    replies: set[tuple[int, str]] = set()
    for number, text in enumerate(payloads()):
        address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        headers = {**cookie(tokens.new()), "x-forwarded-for": address}
        odd: list[object] = [
            {"question": text, "pairs": [["text", "1"]], "key": "12345678"},
            {"question": FILL_IN, "pairs": [["text", "1"]], "key": text},
            *(
                {"question": name, "pairs": pairs, "key": secrets.token_hex(8)}
                for name in ("who-counted-nine", "in-which-order", "who-runs-what")
                for pairs in _pairs(text)
            ),
        ]
        for sent in odd if number % 10 == 0 or not IS_FULL else odd[:2]:
            reply = server.http.post("/answer", json=sent, headers=headers)
            replies.add((reply.status_code, reply.text))
        reply = server.http.post("/continue", json={"code": text}, headers=headers)
        replies.add((reply.status_code, reply.text))
        server.http.cookies.clear()

    tell(f"markup, codes and pairs: {len(payloads())} payloads, {len(replies)} different replies")
    assert {status for status, _ in replies} <= {400, 404, 410}
    assert len(replies) == 4


def _pairs(text: str) -> list[Pairs]:
    return [[["pick", text], ["step", text]], [[text, text]], [[text, "0" * 8]]]


def test_no_address_is_repeated(server: Server) -> None:
    """Whatever stands behind the question mark, page and script's run are those without it."""
    shells, texts = run(_addresses, server, payloads())
    tell(f"markup, addresses: {len(payloads())} payloads in ?question= and ?layer=")
    assert shells == 1
    assert texts == set()


async def _addresses(server: Server, tried: Sequence[str]) -> tuple[int, set[str]]:
    """How many different pages came, and what HTML the script sent besides the plain page's."""
    shells, more = set(), set[str]()
    headers = cookie(tokens.new())
    visit = Visit(server.address, tokens.new())
    await visit.open()
    for page, name in ((addresses.QUIZ, "question"), (addresses.SEQUENCE, "layer")):
        await visit.see(page)
        plain = set(visit.texts())
        for text in tried:
            query = f"{name}={quote(text, safe='')}"
            if len(query) < 4_000 and name == "question":
                shells.add(server.http.get(f"/{page}?{query}", headers=headers).text)
            await visit.see(page, query)
            more |= {each for each in set(visit.texts()) - plain if _is_html(each)}
    await visit.close()
    return len(shells), more


# --- in the real page -----------------------------------------------------------------


def test_nothing_typed_in_the_real_page_runs(
    page: Page, server: Server, complaints: Complaints
) -> None:
    heard = watch(page)
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    typed = [text for text in payloads() if len(text) < 200 and text.isprintable()][:TYPED]
    for text in typed:
        page.goto(f"{server.address}/quiz?question={FILL_IN}")
        form_shown = page.locator("form.xq-form")
        field = form_shown.locator("input[name=text]")
        expect(field).to_be_attached()
        if form_shown.get_by_role("button", name="Try again").is_visible():
            form_shown.get_by_role("button", name="Try again").click()
        field.fill(text)
        form_shown.get_by_role("button", name="Fairly sure").click()
        expect(form_shown.locator(".xq-verdict")).to_have_text("Not right")
        page.reload()
        expect(field).to_have_value(text.strip())
        page.goto(f"{server.address}/your-answers")
        page.get_by_label("Code from the other device").fill(text[:40])
        page.get_by_role("button", name="Continue here").click()
        expect(page.locator("[data-part=continued]")).not_to_be_empty()
        page.goto(f"{server.address}/sequence?layer={quote(text, safe='')}#{quote(text, safe='')}")
        expect(page.locator(".xp-foot")).to_be_attached()
    tell(f"markup, typed in the page: {len(typed)} payloads in 4 places, {len(heard)} executed")
    wrong_codes = [line for line in complaints.heard if line.endswith("/continue)")]
    assert len(wrong_codes) == len(complaints.heard)
    complaints.clear()
    assert heard == []


def test_no_fragment_runs(page: Page, server: Server) -> None:
    heard = watch(page)
    page.goto(server.address)
    expect(page.locator(".xp-foot")).to_be_attached()
    for text in payloads():
        page.evaluate("text => { location.hash = text; }", text)
    page.wait_for_timeout(500)
    tell(f"markup, fragments: {len(payloads())} payloads, {len(heard)} executed")
    assert heard == []
