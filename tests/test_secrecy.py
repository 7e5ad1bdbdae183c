"""SC1, SC2: what looks for leaked secrets finds them; ``conftest.py`` uses it on the whole run."""

import secrets
from pathlib import Path

import pytest

from tests.clients import Api
from tests.secrecy import SECRECY, Secrecy


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("server.log", "GET /interview/join/x#{secret} 200"),
        ("interviews.db", "\0\1{secret}\2"),
        ("interviews.db-wal", "x{secret}x"),
        ("notes.txt", "interview.secret.{secret},"),
    ],
)
def test_SC1_a_leaked_secret_is_found_wherever_it_is(tmp_path: Path, name: str, text: str) -> None:
    secrecy, secret = Secrecy(), secrets.token_urlsafe(32)
    secrecy.heard({}, b'[{"user": {}, "secret": "%s"}]' % secret.encode())
    (tmp_path / "deep").mkdir()
    path = tmp_path / "deep" / name
    path.write_text(text.format(secret=secrets.token_urlsafe(32)))
    assert secrecy.leaks(tmp_path) == []
    path.write_text(text.format(secret=secret))
    assert secrecy.leaks(tmp_path) == [str(path)]


def test_SC2_a_leaked_token_is_found_where_it_must_not_be(tmp_path: Path) -> None:
    secrecy = Secrecy()
    secrecy.heard({"Authorization": "token abcdef0123456789"}, b"")
    (tmp_path / "jpserver-1.json").write_text("abcdef0123456789")
    (tmp_path / "server.log").write_text("http://127.0.0.1:8888/lab?token=abcdef0123456789")
    assert secrecy.leaks(tmp_path) == []
    (tmp_path / "server.log").write_text("GET /interview/ws/x?token=abcdef0123456789")
    (tmp_path / "interviews.db").write_text("abcdef0123456789")
    assert len(secrecy.leaks(tmp_path)) == 2


async def test_SC1_the_run_knows_the_secrets_of_its_clients(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    assert guest.headers["X-Interview-Secret"].encode() in SECRECY.secrets
    assert (await api.invite(session))["secret"].encode() in SECRECY.secrets
    assert api.headers["Authorization"].partition(" ")[2].encode() in SECRECY.tokens
