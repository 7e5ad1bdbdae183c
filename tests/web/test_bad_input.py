"""IN1, IN2: whatever is sent, the answer is a refusal in the one shape, and nothing is lost."""

import asyncio
import random
from contextlib import suppress
from typing import Any

import pytest

from jupyter_interview.domain.errors import STATUS, ErrorCode
from tests.clients import Answer, Api, EventSocket, SyncSocket

JOIN, CODE, LANGUAGE = "/join", "/code", "/language"
EXECUTE, INVITES, LEAVE = "/execute", "/invites", "/leave"

REFUSED: list[tuple[str, str, Any, str]] = [
    ("POST", JOIN, {}, "invalid_field"),
    ("POST", JOIN, {"userName": ""}, "invalid_field"),
    ("POST", JOIN, {"userName": " \u200b "}, "invalid_field"),
    ("POST", JOIN, {"userName": "x" * 65}, "invalid_field"),
    ("POST", JOIN, {"userName": "a\u202eb"}, "invalid_field"),
    ("POST", JOIN, {"userName": "a\nb"}, "invalid_field"),
    ("POST", JOIN, {"userName": 5}, "invalid_field"),
    ("POST", JOIN, {"userName": None}, "invalid_field"),
    ("POST", JOIN, {"username": "Ana"}, "unknown_field"),
    ("POST", JOIN, {"userName": "Ana", "invte": "x"}, "unknown_field"),
    ("POST", JOIN, {"userName": "Ana", "invite": 7}, "invalid_field"),
    ("PUT", CODE, {}, "invalid_field"),
    ("PUT", CODE, {"code": None}, "invalid_field"),
    ("PUT", CODE, {"code": ["x"]}, "invalid_field"),
    ("PUT", CODE, {"cod": "x"}, "unknown_field"),
    ("PUT", CODE, {"code": "é" * 131_073}, "text_too_long"),
    ("PUT", CODE, [1], "invalid_json"),
    ("PUT", CODE, "x", "invalid_json"),
    ("PUT", CODE, None, "invalid_field"),
    ("PUT", LANGUAGE, {"language": "cobol"}, "unknown_language"),
    ("PUT", LANGUAGE, {"language": ["python"]}, "invalid_field"),
    ("PUT", LANGUAGE, {"langauge": "python"}, "unknown_field"),
    ("POST", EXECUTE, {}, "invalid_field"),
    ("POST", EXECUTE, {"output": 1}, "invalid_field"),
    ("POST", EXECUTE, {"output": "", "error": 1}, "invalid_field"),
    ("POST", EXECUTE, {"output": "", "code": ""}, "invalid_field"),
    ("POST", EXECUTE, {"code": "1"}, "invalid_field"),
    ("POST", EXECUTE, {"code": "1", "language": "cobol"}, "unknown_language"),
    ("POST", INVITES, {}, "invalid_field"),
    ("POST", INVITES, {"role": "owner"}, "invalid_field"),
    ("POST", INVITES, {"role": "owner"}, "invalid_field"),
    ("POST", INVITES, {"role": "candidate", "expiresIn": 59}, "invalid_field"),
    ("POST", INVITES, {"role": "candidate", "expiresIn": 1e3}, "invalid_field"),
    ("POST", INVITES, {"role": "candidate", "expiresIn": True}, "invalid_field"),
    ("POST", INVITES, {"role": "candidate", "maxUses": 0}, "invalid_field"),
    ("POST", INVITES, {"role": "candidate", "note": "x"}, "unknown_field"),
    ("POST", LEAVE, {}, "invalid_field"),
    ("POST", LEAVE, {"userId": 1}, "invalid_field"),
    ("PATCH", "", {}, "invalid_field"),
    ("PATCH", "", {"title": ""}, "invalid_field"),
    ("PATCH", "", {"title": "x" * 121}, "invalid_field"),
    ("PATCH", "", {"state": "paused"}, "invalid_field"),
    ("PATCH", "", {"titel": "x"}, "unknown_field"),
]

