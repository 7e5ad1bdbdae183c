"""HD1, HD2, HD6: an interview on hold, which nobody deletes, over REST."""

from typing import Any

from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems

TEMPLATE = "/sessions/{sessionId}/hold"
SENTENCE = "This interview is on hold. It cannot be deleted until its owner takes the hold away."


async def held(api: Api, session: str) -> str:
    answer = await api("PUT", f"/sessions/{session}/hold")
    assert answer.status == 200, answer.content
    assert answer_problems("PUT", TEMPLATE, 200, answer.content) == []
    since: str = answer.json["since"]
    return since


async def since_as_told(api: Api, session: str) -> Any:
    return (await api.ok("GET", f"/sessions/{session}"))["heldSince"]


async def test_HD2_nobody_deletes_an_interview_on_hold(api: Api) -> None:
    """HD2, HD1: in any state, until the owner takes the hold away; it stays what it was."""
    session = (await api.create("python", title="Round 1", code="x = 1\n", state="draft"))["id"]
    path = f"/sessions/{session}"
    since = await held(api, session)
    assert await held(api, session) == since == await since_as_told(api, session)
    for state in (None, "live", "ended", "live"):
        before = await api.ok("GET", path)
        if state is not None:
            before = await api.ok("PATCH", path, {"state": state})
        refused = await api("DELETE", path)
        assert (refused.status, refused.code) == (409, "held")
        assert refused.json["error"] == SENTENCE
        assert answer_problems("DELETE", "/sessions/{sessionId}", 409, refused.content) == []
        assert await api.ok("GET", path) == before and before["heldSince"] == since
    await api.ok("DELETE", f"{path}/hold")
    await api.ok("DELETE", f"{path}/hold")
    assert await since_as_told(api, session) is None
    assert (await api("DELETE", path)).status == 204
    assert (await api("PUT", f"{path}/hold")).status == 404


async def test_HD1_only_the_owner_holds(api: Api) -> None:
    session = (await api.create("python"))["id"]
    path = f"/sessions/{session}"
    for role in ("interviewer", "candidate", "observer"):
        guest, _ = await api.guest(session, f"The {role}", role)
        assert (await guest("PUT", f"{path}/hold")).code == "forbidden"
        await held(api, session)
        assert (await guest("DELETE", f"{path}/hold")).code == "forbidden"
        assert (await guest("DELETE", path)).code == "forbidden"
        await api.ok("DELETE", f"{path}/hold")


async def test_HD6_hosts_are_told_and_others_are_not(api: Api) -> None:
    """HD6: on open pages, in lists and when somebody reads it; who did it is in the log. Others do
    not get a frame for it either."""
    session = (await api.create("python"))["id"]
    path = f"/sessions/{session}"
    helping, _ = await api.guest(session, "Ira", "interviewer")
    outside = [(await api.guest(session, name, name))[0] for name in ("candidate", "observer")]
    async with SyncSocket(api, session) as socket, SyncSocket(outside[0], session) as theirs:
        assert (await socket.expect("welcome"))["session"]["heldSince"] is None
        assert (await theirs.expect("welcome"))["session"]["heldSince"] is None
        since = await held(api, session)
        assert (await socket.expect("session_state"))["heldSince"] == since
        await api.ok("DELETE", f"{path}/hold")
        assert (await socket.expect("session_state"))["heldSince"] is None
        since = await held(api, session)
        await api.ok("PATCH", path, {"title": "Round 2"})
        told = await theirs.expect("session_state")
        assert (told["title"], told["heldSince"]) == ("Round 2", None), "the first that they hear"
    assert (await api.ok("GET", "/sessions"))[0]["heldSince"] == since
    assert await since_as_told(helping, session) == since
    for guest in outside:
        assert await since_as_told(guest, session) is None
    async with SyncSocket(outside[1], session) as late:
        assert (await late.expect("welcome"))["session"]["heldSince"] is None
