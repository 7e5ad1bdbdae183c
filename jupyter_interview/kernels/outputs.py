"""What a kernel says that a program printed and showed, as pieces of output."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..contract.output import told_output
from ..contract.values import Output
from ..runs.messages import whole_text

PIECE_CHARACTERS = 16 * 1024
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_PNG = "iVBORw0KGgo"
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def stream(content: Mapping[str, Any]) -> Iterator[Output]:
    """Text that was printed, in pieces of a size that a room passes on."""
    name, text = content.get("name"), whole_text(content.get("text"))
    if name not in ("stdout", "stderr") or not text:
        return
    for at in range(0, len(text), PIECE_CHARACTERS):
        yield Output(name, text[at : at + PIECE_CHARACTERS])


def shown(content: Mapping[str, Any], is_value: bool, most_bytes: int) -> Output | None:
    """A thing that was shown: a picture, or text with the HTML that it has."""
    data = content.get("data")
    if not isinstance(data, dict):
        return None
    if not is_value and isinstance(picture := data.get("image/png"), str):
        return _picture(picture, most_bytes)
    told = {"text": "", "stream": "value" if is_value else "display"}
    for kind, name in (("text/plain", "text"), ("text/html", "html")):
        if text := whole_text(data.get(kind)):
            told[name] = text
    size = sum(len(told.get(name, "").encode()) for name in ("text", "html"))
    if size > most_bytes:
        return Output(told["stream"], "", omitted=size)
    return told_output(told)


def _picture(data: str, most_bytes: int) -> Output | None:
    if len(data) > most_bytes:
        return Output("image", "", omitted=len(data))
    packed = "".join(data.split())
    if not packed.startswith(_PNG) or _BASE64.fullmatch(packed) is None:
        return None
    return Output("image", packed + "\n")


def error(content: Mapping[str, Any]) -> str:
    """Why the program has ended, without the colours that kernels give it."""
    lines = content.get("traceback")
    parts = [whole_text(line) or "" for line in lines] if isinstance(lines, list) else []
    text = "\n".join(part for part in parts if part)
    if not text:
        name, value = (whole_text(content.get(key)) or "" for key in ("ename", "evalue"))
        text = f"{name}: {value}" if name and value else name or value or "The program failed."
    return _ESCAPES.sub("", text)
