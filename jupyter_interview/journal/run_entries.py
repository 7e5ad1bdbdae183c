"""Runs as entries of the log: encoding what happened in a run, and decoding it again."""

from typing import Any

from ..domain.exercise import TestResult
from ..domain.output import output_from
from ..domain.runs import Author, RunEnded, RunFact, RunPrinted, RunStarted
from ..store.base import LogKind
from .journal import author_json


def encode_fact(fact: RunFact) -> tuple[LogKind, dict[str, Any]]:
    """A fact as the log keeps it."""
    match fact:
        case RunStarted():
            return LogKind.RUN, {
                "run": fact.run_id,
                "user": author_json(fact.author),
                "language": fact.language,
                "source": fact.source,
            }
        case RunPrinted():
            return LogKind.OUTPUT, {
                "run": fact.run_id,
                "index": fact.index,
                **fact.output.json(),
                "truncated": fact.truncated,
            }
        case RunEnded():
            return LogKind.RESULT, {
                "run": fact.run_id,
                "state": fact.state,
                "error": fact.error,
                "durationMs": fact.duration_ms,
                "truncated": fact.truncated,
                "tests": [test.json() for test in fact.tests],
                "tail": [output.json() for output in fact.tail],
            }


def decode_fact(kind: LogKind, payload: dict[str, Any], made_us: int | None) -> RunFact:
    """The fact a log entry of kind RUN, OUTPUT or RESULT tells; raises KeyError, TypeError."""
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