RAW: list[tuple[bytes, str]] = [
    (b"{", "invalid_json"),
    (b'{"code": "x"', "invalid_json"),
    (b"{'code': 'x'}", "invalid_json"),
    (b'{"code": NaN}', "invalid_json"),
    (b'{"code": ' + b"9" * 5000 + b"}", "invalid_json"),
    (b'{"code": "\xff\xfe"}', "invalid_utf8"),
    ('{"code": "x"}'.encode("utf-16"), "invalid_utf8"),
    (b'{"code": "\\ud83d"}', "invalid_utf8"),
    (b'{"code": ' + b"[" * 100_000, "invalid_json"),
    (b"[" * 200_000 + b"]" * 200_000, "invalid_json"),
    (b'{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}', "invalid_json"),
    (b"\x00\x01\x02", "invalid_json"),
    (b'"' + b"\\" * 100_001, "invalid_json"),
]


def check_refusal(answer: Answer, code: str) -> None:
    assert set(answer.json) == {"error", "code"}
    assert (answer.status, answer.code) == (STATUS[ErrorCode(code)], code)
    assert answer.headers["Content-Type"] == "application/json"
    assert "Traceback" not in answer.json["error"] and "/work" not in answer.json["error"]


async def test_IN1_bodies_that_cannot_be_used(api: Api) -> None:
    session = await api.create()
    for method, route, body, code in REFUSED:
        answer = await api(method, f"/sessions/{session['id']}{route}", body)
        check_refusal(answer, code)
    for raw, code in RAW:
        answer = await api("PUT", f"/sessions/{session['id']}/code", raw=raw)
        check_refusal(answer, code)
    for body, code in [
        ({"language": "cobol"}, "unknown_language"),
        ({"language": None}, "invalid_field"),
        ({"lang": "python", "langage": "python"}, "unknown_field"),
        ({"title": 7}, "invalid_field"),
        ({"code": "x" * 262_145}, "text_too_long"),
    ]:
        check_refusal(await api("POST", "/sessions", body), code)
    assert await api.ok("GET", f"/sessions/{session['id']}") == session
    assert await api.ok("GET", "/sessions") == [session]


async def test_IN1_unknown_fields_are_ignored_and_identities_in_bodies_too(api: Api) -> None:
    """AC10: a body cannot say who somebody is or when something happened."""
    session = (await api.create("python", zzz=1, id="mine", role="observer"))["id"]
    assert session != "mine"
    path = f"/sessions/{session}"
    body = {"userName": "Ana", "role": "owner", "id": "p-1", "color": None, "userId": "p-1"}
    guest, _ = await api.guest(session, "Bo")
    user = (await api.ok("POST", path + "/join", body))["user"]
    assert user["id"] != "p-1"
    claim = {"output": "", "timestamp": "1970-01-01T00:00:00Z", "userId": user["id"]}
    result = await guest.ok("POST", path + "/execute", claim)
    assert result["timestamp"] > "2020" and result["run"]["user"]["name"] == "Bo"


async def test_IN1_unknown_addresses_and_methods(api: Api) -> None:
    session = (await api.create())["id"]
    for path in ("", "/", "/x", "/sessions/", f"/sessions/{session}/x", f"/sessions/{session}/"):
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            check_refusal(await api(method, path), "not_found")
    for method, path in [
        ("PUT", "/sessions"),
        ("DELETE", "/sessions"),
        ("POST", f"/sessions/{session}"),
        ("GET", f"/sessions/{session}/join"),
        ("GET", f"/sessions/{session}/code"),
        ("BREW", f"/sessions/{session}"),
    ]:
        check_refusal(await api(method, path), "method_not_allowed")
    for unknown in (
        "no-such-session",
        "x",
        "%F0%9F%90%A2" * 3,
        "..%2f..%2fetc",
        "%00" * 9,
        "a" * 65,
    ):
        check_refusal(await api("GET", f"/sessions/{unknown}"), "not_found")


async def send_body(api: Api, head: str, pieces: int, piece: bytes) -> bytes:
    """Send a body piece by piece, as far as the server lets us; the beginning of its answer."""
    host, port = api.root.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    authorization = "".join(f"{k}: {v}\r\n" for k, v in api.headers.items())
    writer.write(f"{head}Host: {host}:{port}\r\n{authorization}\r\n".encode())
    try:
        with suppress(ConnectionError):
            for _ in range(pieces):
                writer.write(piece)
                await writer.drain()
            writer.write(b"0\r\n\r\n")
        with suppress(ConnectionError):
            return await asyncio.wait_for(reader.read(4096), 20)
        return b""
    finally:
        writer.close()


