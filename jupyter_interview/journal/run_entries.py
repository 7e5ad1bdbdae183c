"""Events of runs as entries of the log, encoded and decoded."""

from typing import Any

from ..domain.exercise import TestResult
from ..domain.output import output_from
from ..domain.runs import Author, RunEnded, RunEvent, RunPrinted, RunStarted
from ..store.base import LogKind
from .journal import author_json


def encode_run_event(event: RunEvent) -> tuple[LogKind, dict[str, Any]]:
    """An event of a run as the log keeps it."""
    match event:
        case RunStarted():
            return LogKind.RUN, {
                "run": event.run_id,
                "user": author_json(event.author),
                "language": event.language,
                "source": event.source,
            }
        case RunPrinted():
            return LogKind.OUTPUT, {
                "run": event.run_id,
                "index": event.index,
                **event.output.json(),
                "truncated": event.truncated,
            }
        case RunEnded():
            return LogKind.RESULT, {
                "run": event.run_id,
                "state": event.state,
                "error": event.error,
                "durationMs": event.duration_ms,
                "truncated": event.truncated,
                "tests": [test.json() for test in event.tests],
                "tail": [output.json() for output in event.tail],
            }


def decode_run_event(kind: LogKind, payload: dict[str, Any], made_us: int | None) -> RunEvent:
    """The event that an entry of kind RUN, OUTPUT or RESULT holds; raises KeyError, TypeError."""
    run_id = payload["run"]
    if kind is LogKind.RUN:
        user = payload["user"]
        author = None if user is None else Author(user["id"], user["name"], user["color"])
        return RunStarted(run_id, author, payload["language"], payload["source"], made_us)
    if kind is LogKind.OUTPUT:
        return RunPrinted(run_id, payload["index"], output_from(payload), payload["truncated"])
    # What was written before there were tests, and ends of output, has none.
    tests = tuple(TestResult(**test) for test in payload.get("tests", ()))
    tail = tuple(output_from(output) for output in payload.get("tail", ()))
    return RunEnded(
        run_id,
        payload["state"],
        payload["error"],
        payload["durationMs"],
        payload["truncated"],
        made_us,
        tests,
        tail,
    )
