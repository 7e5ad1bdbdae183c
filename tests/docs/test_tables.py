"""What the documentation says of limits, roles, codes, frames and settings is what the code has."""

import re
from pathlib import Path

import pytest
from jupyter_core.paths import jupyter_data_dir

from jupyter_interview.app import InterviewApp
from jupyter_interview.web.pages import PAGE_POLICY, RUNNER_POLICY
from tests.docs.meanings import DYNAMIC_DEFAULTS
from tests.docs.tables import (
    BLOCK,
    BLOCKS,
    DOCUMENTS,
    LOOKALIKES,
    ROOT,
    SERVER_FACTS,
    lookalikes,
    read,
    renewed,
    server_facts,
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_made_parts_are_fresh(document: Path) -> None:
    """PJ1. When this fails, run ``python -m tests.docs.tables``."""
    text = document.read_text(encoding="utf-8")
    assert text == renewed(text)


def test_interviews_without_a_server_go_by_the_servers_rules() -> None:
    """LT3. When this fails, run ``python -m tests.docs.tables``."""
    assert SERVER_FACTS.read_text(encoding="utf-8") == server_facts()
    assert LOOKALIKES.read_text(encoding="utf-8") == lookalikes()


def test_every_table_is_in_a_document() -> None:
    used = [
        match["name"]
        for document in DOCUMENTS
        for match in BLOCK.finditer(document.read_text(encoding="utf-8"))
    ]
    assert sorted(used) == sorted(BLOCKS)


def test_defaults_are_where_the_readme_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """ST2, and the folder of wheels beside it"""
    app = InterviewApp()
    monkeypatch.delenv("JUPYTER_INTERVIEW_DB_URL", raising=False)
    for name, where in DYNAMIC_DEFAULTS.items():
        if (variable := re.match(r"`\$(\w+)`", where)) is not None:
            monkeypatch.setenv(variable[1], "postgresql")
            assert getattr(InterviewApp(), name) == "postgresql"
            continue
        path = Path(getattr(app, name)).relative_to(jupyter_data_dir())
        assert where == f"`{path}` in Jupyter's data directory"


@pytest.mark.parametrize(
    ("document", "policy"), [("SECURITY", PAGE_POLICY), ("RUNTIME_WASM", RUNNER_POLICY)]
)
def test_the_pages_policies_are_the_ones_sent(document: str, policy: str) -> None:
    """PA1, SB1"""
    shown = " ".join(read(f"docs/{document}.md").split())
    assert f"Content-Security-Policy: {policy.format(nonce='…')}" in shown
