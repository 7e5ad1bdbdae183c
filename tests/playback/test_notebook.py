"""EX5 and EX6: an interview as notebooks."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from jupyter_interview.playback import notebook as notebook_module
from jupyter_interview.playback.notebook import notebooks
from jupyter_interview.playback.recording import Recording
from tests.recording.logs import recorded

from .interviews import ANA, HOSTILE, Written, by_chance

SUM = "def total(numbers):\n    return sum(numbers)\n\n\nprint(total([1, 2, 3]))\n"
TWO_STREAMS = "import sys\nprint('out', 'é🐢')\nprint('err', file=sys.stderr)\n"
FAILS = "def half(n):\n    return n / 0\n\n\nhalf(1)\n"
SILENT = "x = 41\nx + 1\n"
SHADOW = "print(sorted({3, 1, 2}))\n"
USES = "from helper import word\n\nprint(word())\n"


def read(content: bytes) -> Any:
    """The notebook; raises what is wrong with it."""
    told = nbformat.reads(content.decode(), as_version=4)
    nbformat.validate(told)
    return told


def test_EX5_a_notebook_has_every_run_with_who_when_and_what_came_of_it() -> None:
    written = Written("Köln *1*")
    written.write(SUM)
    written.run(("stdout", "6"), ("stdout", "\n"), tests=(("one", True), ("two", False)))
    written.write(FAILS)
    error = (
        'Traceback (most recent call last):\n  File "solution.py", line 5\nZeroDivisionError: no'
    )
    written.run(("stderr", "w\n"), state="error", error=error, by=ANA)
    written.write("while True:\n    pass\n")
    written.run(state="timeout", error="Stopped after 5 s: time limit")
    written.write("print(input())\n")
    written.run(("value", "3"))
    written.end()
    recording = written.recording()
    [(kernel, content)] = notebooks(recording).items()
    told = read(content)
    assert kernel == "python3" == told.metadata.kernelspec.name
    about, *cells = told.cells
    assert about.cell_type == "markdown" and about.source.startswith("# Köln \\*1\\*\n")
    assert "Ana, owner" in about.source and "Bo, candidate" in about.source
    assert [cell.source for cell in cells] == [
        SUM,
        FAILS,
        "while True:\n    pass\n",
        "print(input())\n",
    ]
    first, failed, endless, asks = cells
    assert first.metadata.jupyter_interview == {
        "run": "run-00000001",
        "by": "Bo",
        "at": "00:04",
        "seq": recording.runs[0].seq,
        "state": "ok",
        "language": "python",
        "tests": [{"name": "one", "passed": True}, {"name": "two", "passed": False}],
    }
    assert first.metadata.execution["iopub.execute_input"].endswith("Z")
    stream, tests = first.outputs
    assert (stream.name, stream.text) == ("stdout", "6\n")
    assert tests.data["text/plain"] == "Tests: 1 of 2 passed\npassed  one\nfailed  two"
    assert failed.metadata.jupyter_interview["by"] == "Ana"
    assert failed.metadata.tags == ["raises-exception"]
    assert [output.output_type for output in failed.outputs] == ["stream", "error"]
    assert (failed.outputs[1].ename, failed.outputs[1].evalue) == ("ZeroDivisionError", "no")
    assert endless.metadata.tags == ["did-not-end", "skip-execution"]
    assert asks.metadata.tags == ["needs-input", "skip-execution"]
    assert asks.outputs[0].data["text/plain"] == "3"


def test_EX5_one_notebook_for_each_kernel_tells_the_whole_interview() -> None:
    written = Written()
    written.write("print(1)\n")
    written.run(("stdout", "1\n"))
    written.log.event("LanguageChanged", "p-bo", language="javascript")
    written.write("console.log(2);\n", root="code:javascript")
    written.run(
        ("stdout", "2\n"), language="javascript", file="solution.js", root="code:javascript"
    )
    written.write("console.log(3);\n", root="code:javascript")
    told = {kernel: read(content) for kernel, content in notebooks(written.recording()).items()}
    assert [*told] == ["python3", "deno"]
    kinds = {k: [c.cell_type for c in n.cells if c.id.startswith("run-")] for k, n in told.items()}
    assert kinds == {"python3": ["code", "raw"], "deno": ["raw", "code"]}
    for one in told.values():
        runs = [cell.source for cell in one.cells if cell.id.startswith("run-")]
        assert runs == ["print(1)\n", "console.log(2);\n"]
        assert one.cells[-1].id == "end" and one.cells[-1].source == "console.log(3);\n"


def test_EX5_notebooks_of_any_interview_are_valid() -> None:
    for log in by_chance():
        recording = Recording(recorded(log))
        for content in notebooks(recording).values():
            told = read(content)
            sources = [cell.source for cell in told.cells if cell.id.startswith("run-")]
            assert sources == [run.program for run in recording.runs]
    [content] = notebooks(Recording(recorded(Written().log and by_chance()[0][:1]))).values()
    read(content)


def test_EX5_hostile_names_and_texts_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    written = Written(HOSTILE, HOSTILE)
    written.write(HOSTILE)
    written.run(("stdout", HOSTILE), ("image", "QUJD\n"), state="error", error=HOSTILE)
    recording = written.recording()
    printed = {"run-00000001": [("stdout", HOSTILE), ("image", "QUJD\nREVG\n"), ("display", "d")]}
    [content] = notebooks(recording, printed).values()
    told = read(content)
    head = told.cells[0].source
    assert re.search(r"(?<!\\)[<`\]]", head) is None and "\u202e" not in head
    outputs = [cell for cell in told.cells if cell.id == "run-1"][0].outputs
    images = [
        output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})
    ]
    assert images == ["QUJD", "REVG"]
    assert not any("text/html" in output.get("data", {}) for output in outputs)
    monkeypatch.setattr(notebook_module, "MOST_CHARACTERS", 3)
    [content] = notebooks(recording).values()
    [run] = [cell for cell in read(content).cells if cell.id == "run-1"]
    assert (run.cell_type, run.source) == ("raw", notebook_module.LEFT_OUT)


def ran(folder: Path, program: str, files: dict[str, str]) -> list[tuple[str, str]]:
    """What a program prints in an interpreter of its own, which keeps no compiled files: a text
    that is as long as the one before, and written in the same second, would be taken for it."""
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "solution.py").write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, "-B", "-X", "utf8", "solution.py"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    printed = [("stdout", done.stdout)] + (
        [("stderr", done.stderr)] if "Traceback" not in done.stderr else []
    )
    return [(stream, text) for stream, text in printed if text]


def test_EX6_restart_and_run_all_gives_what_was_recorded(tmp_path: Path) -> None:
    """EX6: programs of one file and of several, in changing versions; and one that fails."""
    written = Written()
    for program in (SUM, TWO_STREAMS, SILENT, SHADOW):
        written.write(program)
        written.run(*ran(tmp_path, program, {}))
    written.write(FAILS)
    error = "Traceback (most recent call last):\n  File …\nZeroDivisionError: division by zero"
    written.run(state="error", error=error)
    written.log.event("FileAdded", "p-bo", file="f-1", name="helper.py", language="python")
    written.write(USES)
    for word in ("one", "two"):
        helper = f"def word():\n    return {word!r}\n"
        written.write(helper, root="file:f-1")
        written.run(*ran(tmp_path, USES, {"helper.py": helper}))
    written.write("while True:\n    pass\n")
    written.run(state="stopped", error="Stopped")
    [content] = notebooks(written.recording()).values()
    told = read(content)
    before = outcomes(told)
    assert [kind for kind, *_ in before["run-5"]] == ["error"]
    assert before["run-6"] == [("stream", "stdout", "one\n")]
    assert before["run-7"] == [("stream", "stdout", "two\n")]
    executed = nbformat.from_dict(json.loads(content))
    for cell in executed.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(executed, kernel_name="python3", timeout=300).execute(cwd=str(tmp_path))
    after = outcomes(executed)
    del before["run-8"], after["run-8"]
    assert after == before and len(after) == 7


def outcomes(told: Any) -> dict[str, list[tuple[str, ...]]]:
    """What the runs of a notebook have come to, without the times and the tracebacks."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for cell in told.cells:
        if not cell.id.startswith("run-"):
            continue
        streams = {"stdout": "", "stderr": ""}
        rest: list[tuple[str, ...]] = []
        for output in cell.outputs:
            if output.output_type == "stream":
                streams[output.name] += output.text
            elif output.output_type == "error":
                rest.append(("error", output.ename, output.evalue))
            else:
                rest.append((output.output_type, output.data["text/plain"]))
        found[cell.id] = [("stream", name, text) for name, text in streams.items() if text] + rest
    return found
