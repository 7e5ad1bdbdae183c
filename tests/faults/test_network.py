"""FA7, FA8, FA12: the network goes, connections are half open, laptops sleep, all come back."""

import asyncio
import os
import re
import signal

import pytest

from tests.faults.conftest import NewServer

from .oracle import check_all, text_of
from .person import Person
from .proxy import Proxy
from .server import ServerProcess
from .table import table
from .typist import Typist

PING = 1.0


@pytest.fixture
def server(new_server: NewServer) -> ServerProcess:
    """One that notices within two seconds what takes others forty."""
    limits = f"--InterviewApp.limits={{'ping_seconds': {PING}}}"
    return new_server("one", None, limits, "--InterviewApp.presence_grace=0.2")


async def test_FA7_edits_of_both_sides_meet_after_the_network_was_gone(
    server: ServerProcess, seed: int
) -> None:
    async with server, table(server, seed) as seat, Proxy(server.api) as network:
        [near, _] = seat.typists
        user = (await seat.api.join(seat.session, "far"))["user"]["id"]
        far = await Typist(network.api, seat.session, "far", seed + 9, user).open()
        seat.typists.append(far)
        await seat.type(2)
        await seat.settle()
        network.take_away()
        for _ in range(3):
            far.scribble()
        await far.flush()
        for _ in range(3):
            near.scribble()
        await near.settled()
        gone = await near.expect("user_left", reason="away")
        assert gone["user"]["id"] == user and gone["user"]["online"] is False
        assert len(far.outbox) == 3 and far.closed is None and network.swallowed
        await far.drop()
        far.scribble()
        network.bring_back()
        await far.open()
        await near.expect("user_joined", user={**gone["user"], "online": True})
        await seat.check()
        await seat.type(1)
        await seat.check()


async def test_FA12_a_half_open_connection_is_given_up_with_its_cursor(
    server: ServerProcess, seed: int
) -> None:
    async with server, table(server, seed, people=1) as seat, Proxy(server.api) as network:
        [near] = seat.typists
        user = (await seat.api.join(seat.session, "far"))["user"]["id"]
        far = await Typist(network.api, seat.session, "far", seed + 9, user).open()
        place = {"type": None, "tname": "code:python", "item": None, "assoc": 0}
        await far.send("cursor_change", language="python", cursor={"anchor": place, "head": place})
        shown = await near.expect("cursor_change", userId=user)
        assert shown["cursor"] is not None
        network.take_away()
        hidden = await near.expect("cursor_change", userId=user, cursor=None)
        assert hidden["peer"] == shown["peer"]
        await near.expect("user_left", reason="away")
        users = await seat.api.ok("GET", seat.path + "/users")
        assert [u["online"] for u in users if u["id"] == user] == [False]
        await far.drop()


async def test_FA7_a_laptop_that_slept_comes_back_by_itself(
    server: ServerProcess, seed: int
) -> None:
    async with server, table(server, seed, people=1) as seat:
        [near] = seat.typists
        user = (await seat.api.join(seat.session, "far"))["user"]["id"]
        far = await Person.start(seat.api, seat.session, user, "far", seed + 9)
        try:
            # Which of its tokens is there nobody knows: it erases some.
            await near.until(lambda: re.search(r"<far ([2-9]|\d\d+) ", near.text()))
            os.kill(far.pid, signal.SIGSTOP)
            await near.expect("user_left", reason="away")
            for _ in range(5):
                near.scribble(erasing=False)
            await near.settled()
            near.frames.clear()
            os.kill(far.pid, signal.SIGCONT)
            await near.expect("user_joined")
            report = await far.report()
        finally:
            far.abandon()
        assert report.connections >= 2 and report.typed
        await near.settled()
        server_text = await text_of(seat.api, seat.session)
        await near.expect_text(server_text)
        await check_all(seat.api, seat.session, [near, report], server.database)


SESSIONS, PEOPLE = 8, 25


async def test_FA8_two_hundred_people_are_back_after_a_crash(
    new_server: NewServer, seed: int
) -> None:
    """Without the pauses that real panels make, which is harder."""
    server = new_server()
    async with server:
        api, everybody = server.api, []
        sessions = [(await api.create("python", code=""))["id"] for _ in range(SESSIONS)]
        for number in range(SESSIONS * PEOPLE):
            session, name = sessions[number % SESSIONS], f"p{number}"
            user = (await api.join(session, name))["user"]["id"]
            everybody.append(Typist(api, session, name, seed + number, user))
        await asyncio.gather(*(typist.open() for typist in everybody))
        await asyncio.gather(*(typist.work(1) for typist in everybody))
        await server.kill()
        for typist in everybody:
            await typist.expect_close()
            typist.scribble()
        await server.start()
        await asyncio.gather(*(typist.open() for typist in everybody))
        await asyncio.gather(*(typist.settled() for typist in everybody))
        for place, session in enumerate(sessions):
            present = everybody[place::SESSIONS]
            await check_all(api, session, present, server.database)
            users = await api.ok("GET", f"/sessions/{session}/users")
            assert [user["online"] for user in users] == [True] * PEOPLE
        for typist in everybody:
            await typist.close()
