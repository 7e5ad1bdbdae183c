"""Tells operators what was stored: with a log line and a Jupyter Event for each step in the life
of a session, and with metrics. Nothing here may stop the recorder.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_events import EventLogger

from ..domain.records import RemarkRecord
from ..store.base import Change
from . import metrics
from .steps import Step, runs, steps, updates

SCHEMA = Path(__file__).with_name("session.yaml")
SCHEMA_ID = "https://events.jupyter.org/jupyter_interview/session/v1"


class Report:
    """The observer of one server."""

    def __init__(self, log: logging.Logger, events: EventLogger) -> None:
        self._log = log
        self._events = events
        events.register_event_schema(SCHEMA)

    def stored(self, changes: Sequence[Change], seconds: float) -> None:
        """See ``journal.observer.Observer``."""
        # How often hosts write something for themselves is nobody else's business.
        if not all(isinstance(change, RemarkRecord) for change in changes):
            metrics.COMMITS.observe(seconds)
        metrics.UPDATES.inc(updates(changes))
        metrics.count_runs(runs(changes))
        for step in steps(changes):
            self._tell(step)

    def failed(self) -> None:
        metrics.FAILURES.inc()

    def _tell(self, step: Step) -> None:
        metrics.SESSIONS.labels(step.action).inc()
        told: dict[str, Any] = step.fields()
        line = " ".join(f"{name}={value}" for name, value in told.items())
        self._log.info("jupyter_interview: %s", line)
        try:
            self._events.emit(schema_id=SCHEMA_ID, data=told)
        except Exception:
            # An error of a listener must not reach the recorder.
            self._log.exception("jupyter_interview: an event could not be told")
