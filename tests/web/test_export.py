"""SE7, SE10: one call gives all that is held on a participant, to them and to the owner."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems

TEMPLATE = "/sessions/{sessionId}/users/{userId}/export"


async def test_SE7_an_export_holds_all_that_somebody_did_and_nothing_of_others(api: Api) -> None:
    session = (await api.create("python", title="Vor Köln", code=""))["id"]
    guest, bo = await api.guest(session, "Bo 🐢")
    other, cy = await api.guest(session, "Cyprian Cy")
    path = f"/sessions/{session}"
    async with SyncSocket(guest, session) as panel, SyncSocket(other, session) as stranger:
        await panel.type("getippt 🐢\n")
        await panel.saved()
        await stranger.expect_text("getippt 🐢\n")
        await stranger.type("fremd\n")
        await stranger.saved()
        await panel.expect_text("getippt 🐢\nfremd\n")
        panel.texts["python"].clear()
        await panel.flush()
        await panel.saved()
    await guest.ok("PUT", path + "/code", {"code": "ersetzt\n"})
    await guest.ok("PUT", path + "/language", {"language": "javascript"})
    await guest.ok("POST", path + "/execute", {"output": "ausgabe", "error": "fehler"})
    await other.ok("POST", path + "/execute", {"output": "fremde_ausgabe"})

    answer = await guest("GET", f"{path}/users/{bo['id']}/export")
    assert answer.status == 200
    assert answer_problems("GET", TEMPLATE, 200, answer.content) == []
    assert answer.headers["Content-Disposition"] == 'attachment; filename="participant.json"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    held = answer.json
    assert (held["participant"]["name"], held["participant"]["kind"]) == ("Bo 🐢", "guest")
    assert held["invite"]["uses"] == 1 and held["session"]["title"] == "Vor Köln"
    edits = held["edits"]
    assert [edit["inserted"] for edit in edits if edit["inserted"]][0] == ["getippt 🐢\n"]
    assert "ersetzt" in "".join(word for edit in edits for word in edit["inserted"])
    assert [edit["deletedUnits"] for edit in edits if not edit["inserted"]] == [17]
    assert {language for edit in edits for language in edit["languages"]} == {"python"}
    assert [(run["outputs"], run["error"]) for run in held["runs"]] == [
        ([{"stream": "stdout", "text": "ausgabe"}], "fehler")
    ]
    assert [event["kind"] for event in held["events"]] == ["join", "language"]
    told = answer.content.decode()
    assert "fremd" not in told and cy["id"] not in told and "Cyprian Cy" not in told
    assert "secret" not in told and guest.headers["X-Interview-Secret"] not in told

    assert (await api("GET", f"{path}/users/{bo['id']}/export")).json == held


async def test_SE12_what_is_held_on_somebody_has_no_note_of_the_host_about_them(api: Api) -> None:
    session = (await api.create("python"))["id"]
    path = f"/sessions/{session}"
    link = await api.ok("POST", path + "/invites", {"role": "candidate", "label": "weak on paper"})
    joined = await api.ok("POST", path + "/join", {"userName": "Bo", "invite": link["secret"]})
    held = await api.ok("GET", f"{path}/users/{joined['user']['id']}/export")
    assert held["invite"]["uses"] == 1 and [way["id"] for way in held["invites"]] == [link["id"]]
    assert "weak on paper" not in json.dumps(held)
    [listed] = await api.ok("GET", path + "/invites")
    assert listed["label"] == "weak on paper"


async def test_RN2_who_stopped_a_run_is_not_held_on_whose_run_it_was(api: Api) -> None:
    """SE7: the end of it is."""
    session = (await api.create("python"))["id"]
    await api.join(session, "Anastasia")
    guest, bo = await api.guest(session, "Bo")
    async with SyncSocket(api, session) as host, SyncSocket(guest, session) as panel:
        await panel.send("run_started", runId="run-00000001", language="python")
        await host.expect("run_started")
        await host.send("stop_run", runId="run-00000001")
        told = await panel.expect("execution_result")
        assert told["run"]["stoppedBy"]["name"] == "Anastasia"
    answer = await guest("GET", f"/sessions/{session}/users/{bo['id']}/export")
    assert [run["state"] for run in answer.json["runs"]] == ["stopped"]
    assert "Anastasia" not in answer.content.decode()


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"exports_per_minute": 6}}


async def test_SE10_others_get_nothing_and_learn_nothing(api: Api) -> None:
    session = (await api.create("python"))["id"]
    guest, bo = await api.guest(session, "Bo")
    other, _ = await api.guest(session, "Cyprian Cy", "observer")
    ana = (await api.join(session, "Ana"))["user"]
    path = f"/sessions/{session}/users/"
    for user in (bo["id"], ana["id"], "p-nobody-at-all"):
        refused = await other("GET", f"{path}{user}/export")
        assert (refused.status, refused.code) == (403, "forbidden")
    unknown = await api("GET", f"{path}p-nobody-at-all/export")
    assert (unknown.status, unknown.code) == (404, "not_found")
    stranger = await api.anonymous()("GET", f"{path}{bo['id']}/export")
    assert (stranger.status, stranger.code) == (401, "unauthenticated")
    await guest.ok("POST", f"/sessions/{session}/leave", {"userId": bo["id"]})
    assert (await guest("GET", f"{path}{bo['id']}/export")).status == 401
    held = await api.ok("GET", f"{path}{bo['id']}/export")
    assert held["participant"]["leftAt"] is not None
    assert [event["kind"] for event in held["events"]] == ["join", "leave"]
    statuses = [(await api("GET", f"{path}{bo['id']}/export")).status for _ in range(6)]
    assert statuses == [200] * 5 + [429]


async def test_SE9_no_byte_is_left_of_what_was_exported(api: Api, tmp_path: Path) -> None:
    """An export leaves no copy behind, and what was deleted is in no export any more."""
    session = (await api.create("python", code="tipparbeit_4711\n"))["id"]
    guest, bo = await api.guest(session, "Bodo-Xaver")
    await guest.ok("POST", f"/sessions/{session}/execute", {"output": "ausgabe_0815"})
    path = f"/sessions/{session}/users/{bo['id']}/export"
    assert "ausgabe_0815" in json.dumps(await api.ok("GET", path))
    await api.ok("DELETE", f"/sessions/{session}")
    assert (await api("GET", path)).status == 404
    words = (b"tipparbeit_4711", b"ausgabe_0815", b"Bodo-Xaver", session.encode())
    assert files_with(tmp_path, *words) == []


def files_with(folder: Path, *words: bytes) -> list[Path]:
    """Those below the folder that hold one of these."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file for file in files if any(word in file.read_bytes() for word in words)]
