"""What stands around Streamlit, asked over the network as browsers and attackers would."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest
import starlette
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from explainer.server import doors, headers, visitor
from explainer.server.assets import Library
from explainer.server.compressed import VERSION_LENGTH, Compressed
from explainer.server.files import KINDS, files, is_named_by_content
from tests.conftest import ROOT, Complaints

TOKEN = "a-token-for-the-tests-only"  # noqa: S105 (it opens nothing anywhere)
EVIL = "evil.example"
SECURITY = (headers.POLICY, *headers.FIXED)
READY_SECONDS = 60
FILES = files()


_UNUSED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here is asked over TLS, and to read all certificates takes longer than to ask."""


@dataclass
class Site:
    """A server process of our own, to be asked and to be stopped."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def get(self, path: str, **said: str) -> httpx.Response:
        return httpx.get(f"{self.address}{path}", headers=said, timeout=30, verify=_UNUSED)

    def output(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


Start = Callable[..., Site]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts a server in one of the three ways, and stops it at the end."""
    folder = tmp_path_factory.mktemp("servers")
    sites: list[Site] = []

    def begin(way: str = "explainer", **environment: str) -> Site:
        port = _free_port()
        log = folder / f"{port}.log"
        # Its compressed files are left where all find them: to make them anew takes a minute.
        ours = {"EXPLAINER_STORE": f"sqlite:///{folder}/{port}.sqlite"}
        known = {**os.environ, **ours, **environment}
        with log.open("wb") as file:
            process = subprocess.Popen(
                _command(way, port), cwd=ROOT, env=known, stdout=file, stderr=subprocess.STDOUT
            )
        sites.append(Site(process, port, log))
        return sites[-1]

    yield begin
    for site in sites:
        site.stop()


@pytest.fixture(scope="module")
def site(start: Start) -> Site:
    return ready(start(EXPLAINER_METRICS_TOKEN=TOKEN))


def _command(way: str, port: int) -> list[str]:
    app = str(ROOT / "explainer" / "app.py")
    python = [sys.executable, "-m"]
    return {
        "explainer": [*python, "explainer", "run", str(ROOT), "--port", str(port)],
        "streamlit": [*python, "streamlit", "run", app, f"--server.port={port}"],
        "uvicorn": [*python, "uvicorn", "explainer.app:app", f"--port={port}"],
        # Without site-packages, so that only what PYTHONPATH names is installed.
        "clone": [sys.executable, "-S", "-m", "streamlit", "run", app, f"--server.port={port}"],
    }[way]


def ready(site: Site) -> Site:
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(site):
        assert site.process.poll() is None, site.output()
        assert time.monotonic() < deadline, site.output()
        time.sleep(0.1)
    return site


def _answers(site: Site) -> bool:
    try:
        return site.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def raw(site: Site, path: str, method: str = "GET", **said: str) -> tuple[int, bytes]:
    """A request exactly as given: no client tidies its path or its Host."""
    with closing(http.client.HTTPConnection("localhost", site.port, timeout=30)) as line:
        line._validate_path = lambda _: None  # type: ignore[attr-defined]
        line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        known = {"Host": f"localhost:{site.port}", **said}
        for name, value in known.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        response = line.getresponse()
        return response.status, b"" if response.status == 101 else response.read()


def handshake(site: Site, **said: str) -> tuple[int, bytes]:
    opening = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    return raw(site, "/_stcore/stream", **{**opening, **said})


# --- headers --------------------------------------------------------------------------

ANSWERS = {
    "/": 200,
    "/quiz": 200,
    "/no-such-page": 200,
    "/healthz": 200,
    "/_stcore/health": 200,
    "/_stcore/host-config": 404,
    "/_stcore/metrics": 404,
    "/app/static/style.css": 200,
    "/app/static/none.css": 404,
    "/app/static/../settings.py": 400,
    "/_stcore/bidi-components/explainer.page/page.js": 200,
    "/favicon.png": 200,
    "/quiz/": 301,
    "//evil.example": 400,
}

