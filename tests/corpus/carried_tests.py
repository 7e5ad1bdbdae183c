"""Tests that runs carry, with what must come of them: in browsers and on servers the same."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "carried-tests.json").read_text("utf-8")
)


@dataclass(frozen=True)
class Carried:
    """A program and its tests. Each test says its status, and may say the rest of its result."""

    name: str
    language: str
    code: str
    tests: list[dict[str, str]]

    def asked(self) -> list[dict[str, str]]:
        """The tests as a run carries them."""
        return [
            {"name": f"test {at}", "expression": each["expression"], "expected": each["expected"]}
            for at, each in enumerate(self.tests)
        ]

    def wrong(self, results: list[dict[str, Any]]) -> list[tuple[dict[str, str], dict[str, Any]]]:
        """Tests with the results that are not what they should be."""
        assert [each["name"] for each in results] == [each["name"] for each in self.asked()]
        return [
            (test, result)
            for test, result in zip(self.tests, results, strict=True)
            if not _is_right(test, result)
        ]


def _is_right(test: dict[str, str], result: dict[str, Any]) -> bool:
    told = {"status": "status", "got": "got", "shown": "expected", "message": "message"}
    return (
        all(result.get(key) == test[name] for name, key in told.items() if name in test)
        and result["passed"] is (test["status"] == "passed")
        and len(result["got"]) <= 200
        and len(result["expected"]) <= 200
    )


def carried() -> list[Carried]:
    """All programs of the table."""
    return [Carried(f"{row['language']} {at}", **row) for at, row in enumerate(TABLE)]


# One call hangs, and one ends the program.
HANGING = {
    "python": (
        "import os\nprint('begins')\nseen = []\ndef f(n):\n    seen.append(n)\n"
        "    while n == 2:\n        pass\n    if n == 3:\n        os._exit(4)\n"
        "    print('f', n)\n    return len(seen)\n"
    ),
    "javascript": (
        "console.log('begins');\nconst seen = [];\nfunction f(n) {\n  seen.push(n);\n"
        "  while (n === 2);\n  if (n === 3) process.exit(4);\n"
        "  console.log('f', n);\n  return seen.length;\n}\n"
    ),
}
