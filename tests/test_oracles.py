"""What Node and CPython said is asked for once, and anew when what it follows from has changed."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.corpus import oracles


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    monkeypatch.setattr(oracles, "HOME", tmp_path / "kept")
    return []


def said(asked: list[str], code: str) -> tuple[int, str, str]:
    def ask() -> CompletedProcess[str]:
        asked.append(code)
        return CompletedProcess([], 3, f"{code} é\ud800", "no")

    done = oracles.kept(["node", code], ask)
    return done.returncode, done.stdout, done.stderr


def test_the_same_question_is_asked_once_and_answered_alike(asked: list[str]) -> None:
    first = said(asked, "a")
    assert first == said(asked, "a") == (3, "a é\ud800", "no")
    assert asked == ["a"]


def test_another_program_or_time_zone_or_version_is_another_question(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said(asked, "a")
    said(asked, "b")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    said(asked, "b")
    monkeypatch.setattr(oracles, "_versions", lambda: "v99")
    said(asked, "b")
    assert asked == ["a", "b", "b", "b"]