PAGES_OF_OURS = ("/", "/quiz", "/no-such-page")


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_every_header(site: Site, path: str) -> None:
    with closing(http.client.HTTPConnection("localhost", site.port, timeout=30)) as line:
        line.request("GET", path)
        response = line.getresponse()

    assert response.status == ANSWERS[path]
    assert {name: response.getheader(name) for name in headers.FIXED} == headers.FIXED
    start = "default-src 'self'; " if path in PAGES_OF_OURS else headers.NO_PAGE
    assert (response.getheader(headers.POLICY) or "").startswith(start)
    assert response.getheader("Cross-Origin-Opener-Policy") == "same-origin"
    assert response.getheader("Strict-Transport-Security") is None


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/static/none.js", "/_stcore/metrics"])
def test_so_does_every_method(site: Site, path: str, method: str) -> None:
    answer = httpx.request(method, f"{site.address}{path}")
    assert all(name in answer.headers for name in SECURITY)


def test_the_policy_opens_nothing_it_should_not(site: Site) -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in site.get("/").headers[headers.POLICY].split(";")
    )
    assert policy["object-src"] == "'none'"
    assert "blob:" not in str(policy)
    assert "unsafe-eval" not in str(policy)
    assert "unsafe-inline" not in policy["script-src"]
    assert "*" not in str(policy)
    assert not re.search(r"https?:", str(policy))
    assert policy["connect-src"] == f"'self' ws://localhost:{site.port} wss://localhost:{site.port}"


