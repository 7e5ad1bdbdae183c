"""EV6: the examples of ``openapi/decisions``, which say what a command leads to, or who is refused.

They are JSON, so that whoever decides in another language can be held to the same examples.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_interview.contract.session import COMMANDS, EVENTS, Command, Event
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import Role
from jupyter_interview.session.interview import Given, Interview, blank
from jupyter_interview.session.perform import decide, evolve

FOLDER = Path(__file__).parents[2] / "openapi" / "decisions"
FILES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
CASES = {
    f"{concern}: {example['name']}": example
    for concern, examples in FILES.items()
    for example in examples
}
EVENT_OF = {kind.__name__: kind for kind in EVENTS}
COMMAND_OF = {kind.__name__: kind for kind in COMMANDS}


def read(told: dict[str, Any], kinds: dict[str, Any]) -> Any:
    """A command or an event: ``type`` says which, the rest are its properties."""
    return msgspec.convert(
        {name: value for name, value in told.items() if name != "type"}, kinds[told["type"]]
    )


def tell(value: Command | Event) -> dict[str, Any]:
    return {"type": type(value).__name__, **json.loads(msgspec.json.encode(value))}


def given_of(example: dict[str, Any], limits: Limits) -> Interview:
    interview = blank("session-0001", limits)
    for happened in example["given"]:
        interview = evolve(interview, read(happened["event"], EVENT_OF), happened["atUs"])
    return interview


def actor_of(told: dict[str, Any]) -> Actor:
    return Actor(
        Role(told["role"]),
        identity=told.get("identity"),
        participant_id=told.get("participant"),
        invite_id=told.get("invite"),
        server=told.get("server", False),
    )


def outcome(example: dict[str, Any]) -> Any:
    """What is decided, in the words of the example."""
    when, limits = example["when"], Limits().with_overrides(example.get("limits", {}))
    secret = b"\x00" * 32 if when.get("secret") else None
    given = Given(when["nowUs"], limits, when.get("id", ""), secret)
    command = read(when["command"], COMMAND_OF)
    try:
        decided = decide(given_of(example, limits), actor_of(when["actor"]), command, given)
    except InterviewError as refusal:
        return {"refused": refusal.code.value}
    return [{"by": one.by, "event": tell(one.event)} for one in decided]


@pytest.mark.parametrize("example", CASES.values(), ids=CASES.keys())
def test_EV6_a_decision(example: dict[str, Any]) -> None:
    assert outcome(example) == example["then"]


def test_EV6_every_concern_and_nearly_every_command_has_examples() -> None:
    concerns = {
        "announcements",
        "attachment",
        "checks",
        "files",
        "hands",
        "hold",
        "invites",
        "life",
        "people",
        "questions",
        "release",
        "runs",
        "seals",
        "signals",
    }
    assert set(FILES) == concerns
    asked = {example["when"]["command"]["type"] for example in CASES.values()}
    assert asked == set(COMMAND_OF)
    refused = [example for example in CASES.values() if isinstance(example["then"], dict)]
    assert len(refused) >= len(concerns)
