"""SL4, SL5: an interview that begins with the files and settings of another."""

import pytest
from traitlets.config import Config

from tests.clients import Api
from tests.contract.documents import answer_problems
from tests.header_identity import HeaderIdentity, of

COPIES = "/sessions/{sessionId}/copies"
CANARY = "k4n4ry"


@pytest.fixture
def jp_server_config(jp_server_config: Config) -> Config:
    jp_server_config["ServerApp"]["identity_provider_class"] = HeaderIdentity
    return jp_server_config


async def test_SL4_a_copy_has_files_language_and_settings(api: Api) -> None:
    ana = of(api, "ana")
    files = [
        {"name": "b.csv", "text": "1,2\n"},
        {"name": "main.py", "text": "import util\n"},
        {"name": "pkg/util.py", "text": "x = 1\n"},
    ]
    one = await ana.create(title="Backend", files=files, lobby=True)
    path = f"/sessions/{one['id']}"
    told = await ana.ok("GET", path + "/files")
    ids = {file["name"]: file["id"] for file in told["files"]}
    await ana.ok("PATCH", f"{path}/files/{ids['pkg/util.py']}", {"shown": True})
    await ana.ok("PATCH", f"{path}/files/{ids['main.py']}", {"entry": True})
    settings = {"locks": {"editing": True, "runs": False}, "showValues": False}
    await ana.ok("PATCH", path, settings)

    answer = await ana("POST", path + "/copies")
    assert answer_problems("POST", COPIES, 201, answer.content) == []
    copy = answer.json
    assert (copy["title"], copy["state"], copy["role"]) == ("Backend (copy)", "live", "owner")
    assert (copy["language"], copy["code"], copy["lobby"]) == ("python", "x = 1\n", True)
    assert {name: copy[name] for name in settings} == settings
    made = await ana.ok("GET", f"/sessions/{copy['id']}/files")
    names = {file["id"]: file["name"] for file in made["files"]}
    assert [{"name": f["name"], "text": f["text"]} for f in made["files"]] == files
    assert (names[made["shown"]], names[made["entry"]]) == ("pkg/util.py", "main.py")
    again = await ana.ok("POST", path + "/copies", {"title": "Next", "state": "draft"})
    assert (again["title"], again["state"]) == ("Next", "draft")


async def test_SL4_files_without_a_program_and_none_at_all(api: Api) -> None:
    ana = of(api, "ana")
    one = await ana.create("python", title="T" * 120)
    path = f"/sessions/{one['id']}"
    data = await ana.ok("POST", path + "/files", {"name": "a.csv", "text": "1\n"})
    [program] = (f["id"] for f in (await ana.ok("GET", path + "/files"))["files"] if f != data)
    await ana.ok("DELETE", f"{path}/files/{program}")
    copy = await ana.ok("POST", path + "/copies")
    assert copy["title"] == "T" * 113 + " (copy)"
    made = await ana.ok("GET", f"/sessions/{copy['id']}/files")
    assert [(file["name"], file["text"]) for file in made["files"]] == [("a.csv", "1\n")]
    await ana("DELETE", f"{path}/files/{data['id']}")
    assert (await ana("POST", path + "/copies")).status == 201


async def test_SL5_nothing_else_of_the_other_goes_along(api: Api) -> None:
    """Not even what was deleted from its text: the copy has a document of its own."""
    ana = of(api, "ana")
    links = await ana.ok("POST", "/classes", {"name": CANARY, "csv": CANARY, "code": CANARY})
    one = links["links"][0]["sessionId"]
    path = f"/sessions/{one}"
    await ana.guest(one, CANARY)
    await ana.ok("POST", path + "/execute", {"output": CANARY, "error": ""})
    gone = await ana.ok("POST", path + "/files", {"name": CANARY, "text": CANARY})
    await ana.ok("DELETE", f"{path}/files/{gone['id']}")
    await ana.ok("PUT", path + "/code", {"code": "x = 1\n"})
    copy = await ana.ok("POST", path + "/copies", {"title": "clean"})
    assert copy["group"] is None
    where = f"/sessions/{copy['id']}"
    for part in ("", "/users", "/invites", "/files"):
        answer = await ana("GET", where + part)
        assert answer.status == 200 and CANARY.encode() not in answer.content, part
    assert await ana.ok("GET", where + "/users") == []
    assert await ana.ok("GET", where + "/invites") == []
    draft = await ana.create(state="draft")
    assert (await ana.ok("POST", f"/sessions/{draft['id']}/copies"))["state"] == "draft"
    await ana.ok("PATCH", path, {"state": "ended"})
    assert (await ana.ok("POST", path + "/copies"))["state"] == "live"


async def test_SL4_who_may_not_read_it_copies_nothing(api: Api) -> None:
    ana, bo = of(api, "ana"), of(api, "bo")
    one = (await ana.create(lobby=True))["id"]
    path = f"/sessions/{one}"
    stranger = await bo("POST", path + "/copies")
    assert (stranger.status, stranger.code) == (404, "not_found")
    invite = await ana.invite(one)
    body = {"userName": "Bo", "invite": invite["secret"]}
    await bo.ok("POST", path + "/join", body)
    waiting = await bo("POST", path + "/copies")
    assert waiting.status == 403
    await ana.ok("PATCH", path, {"lobby": False})
    copy = await bo.ok("POST", path + "/copies")
    assert copy["role"] == "owner"
    assert (await ana("GET", f"/sessions/{copy['id']}")).status == 404
    guest, _ = await ana.guest(one, "Guest")
    by_secret = await guest("POST", path + "/copies")
    assert (by_secret.status, by_secret.code) == (401, "invalid_credential")
    assert answer_problems("POST", COPIES, 401, by_secret.content) == []


async def test_GR19_GR20_a_copy_is_made_once_for_a_key(api: Api) -> None:
    ana = of(api, "ana")
    one, other = [(await ana.create(title=title))["id"] for title in "AB"]
    key = {"Idempotency-Key": "mine"}
    first = await ana("POST", f"/sessions/{one}/copies", headers=key)
    again = await ana("POST", f"/sessions/{one}/copies", headers=key)
    assert (first.status, again.json["id"]) == (201, first.json["id"])
    reused = await ana("POST", f"/sessions/{other}/copies", headers=key)
    assert (reused.status, reused.code) == (422, "key_reused")