class _Scripts(HTMLParser):
    """The inline scripts of a page, as an HTML parser finds them and not our pattern."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the parser's signature)
        self._inside = False


@pytest.mark.parametrize("path", ["/", "/quiz", "/quiz?question=whose-nine"])
def test_the_policy_names_the_scripts_of_the_page_as_sent(site: Site, path: str) -> None:
    answer = site.get(path, **{"Accept-Encoding": "gzip"})
    named = re.findall(r"'(sha256-[^']+)'", answer.headers[headers.POLICY])
    scripts = _Scripts(answer.text).found

    assert answer.headers["Content-Encoding"] == "gzip"
    assert scripts
    assert named == [f"sha256-{headers._digest(script)}" for script in scripts]


def test_a_script_that_got_into_the_lessons_words_is_not_named() -> None:
    page = "<html><head><script>ours</script></head><body><script>theirs</script></body></html>"
    policy = headers.page_policy({"type": "http", "headers": []}, page)
    assert headers._digest("ours") in policy
    assert headers._digest("theirs") not in policy


def test_from_a_bare_clone_components_may_run_as_blobs(monkeypatch: pytest.MonkeyPatch) -> None:
    scope = {"type": "http", "headers": []}
    assert "blob:" not in headers.page_policy(scope, "")
    monkeypatch.setattr("explainer.settings.installed", lambda: False)
    assert "script-src 'self' blob:;" in headers.page_policy(scope, "")


def test_a_host_that_is_none_does_not_get_into_the_policy() -> None:
    scope = {"type": "http", "headers": [(b"host", b"a.example; script-src *")]}
    policy = headers.page_policy(scope, "")
    assert "connect-src 'self';" in policy
    assert "*" not in policy


def test_https_is_insisted_on_where_the_host_says_so(start: Start) -> None:
    answer = ready(start(EXPLAINER_HTTPS="1")).get("/")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_in_a_local_network_browsers_are_not_told_what_they_do_not_heed() -> None:
    app = _around(Middleware(headers.Headers))
    assert "Cross-Origin-Opener-Policy" in _ask(app, "GET", "/").headers
    assert "Cross-Origin-Opener-Policy" not in _ask(app, "GET", "/", Host="10.0.0.7:80").headers


def test_what_breaks_is_said_in_a_sentence_with_the_same_headers() -> None:
    def broken(request: Request) -> PlainTextResponse:
        raise RuntimeError(request.url.path)

    app = Starlette(
        routes=[Route("/", broken)], exception_handlers={Exception: headers.failure(https=True)}
    )
    answer = _ask(app, "GET", "/")

    assert answer.status_code == 500
    assert answer.text.startswith("Something broke here.")
    assert "Strict-Transport-Security" in answer.headers
    assert all(name in answer.headers for name in SECURITY)


def test_all_three_ways_to_start_answer_alike(site: Site, start: Start) -> None:
    others = [start("streamlit"), start("uvicorn")]
    paths = [path for path in ANSWERS if not path.startswith("//") and ".." not in path]
    wanted = [_told(site, path) for path in paths]
    for other in others:
        assert [_told(ready(other), path) for path in paths] == wanted


def _told(site: Site, path: str) -> tuple[int, dict[str, str]]:
    answer = site.get(path)
    kept = {name: answer.headers.get(name, "") for name in (*SECURITY, "Cache-Control", "Vary")}
    policy = kept[headers.POLICY].replace(str(site.port), "PORT")
    return answer.status_code, {**kept, headers.POLICY: policy}


# --- compressed copies ----------------------------------------------------------------

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "": bytes,
}


@pytest.fixture(scope="module")
def packed(site: Site) -> Site:
    """The site once gzip is done for all files and brotli has begun."""
    last = next(a for a in reversed(FILES) if a.endswith(".js") and FILES[a].stat().st_size > 2000)
    deadline = time.monotonic() + 300
    while "-whole" in site.get(last, **{"Accept-Encoding": "gzip"}).headers.get("ETag", "-whole"):
        assert time.monotonic() < deadline, site.output()
        time.sleep(0.5)
    return site


def test_there_is_a_file_of_every_kind() -> None:
    kinds = {path.suffix for path in FILES.values()}
    assert kinds <= set(KINDS)
    assert kinds >= {".css", ".gif", ".js", ".json", ".png", ".svg", ".woff2", ".txt", ".md"}


def test_every_file_comes_out_as_it_went_in(packed: Site) -> None:
    seen = set()
    with httpx.Client(base_url=packed.address, timeout=30) as client:
        for (address, path), accepted in product(FILES.items(), ("gzip", "identity")):
            with client.stream("GET", address, headers={"Accept-Encoding": accepted}) as answer:
                body = b"".join(answer.iter_raw())
            encoding = answer.headers.get("Content-Encoding", "")
            seen.add((path.suffix, encoding))
            assert answer.status_code == 200, address
            assert UNPACK[encoding](body) == path.read_bytes(), address
            assert answer.headers["Content-Type"] == KINDS[path.suffix]
            assert answer.headers["Vary"] == "Accept-Encoding"
            assert answer.headers["Content-Length"] == str(len(body))
    assert {kind for kind, encoding in seen if encoding == "gzip"} == {
        ".css", ".js", ".json", ".md", ".svg", ".txt",
    }  # fmt: skip


@pytest.mark.parametrize("suffix", KINDS)
def test_each_kind_of_file_survives_both_encodings(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"\x00\xff lesson \n" * 4000)
    library = Library(tmp_path / "cache", {"/a": path})
    library.fill()
    asset = library.get("/a")

    assert asset is not None
    copies = {name: UNPACK[name](copy.read_bytes()) for name, copy in asset.copies.items()}
    expected = () if suffix in (".gif", ".png", ".woff2") else ("gzip", "br")
    assert copies == dict.fromkeys(expected, path.read_bytes())


def test_brotli_is_preferred_and_a_refusal_is_heard(tmp_path: Path) -> None:
    app, _ = _library_of(tmp_path, b"words " * 1000)
    chosen = {
        accepted: _ask(app, "GET", "/a", **{"Accept-Encoding": accepted}).headers.get(
            "Content-Encoding"
        )
        for accepted in ("gzip, deflate, br", "br;q=0, gzip", "gzip;q=0.5", "x-br", "", "br;q=x")
    }
    assert chosen == {
        "gzip, deflate, br": "br", "br;q=0, gzip": "gzip", "gzip;q=0.5": "gzip",
        "x-br": None, "": None, "br;q=x": None,
    }  # fmt: skip


def _library_of(tmp_path: Path, body: bytes) -> tuple[Starlette, Path]:
    path = tmp_path / "a.js"
    path.write_bytes(body)
    library = Library(tmp_path / "cache", {"/a": path})
    library.fill()
    return _around(Middleware(Compressed, library=library)), path


def _around(*middleware: Middleware) -> Starlette:
    async def told(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"inner {len(await request.body())}")

    methods = ["GET", "POST"]
    return Starlette(
        routes=[Route("/{rest:path}", told, methods=methods)], middleware=list(middleware)
    )


def _ask(app: Any, method: str, path: str, content: Any = None, **said: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, content=content, headers=said)

    return asyncio.run(ask())


def test_a_browser_that_has_it_is_not_sent_it_again(packed: Site) -> None:
    first = packed.get("/app/static/style.css", **{"Accept-Encoding": "gzip"})
    tag = first.headers["ETag"]
    for known in (tag, f'W/{tag}, "other"', "*"):
        again = packed.get(
            "/app/static/style.css", **{"Accept-Encoding": "gzip", "If-None-Match": known}
        )
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Vary"] == "Accept-Encoding"
    other = packed.get("/app/static/style.css", **{"If-None-Match": '"other"'})
    assert other.status_code == 200
    whole = packed.get("/app/static/style.css", **{"Accept-Encoding": "identity"})
    assert whole.headers["ETag"] != tag


def test_head_tells_what_get_would_send(packed: Site) -> None:
    for path in ("/", "/app/static/style.css", next(iter(FILES))):
        get, head = (
            httpx.request(method, f"{packed.address}{path}", headers={"Accept-Encoding": "gzip"})
            for method in ("GET", "HEAD")
        )
        varies = ("date", "set-cookie")
        assert head.content == b""
        assert {n: v for n, v in head.headers.items() if n not in varies} == {
            n: v for n, v in get.headers.items() if n not in varies
        }


def test_what_is_named_by_its_content_is_kept_for_ever_and_nothing_else(packed: Site) -> None:
    lasting = {address for address in FILES if is_named_by_content(address)}
    assert all(re.search(r"\.[\w-]{8}\.\w+$", address) for address in lasting)
    with httpx.Client(base_url=packed.address, timeout=30) as http:
        kept = {address: http.head(address).headers["Cache-Control"] for address in FILES}
    assert {address for address, said in kept.items() if said != "no-cache"} == lasting
    assert {kept[address] for address in lasting} == {"public, max-age=31536000, immutable"}


@pytest.mark.parametrize("path", ["/", "/quiz", "/index.html"])
def test_a_page_is_never_kept(packed: Site, path: str) -> None:
    answer = packed.get(path)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers


def test_fonts_are_asked_for_by_version_and_kept_for_ever(packed: Site) -> None:
    theme = (ROOT / "explainer" / ".streamlit" / "config.toml").read_text("utf-8")
    style = (ROOT / "explainer" / "static" / "style.css").read_text("utf-8")
    asked = re.findall(r"app/static/fonts/[^\s\"')]+", theme + style)
    assert len(asked) >= 12
    for address in asked:
        answer = packed.get(f"/{address}")
        assert answer.headers["Cache-Control"].endswith("immutable"), address
        assert "Content-Encoding" not in answer.headers


def test_a_version_that_is_not_the_files_own_is_not_kept(packed: Site) -> None:
    wrong = packed.get(f"/app/static/style.css?v={'0' * VERSION_LENGTH}")
    assert wrong.headers["Cache-Control"] == "no-cache"


def test_a_file_that_has_changed_is_not_served_from_its_copy(tmp_path: Path) -> None:
    app, path = _library_of(tmp_path, b"old " * 1000)
    assert _ask(app, "GET", "/a").text.startswith("old")
    path.write_bytes(b"new")
    assert _ask(app, "GET", "/a").text == "inner 0"


def test_an_emptied_cache_is_survived(tmp_path: Path) -> None:
    app, _ = _library_of(tmp_path, b"old " * 1000)
    for copy in (tmp_path / "cache").iterdir():
        copy.unlink()
    assert _ask(app, "GET", "/a", **{"Accept-Encoding": "br"}).text == "inner 0"


def test_two_processes_fill_one_cache(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.js").write_bytes(b"%d words " % number * 300)
    code = (
        "import sys; from pathlib import Path; from explainer.server.assets import Library\n"
        "folder = Path(sys.argv[1])\n"
        "Library(folder / 'cache', {p.name: p for p in folder.glob('*.js')}).fill()\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [process.communicate()[1] for process in both] == [b"", b""]
    copies = list((tmp_path / "cache").iterdir())
    originals = {path.read_bytes() for path in tmp_path.glob("*.js")}
    assert len(copies) == 80
    assert {UNPACK[copy.suffix[1:]](copy.read_bytes()) for copy in copies} == originals


def test_without_a_place_for_copies_files_go_out_whole_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    app, path = _library_of(tmp_path, b"words " * 1000)
    answer = _ask(app, "GET", "/a", **{"Accept-Encoding": "br, gzip"})

    assert answer.content == path.read_bytes()
    assert "Content-Encoding" not in answer.headers
    assert "Files go out uncompressed" in caplog.text


# --- doors ----------------------------------------------------------------------------


def test_metrics_open_to_their_token_alone(site: Site) -> None:
    for said in ({}, {"Authorization": TOKEN}, {"Authorization": f"Basic {TOKEN}"},
                 {"Authorization": "Bearer"}, {"Authorization": f"Bearer {TOKEN}x"}):  # fmt: skip
        assert site.get("/_stcore/metrics", **said).status_code == 404
    opened = site.get("/_stcore/metrics", Authorization=f"Bearer {TOKEN}")
    assert opened.status_code == 200
    assert "# EOF" in opened.text


def test_without_a_token_nothing_opens_metrics() -> None:
    app = _around(Middleware(doors.Doors))
    for given in ("Bearer ", "Bearer None", "Bearer"):
        assert _ask(app, "GET", "/_stcore/metrics", Authorization=given).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/_stcore/upload_file/a/b",
        "/_stcore/stream",
        "/_stcore/anything-new",
        "/_stcore//metrics",
        "/_stcore/metrics/",
        "/%5fstcore/metrics",
        "/quiz/_stcore/metrics",
        "//_stcore/metrics",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/component/any.thing/index.html",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_what_the_site_does_not_need_is_closed(site: Site, path: str, method: str) -> None:
    status, body = raw(site, path, method)
    assert (status, body) == (404, b"There is nothing here.")


def test_the_host_config_is_for_the_sites_own_pages(site: Site) -> None:
    path = "/_stcore/host-config"
    mine, other = f"{site.address}/quiz", f"http://{EVIL}/quiz"
    assert site.get(path, **{"Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert site.get(path, Referer=mine).status_code == 200
    for said in ({}, {"Referer": other}, {"Sec-Fetch-Site": "cross-site", "Referer": mine},
                 {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "same-site"}):  # fmt: skip
        assert site.get(path, **said).status_code == 404


@pytest.mark.parametrize("host", [EVIL, f"localhost.{EVIL}", f"{EVIL}:80", "127.0.0.1.nip.io"])
def test_a_foreign_name_is_not_answered_to(site: Site, host: str) -> None:
    """Else a page elsewhere could point its own name at this computer and read the answers."""
    for path in ("/", "/static/none.js", "/app/static/style.css", "/_stcore/host-config"):
        assert raw(site, path, Host=host) == (403, b"This site does not answer to that name.")
    assert handshake(site, Host=host)[0] == 403
    assert raw(site, "/healthz", Host=host)[0] == 200


@pytest.mark.parametrize("host", ["", "a b", "me@localhost", "localhost/x", "localhost:port"])
def test_a_host_that_is_none_is_a_bad_request(site: Site, host: str) -> None:
    assert raw(site, "/", Host=host)[0] == 400


def test_names_are_matched_whole() -> None:
    allowed = ("lesson.example", "*.school.example", "fd00::7")
    answers = {
        "lesson.example": True, "LESSON.example:443": True, "lesson.example.": True,
        "a.school.example": True, "a.b.school.example:8501": True, "[fd00::7]:8501": True,
        "school.example": False, "notschool.example": False, "xlesson.example": False,
        "lesson.example.evil.example": False, "localhost:8501": True, "[::1]:8501": True,
    }  # fmt: skip
    assert {host: visitor.is_allowed(host, allowed) for host in answers} == answers
    assert visitor.is_allowed("any.example", ())
    assert visitor.is_allowed("any.example", ("*",))


def test_only_our_own_pages_open_the_websocket(site: Site) -> None:
    assert handshake(site, Origin=site.address)[0] == 101
    for origin in (f"http://{EVIL}", "null", f"http://localhost:{site.port + 1}",
                   f"http://localhost.{EVIL}:{site.port}", "http://localhost"):  # fmt: skip
        status, sentence = handshake(site, Origin=origin)
        assert (status, sentence) == (403, b"Another site asked for this in your name.")


def test_another_site_cannot_post_in_a_learners_name(site: Site) -> None:
    assert raw(site, "/healthz", "POST", Origin=f"http://{EVIL}")[0] == 403
    assert raw(site, "/healthz", "POST", Origin=site.address)[0] == 405


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_refusal_never_reaches_streamlit(kind: str) -> None:
    """Streamlit would ask a server outside for this computer's address before it refuses."""
    sent: list[Any] = []

    async def streamlit(*_: Any) -> None:
        pytest.fail("Streamlit was asked.")

    async def send(message: Any) -> None:
        sent.append(message)

    named = [(b"host", b"localhost"), (b"origin", b"http://evil.example")]
    scope = {"type": kind, "method": "POST", "path": "/_stcore/stream", "headers": named}
    asyncio.run(doors.Doors(streamlit)(scope, None, send))  # type: ignore[arg-type]
    assert sent[0].get("status", sent[0].get("code")) in (403, 1008)


