"""PJ1: the golden frames against the AsyncAPI document, the code, and each other."""

import json
from typing import Any

import pytest
from msgspec import convert, to_builtins

from jupyter_interview.contract.close_codes import CloseCode
from jupyter_interview.contract.frames import KNOWN, Mode, decode_command, decode_frame, frame
from jupyter_interview.contract.server_frames import FRAME_TYPES
from jupyter_interview.contract.values import Cursor, Output, Program
from jupyter_interview.domain.limits import Limits
from jupyter_interview.gate.sync import SyncKind, decode_message, encode_message
from tests.contract.documents import document, frame_problems, golden

GOLDEN = golden()
SENT = {n: g for n, g in GOLDEN.items() if g["direction"] == "to_client" and "frame" in g}
TAKEN = {n: g for n, g in GOLDEN.items() if g["direction"] == "to_server" and "frame" in g}
BINARY = {n: g for n, g in GOLDEN.items() if "binary" in g}


def each(group: dict[str, Any]) -> Any:
    return pytest.mark.parametrize("example", group.values(), ids=group.keys())


@each(SENT | TAKEN)
def test_PJ1_golden_frames_fit_the_document(example: dict[str, Any]) -> None:
    verb = "Receive" if example["direction"] == "to_client" else "Send"
    assert frame_problems(example["frame"], example["mode"] + verb) == []


@each(TAKEN)
def test_PJ1_the_server_understands_golden_frames(example: dict[str, Any]) -> None:
    limits = Limits()
    sent = decode_frame(json.dumps(example["frame"]).encode(), limits)
    command = decode_command(sent, Mode(example["mode"]), limits)
    told = json.dumps(example["frame"]["payload"], ensure_ascii=False)
    for value in (getattr(command, name) for name in command.__struct_fields__):
        if isinstance(value, Output):
            assert to_builtins(value).items() <= example["frame"]["payload"].items()
            continue
        if isinstance(value, (Cursor, Program)):
            value = to_builtins(value)
        assert value is None or str(value) in told or isinstance(value, (bool, dict, str, tuple))


@each(SENT)
def test_PJ1_the_server_writes_golden_frames(example: dict[str, Any]) -> None:
    told = example["frame"]
    [kind] = [kind for kind, name in FRAME_TYPES.items() if name == told["type"]]
    assert json.loads(frame(convert(told["payload"], kind))) == told


@each(BINARY)
def test_PJ1_golden_sync_messages_are_read_and_written(example: dict[str, Any]) -> None:
    data, means = bytes.fromhex(example["binary"]), example["means"]
    message = decode_message(data)
    assert message.kind is SyncKind[means["message"].upper()]
    assert message.payload.hex() == means["payload"]
    assert encode_message(message.kind, message.payload) == data


@pytest.mark.parametrize("mode", list(Mode))
def test_PJ1_every_event_a_client_may_send_has_a_golden_frame(mode: Mode) -> None:
    assert KNOWN[mode] == {g["frame"]["type"] for g in TAKEN.values() if g["mode"] == mode}


def test_PJ1_close_codes_are_those_of_the_document() -> None:
    table = document("asyncapi.yaml")["info"]["description"]
    for code in CloseCode:
        assert f"| {code.value} | {code.word} |" in table
