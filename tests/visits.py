"""A browser's side of Streamlit's protocol: one websocket, messages in protobuf, no pictures.

Only what the tests look at: which page is asked for, and all that comes back, byte by byte.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import anyio
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from explainer import tokens

PATIENCE = 120
"""Seconds after which something hangs; nothing is measured."""

Result = TypeVar("Result")

_STREAM = "/_stcore/stream"


@dataclass
class Visit:
    """One tab: its websocket, and the session that Streamlit gave it."""

    address: str
    token: str = ""
    session: str = ""
    frames: list[bytes] = field(default_factory=list)
    """All that was received since the last run began."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What the handshake says besides."""
    _line: ClientConnection | None = None

    async def open(self) -> None:
        """Connects as a browser does, naming the session it had before, if any."""
        protocols = ["streamlit", "nobody", *([self.session] if self.session else [])]
        self._line = await connect(
            self.address.replace("http", "ws", 1) + _STREAM,
            origin=Origin(self.address),
            subprotocols=[Subprotocol(each) for each in protocols],
            additional_headers={**cookie(self.token), **self.headers},
            compression=None,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )

    async def close(self) -> None:
        if self._line:
            await self._line.close()

    def drop(self) -> None:
        """As when a lid is closed: nobody says good-bye."""
        if self._line:
            self._line.transport.abort()

    async def see(self, page: str = "", query: str = "") -> None:
        """Runs the script for a page, until it has been drawn."""
        assert self._line
        self.frames.clear()
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.context_info.url = f"{self.address}/{page}"
        await self._line.send(asked.SerializeToString())
        async for frame in self._line:
            assert isinstance(frame, bytes)
            self.frames.append(frame)
            if self._is_last(ForwardMsg.FromString(frame)):
                return
        raise AssertionError("The server hung up.")

    async def hear(self, seconds: float) -> list[int]:
        """The sizes of the messages that come by themselves in this time."""
        assert self._line
        found: list[int] = []
        with anyio.move_on_after(seconds):
            while True:
                found.append(len(await self._line.recv()))
        return found

    def _is_last(self, message: ForwardMsg) -> bool:
        if message.WhichOneof("type") == "new_session":
            self.session = message.new_session.initialize.session_id
        early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return message.WhichOneof("type") == "script_finished" and message.script_finished != early

    def texts(self) -> Iterator[str]:
        """Every text in what was received, however it was wrapped."""
        for frame in self.frames:
            yield from texts_of(ForwardMsg.FromString(frame))

    def component(self, name: str) -> list[Mapping[str, Any]]:
        """The data of each of our components with this name, in the page's order."""
        found = []
        for frame in self.frames:
            element = ForwardMsg.FromString(frame).delta.new_element
            if element.WhichOneof("type") == "bidi_component":
                part = element.bidi_component
                if part.component_name.endswith((f".{name}", f"_{name}")):
                    found.append(json.loads(part.json or part.mixed.json))
        return found

    def questions(self) -> Mapping[str, Mapping[str, Any]]:
        """The data of each question that was drawn, by its id."""
        return {str(data["id"]): data for data in self.component("question")}


def run(act: Callable[..., Awaitable[Result]], *arguments: object) -> Result:
    """Runs it in a thread of its own: in this one a browser may have a loop that never ends."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, act, *arguments).result()


def cookie(token: str) -> dict[str, str]:
    return {"Cookie": f"{tokens.COOKIE}={token}"} if token else {}


def texts_of(found: object) -> Iterator[str]:
    """Texts inside messages, maps, lists, and texts that are themselves JSON."""
    match found:
        case str():
            yield from _texts_of_text(found)
        case bytes():
            yield from _texts_of_text(unpacked(found).decode("utf-8", "replace"))
        case _:
            for part in _parts(found):
                yield from texts_of(part)


def _parts(found: object) -> Iterable[object]:
    match found:
        case Message():
            return [value for _, value in found.ListFields()]
        case Mapping():
            return [part for item in found.items() for part in item]
        case Iterable():
            return found
    return ()


def _texts_of_text(text: str) -> Iterator[str]:
    yield text
    if text[:1] in ("{", "["):
        try:
            inner = json.loads(text)
        except ValueError:
            return
        yield from texts_of(inner)


def unpacked(data: bytes) -> bytes:
    """Bytes as they were before zlib or gzip, if that is what they are."""
    try:
        return zlib.decompress(data, wbits=zlib.MAX_WBITS | 32)
    except zlib.error:
        return data
