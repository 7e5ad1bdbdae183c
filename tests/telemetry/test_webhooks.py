"""WH1 to WH5: other programs are told what has happened, by signed requests."""

import asyncio
import json
import logging
import queue
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import Any

import pytest
from traitlets import TraitError

from jupyter_interview.app import InterviewApp
from jupyter_interview.contract.session import SessionChanged
from jupyter_interview.domain.records import LogEntry
from jupyter_interview.domain.roles import State
from jupyter_interview.journal.observer import Unobserved
from jupyter_interview.session.log import encode_event
from jupyter_interview.store.base import Change
from jupyter_interview.telemetry import webhooks
from jupyter_interview.telemetry.webhooks import Webhooks, secret_of, signature
from tests.clients import PATIENCE, Api
from tests.store.stories import SESSION
from tests.web.test_remarks import Rater

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
CANARY = "Xylophonspieler"
LOG = logging.getLogger(__name__)


@dataclass
class Listener:
    """A program that is told. It answers with these codes, and then with 204."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    heard: "queue.Queue[tuple[str, dict[str, str], bytes]]" = field(default_factory=queue.Queue)

    async def hears(self) -> tuple[dict[str, str], dict[str, Any], bytes]:
        """The next request: its headers, what it says, and the bytes of that."""
        path, headers, body = await asyncio.to_thread(self.heard.get, True, PATIENCE)
        assert path == "/hook"
        return headers, json.loads(body), body


@pytest.fixture
def listener() -> Iterator[Listener]:
    told = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status = told.answers.pop(0) if told.answers else 204
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
            told.heard.put((self.path, headers, body))

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/hook"
        Thread(target=server.serve_forever, daemon=True).start()
        yield told
        server.shutdown()


@pytest.fixture
def interview_config(listener: Listener) -> dict[str, Any]:
    return {
        "webhook_urls": [listener.url],
        "webhook_secret": SECRET,
        "public_url": "https://interviews.example/",
    }


def demand_signed(headers: dict[str, str], body: bytes) -> None:
    at = int(headers["webhook-timestamp"])
    assert abs(time.time() - at) < PATIENCE
    signed = signature(secret_of(SECRET), headers["webhook-id"], at, body)
    assert headers["webhook-signature"] == signed


def test_WH1_signatures_are_those_of_the_standard() -> None:
    """WH1: the example of its authors."""
    signed = signature(
        secret_of(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_WH2_arrival_end_and_scores_are_told_by_ids(api: Api, listener: Listener) -> None:
    """WH1, WH2: once each, signed, with no name, title, text or secret."""
    session = (await api.create("python", title=CANARY, code=CANARY))["id"]
    await api.guest(session, f"{CANARY} Ira", "interviewer")
    _, bo = await api.guest(session, f"{CANARY} Bo")
    rater = Rater(api, session)
    await rater.notes("note-0001", CANARY)
    await rater.scores_all()
    await rater.submits(why=CANARY)
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    url = f"https://interviews.example/interview/replay/{session}"
    more: tuple[dict[str, object], ...] = ({"participant": bo["id"], "waiting": False}, {}, {})
    ids = set()
    for type, data in zip(
        ("candidate.joined", "scores.submitted", "session.ended"), more, strict=True
    ):
        headers, told, body = await listener.hears()
        demand_signed(headers, body)
        ids.add(headers["webhook-id"])
        assert set(told) == {"type", "timestamp", "data"} and told["type"] == type
        assert told["data"] == {"session": session, "url": url, **data}
        assert CANARY.encode() not in body and CANARY not in str(headers)
    assert len(ids) == 3 and listener.heard.empty()
    assert 'webhooks_total{result="sent"}' in (await api("GET", "//metrics")).content.decode()


@pytest.fixture
def ended() -> list[Change]:
    """A commit that an interview has ended."""
    kind, payload, _ = encode_event(SessionChanged(state=State.ENDED))
    return [LogEntry(SESSION.id, 1, SESSION.created_us, None, kind, payload)]


def hooks(url: str, pauses: tuple[float, ...] = (0.01,) * 5) -> Webhooks:
    return Webhooks(Unobserved(), [url], secret_of(SECRET), "", LOG, pauses)


async def test_WH3_what_fails_is_sent_again_and_redirects_are_not_followed(
    listener: Listener, ended: list[Change]
) -> None:
    """WH3: with the same id, signed anew, until there is an answer of success."""
    listener.answers = [500, 302, 503]
    hook = hooks(listener.url)
    hook.stored(ended, 0)
    heard = [await listener.hears() for _ in range(4)]
    assert len({headers["webhook-id"] for headers, *_ in heard}) == 1
    for headers, told, body in heard:
        demand_signed(headers, body)
        assert told["data"] == {"session": SESSION.id}
    await asyncio.to_thread(hook.close)
    assert listener.heard.empty()


async def test_WH3_a_listener_that_is_gone_is_told_nothing_more(
    listener: Listener, ended: list[Change], caplog: pytest.LogCaptureFixture
) -> None:
    listener.answers = [500, 410]
    hook = hooks(listener.url, (3600.0,))
    hook.stored(ended, 0)
    (first, *_), _ = await listener.hears(), hook.stored(ended, 0)
    (gone, *_) = await listener.hears()
    await asyncio.to_thread(hook._listeners[0]._thread.join, PATIENCE)
    for headers in (first, gone):
        assert f"{headers['webhook-id']} was not told to 127.0.0.1: it is gone (410)" in caplog.text
    hook.stored(ended, 0)
    hook.close()
    assert listener.heard.empty()
    assert "it is told nothing more" in caplog.text and "too many wait" not in caplog.text


def test_WH4_nobody_waits_for_who_does_not_listen(
    ended: list[Change], caplog: pytest.LogCaptureFixture
) -> None:
    """WH4: what waits is bounded, what is dropped is said without its content, and it closes."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        hook = hooks(f"http://127.0.0.1:{held.getsockname()[1]}/hook", (3600.0,))
        for _ in range(webhooks.MOST_WAITING + 2):
            hook.stored(ended, 0)
        waiting = hook._listeners[0]._waiting
        # One more may have been on its way meanwhile.
        assert len(waiting) <= webhooks.MOST_WAITING + 1
        hook.close()
    assert not hook._listeners[0]._thread.is_alive()
    assert "too many wait" in caplog.text and SESSION.id not in caplog.text