def test_a_host_may_open_the_websocket_to_all_origins() -> None:
    app = _around(Middleware(doors.Doors, any_origin=lambda: True))
    assert _ask(app, "POST", "/a", Origin=f"http://{EVIL}").status_code == 200


def test_a_visitors_address_is_what_the_hosts_own_proxy_saw() -> None:
    def seen(proxies: int, *lines: str) -> str:
        given = [(b"x-forwarded-for", line.encode()) for line in lines]
        return visitor.address(
            {"type": "http", "headers": given, "client": ("9.9.9.9", 1)}, proxies
        )

    assert seen(0, "1.1.1.1") == "9.9.9.9"
    assert seen(1, "6.6.6.6, 1.1.1.1") == "1.1.1.1"
    assert seen(1, "6.6.6.6", "1.1.1.1") == "1.1.1.1"
    assert seen(2, "6.6.6.6, 1.1.1.1, 2.2.2.2") == "1.1.1.1"
    assert seen(2, "1.1.1.1") == "9.9.9.9"
    assert visitor.address({"type": "http", "headers": [], "client": None}, 1) == ""


# --- health ---------------------------------------------------------------------------


def _broken() -> bool:
    raise OSError("no such host db.school.example")


@pytest.mark.parametrize(
    ("answers", "status", "said"),
    [
        (lambda: True, 200, "ok"),
        (lambda: False, 503, "The store of answers does not answer."),
        (_broken, 503, "The store of answers does not answer."),
    ],
)
def test_health_asks_the_store_and_tells_no_more(
    answers: Callable[[], bool], status: int, said: str
) -> None:
    answer = _ask(Starlette(routes=[doors.health(answers)]), "GET", doors.HEALTH)
    assert (answer.status_code, answer.text) == (status, said)
    assert answer.headers["Cache-Control"] == "no-store"


