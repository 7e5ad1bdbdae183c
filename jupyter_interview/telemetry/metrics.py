"""Prometheus metrics, in the registry that jupyter_server's `/metrics` shows.

A process has each metric once, however many servers a test starts in it. What the rooms know is
read when the metrics are requested; the rest is counted once for each commit.
"""

from collections import Counter as Count
from collections.abc import Callable
from typing import Protocol
from weakref import WeakSet

import prometheus_client as prometheus

from ..store.base import Trouble


class Population(Protocol):
    """Something that has rooms."""

    def rooms(self) -> int:
        """Interviews in memory."""

    def sockets(self) -> int:
        """Open connections in them."""

    def troubles(self) -> frozenset[Trouble]:
        """The problems that somebody has to solve."""


_POPULATIONS: WeakSet[Population] = WeakSet()

ROOMS = prometheus.Gauge("jupyter_interview_rooms", "Interviews in memory now")
ROOMS.set_function(lambda: sum(population.rooms() for population in _POPULATIONS))
SOCKETS = prometheus.Gauge("jupyter_interview_sockets", "Open connections now")
SOCKETS.set_function(lambda: sum(population.sockets() for population in _POPULATIONS))


def _count(trouble: Trouble) -> Callable[[], float]:
    return lambda: sum(trouble in population.troubles() for population in _POPULATIONS)


DAMAGED = prometheus.Gauge(
    "jupyter_interview_database_damaged", "1 when the database is damaged and not written any more"
)
DAMAGED.set_function(_count(Trouble.DAMAGED))
SET_ASIDE = prometheus.Gauge(
    "jupyter_interview_database_set_aside", "1 while a damaged database stands set aside"
)
SET_ASIDE.set_function(_count(Trouble.SET_ASIDE))
SESSIONS = prometheus.Counter(
    "jupyter_interview_sessions", "Interviews that were created, started, ended …", ["action"]
)
UPDATES = prometheus.Counter("jupyter_interview_updates", "Edits that were stored")
RUNS = prometheus.Counter("jupyter_interview_runs", "Runs that ended, by how", ["state"])
COMMITS = prometheus.Histogram(
    "jupyter_interview_commit_seconds",
    "How long the database took to have a group of changes on disk",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
WEBHOOKS = prometheus.Counter(
    "jupyter_interview_webhooks", "Requests to webhooks, by what became of them", ["result"]
)
for _result in ("sent", "retried", "dropped"):
    WEBHOOKS.labels(_result)
FAILURES = prometheus.Counter(
    "jupyter_interview_commit_failures", "Tries to store something that failed"
)


def watch(population: Population) -> None:
    """Show the rooms and sockets of this object as long as it exists."""
    _POPULATIONS.add(population)


def count_runs(runs: Count[str]) -> None:
    """Count runs that have ended."""
    for state, number in runs.items():
        RUNS.labels(state).inc(number)
