"""An interview as notebooks: each run is a cell with who ran it, when, and what came of it.

There is one notebook for each kernel that its programs need. Programs for other kernels stand in it
as raw cells, so that each notebook tells the whole interview. A cell has exactly the text that was
run. What has to be prepared for it stands in cells of its own: files beside the program, and that
values of last expressions are not shown.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from .marked import fenced, plain, word
from .recording import Recording, Run

Outputs = Mapping[str, Sequence[tuple[str, str]]]
"""By the ids of runs, everything that they have printed, as streams and texts. An ``image`` is PNGs
in base64, each on a line."""

KERNELS: dict[str, str] = {"python": "python3", "javascript": "deno", "typescript": "deno"}
"""The kernel in which programs of a language run."""
_SPECS: dict[str, dict[str, str]] = {
    "python3": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
    "deno": {"name": "deno", "display_name": "Deno", "language": "typescript"},
}
_LANGUAGES: dict[str, dict[str, str]] = {
    "python3": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
    "deno": {"name": "typescript", "file_extension": ".ts", "mimetype": "text/x.typescript"},
}
_ENDED = ("ok", "error")
_ASKS = re.compile(r"\b(?:input|prompt|confirm|alert)\s*\(|\bstdin\b")
_SHOWS = re.compile(r"(?!\s|#|@|print\(|(?:import|from|del|raise|assert|pass|return)\b).+")
_ASSIGNS = re.compile(r"(?<![=!<>])=(?!=)")
_NAMED = re.compile(r"([A-Za-z_$][\w$.]*)(?:: ?(.*))?", re.DOTALL)

MOST_CHARACTERS = 16 * 1024 * 1024
"""Of all programs of a notebook, about. Where there are more, the newest are told."""
LEFT_OUT = "The text of this run is left out here: the notebook would be too long."

NO_VALUES = """\
# The values of last expressions were not shown in this interview.
get_ipython().ast_node_interactivity = "none"
"""
BESIDE = '''\
# Programs of several files: each finds the others in a new folder, as they were when it was run.
import importlib
import os
import pathlib
import sys
import tempfile

_folder = pathlib.Path(tempfile.mkdtemp(prefix="interview-")).resolve()
os.chdir(_folder)
sys.path.insert(0, str(_folder))
sys.dont_write_bytecode = True


def _beside(files):
    """Write these files in place of the earlier ones, and forget what was imported of them."""
    for path in [path for path in _folder.rglob("*") if path.is_file()]:
        path.unlink()
    for name, text in files.items():
        path = (_folder / name).resolve()
        if not path.is_relative_to(_folder):
            raise ValueError(f"{name} is outside of the folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(str(_folder)):
            del sys.modules[name]
    importlib.invalidate_caches()
'''


def notebooks(recording: Recording, outputs: Outputs | None = None) -> dict[str, bytes]:
    """The notebooks, by the names of their kernels; at least one."""
    ran = (KERNELS[run.language] for run in recording.runs if run.language in KERNELS)
    kernels = [*dict.fromkeys(ran)] or [KERNELS.get(recording.at().language or "", "python3")]
    return {kernel: notebook(recording, kernel, outputs) for kernel in kernels}


def notebook(recording: Recording, kernel: str, outputs: Outputs | None = None) -> bytes:
    """The notebook for one kernel."""
    told = {
        "cells": list(_cells(recording, kernel, outputs or {})),
        "metadata": {
            "jupyter_interview": {"session": recording.document["session"]["id"]},
            "kernelspec": _SPECS[kernel],
            "language_info": _LANGUAGES[kernel],
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode(errors="replace")


def _cells(recording: Recording, kernel: str, outputs: Outputs) -> Iterator[dict[str, Any]]:
    yield _cell("markdown", "about", "\n".join(_about(recording)))
    ours = [run for run in recording.runs if KERNELS.get(run.language or "") == kernel]
    several = kernel == "python3" and any(len(run.then.files) > 1 for run in ours)
    if kernel == "python3" and _hides_values(ours, outputs):
        yield _code("no-values", NO_VALUES, {"tags": ["setup"]})
    if several:
        yield _code("beside", BESIDE, {"tags": ["setup"]})
    written: dict[str, str] = {}
    numbers, told = {run.number for run in ours}, _told(recording)
    for number, run in enumerate(recording.runs, 1):
        if run.number not in numbers or run.number not in told:
            text = run.program if run.number in told else LEFT_OUT
            yield _cell("raw", f"run-{number}", text, _metadata(run, []))
            continue
        if several and (texts := run.then.texts) != written:
            written = texts
            yield _code(f"files-{number}", _call(texts), {"tags": ["files"]})
        printed = outputs.get(run.id) or [(piece.stream, piece.text) for piece in run.output]
        metadata = _metadata(run, _tags(run))
        yield _code(f"run-{number}", run.program, metadata, number, _outputs(run, printed, number))
    end = recording.at()
    if not recording.runs or end.text != recording.runs[-1].program:
        yield _cell("raw", "end", end.text, {"tags": ["end"]})


def _about(recording: Recording) -> Iterator[str]:
    yield f"# {word(recording.title) or 'Interview'}"
    if recording.began_at is not None:
        yield from ("", f"Began {_iso(recording.began_at)}.")
    yield ""
    for person in recording.people:
        yield f"- {word(person.called)}" + (f", {word(person.role)}" if person.role else "")
    titles = (one.told.get("title") for one in recording.events if one.kind == "QuestionLoaded")
    for title in titles:
        yield f"- Question: {word(title or '')}"
    end = recording.at()
    for file in end.files if len(end.files) > 1 else ():
        yield from ("", f"At the end, {word(file.name)}:", "", *fenced(file.text))


def _metadata(run: Run, tags: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "run": run.id,
        "by": run.who,
        "at": run.recording.clock_at(run.seq),
        "seq": run.seq,
        "state": run.state,
        "language": run.language,
        "tests": [{"name": test.name, "passed": test.passed} for test in run.tests],
    }
    metadata: dict[str, Any] = {"jupyter_interview": told, "tags": tags}
    if run.recording.began_at is not None:
        began = run.recording.began_at + run.at
        ended = began + (run.took or timedelta())
        metadata["execution"] = {
            "iopub.execute_input": _iso(began),
            "shell.execute_reply": _iso(ended),
        }
    return metadata


def _tags(run: Run) -> list[str]:
    """What a reader of the notebook is told. Those who execute notebooks know two of the tags."""
    tags = []
    if _ASKS.search(run.program):
        tags += ["needs-input", "skip-execution"]
    if run.state == "error":
        tags.append("raises-exception")
    elif run.state not in _ENDED:
        tags += ["did-not-end", "skip-execution"]
    if run.is_cut:
        tags.append("output-cut")
    if not run.is_exact:
        tags.append("text-of-that-moment")
    return [*dict.fromkeys(tags)]


def _hides_values(runs: list[Run], outputs: Outputs) -> bool:
    """Whether some program may end in an expression, and no value of one was shown."""
    streams = {piece.stream for run in runs for piece in run.output}
    streams |= {stream for run in runs for stream, _ in outputs.get(run.id, ())}
    return "value" not in streams and any(_may_show(run.program) for run in runs)


def _may_show(program: str) -> bool:
    last = ([""] + program.rstrip().split("\n"))[-1]
    return _SHOWS.fullmatch(last) is not None and _ASSIGNS.search(last) is None


def _told(recording: Recording) -> set[int]:
    """The runs whose programs are told: the newest ones, as far as they have room."""
    told, left = set[int](), MOST_CHARACTERS
    # The texts are read forward, which makes each edit once.
    sizes = [sum(len(file.text) for file in run.then.files) for run in recording.runs]
    for run in reversed(recording.runs):
        left -= sizes[run.number]
        if left < 0:
            break
        told.add(run.number)
    return told


def _call(texts: dict[str, str]) -> str:
    rows = "".join(f"    {name!r}: {text!r},\n" for name, text in texts.items())
    return f"_beside({{\n{rows}}})\n"


def _outputs(run: Run, printed: Sequence[tuple[str, str]], number: int) -> Iterator[dict[str, Any]]:
    for stream, text in _joined(printed):
        match stream:
            case "stdout" | "stderr":
                yield {"output_type": "stream", "name": stream, "text": text}
            case "value":
                shown = {"text/plain": text}
                result = {"output_type": "execute_result", "execution_count": number}
                yield {**result, "data": shown, "metadata": {}}
            case "image":
                for image in text.split():
                    yield _display({"image/png": image})
            case "display":
                yield _display({"text/plain": text})
    if run.error is not None:
        yield _error(run.error, run.language)
    if run.tests:
        lines = (f"{'passed' if one.passed else 'failed'}  {one.name}" for one in run.tests)
        about = f"Tests: {run.passed} of {len(run.tests)} passed"
        yield _display({"text/plain": "\n".join((about, *lines))}, {"jupyter_interview": "tests"})


def _joined(printed: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pieces, those of one stream that follow each other as one."""
    joined: list[tuple[str, str]] = []
    for stream, pieces in groupby(printed, key=itemgetter(0)):
        if stream in ("stdout", "stderr"):
            joined.append((stream, "".join(text for _, text in pieces)))
        else:
            joined += pieces
    return joined


def _display(data: dict[str, str], metadata: dict[str, str] | None = None) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def _error(error: str, language: str | None) -> dict[str, Any]:
    """An error as notebooks have it: the name of its kind, what it says, and the whole of it."""
    lines = plain(error).rstrip().split("\n")
    said = lines
    if language == "python":
        inner = [place for place, line in enumerate(lines) if line.startswith(" ")]
        said = lines[inner[-1] + 1 if inner else 0 :] or lines
    named = _NAMED.fullmatch("\n".join(said) if language == "python" else lines[0])
    name, value = ("Error", "\n".join(said)) if named is None else (named[1], named[2] or "")
    short = name.rpartition(".")[2] or name
    return {"output_type": "error", "ename": short, "evalue": value, "traceback": lines}


def _code(
    cell: str,
    source: str,
    metadata: dict[str, Any],
    number: int | None = None,
    outputs: Iterable[dict[str, Any]] = (),
) -> dict[str, Any]:
    told = _cell("code", cell, source, metadata)
    return {**told, "execution_count": number, "outputs": list(outputs)}


def _cell(
    kind: str, cell: str, source: str, metadata: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {"cell_type": kind, "id": cell, "metadata": metadata or {}, "source": source}


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
