"""Where an engine prints something else by its nature, program by program, and why.

What is not named here must be the same in every engine (BR3), uncaught errors too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """`why` stands in docs/RUNTIME_WASM.md, word by word."""

    stdout: str
    why: str


_WORDS = "The sentences of JavaScript's own errors are the engine's."

DIFFERENCES: dict[str, dict[str, Difference]] = {
    "firefox": {
        "range-error": Difference("RangeError invalid array length\n", _WORDS),
        "tdz": Difference(
            "ReferenceError can't access lexical declaration 'later' before initialization\n",
            _WORDS,
        ),
        "recursion": Difference(
            "false\n", "In Firefox a recursion that is too deep is an `InternalError`."
        ),
    },
    "webkit": {
        "range-error": Difference(
            "RangeError Array length must be a positive integer of safe magnitude.\n", _WORDS
        ),
        "tdz": Difference("ReferenceError Cannot access uninitialized variable.\n", _WORDS),
        "math": Difference(
            "5 3 -2 -4 5 -1 3.0000000000000004 31\n",
            "In WebKit `Math.cbrt(27)` is 3.0000000000000004.",
        ),
    },
}

_OWN = frozenset({"type-error", "range-error", "import-error-place", "error"})

SENTENCES: dict[str, frozenset[str]] = {
    "firefox": _OWN,
    "webkit": _OWN | {"reference-error"},
}
"""Programs that end with an error of the engine's own, of which only the class is the same."""