def test_health_does_not_wait_for_a_store_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "HEALTH_SECONDS", 0.05)

    def hangs() -> bool:
        time.sleep(1)
        return True

    assert _ask(Starlette(routes=[doors.health(hangs)]), "GET", doors.HEALTH).status_code == 503


# --- attacks --------------------------------------------------------------------------

UP = ("..", "%2e%2e", "%252e%252e", ".%2e", "..%00", "%c0%ae%c0%ae", "....", "..;")
BETWEEN = ("/", "%2f", "%252f", "\\", "%5c", "//")
PLACES = (
    "/app/static",
    "/static",
    "/media",
    "/_stcore/bidi-components/explainer.page",
    "",
)
TARGETS = {
    ("settings.py",): b"EXPLAINER_FOLDER",
    ("pyproject.toml",): b"[project]",
    ("etc", "passwd"): b"root:",
}


def test_no_path_leads_out_of_the_folders(site: Site) -> None:
    assert raw(site, "/app/static/style.css")[0] == 200
    leaked = []
    for place, up, between, depth in product(PLACES, UP, BETWEEN, (1, 2, 3, 9)):
        for target, secret in TARGETS.items():
            path = f"{place}/{between.join((*(up,) * depth, *target))}"
            _, body = raw(site, path)
            if secret in body:
                leaked.append(path)
    assert leaked == []


