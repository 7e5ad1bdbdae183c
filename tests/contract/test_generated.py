"""EV1, EV9: the types of the contract are what its documents say, in both languages."""

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

from jupyter_interview.contract.session import COMMANDS, EVENTS
from jupyter_interview.session.perform import CONCERNS, _kinds

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("contract", ROOT / "scripts" / "contract.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_EV9_the_types_of_the_server_are_made_from_the_documents() -> None:
    for name, made in generator().make().items():
        assert made == (ROOT / name).read_text("utf-8"), f"{name}: run scripts/contract.py"


def test_EV9_the_types_of_the_browser_are_made_from_the_documents() -> None:
    command = ["node", "scripts/contract.mjs", "--check"]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_EV1_every_command_is_decided_on_and_every_event_applied() -> None:
    """Each by one concern."""
    deciding = [kind for concern in CONCERNS for kind in _kinds(concern.decide, "command")]
    applying = [kind for concern in CONCERNS for kind in _kinds(concern.evolve, "event")]
    assert sorted(deciding, key=str) == sorted(COMMANDS, key=str)
    assert sorted(applying, key=str) == sorted(EVENTS, key=str)
