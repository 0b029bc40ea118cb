"""What an author's pages ask of the server, and what everybody else is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from explainer.server.doors import Doors
from tests import saves
from tests.saves import FILE
from tests.servers import Server
from tests.visits import Visit, run

ELSEWHERE = {"X-Forwarded-For": "203.0.113.9"}
GETS = ("revision", "desk", f"file?name={FILE}", f"versions?name={FILE}", "version?name=x&id=y")
POSTS = ("draft", "check", "lay-aside", "publish")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saves.lesson_in(tmp_path_factory.mktemp("author"))


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    store = f"sqlite:///{root.parent}/a.sqlite"
    with Server(root, store, root.parent, EXPLAINER_AUTHOR="1") as server:
        yield server


def asked(server: Server, name: str) -> Any:
    reply = server.http.get(f"/author/{name}")
    assert reply.status_code == 200, reply.text
    assert reply.headers["cache-control"] == "no-store"
    return reply.json()


def sent(server: Server, route: str, status: int = 200, /, **what: str) -> Any:
    reply = server.http.post(f"/author/{route}", json=what)
    assert reply.status_code == status, reply.text
    return reply.json()


def test_a_file_is_opened_drafted_mended_and_published(server: Server, root: Path) -> None:
    told = asked(server, "desk")
    assert told["writable"] is True
    assert told["problems"] == []
    assert {"name": FILE, "problems": 0, "draft": False} in told["files"]

    opened = asked(server, f"file?name={FILE}")
    wrong = opened["text"].replace("[^n2]", "[^n99]")
    draft = {"name": FILE, "base": opened["digest"], "by": "window"}
    kept = sent(server, "draft", text=wrong, **draft)
    (problem,) = kept["problems"]
    assert (problem["file"], problem["line"], problem["code"]) == (FILE, 10, "unknown-claim")
    assert {"name": FILE, "problems": 1, "draft": True} in kept["files"]

    refused = sent(server, "publish", 422, name=FILE, known=kept["digest"])
    assert refused["problems"] == [problem]
    right = opened["text"].replace("Nobody counted", "Neither counted")
    assert sent(server, "check", name=FILE, text=right) == {"problems": []}
    known = sent(server, "draft", text=right, known=kept["digest"], **draft)["digest"]
    before, drafted = asked(server, "revision"), asked(server, "revision?drafts")
    assert before != drafted
    assert sent(server, "publish", name=FILE, known=known)["published"] == [FILE]
    assert asked(server, "revision") != before
    assert (root / FILE).read_text("utf-8") == right
    newest, oldest = asked(server, f"versions?name={FILE}")["versions"]
    assert (newest["why"], oldest["why"]) == ("published", "found")
    text = asked(server, f"version?name={FILE}&id={oldest['id']}")["text"]
    assert text == opened["text"]


def test_a_change_on_disk_is_a_choice(server: Server, root: Path) -> None:
    name = "content/words.md"
    opened = asked(server, f"file?name={name}")
    path = root / name
    mine = opened["text"].replace("# Words", "# Our words")
    draft = {"name": name, "text": mine, "base": opened["digest"], "by": "w"}
    known = sent(server, "draft", **draft)["digest"]
    path.write_text(opened["text"].replace("# Words", "# Their words"), "utf-8")
    told = sent(server, "publish", 409, name=name, known=known)
    (clash,) = told["clashes"]
    assert clash["theirs"].startswith("# Their words")
    assert clash["mine"].startswith("# Our words")
    over = {"over": clash["digest"], "known": known}
    assert sent(server, "publish", name=name, **over)["published"] == [name]
    assert path.read_text("utf-8") == mine


def test_two_windows_are_told_of_each_other(server: Server) -> None:
    name = "content/site.md"
    base = asked(server, f"file?name={name}")["digest"]
    first = sent(server, "draft", name=name, text="# One\n", base=base, by="one")
    told = sent(server, "draft", 409, name=name, text="# Two\n", base=base, by="two")
    assert (told["text"], told["digest"]) == ("# One\n", first["digest"])
    # Nobody publishes what they have not seen, and a text that gives way stays a version.
    told = sent(server, "publish", 409, name=name, by="two", known="")
    assert (told["text"], told["digest"]) == ("# One\n", first["digest"])
    sent(server, "lay-aside", name=name, text="# Two\n", known="")
    (version,) = asked(server, f"versions?name={name}")["versions"]
    two = asked(server, f"version?name={name}&id={version['id']}")["text"]
    assert (version["why"], two) == ("laid", "# Two\n")
    assert asked(server, f"file?name={name}")["draft"]["text"] == "# One\n"
    sent(server, "lay-aside", name=name)
    assert asked(server, f"file?name={name}")["draft"] is None


@pytest.mark.parametrize(
    "name", ["../a.md", "/etc/passwd", "content/../../a.md", "content/README.md", "", "seeds/.a.md"]
)
def test_no_other_file_is_read_or_written(server: Server, name: str) -> None:
    assert server.http.get("/author/file", params={"name": name}).status_code == 404
    for post in POSTS:
        sent(server, post, 404, name=name, text="x")


async def _seen(address: str, headers: dict[str, str], page: str) -> tuple[str, list[str]]:
    """All words of a page, as somebody is sent it, and which of our scripts go along."""
    visit = Visit(address, headers=headers)
    await visit.open()
    await visit.see(page, "drafts")
    words = " ".join(visit.texts())
    scripts = [name for name in ("live", "editor") if visit.component(name)]
    await visit.close()
    return words, scripts


def test_a_reader_sees_neither_drafts_nor_what_authors_have(server: Server) -> None:
    name = "content/site.md"
    opened = asked(server, f"file?name={name}")
    text = opened["text"].replace("# The bell", "# Drafted, the bell")
    sent(server, "draft", name=name, text=text, base=opened["digest"], by="w")
    mine = run(_seen, server.address, {}, "")
    theirs = run(_seen, server.address, ELSEWHERE, "")
    assert ("Drafted" in mine[0], mine[1]) == (True, ["live"])
    assert ("Drafted" in theirs[0], theirs[1]) == (False, [])
    assert run(_seen, server.address, ELSEWHERE, "edit")[1] == []
    sent(server, "lay-aside", name=name)


@pytest.mark.parametrize("name", GETS)
def test_whoever_is_no_author_finds_nothing(server: Server, name: str) -> None:
    for headers in (
        ELSEWHERE,
        {"Via": "1.1 proxy"},
        {"X-Forwarded-For": ""},
        {"CF-Connecting-IP": "::9"},
    ):
        reply = server.http.get(f"/author/{name}", headers=headers)
        assert (reply.status_code, reply.text) == (404, "There is nothing here.")


@pytest.mark.parametrize("name", POSTS)
def test_whoever_is_no_author_changes_nothing(server: Server, name: str) -> None:
    what = {"name": FILE, "text": "# Theirs\n"}
    assert server.http.post(f"/author/{name}", json=what, headers=ELSEWHERE).status_code == 404
    assert server.http.post(f"/author/{name}", content=b"x", headers=ELSEWHERE).status_code == 404
    foreign = {"Origin": "https://evil.example"}
    assert server.http.post(f"/author/{name}", json=what, headers=foreign).status_code == 403
    for body, kind in (
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'{"name": 1}', "application/json"),
        (b'{"name": "content/site.md", "text": "half a \\ud83d letter"}', "application/json"),
        (json.dumps(what).encode(), "text/plain"),
    ):
        reply = server.http.post(f"/author/{name}", content=body, headers={"Content-Type": kind})
        assert reply.status_code == 400
    assert asked(server, f"file?name={FILE}")["draft"] is None


def test_an_address_that_nobody_knows_is_not_this_computer() -> None:
    """As of a proxy that asks through a file: Streamlit would say None for either."""
    seen: list[object] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["client"])

    async def nothing(*_: object) -> dict[str, str]:
        return {}

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", b"localhost")]}
    for client in (None, ("127.0.0.1", 9)):
        asyncio.run(Doors(app)({**scope, "client": client}, nothing, nothing))  # type: ignore[arg-type]
    assert seen == [("unknown", 0), ("127.0.0.1", 9)]


def test_a_text_has_a_limit_and_an_answer_a_smaller_one(server: Server) -> None:
    what = {"name": FILE, "base": "", "by": "w"}
    sent(server, "draft", 413, text="x" * 300_000, **what)
    long = json.dumps({"text": "x" * 2_000_000})
    headers = {"Content-Type": "application/json"}
    reply = server.http.post("/author/draft", content=long, headers=headers)
    assert reply.status_code == 413
    assert server.http.post("/answer", json={"x": "x" * 70_000}).status_code == 413


def test_a_site_for_readers_has_none_of_it(tmp_path: Path) -> None:
    root = saves.lesson_in(tmp_path)
    with Server(root, f"sqlite:///{tmp_path}/a.sqlite", tmp_path) as server:
        for name in POSTS:
            reply = server.http.post(f"/author/{name}", json={"name": FILE, "text": "x"})
            assert reply.status_code in (404, 405)
        assert "revision" not in server.http.get("/author/revision").text
    assert not (tmp_path / "a.desk").exists()
