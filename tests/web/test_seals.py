"""EX15 and EX16: the seal of an interview, and whether a recording is the one that was sealed."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.cli import main
from jupyter_interview.client import Recording
from jupyter_interview.sessions.recordings import Recordings
from tests.clients import Api
from tests.contract.documents import answer_problems
from tests.web.test_take_away import taken

SEAL = "/sessions/{sessionId}/seal"


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"exports_per_minute": 8}}


async def sealed(api: Api, session: str) -> str | None:
    answer = await api("GET", f"/sessions/{session}/seal")
    assert answer.status == 200, answer.content
    assert answer_problems("GET", SEAL, 200, answer.content) == []
    seal: str | None = answer.json["sha256"]
    return seal


async def begun(api: Api) -> tuple[str, Api]:
    session = (await api.create("python", title="Größe", code="x = 1\n"))["id"]
    guest, _ = await api.guest(session, "Bö 🐢")
    await guest.ok("PUT", f"/sessions/{session}/code", {"code": "x = '🐢'\n"})
    await guest.ok("POST", f"/sessions/{session}/execute", {"output": "é\n"})
    return session, guest


async def test_EX15_everybody_in_it_has_the_hash_of_what_everybody_could_see(api: Api) -> None:
    """EX15: it is the hash of the file, and what hosts do later changes neither."""
    session, guest = await begun(api)
    path = f"/sessions/{session}"
    assert await sealed(api, session) is None and await sealed(guest, session) is None
    await api.ok("PATCH", path, {"state": "ended"})
    seal = await sealed(guest, session)
    file = (await taken(api, session, "recording?audience=everybody")).content
    assert seal == sha256(file).hexdigest() == await sealed(api, session)
    recording = Recording(json.loads(file))
    assert recording.seal == seal and recording.verify_seals() == ()
    last = recording.document["seals"][-1]["texts"]
    assert [text["sha256"] for text in last] == [sha256("x = '🐢'\n".encode()).hexdigest()]

    await guest.ok("POST", f"{path}/leave", {"userId": recording.people[-1].id})
    assert await sealed(api, session) == seal
    again = (await taken(api, session, "recording?audience=everybody")).content
    assert again == file
    hosts = (await taken(api, session, "recording")).content
    assert json.loads(hosts)["session"]["upTo"] > recording.document["session"]["upTo"]

    await api.ok("PATCH", path, {"state": "live"})
    assert await sealed(api, session) is None
    await api.ok("PUT", f"{path}/code", {"code": "x = 2\n"})
    await api.ok("PATCH", path, {"state": "ended"})
    assert await sealed(api, session) not in (None, seal)
    await api.ok("DELETE", path)
    assert (await api("GET", f"{path}/seal")).status == 404


async def test_EX15_it_is_told_to_nobody_else_and_not_too_often(api: Api) -> None:
    session, guest = await begun(api)
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    assert (await api.anonymous()("GET", f"/sessions/{session}/seal")).status == 401
    statuses = [(await guest("GET", f"/sessions/{session}/seal")).status for _ in range(9)]
    assert statuses == [200] * 8 + [429]
    assert await sealed(api, session)


async def test_EX15_a_seal_is_made_once_however_often_it_is_asked_for(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, make = 0, Recordings._made

    async def counted(self: Recordings, *about: Any) -> bytes:
        nonlocal made
        made += 1
        return await make(self, *about)

    monkeypatch.setattr(Recordings, "_made", counted)
    sessions = [(await api.create())["id"] for _ in range(6)]
    for session in sessions:
        await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    told = [[await sealed(api, session) for session in sessions] for _ in range(3)]
    assert told[0] == told[1] == told[2] and len({*told[0]}) == made == 6
    await api.ok("PATCH", f"/sessions/{sessions[0]}", {"state": "live"})
    await api.ok("PATCH", f"/sessions/{sessions[0]}", {"state": "ended"})
    assert await sealed(api, sessions[0]) not in told[0] and made == 7


async def test_EX16_a_changed_recording_is_not_the_one_that_was_sealed(
    api: Api, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """EX16: whatever was changed in it; how the file is written does not matter."""
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name))
    session, guest = await begun(api)
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    seal = await sealed(guest, session)
    assert seal is not None
    document = (await taken(api, session, "recording?audience=everybody")).json
    file = tmp_path / "r.json"

    def verify(told: object, *words: str) -> tuple[int, str]:
        file.write_text(json.dumps(told, indent=3), "utf-8")
        status = main(["verify", str(file), *words])
        said = capsys.readouterr()
        return status, said.out + said.err

    status, said = verify(document, "--seal", seal.upper())
    assert status == 0 and "This is the recording that was sealed." in said
    status, said = verify(document)
    assert status == 0 and f"Seal: {seal}\n" in said
    for changed in (
        {"runs": [{**document["runs"][0], "state": "error"}]},
        {"people": [{**one, "name": "Eve"} for one in document["people"]]},
        {"session": {**document["session"], "title": "Größe\n"}},
        {"gaps": [{"first": 1, "last": 1, "what": "edit"}]},
    ):
        status, said = verify({**document, **changed}, "--seal", seal)
        assert status == 1 and "This is not the recording that was sealed." in said
    edits = {**document["edits"], "inserted": document["edits"]["inserted"].replace("1", "7")}
    status, said = verify({**document, "edits": edits, "seals": document["seals"]}, "--seal", seal)
    assert status == 1 and "This is not the recording" in said
    forged = {**document, "edits": {**edits, "inserted": edits["inserted"].replace("x", "y")}}
    status, said = verify(forged)
    assert status == 1 and "solution.py is not the text that was live at" in said
    hosts = (await taken(api, session, "recording")).json
    status, said = verify(hosts, "--seal", seal)
    assert status == 1 and "It is for hosts." in said
    assert verify(["no recording"]) == (1, f"{file} is no recording.\n")
