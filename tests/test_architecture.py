"""PJ2: imports point one way, and frameworks stay where they belong."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "jupyter_interview"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400

MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "protocol": {"domain"},
    "store": {"domain"},
    "access": {"domain"},
    "rooms": {"domain", "protocol", "store", "access"},
    "attachments": {"domain", "protocol", "rooms"},
    "bus": set(),
    "packages": set(),
    "execution": {"domain", "protocol", "packages"},
    "handlers": {
        "domain",
        "protocol",
        "store",
        "access",
        "rooms",
        "attachments",
        "packages",
        "execution",
        "bus",
    },
    "command": {"packages", "store"},
    "lite": {"packages"},
    "telemetry": {"domain", "store"},
    "app": {
        "domain",
        "protocol",
        "store",
        "access",
        "rooms",
        "attachments",
        "handlers",
        "packages",
        "execution",
        "command",
        "telemetry",
        "bus",
    },
    "serverapp": {"handlers"},
    "client": set(),
    "widgets": {"client", "domain"},
    "": {"app", "client", "widgets"},
}
"""By the first part of a module's name; within a part anything goes."""

ONLY_IN: dict[str, set[str]] = {
    "tornado": {"handlers", "app", "attachments"},
    "jupyter_server": {"handlers", "app", "serverapp", "attachments"},
    "websockets": {"handlers", "client"},
    "httpx": {"client"},
    "jupyter_core": {"app", "command"},
    "traitlets": {"app", "serverapp", "widgets"},
    "ipywidgets": {"widgets"},
    "jupyter_events": {"telemetry"},
    "prometheus_client": {"telemetry"},
    "sqlalchemy": {"store"},
    "sqlite3": {"store"},
    "asyncpg": {"bus"},
    "redis": {"bus"},
    "pycrdt": {"rooms", "attachments"},
    "jupyter_server_ydoc": set(),
    "jupyter_ydoc": set(),
    "jupyter_server_fileid": set(),
}


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Absolute names of the modules a file imports, wherever in it."""
    package = ["jupyter_interview", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def ids(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_PJ2_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    own = [name.split(".") for name in imported(path) if name.startswith("jupyter_interview.")]
    reached = {names[1] for names in own if names[1] != "__version__"}
    assert reached - MAY_IMPORT[part] - {part} == set()


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_PJ2_frameworks_stay_where_they_belong(path: Path) -> None:
    part = part_of(path)
    found = {name.split(".")[0] for name in imported(path)}
    assert {name for name in found if part not in ONLY_IN.get(name, {part})} == set()


def test_PJ2_the_domain_is_standard_library_only() -> None:
    for path in (PACKAGE / "domain").glob("*.py"):
        roots = {name.split(".")[0] for name in imported(path)} - {"jupyter_interview"}
        assert roots <= sys.stdlib_module_names, path


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


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_a_module_is_short_and_says_what_it_owns(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(text))