def memory_peak() -> int:
    """The most memory this process ever had, in KiB."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


@pytest.mark.parametrize("chunked", [False, True])
async def test_IN2_a_hundred_megabytes_are_refused_and_not_kept(api: Api, chunked: bool) -> None:
    session = (await api.create())["id"]
    prefix = "/" + api.root.split("/", 3)[3]
    megabyte = b" " * 2**20
    for who in (api, api.anonymous()):
        head = f"PUT {prefix}interview/api/sessions/{session}/code HTTP/1.1\r\n"
        head += (
            "Transfer-Encoding: chunked\r\n" if chunked else f"Content-Length: {100 * 2**20}\r\n"
        )
        piece = b"100000\r\n" + megabyte + b"\r\n" if chunked else megabyte
        before = memory_peak()
        answer = await send_body(who, head, 100, piece)
        assert memory_peak() - before < 20 * 1024
        # A stranger is hung up on, and may see no more than that.
        assert answer.startswith(b"HTTP/1.1 413") or who is not api
        assert b"HTTP/1.1 2" not in answer
    assert (await api.ok("GET", f"/sessions/{session}"))["id"] == session
    big = await api("PUT", f"/sessions/{session}/code", raw=b" " * (2**20 + 1))
    check_refusal(big, "body_too_large")


TEXT_FRAMES: list[tuple[str | bytes, str]] = [
    ("{", "invalid_json"),
    ("[]", "invalid_json"),
    ("null", "invalid_json"),
    ("{}", "invalid_field"),
    ('{"type": 5, "payload": {}}', "invalid_field"),
    ('{"type": "nope", "payload": {}}', "unknown_event"),
    ('{"type": "user_joined", "payload": {}}', "unknown_event"),
    ('{"type": "code_change"}', "invalid_field"),
    ('{"type": "code_change", "payload": []}', "invalid_field"),
    ('{"type": "code_change", "payload": {"code": 5}}', "invalid_field"),
    ('{"type": "code_change", "payload": {"Code": "x"}}', "unknown_field"),
    ('{"type": "language_change", "payload": {"language": "x"}}', "unknown_language"),
    ('{"type": "cursor_change", "payload": {"position": -1}}', "invalid_field"),
    ('{"type": "cursor_change", "payload": {"position": 1e9}}', "invalid_field"),
    ('{"type": "execution_result", "payload": {}}', "invalid_field"),
    ('{"type": "run_started", "payload": {}}', "unknown_event"),
    ('{"type": "code_change", "payload": {"code": "\\ud800"}}', "invalid_utf8"),
    ("[" * 60_000, "invalid_json"),
    (b'{"type": "\xff"}', "invalid_utf8"),
]

SYNC_FRAMES: list[tuple[str, str]] = [
    ('{"type": "code_change", "payload": {"code": "x"}}', "unknown_event"),
    ('{"type": "run_started", "payload": {"runId": "x", "language": "python"}}', "invalid_field"),
    (
        '{"type": "run_started", "payload": {"runId": "run-000001", "language": "cobol"}}',
        "unknown_language",
    ),
    (
        '{"type": "run_output", "payload": {"runId": "run-000001", "index": 0, "stream": "stdout",'
        ' "text": "x"}}',
        "run_conflict",
    ),
    (
        '{"type": "run_output", "payload": {"runId": "run-000001", "index": 0, "stream": "out",'
        ' "text": "x"}}',
        "invalid_field",
    ),
    (
        '{"type": "cursor_change", "payload": {"language": "python", "cursor": {"anchor": {}}}}',
        "invalid_field",
    ),
    (
        '{"type": "cursor_change", "payload": {"language": "python", "cursor": {"anchor": {},'
        ' "head": {"item": {"client": "x", "clock": 1}}}}}',
        "invalid_field",
    ),
]


async def test_SO5_a_refused_text_frame_costs_an_error_and_nothing_else(api: Api) -> None:
    session = await api.create()
    async with (
        EventSocket(api, session["id"]) as events,
        SyncSocket(api, session["id"]) as panel,
    ):
        for frame, code in TEXT_FRAMES:
            await events.send_raw(frame, text=True)
            assert (await events.expect("error"))["code"] == code, frame
        for text, code in SYNC_FRAMES:
            await panel.send_raw(text)
            assert (await panel.expect("error"))["code"] == code, text
        await events.send_raw(b"\x00\x00\x01\x00")
        assert (await events.expect("error"))["about"] == "sync"
        await events.send("code_change", code="still here 🐢")
        await panel.expect_text("still here 🐢")


@pytest.mark.parametrize(
    "garbage", [b"", b"\x00", b"\x01\x00\x00", b"\x00\x07\x00", b"\x00\x02\x05a"]
)
async def test_SO5_bytes_that_are_no_frame_close_the_socket(api: Api, garbage: bytes) -> None:
    session = await api.create()
    async with SyncSocket(api, session["id"]) as panel:
        await panel.send_raw(garbage)
        assert await panel.expect_close() == 4400


async def test_SO5_frames_over_their_limit_close_the_socket(api: Api) -> None:
    session = await api.create()
    for frame in (b"\x00" * (256 * 1024 + 1), " " * (64 * 1024 + 1)):
        async with SyncSocket(api, session["id"]) as panel:
            await panel.send_raw(frame)
            assert await panel.expect_close() == 4413


async def test_DO5_hostile_updates_are_refused_and_change_nothing(api: Api) -> None:
    """Seeded: mutations of a real update, each over the socket of an honest-looking client."""
    rng = random.Random(20260930)
    session = await api.create("python", code="x = 1\n")
    async with SyncSocket(api, session["id"]) as victim:
        real = victim.doc.get_update()
        attacker = SyncSocket(api, session["id"])
        await attacker.open()
        for _ in range(150):
            hostile = bytearray(real)
            for _ in range(rng.randrange(1, 4)):
                hostile[rng.randrange(len(hostile))] = rng.randrange(256)
            if attacker.closed is not None:
                await attacker.open()
            await attacker.send_sync(2, bytes(hostile[: rng.randrange(1, len(hostile) + 1)]))
            sent = attacker.sent
            await attacker.until(lambda a=attacker, n=sent: a.acked >= n or a.closed)
        await attacker.close()
        await victim.type("y\n", 0)
        await victim.saved()
        code = (await api.ok("GET", f"/sessions/{session['id']}"))["code"]
        assert code == victim.text()


async def test_DO6_a_client_id_belongs_to_who_used_it_first(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    async with SyncSocket(api, session) as ana, SyncSocket(guest, session) as bo:
        await ana.type("mine", 0)
        await bo.expect_text(ana.text())
        await ana.close()
        ana.write("!", 0)
        forged = ana.doc.get_update(bo.doc.get_state())
        text = bo.text()
        await bo.send_sync(2, forged)
        assert (await bo.expect("error", about="sync"))["code"] == "update_refused"
        assert await bo.expect_close() == 4409
    assert (await api.ok("GET", f"/sessions/{session}"))["code"] == text


async def test_IN2_no_buffer_outgrows_its_limit(api: Api) -> None:
    session = (await api.create("python", code="x\n" * 131_000))["id"]
    async with SyncSocket(api, session) as ana:
        text = ana.text()
        await ana.type("é" * 72, 0)
        await ana.saved()
        await ana.type("ab", 0)
        assert (await ana.expect("error", about="sync"))["code"] == "text_too_long"
        code = (await api.ok("GET", f"/sessions/{session}"))["code"]
        assert code == "é" * 72 + text


async def test_RU31_server_runs_are_not_enabled_and_say_so(api: Api) -> None:
    session = (await api.create())["id"]
    body = {"code": "print(1)", "language": "python", "stdin": "x"}
    answer = await api("POST", f"/sessions/{session}/execute", body)
    assert (answer.status, answer.code) == (501, "not_enabled")
    assert "browser" in answer.json["error"]
