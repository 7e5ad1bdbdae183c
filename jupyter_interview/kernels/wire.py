"""The messages of Jupyter's protocol that runs need, written and read."""

import json
import uuid
from contextlib import suppress
from typing import Any

import msgspec
from msgspec import Struct, field

_USER = "interview"


class Header(Struct):
    """What a message is, and which one it is."""

    msg_type: str = ""
    msg_id: str = ""


class Message(Struct):
    """A message of a kernel. ``content`` is what its program may have written itself."""

    header: Header
    parent_header: Header = field(default_factory=Header)
    content: dict[str, Any] = field(default_factory=dict)


_decoder = msgspec.json.Decoder(Message)


def read(data: str | bytes) -> Message | None:
    """The message; None if it is none."""
    if isinstance(data, bytes):
        # Messages with buffers, which nothing here has a use for.
        return None
    with suppress(ValueError, RecursionError):
        return _decoder.decode(data)
    with suppress(ValueError, RecursionError):
        # Kernels write half characters, which a program may print, as no strict reader takes them.
        return msgspec.convert(json.loads(data), Message)
    return None


def execute(code: str, *, silent: bool, session: str) -> tuple[str, bytes]:
    """A request to run code; answers with its id, too."""
    content = {
        "code": code,
        "silent": silent,
        "store_history": False,
        "user_expressions": {},
        "allow_stdin": True,
        "stop_on_error": True,
    }
    return _written("execute_request", "shell", content, session, {})


def input_reply(line: str, session: str, parent: Header) -> bytes:
    """The answer to a question of the program."""
    above = {"msg_id": parent.msg_id, "msg_type": parent.msg_type}
    return _written("input_reply", "stdin", {"value": line}, session, above)[1]


def _written(
    kind: str, channel: str, content: dict[str, Any], session: str, parent: dict[str, Any]
) -> tuple[str, bytes]:
    identity = uuid.uuid4().hex
    header = {
        "msg_id": identity,
        "msg_type": kind,
        "username": _USER,
        "session": session,
        "date": "",
        "version": "5.3",
    }
    message = {
        "header": header,
        "parent_header": parent,
        "metadata": {},
        "content": content,
        "channel": channel,
        "buffers": [],
    }
    return identity, msgspec.json.encode(message)