@pytest.mark.parametrize(
    "path",
    ["/app/static//etc/passwd", "/app/static/%00", "/app/static/style.css%00.png",
     "/static/%2fetc%2fpasswd", "/app/static/C:%5cWindows%5cwin.ini", "/app/static/.env",
     "/static/" + "a" * 5000, "/app/static/fonts"],
)  # fmt: skip
def test_odd_paths_give_no_file_and_break_nothing(site: Site, path: str) -> None:
    status, body = raw(site, path)
    assert status in (200, 400, 404, 414)
    assert b"root:" not in body
    assert b"@font-face" not in body
    assert site.get("/healthz").status_code == 200


def test_a_long_body_is_refused_before_it_is_read(site: Site) -> None:
    for path in ("/", "/healthz", "/anything"):
        answer = httpx.post(f"{site.address}{path}", content=b"x" * (doors.BODY_BYTES + 1))
        assert answer.status_code == 413
    assert httpx.post(f"{site.address}/healthz", content=b"x" * 10).status_code == 405


@pytest.mark.parametrize(("size", "status"), [(doors.BODY_BYTES, 200), (doors.BODY_BYTES + 1, 413)])
def test_a_body_without_a_length_is_counted(size: int, status: int) -> None:
    async def chunks() -> Any:
        for begin in range(0, size, 1000):
            yield b"x" * min(1000, size - begin)

    answer = _ask(_around(Middleware(doors.Doors)), "POST", "/a", content=chunks())
    assert answer.status_code == status


