"""EV13: a setting that only ``openapi/session.yaml`` knows works from a request to an answer.

A copy of the code gets another setting, and what is made from the documents is made there again.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("jupyter_interview", "openapi", "scripts", "labextension/src", "tests/session/twin.ts")
DECLARED = """\
        mood:
          description: How it looks.
          type: string
          enum: [plain, festive]
          default: plain
          x-operation: invite
          x-lobby: true
          x-initial: true
"""

SERVER = """
import asyncio, json, sys, tempfile
from dataclasses import replace
from pathlib import Path
import msgspec
from jupyter_interview.client.settings import asked
from jupyter_interview.client.shapes import Session, read
from jupyter_interview.contract import rest
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry
from jupyter_interview.domain.roles import Role
from jupyter_interview.session import view
from jupyter_interview.session.interview import Given, blank
from jupyter_interview.session.log import encode_event
from jupyter_interview.session.perform import perform
from jupyter_interview.session.replay import state_at
from jupyter_interview.store.sqlite import SqliteStore

ID, NOW, LIMITS = "session-0001", 1_790_000_000_000_000, Limits()
OWNER, CO = Actor(Role.OWNER, identity="user:ana"), Actor(Role.INTERVIEWER, identity="user:co")
interview, entries, outcomes = blank(ID, LIMITS), [], []
bodies = [{"language": "python", "title": "T", "mood": "festive"}, {"mood": "plain"},
          asked(mood="festive"), {"mood": "festive"}]
commands = [rest.new_session(bodies[0], LIMITS).command(),
            *(rest.session_change(body, LIMITS) for body in bodies[1:])]
for actor, command in zip([OWNER, OWNER, OWNER, CO], commands):
    try:
        decided, interview = perform(interview, actor, command, Given(NOW, LIMITS))
    except InterviewError as refusal:
        outcomes.append({"refused": refusal.code.value, "sentence": refusal.sentence})
        continue
    outcomes.append([{"event": {"type": type(one.event).__name__,
                                **msgspec.to_builtins(one.event)}, "by": one.by}
                     for one in decided])
    for one in decided:
        kind, payload, _ = encode_event(one.event)
        entries.append(LogEntry(ID, len(entries) + 1, NOW, None, kind, payload))
assert state_at(ID, entries, LIMITS).session == interview.session
for wrong in ("sad", 3, None):
    try:
        rest.session_change({"mood": wrong}, LIMITS)
    except InterviewError:
        continue
    raise AssertionError(wrong)

async def stored():
    store = SqliteStore(Path(tempfile.mkdtemp(), "interviews.db"))
    await store.open()
    await store.commit([interview.session])
    data = await store.load(ID)
    await store.close()
    return data.session.settings

assert asyncio.run(stored()) == interview.session.settings
told = msgspec.to_builtins(view.session(interview.session, Role.OWNER, interview.phases, ""))
assert view.state_frame(interview.session, Role.OWNER, interview.phases).mood == "festive"
assert view.waiting_session(interview.session, Role.CANDIDATE).mood == "festive"
assert read(Session, told).mood == "festive"
commands = [{"type": type(one).__name__, **msgspec.to_builtins(one)} for one in commands]
print(json.dumps({"commands": commands, "outcomes": outcomes, "told": told}))
"""


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Path]:
    """The code with another setting, and everything made again that is made.

    It goes at the end: the secrets of its examples are not those of a server.
    """
    for name in COPIED:
        source = ROOT / name
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source,
                tmp_path / name,
                ignore=shutil.ignore_patterns("static", "labextension", "__pycache__"),
            )
        else:
            shutil.copy(source, tmp_path / name)
    for name in (".oxfmtrc.json", "pyproject.toml", "package.json", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    document = tmp_path / "openapi" / "session.yaml"
    text = document.read_text("utf-8")
    before, after = text.split("\n    # What can happen in a session.\n")
    document.write_text(
        f"{before}{DECLARED}\n    # What can happen in a session.\n{after}", "utf-8"
    )
    for command in ([sys.executable, "scripts/contract.py"], ["node", "scripts/contract.mjs"]):
        subprocess.run(command, cwd=tmp_path, check=True)
    yield tmp_path
    shutil.rmtree(tmp_path)


def test_EV13_a_setting_is_declared_once(copied: Path) -> None:
    """EV13: the server's code and the browser's decide alike on one that they never heard of."""
    env = {**os.environ, "PYTHONPATH": str(copied)}
    done = subprocess.run(
        [sys.executable, "-c", SERVER], cwd=copied, env=env, check=True, capture_output=True
    )
    server = json.loads(done.stdout)
    assert [kinds(outcome) for outcome in server["outcomes"]] == [
        [("SessionCreated", "festive")],
        [("SessionChanged", "plain")],
        [("SessionChanged", "festive")],
        "Only the owner of this interview can invite people.",
    ]
    roles = ("owner", "owner", "owner", "interviewer")
    asked = [
        {
            "actor": {"role": role, "identity": "user:ana" if role == "owner" else "user:co"},
            "command": command,
            "nowUs": 1_790_000_000_000_000,
        }
        for role, command in zip(roles, server["commands"], strict=True)
    ]
    bundle = copied / "twin.cjs"
    esbuild = str(ROOT / "node_modules" / ".bin" / "esbuild")
    options = ["--bundle", "--platform=node", "--format=cjs", "--log-level=error"]
    twin = copied / "tests" / "session" / "twin.ts"
    subprocess.run([esbuild, twin, f"--outfile={bundle}", *options], check=True)
    told = json.dumps([{"limits": {}, "asked": asked}])
    done = subprocess.run(["node", bundle], input=told.encode(), check=True, capture_output=True)
    [browser] = json.loads(done.stdout)
    assert browser["outcomes"] == server["outcomes"]
    assert browser["seen"]["session"] == server["told"]


def kinds(outcome: Any) -> Any:
    """The events with the new setting, or the sentence of a refusal."""
    if isinstance(outcome, dict):
        return outcome["sentence"]
    return [(one["event"]["type"], one["event"].get("mood")) for one in outcome]