@pytest.mark.parametrize(
    ("said", "pause", "patience"),
    [(b"x", 0.05, 0.5), (b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, 0.0, PATIENCE)],
    ids=["slowly", "much"],
)
def test_WH4_an_answer_that_does_not_end_is_none(
    said: bytes,
    pause: float,
    patience: float,
    ended: list[Change],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """WH4: whoever answers without an end is asked again, and keeps no thread for ever."""
    monkeypatch.setattr(webhooks, "PATIENCE", patience)
    heard = queue.Queue[bytes]()
    done = Event()

    class Endless(BaseRequestHandler):
        def handle(self) -> None:
            heard.put(self.request.recv(4096))
            # Until the other side has had enough.
            with suppress(OSError):
                while not done.wait(pause):
                    self.request.sendall(said)

    with ThreadingTCPServer(("127.0.0.1", 0), Endless) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        hook = hooks(f"http://127.0.0.1:{server.server_address[1]}/hook", (0.01,))
        hook.stored(ended, 0)
        try:
            assert heard.get(timeout=PATIENCE).startswith(b"POST /hook")
            assert heard.get(timeout=PATIENCE).startswith(b"POST /hook")
        finally:
            done.set()
            hook.close()
            server.shutdown()
    assert not hook._listeners[0]._thread.is_alive()


def test_WH5_wrong_settings_are_refused() -> None:
    for name, value in (
        ("webhook_urls", ["ftp://127.0.0.1/hook"]),
        ("webhook_urls", ["/hook"]),
        ("webhook_secret", "geheim"),
        ("webhook_secret", "whsec_MfKQ"),
    ):
        with pytest.raises(TraitError, match=name):
            InterviewApp(**{name: value})