@pytest.mark.parametrize("message", [b"x" * 1_100_000, b"\xff\xff not a message", "some text"])
def test_a_message_that_is_none_closes_its_socket_and_nothing_else(
    site: Site, message: bytes | str
) -> None:
    address = f"ws://localhost:{site.port}/_stcore/stream"
    with connect(address, origin=Origin(site.address)) as line:
        line.send(message)
        with pytest.raises(ConnectionClosed):
            _read_to_the_end(line)
    assert site.get("/healthz").status_code == 200
    assert handshake(site, Origin=site.address)[0] == 101


def _read_to_the_end(line: ClientConnection) -> None:
    for _ in range(1000):
        line.recv(timeout=20)


# --- starting and stopping ------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to stop politely with")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_peace_also_with_visitors(start: Start, number: signal.Signals) -> None:
    site = ready(start())
    address = f"ws://localhost:{site.port}/_stcore/stream"
    with connect(address, origin=Origin(site.address)):
        assert site.stop(number) == 0
    assert "Traceback" not in site.output()
    assert "Exception" not in site.output()


@pytest.mark.parametrize("way", ["explainer", "streamlit", "uvicorn"])
def test_a_wrong_setting_ends_the_start_with_one_sentence(start: Start, way: str) -> None:
    site = start(way, EXPLAINER_RETENTION_DAYS="soon")
    assert site.process.wait(timeout=READY_SECONDS) == 2
    said = [line for line in site.output().splitlines() if line.startswith("explainer: ")]
    assert said == [
        "explainer: EXPLAINER_RETENTION_DAYS must be a whole number of days, at least 1, "
        "such as 180; it is 'soon'."
    ]
    assert "Traceback" not in site.output()


