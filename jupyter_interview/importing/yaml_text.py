"""Writes the files of a question as YAML that people read and YAML 1.1 does not misread.

A text that could be anything else is in quotes. One of several lines is a block where YAML allows
that, so that the input of a program can be read as it is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[ -][A-Za-z0-9_]+)*")
_PLAIN_CHARACTERS = 100
_OTHERS = frozenset("true false null yes no on off y n".split())
"""Words that mean something else in some version of YAML."""
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON leaves as it is, and YAML does not allow or takes for the end of a line."""
_KEY = re.compile(r"[$A-Za-z_][A-Za-z0-9_]*")
_INDENT = "    "


def document(fields: Mapping[str, Any]) -> str:
    """A file with these keys; a list of mappings has a line for each of their keys."""
    lines: list[str] = []
    for key, value in fields.items():
        match value:
            case list() if value and all(isinstance(each, Mapping) for each in value):
                lines.append(f"{key}:")
                for each in value:
                    lines.extend(_item(each))
            case _:
                lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _item(fields: Mapping[str, Any]) -> Iterator[str]:
    mark = "- "
    for key, value in fields.items():
        is_block = isinstance(value, str) and _can_be_block(value)
        yield f"{mark}{key}: {_block(value) if is_block else _flow(value)}"
        mark = "  "


def _flow(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _text(value)
        case Mapping():
            pairs = (f"{_key(key)}: {_flow(each)}" for key, each in value.items())
            return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(map(_flow, value))}]"


def _text(text: str) -> str:
    is_plain = len(text) <= _PLAIN_CHARACTERS and _PLAIN.fullmatch(text) is not None
    return text if is_plain and text.lower() not in _OTHERS else _quoted(text)


def _key(key: str) -> str:
    is_plain = _KEY.fullmatch(key) is not None and key.lower() not in _OTHERS
    return key if is_plain else _quoted(key)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _can_be_block(text: str) -> bool:
    body = text.removesuffix("\n")
    return (
        "\n" in text
        and body[:1] not in ("", "\n", " ", "\t")
        and not body.endswith("\n")
        and _UNSEEN.search(text) is None
        and all(each >= " " or each in "\t\n" for each in text)
    )


def _block(text: str) -> str:
    mark = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    return "\n".join([mark, *(f"{_INDENT}{line}" if line else "" for line in lines)])
