"""A table of programs for each language that is a pack: `languages/NAME.yaml`.

`good` is a program that ends well, and runs after each of the others. Each of `ends` is a program
(`code`, with `files` beside it, `repeat`ed so many times, run with `options`) and what becomes of
it: `state`, all that it printed (`stdout`, `stderr`), the plain form of each thing that it showed
(`shown`), their HTML (`html`), the whole `error` or something that it `says`. `starts` and
`shown_ends` are for what is different each time. What is not said is empty, or `ok`.
"""

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "languages"

LANGUAGES = sorted(path.stem for path in HERE.glob("*.yaml"))

Row = dict[str, Any]


def table(language: str) -> dict[str, Any]:
    """The table of a language."""
    content: dict[str, Any] = yaml.safe_load((HERE / f"{language}.yaml").read_text("utf-8"))
    return content


def request(row: Row) -> tuple[str, dict[str, Any]]:
    """The code of a row, and the options to run it with."""
    files = [{"name": name, "text": text} for name, text in row.get("files", {}).items()]
    return row["code"] * row.get("repeat", 1), {"files": files, **row.get("options", {})}


def faults(row: Row, outcome: dict[str, Any]) -> dict[str, Any]:
    """What became of it otherwise than the row says."""
    shown = [one for one in outcome["outputs"] if one["stream"] == "display"]
    found: dict[str, Any] = {}

    def expect(what: str, wanted: object, got: object) -> None:
        if wanted != got:
            found[what] = got

    expect("state", row.get("state", "ok"), outcome["state"])
    expect("truncated", row.get("truncated", False), outcome["truncated"])
    if not row.get("truncated"):
        expect("stdout", row.get("stdout", ""), outcome["stdout"])
        if "starts" in row:
            outcome["stderr"] = _without_line(outcome["stderr"], row["starts"])
        expect("stderr", row.get("stderr", ""), outcome["stderr"])
        if "shown_ends" in row:
            ends = [one["text"].endswith(row["shown_ends"]) for one in shown]
            expect("shown_ends", [True], ends and [ends[-1]])
        else:
            expect("shown", row.get("shown", []), [one["text"] for one in shown])
    if "html" in row:
        expect("html", row["html"], [one.get("html") for one in shown])
    if "says" in row:
        expect("says", True, row["says"] in (outcome["error"] or ""))
    else:
        expect("error", row.get("error"), outcome["error"])
    if found:
        found["outcome"] = {key: outcome[key] for key in ("error", "stdout", "stderr", "outputs")}
    return found


def _without_line(text: str, start: str) -> str:
    """Without the one line that begins so; what is not there stays to be seen."""
    lines = text.splitlines(keepends=True)
    left = [line for line in lines if not line.startswith(start)]
    return "".join(left) if len(left) == len(lines) - 1 else f"no line {start!r} in: {text}"
