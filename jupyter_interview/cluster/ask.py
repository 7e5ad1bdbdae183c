"""Asks another server a question over a connection to it, in plain HTTP.

Requests about one session are passed on whole. A question about many sessions is asked of each
server for those it holds, with the credential of the person who asks, so that each server decides
what that person may know.
"""

import asyncio
import json
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from tornado.httputil import HTTPServerRequest

from .call import Line

_PATIENCE = 2.0
"""Seconds to wait for an answer; pages ask for the table again anyway."""
_NOT_ASKED_FOR = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "if-modified-since",
        "if-none-match",
        "keep-alive",
        "transfer-encoding",
        "upgrade",
    }
)


def question(request: HTTPServerRequest, uri: str) -> bytes:
    """A GET for this address, with the headers of the request."""
    lines = [f"GET {uri} HTTP/1.1"]
    for name, value in request.headers.get_all():
        if name.lower() not in _NOT_ASKED_FOR:
            lines.append(f"{name}: {value}")
    lines.append("Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def answer_of(line: Line, question: bytes) -> Any | None:
    """The JSON of the answer; None for another answer, or if none comes in time."""
    answer = b""
    try:
        async with asyncio.timeout(_PATIENCE):
            await line.write(question)
            while piece := await line.read():
                answer += piece
    except OSError:
        return None
    finally:
        line.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    with suppress(ValueError, IndexError):
        return json.loads(body) if int(head.split()[1]) == HTTPStatus.OK else None
    return None
