"""QU23: whoever runs a server learns that everybody who logs in looks into its banks."""

from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from tests.banks.shelf import MODEL, make_bank
from tests.header_identity import HeaderIdentity


@pytest.fixture(params=["everybody", "a group", "no bank", "one person"])
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def interview_config(case: str, tmp_path: Path) -> dict[str, Any]:
    banks = [] if case == "no bank" else [str(make_bank(tmp_path / "bank", MODEL))]
    groups = ["interviewers"] if case == "a group" else []
    return {"question_dirs": banks, "creator_groups": groups}


@pytest.fixture
def jp_server_config(case: str, jp_server_config: Config) -> Config:
    if case != "one person":
        jp_server_config["ServerApp"]["identity_provider_class"] = HeaderIdentity
    return jp_server_config


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str], jp_serverapp: Any) -> str:
    """What the server has said at its start."""
    return capfd.readouterr().err


def test_QU23_a_server_says_at_its_start_that_its_banks_are_open_to_all_logins(
    case: str, said: str
) -> None:
    assert ("looks into the banks" in said) is (case == "everybody")
