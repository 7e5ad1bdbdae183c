"""Reads what a test expects where it is written as a literal, so that nothing is run for it.

A literal is what all languages write in the same way: numbers of few digits, texts without
backslashes, lists, and objects with texts for keys; and what a language calls true, false and
nothing. Everything else is an expression, which its language evaluates.

``labextension/src/runner/cases/literal.ts`` reads the same; tests/corpus/literals.json checks both.
"""

import json
import re

from .outcome import Given
from .values import is_value

_TOKEN = re.compile(
    r"""[ \t\n\r]*(?:"""
    r"""(?P<text>"[^"\\\n\r]*"|'[^'\\\n\r]*')"""
    r"""|(?P<number>-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?![\w.]))"""
    r"""|(?P<word>[A-Za-z]+(?!\w))"""
    r"""|(?P<mark>[\[\]{},:]))""",
    re.ASCII,
)
_PYTHON = {"True": "true", "False": "false", "None": "null"}
_JAVASCRIPT = {"true": "true", "false": "false", "null": "null"}
_NOT_PLAIN = ("$", "__proto__")
"""A text with one of these may be a key that has a meaning."""


def literal(text: str, language: str) -> Given | None:
    """The value that is written here; None for what has to be evaluated."""
    if any(part in text for part in _NOT_PLAIN):
        return None
    words = _PYTHON if language == "python" else _JAVASCRIPT
    rest = text.rstrip(" \t\n\r")
    tokens: list[str] = []
    at = 0
    while at < len(rest):
        found = _TOKEN.match(rest, at)
        if found is None:
            return None
        token = found[found.lastgroup or 0]
        if found.lastgroup == "text":
            token = json.dumps(token[1:-1])
        elif found.lastgroup == "word":
            token = words.get(token, "?")
        tokens.append(token)
        at = found.end()
    try:
        value = json.loads(" ".join(tokens))
    except (ValueError, RecursionError):
        return None
    return Given(value) if is_value(value) else None
