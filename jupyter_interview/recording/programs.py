"""What was run in an interview, as its recording tells it: runs, and checks of questions."""

from typing import Any

from ..contract.session import (
    CheckAnswered,
    CheckEnded,
    CheckStarted,
    RunEnded,
    RunPrinted,
    RunStarted,
)
from ..contract.values import Program

OUTPUT = 8192
"""The most characters of a run's output that a recording has; the rest is in the interview."""
_PRINTED = frozenset({"stdout", "stderr", "value"})

Event = RunStarted | RunPrinted | RunEnded | CheckStarted | CheckAnswered | CheckEnded


class Programs:
    """Runs and checks, in the order in which they began. Their ``who`` are ids of people."""

    def __init__(self) -> None:
        self.runs: dict[str, dict[str, Any]] = {}
        self.checks: dict[str, dict[str, Any]] = {}
        self.changed: dict[int, int] = {}
        """By the entries in which runs and checks began, in which one each has changed last."""
        self._left: dict[str, int] = {}

    def take(self, event: Event, seq: int, at: int) -> None:
        """Note what has happened to a run or a check."""
        self._note(event, seq, at)
        if isinstance(event, (RunStarted, RunPrinted, RunEnded)):
            told = self.runs[event.run]
        else:
            told = self.checks[event.check]
        self.changed[told["seq"]] = seq

    def _note(self, event: Event, seq: int, at: int) -> None:
        match event:
            case RunStarted():
                run = self._run(event.run, seq, at)
                run["who"] = None if event.user is None else event.user.id
                run["language"], run["source"] = event.language, event.source
                if event.program is not None:
                    run["file"], run["sha256"] = event.program.name, _main(event.program)
            case RunPrinted():
                self._print(self._run(event.run, seq, at), event, at)
            case RunEnded():
                run = self._run(event.run, seq, at)
                run |= {"endSeq": seq, "endAt": at, "state": event.state, "error": event.error}
                run["durationMs"] = event.duration_ms
                run["isCut"] = run["isCut"] or event.truncated or bool(event.tail)
                run["tests"] = [{"name": one.name, "passed": one.passed} for one in event.tests]
            case CheckStarted():
                check = self._check(event.check, seq, at)
                check["who"] = None if event.user is None else event.user.id
                check["question"], check["hidden"] = event.question, event.hidden
                check["language"], check["source"] = event.language, event.source
                check["file"], check["cases"] = event.file, list(event.cases)
            case CheckAnswered():
                results = self._check(event.check, seq, at)["results"]
                results += [{"index": one.index, "status": one.status} for one in event.results]
            case CheckEnded():
                check = self._check(event.check, seq, at)
                check |= {"endSeq": seq, "endAt": at, "state": event.state}
                check |= {"passed": event.passed, "points": event.points, "of": event.of}

    def _run(self, run_id: str, seq: int, at: int) -> dict[str, Any]:
        """A run; of one whose beginning is not in the log the rest is told."""
        if run_id not in self.runs:
            self.runs[run_id] = {
                "id": run_id,
                "seq": seq,
                "at": at,
                "who": None,
                "language": None,
                "source": None,
                "file": None,
                "sha256": None,
                "state": "running",
                "error": None,
                "durationMs": None,
                "endSeq": None,
                "endAt": None,
                "isCut": False,
                "tests": [],
                "output": [],
            }
        return self.runs[run_id]

    def _check(self, check_id: str, seq: int, at: int) -> dict[str, Any]:
        if check_id not in self.checks:
            self.checks[check_id] = {
                "id": check_id,
                "seq": seq,
                "at": at,
                "who": None,
                "question": None,
                "hidden": True,
                "language": None,
                "source": None,
                "file": None,
                "cases": [],
                "results": [],
                "state": "running",
                "endSeq": None,
                "endAt": None,
                "passed": 0,
                "points": 0,
                "of": 0,
            }
        return self.checks[check_id]

    def _print(self, run: dict[str, Any], event: RunPrinted, at: int) -> None:
        output, left = event.output, self._left.get(event.run, OUTPUT)
        is_told = output.stream in _PRINTED and not output.omitted
        kept = output.text[:left] if is_told else ""
        if len(kept) < len(output.text) or event.truncated or bool(output.omitted):
            run["isCut"] = True
        if kept:
            run["output"].append({"at": at, "stream": output.stream, "text": kept})
            self._left[event.run] = left - len(kept)


def _main(program: Program) -> str | None:
    """The hash of the file that is run."""
    return next((one.sha256 for one in program.files if one.name == program.name), None)
