"""Runs of programs against the tests of questions, as their events add up to them."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..contract.session import CheckAnswered, CheckEnded, CheckStarted, HiddenResultTold
from ..contract.values import CaseResult, Check, HiddenResult
from ..domain.clock import iso

RUNNING, LOST = "running", "lost"
BROWSER, SERVER = "browser", "server"
MOST_KEPT = 100
"""Checks that a room remembers. The log has all of them."""
MOST_CHARACTERS = 8_000_000
"""About how many characters a room remembers of what their results say; the log has all of it."""

Event = CheckStarted | CheckAnswered | CheckEnded | HiddenResultTold


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A check, with the indexes of the cases that it runs."""

    check: Check
    cases: tuple[int, ...]

    @property
    def running(self) -> bool:
        return self.check.state == RUNNING

    @property
    def for_hosts(self) -> bool:
        """Whether hosts alone know of it."""
        return is_for_hosts(self.check)

    def is_of(self, participant_id: str | None) -> bool:
        """Whether this person runs it."""
        user = self.check.user
        return user is not None and user.id == participant_id

    def left(self) -> tuple[int, ...]:
        """The indexes of the cases of which no result is known."""
        known = {result.index for result in self.check.results}
        return tuple(index for index in self.cases if index not in known)


@dataclass(frozen=True, slots=True)
class Checks:
    """The newest checks, oldest first, and what everybody was told of hidden tests."""

    records: Mapping[str, CheckRecord] = field(default_factory=dict)
    results: Mapping[str, HiddenResult] = field(default_factory=dict)
    """The newest one by question."""

    def get(self, check_id: str) -> CheckRecord | None:
        return self.records.get(check_id)

    def newest(self, count: int, to_hosts: bool) -> tuple[Check, ...]:
        """At most so many, oldest first. Hidden tests and earlier texts are for hosts."""
        told = [one.check for one in self.records.values() if to_hosts or not one.for_hosts]
        return tuple(told[-count:])

    def running(self, participant_id: str | None = None) -> list[CheckRecord]:
        """Those whose end is not known, of one person or of everybody."""
        return [
            one
            for one in self.records.values()
            if one.running and (participant_id is None or one.is_of(participant_id))
        ]

    def made_here(self) -> frozenset[str]:
        """The checks that this server makes or has made, as far as it knows."""
        checks = [record.check for record in self.records.values()]
        return frozenset(one.id for one in checks if one.source == "server" and one.state != LOST)

    def after(self, event: Event, at_us: int) -> "Checks":
        match event:
            case CheckStarted():
                return self._with(_begun(event, at_us))
            case CheckAnswered():
                record = self.records.get(event.check)
                return self if record is None else self._with(_answered(record, event.results))
            case CheckEnded():
                record = self.records.get(event.check)
                if record is None:
                    return self
                return self._with(_ended(record, event, at_us))._shorter()
            case HiddenResultTold():
                told = HiddenResult(
                    event.question, event.passed, event.total, event.cases, iso(at_us)
                )
                return dataclasses.replace(self, results={**self.results, event.question: told})

    def without_server(self) -> "Checks":
        """Checks of this server that the log does not end have ended with the server that wrote
        it."""
        lost = {
            key: dataclasses.replace(one, check=replace(one.check, state=LOST))
            for key, one in self.records.items()
            if one.running and one.check.source == SERVER
        }
        return dataclasses.replace(self, records={**self.records, **lost})

    def _shorter(self) -> "Checks":
        """Without texts in the results of the oldest checks where all of them are too long."""
        left, records = MOST_CHARACTERS, dict(self.records)
        for key, record in reversed([*self.records.items()]):
            left -= sum(map(_length, record.check.results))
            if left < 0 and not record.running:
                records[key] = _without_texts(record)
        return self if left >= 0 else dataclasses.replace(self, records=records)

    def _with(self, record: CheckRecord) -> "Checks":
        records = {**self.records, record.check.id: record}
        for old in list(records)[: max(0, len(records) - MOST_KEPT)]:
            if not records[old].running:
                del records[old]
        return dataclasses.replace(self, records=records)


def is_for_hosts(check: Check) -> bool:
    """Whether hosts alone know of a check: of hidden tests, or of texts as they were earlier."""
    return check.hidden or check.at is not None


def _length(result: CaseResult) -> int:
    return len(result.expected) + len(result.got) + len(result.message)


def _without_texts(record: CheckRecord) -> CheckRecord:
    brief = (replace(one, expected="", got="", message="") for one in record.check.results)
    return dataclasses.replace(record, check=replace(record.check, results=tuple(brief)))


def _begun(event: CheckStarted, at_us: int) -> CheckRecord:
    check = Check(
        id=event.check,
        question=event.question,
        hidden=event.hidden,
        user=event.user,
        language=event.language,
        source=event.source,
        file=event.file,
        state=RUNNING,
        started_at=iso(at_us),
        ended_at=None,
        total=len(event.cases),
        results=(),
        passed=0,
        points=0,
        of=0,
        at=event.at,
    )
    return CheckRecord(check, event.cases)


def _answered(record: CheckRecord, results: tuple[CaseResult, ...]) -> CheckRecord:
    check = record.check
    told = (*check.results, *results)
    passed = sum(result.status == "passed" for result in told)
    return dataclasses.replace(record, check=replace(check, results=told, passed=passed))


def _ended(record: CheckRecord, event: CheckEnded, at_us: int) -> CheckRecord:
    ended = replace(
        record.check,
        state=event.state,
        ended_at=iso(at_us),
        passed=event.passed,
        points=event.points,
        of=event.of,
    )
    return dataclasses.replace(record, check=ended)
