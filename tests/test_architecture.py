"""PJ2: imports point one way, and frameworks stay where they belong.

import-linter checks this as a part of lint, by the contracts in ``pyproject.toml``. The tests here
show that it would find a wrong import, and check what it cannot.
"""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quick import quick_start

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "jupyter_interview"

WRONG = {
    "domain/clock.py": "from ..store.base import Store",
    "client/calls.py": "from ..domain.clock import Clock",
    "gate/varint.py": "import pycrdt",
    "rooms/audience.py": "from tornado import web",
    "rooms/bucket.py": "from . import peer",
    "runs/engine.py": "from ..rooms.peer import Peer",
    "sessions/cleanup.py": "import sqlalchemy",
    "transport/pace.py": "from ..attachments import drive",
    "nowhere/__init__.py": "",
}
"""By module, an import that it must not have. The last one is a folder that no layer lists."""

SAID = (
    "Imports point one way BROKEN",
    "jupyter_interview.domain.clock -> jupyter_interview.store.base",
    "jupyter_interview.client.calls -> jupyter_interview.domain.clock",
    "jupyter_interview.transport.pace -> jupyter_interview.attachments.drive",
    "jupyter_interview.nowhere",
    "No two modules import each other, by whatever detour BROKEN",
    "Of runs, only execution knows rooms BROKEN",
    "jupyter_interview.runs.engine -> jupyter_interview.rooms.peer",
    "jupyter_interview.gate.varint -> pycrdt",
    "jupyter_interview.rooms.audience -> tornado",
    "jupyter_interview.sessions.cleanup -> sqlalchemy",
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package in a folder."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    command = [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, text=True, capture_output=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package's modules, and of nothing that was built."""
    for path in PACKAGE.rglob("*.py"):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return tmp_path


def test_PJ2_lint_refuses_wrong_imports_and_nothing_else(copy: Path) -> None:
    assert lint(copy).returncode == 0
    for name, line in WRONG.items():
        path = copy / PACKAGE.name / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a") as module:
            module.write(f"\n{line}\n")
    told = lint(copy)
    assert told.returncode == 1
    said = " ".join(told.stdout.split())
    assert [part for part in SAID if part not in said] == []


def test_PJ2_the_domain_is_standard_library_only() -> None:
    for path in (PACKAGE / "domain").glob("*.py"):
        tree = ast.walk(ast.parse(path.read_text("utf-8")))
        imported = {
            name.split(".")[0]
            for node in tree
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom) and node.level == 0
                else []
            )
        }
        assert imported <= sys.stdlib_module_names, path


def test_CL3_the_client_is_loaded_when_asked_for_and_the_server_never_with_it() -> None:
    script = (
        "import sys, jupyter_interview\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'httpx', 'websockets', 'tornado', 'jupyter_server'}, loaded\n"
        "assert jupyter_interview.InterviewClient.__name__ == 'InterviewClient'\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'tornado', 'jupyter_server', 'sqlalchemy', 'pycrdt'}, loaded\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_server_with_sqlite_does_without_the_dialect_of_postgresql() -> None:
    script = (
        "import sys, jupyter_interview.app\n"
        "assert 'sqlalchemy.dialects.sqlite' in sys.modules\n"
        "assert 'sqlalchemy.dialects.postgresql' not in sys.modules\n"
    )
    environment = os.environ | {"PYTHONPATH": quick_start()}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)


def test_every_module_says_what_it_owns() -> None:
    others = {"static", "starter_bank"}
    modules = [path for path in PACKAGE.rglob("*.py") if not others & {*path.parts}]
    silent = [p for p in modules if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert silent == []
