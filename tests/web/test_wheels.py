"""SB8: the packages of the server, for anybody, and nothing else of their folder."""

from pathlib import Path
from typing import Any

import pytest

from tests.clients import Api
from tests.wheels import make_wheel


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    return {"wheels_dir": str(tmp_path / "wheels")}


async def test_SB8_a_wheel_is_there_as_soon_as_it_was_added(
    api: Api, root: str, tmp_path: Path
) -> None:
    visitor = Api(root)
    index = await visitor("GET", "//interview/wheels/index.json")
    assert (index.status, index.json) == (200, {"packages": []})
    wheel = make_wheel(tmp_path / "wheels", "leaf", {"leaf.py": "VALUE = 1"})
    (tmp_path / "wheels" / "secret.txt").write_text("not a wheel")
    index = await visitor("GET", "//interview/wheels/index.json")
    assert [entry["file"] for entry in index.json["packages"]] == [wheel.name]
    sent = await visitor("GET", f"//interview/wheels/{wheel.name}")
    assert sent.content == wheel.read_bytes()
    head = await visitor("HEAD", f"//interview/wheels/{wheel.name}")
    assert (head.status, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(sent.content)
    assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for name in ("secret.txt", "..%2Fwheels%2Fsecret.txt", "leaf-2.0-py3-none-any.whl"):
        assert (await visitor("GET", f"//interview/wheels/{name}")).status == 404