def test_on_its_own_it_listens_to_this_computer_only(site: Site) -> None:
    outside = [
        address[4][0]
        for address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        if not str(address[4][0]).startswith("127.")
    ]
    for host in outside:
        with socket.socket() as line:
            assert line.connect_ex((str(host), site.port)) != 0


# --- in a browser ---------------------------------------------------------------------

PAGES = ("", "sequence", "who-says-what", "quiz", "quiz?question=whose-nine", "sources", "people")
LISTEN = """
window.violations = [];
addEventListener('securitypolicyviolation', e =>
    window.violations.push(e.effectiveDirective + ' ' + e.blockedURI));
"""


@pytest.fixture
def watched(page: Page) -> Page:
    """A page that keeps what its policy refused; the fixture `page` fails on console errors."""
    page.set_default_timeout(30_000)
    page.add_init_script(LISTEN)
    return page


def violations(page: Page) -> list[str]:
    """All but one: Streamlit's protobuf tries WebAssembly for long numbers and goes on without."""
    found: list[str] = page.evaluate("window.violations")
    return [one for one in found if one != "script-src wasm-eval"]


def see_everything(page: Page, address: str) -> None:
    """Visits every page, sees a chart drawn and answers a question, all under the policy."""
    for name in PAGES:
        page.goto(f"{address}/{name}")
        expect(page.locator("h1#top")).to_be_visible(timeout=30_000)
        expect(page.locator(".xp-foot")).to_be_attached(timeout=30_000)
        if name == "sequence":
            drawn = page.locator("[data-testid=stPlotlyChart] .scatterlayer .point")
            expect(drawn.first).to_be_attached(timeout=30_000)
        if "question=" in name:
            form = page.locator("form")
            form.locator("label").first.click()
            form.get_by_role("button", name="Fairly sure").click()
            expect(form.locator(".xq-verdict")).to_be_visible(timeout=30_000)
        assert violations(page) == [], name


@pytest.mark.browser
def test_the_whole_site_runs_under_its_policy(watched: Page, site: Site) -> None:
    see_everything(watched, site.address)


@pytest.mark.browser
def test_the_policy_is_in_force(watched: Page, site: Site, complaints: Complaints) -> None:
    """The control: what the policy forbids does not run."""
    watched.goto(site.address)
    expect(watched.locator("h1#top")).to_be_visible(timeout=30_000)
    watched.evaluate(
        """() => {
          const add = set => {
            const s = document.createElement('script'); set(s); document.head.append(s)
          }
          add(s => s.textContent = 'window.inline = 1')
          add(s => s.src = URL.createObjectURL(new Blob(['window.blob = 1'])))
          add(s => s.src = 'http://localhost:9/x.js')
          const image = new Image(); image.onerror = () => {}; image.src = 'http://localhost:9/x.png'
          // Later, since the browser's driver may evaluate what a page may not.
          setTimeout(() => { try { window.eval('window.evaluated = 1') } catch {} })
        }"""
    )
    watched.wait_for_function("window.violations.filter(v => !v.includes('wasm')).length >= 5")
    ran = watched.evaluate("[window.inline, window.blob, window.evaluated]")
    complaints.clear()
    assert ran == [None, None, None]


@pytest.mark.browser
def test_a_bare_clone_runs_under_its_policy(watched: Page, start: Start, tmp_path: Path) -> None:
    """As on a hosted app: the package is not installed, and its components go along as text."""
    site = ready(start("clone", PYTHONPATH=str(_packages_without_ours(tmp_path))))
    see_everything(watched, site.address)
    assert "blob:" in site.get("/").headers[headers.POLICY]


def _packages_without_ours(folder: Path) -> Path:
    # By this name Streamlit knows that nobody is developing it.
    packages = folder / "site-packages"
    packages.mkdir()
    for path in Path(starlette.__file__).parents[1].iterdir():
        if "explainer" not in path.name:
            (packages / path.name).symlink_to(path)
    return packages
