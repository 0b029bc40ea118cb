"""What a session holds for a reader: no more than a page needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explainer import tokens
from explainer.views import addresses
from tests.cases import FERRY
from tests.servers import Server
from tests.visits import Visit, run


async def _fragments(address: str, token: str, page: str) -> tuple[int, int]:
    """How many questions a page shows, and how many parts of it are kept to be run anew."""
    visit = Visit(address, token)
    await visit.open()
    await visit.see(page)
    await visit.close()
    kept = {ForwardMsg.FromString(frame).delta.fragment_id for frame in visit.frames} - {""}
    return len(visit.questions()), len(kept)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> object:
    place: Path = tmp_path_factory.mktemp("sessions")
    with Server(FERRY, f"sqlite:///{place}/answers.sqlite", place) as server:
        yield server


def test_a_story_keeps_no_part_to_run_anew_where_our_server_takes_the_answers(
    server: Server,
) -> None:
    questions, kept = run(_fragments, server.address, tokens.new(), addresses.STORY)

    assert questions > 0
    assert kept == 0


def test_without_a_cookie_nothing_is_asked_before_the_browser_says_who_this_is(
    server: Server,
) -> None:
    """The order of the options is the learner's: with another they would change places."""
    assert run(_fragments, server.address, "", addresses.STORY) == (0, 0)
