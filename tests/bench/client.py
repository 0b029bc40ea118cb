"""A learner as the server meets one: Streamlit's own protocol, and our route for answers.

Nothing is drawn; what a browser must send back (widget ids, hashes of what it has kept) is.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from uuid import uuid4

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

PATIENCE = 60.0
"""Seconds after which a run of the script, or a mark, will not come any more."""

_KEPT_RUNS = 2
"""For so many runs a browser keeps a message that the server does not send again."""


class Broken(Exception):
    """The session ended, the script failed, or an answer was not taken."""


@dataclass(frozen=True, slots=True)
class Radio:
    """A choice on the page."""

    id: str
    options: tuple[str, ...]
    fragment: str


@dataclass(slots=True)
class _Run:
    """What one run of the script has brought so far."""

    asked: str = ""
    """The choice that was made: what the page says after it is the answer to it."""
    passed: bool = False
    feedback: float | None = None
    failed: str = ""
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Tab:
    """One open page of a Streamlit site, with one session of its own."""

    def __init__(self, address: str, page: str = "", cookie: str = "") -> None:
        self.radios: dict[str, Radio] = {}
        """What may be chosen on the page, by id."""
        self._address = address
        self._page = page
        self._cookie = cookie
        self._page_hash = ""
        self._chosen: dict[str, str] = {}
        self._kept: dict[str, int] = {}
        self._runs = 0
        self._run = _Run()
        self._line: ClientConnection | None = None
        self._listening: asyncio.Task[None] | None = None

    async def open(self) -> float:
        """Seconds until the first run of the script has ended."""
        start = time.perf_counter()
        self._line = await connect(
            f"{self._address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(self._address),
            additional_headers={"Cookie": self._cookie} if self._cookie else {},
            compression=None,
            max_size=None,
            max_queue=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )
        self._listening = asyncio.create_task(self._listen(self._line))
        await self._rerun()
        return time.perf_counter() - start

    async def choose(self, radio: Radio, option: str) -> float:
        """Seconds until the page says what comes of the choice."""
        start = time.perf_counter()
        self._chosen[radio.id] = option
        run = await self._rerun(radio)
        if run.feedback is None:
            raise Broken("The page says nothing of the choice.")
        return run.feedback - start

    async def close(self) -> None:
        if self._line is not None:
            await self._line.close()
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening

    async def _rerun(self, radio: Radio | None = None) -> _Run:
        assert self._line is not None, "The tab is not open."
        self._run = run = _Run(asked=radio.id if radio else "")
        await self._line.send(self._wish(radio).SerializeToString())
        await asyncio.wait_for(run.done.wait(), PATIENCE)
        if run.failed:
            raise Broken(run.failed)
        return run

    def _wish(self, radio: Radio | None) -> BackMsg:
        message = BackMsg()
        wish = message.rerun_script
        wish.page_name = self._page
        wish.page_script_hash = self._page_hash
        wish.fragment_id = radio.fragment if radio else ""
        wish.cached_message_hashes.extend(self._kept)
        wish.context_info.timezone = "UTC"
        wish.context_info.locale = "en-US"
        wish.context_info.color_scheme = "light"
        wish.context_info.url = f"{self._address}/{self._page}"
        for name, option in self._chosen.items():
            state = wish.widget_states.widgets.add()
            state.id, state.string_value = name, option
        return message

    async def _listen(self, line: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            async for data in line:
                assert isinstance(data, bytes)
                self._hear(ForwardMsg.FromString(data))
        self._run.failed = self._run.failed or "The server closed the session."
        self._run.done.set()

    def _hear(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "delta":
                self._draw(message)
                if message.metadata.cacheable:
                    self._kept[message.hash] = self._runs
            case "ref_hash":
                self._kept[message.ref_hash] = self._runs
            case "new_session":
                self._page_hash = message.new_session.page_script_hash or self._page_hash
            case "script_finished":
                self._finish(message)

    def _draw(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "radio":
                options = tuple(element.radio.options)
                radio = Radio(element.radio.id, options, message.delta.fragment_id)
                self.radios[radio.id] = radio
                self._run.passed = self._run.passed or radio.id == self._run.asked
            case "alert" if self._run.passed and self._run.feedback is None:
                self._run.feedback = time.perf_counter()
            case "exception":
                self._run.failed = f"{element.exception.type}: {element.exception.message}"

    def _finish(self, message: ForwardMsg) -> None:
        status = message.script_finished
        if status == ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN:
            return
        self._runs += 1
        self._kept = {
            name: run for name, run in self._kept.items() if self._runs - run <= _KEPT_RUNS
        }
        self._run.done.set()


class Learner:
    """Somebody with a cookie of our server's, who answers over the route for answers.

    Each has a line of their own: in one pool of hundreds every request would look at all of them.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        # The server hangs up after five seconds, and a browser would not be caught out by that.
        limits = httpx.Limits(keepalive_expiry=2)
        self._line = httpx.AsyncClient(timeout=PATIENCE, verify=_trust(), limits=limits)

    async def arrive(self) -> None:
        """Fetches the page, as a browser does first; with it the cookie comes, if there is one."""
        await self._line.get(f"{self._address}/")

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._line.cookies.items())

    async def answer(self, question: str, pairs: Sequence[tuple[str, str]]) -> float:
        """Seconds until the mark is here; it is sent when the answer is on the disk."""
        start = time.perf_counter()
        await self.send(question, pairs, str(uuid4()))
        return time.perf_counter() - start

    async def send(
        self, question: str, pairs: Sequence[tuple[str, str]], key: str
    ) -> Mapping[str, object]:
        """What the server says to an answer that it took. The same key is the same answer."""
        response = await self._line.post(
            f"{self._address}/answer",
            json={"question": question, "pairs": [list(pair) for pair in pairs], "key": key},
            headers={"origin": self._address},
        )
        if response.status_code != 200:
            raise Broken(f"The answer was not taken: {response.status_code} {response.text[:80]}")
        said: Mapping[str, object] = response.json()
        return said

    async def close(self) -> None:
        await self._line.aclose()


@cache
def _trust() -> ssl.SSLContext:
    """Read once: it takes longer than a visit."""
    return ssl.create_default_context()
