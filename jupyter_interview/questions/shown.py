"""A value of a test as people of a language write it, on one line."""

import json
from typing import Any

SHOWN_CHARACTERS = 2000
"""The most characters that are kept of a value to be shown."""


def shown(value: Any, language: str) -> str:
    """The value, cut to SHOWN_CHARACTERS."""
    text = whole(_Shown(language == "python").text(value))
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[: SHOWN_CHARACTERS - 1]}…"


def whole(text: str) -> str:
    """The text without half characters, which could not be stored or sent."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Shown:
    def __init__(self, is_python: bool) -> None:
        self._is_python = is_python

    def text(self, value: Any) -> str:
        python = self._is_python
        match value:
            case None:
                return "None" if python else "null"
            case bool():
                return str(value) if python else str(value).lower()
            case int() | float():
                return json.dumps(value)
            case str():
                return json.dumps(value, ensure_ascii=False)
            case list():
                return f"[{self._joined(value)}]"
            case {"$undefined": _}:
                return "None" if python else "undefined"
            case {"$int": str(digits)}:
                return digits if python else f"{digits}n"
            case {"$float": str(name)}:
                names = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
                return f'float("{name}")' if python else names.get(name, name)
            case {"$tuple": list(members)}:
                inside = self._joined(members)
                comma = "," if len(members) == 1 else ""
                return f"({inside}{comma})" if python else f"[{inside}]"
            case {"$set": list(members)} if python:
                return f"{{{self._joined(members)}}}" if members else "set()"
            case {"$set": list(members)}:
                return f"Set {{{self._joined(members)}}}"
            case {"$map": list(pairs)}:
                arrow = ": " if python else " => "
                inside = ", ".join(arrow.join(map(self.text, pair)) for pair in pairs)
                return f"{{{inside}}}" if python else f"Map {{{inside}}}"
            case {"$bytes": str(text)}:
                return f"bytes {text}"
            case {"$date": str(text)}:
                return text
            case {"$object": [str(name), dict(fields)]}:
                return f"{name} {self._pairs(fields)}"
            case {"$other": text}:
                return str(text)
            case dict():
                return self._pairs(value)
        return "?"

    def _joined(self, members: list[Any]) -> str:
        return ", ".join(map(self.text, members))

    def _pairs(self, fields: dict[str, Any]) -> str:
        pairs = (
            f"{json.dumps(key, ensure_ascii=False)}: {self.text(value)}"
            for key, value in fields.items()
        )
        return f"{{{', '.join(pairs)}}}"
