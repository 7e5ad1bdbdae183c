"""Reads the queries of REST requests, and writes the addresses of further pages.

A cursor says where a page begins: behind a session, by its place in the order and its id. Clients
send it back as it is.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..domain.ordering import LONGEST_KEY, Order
from ..domain.roles import State
from .session import Audience

Cursor = tuple[int | str, str]
"""The place of the last session of a page in the order, and its id. It is a time in microseconds,
or the key of a title."""

_KNOWN = ("limit", "cursor", "state", "q", "untitled", "code", "order")
_MARKS = {Order.CREATED: "", Order.ACTIVITY: "a", Order.TITLE: "t"}
"""The first letter of a cursor of each order, so that one of another is refused."""
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class WantedSessions:
    """A request for a page of somebody's sessions."""

    limit: int
    after: Cursor | None = None
    state: State | None = None
    words: str = ""
    untitled: str = ""
    """What the reader's language calls an untitled interview; empty for the English words."""
    with_text: bool = False
    order: Order = Order.CREATED

    def next(self, after: Cursor) -> str:
        """The query of the next page."""
        cursor = write_cursor(after, self.order)
        query = {"limit": str(self.limit), "cursor": cursor}
        if self.state is not None:
            query["state"] = self.state.value
        if self.words:
            query["q"] = self.words
        if self.untitled:
            query["untitled"] = self.untitled
        if self.with_text:
            query["code"] = "true"
        if self.order is not Order.CREATED:
            query["order"] = self.order.value
        return urlencode(query)


def wanted_sessions(query: Mapping[str, str], limits: Limits) -> WantedSessions:
    """Read a query. Clients that know no pages send none, and get the newest with their texts."""
    plain = not any(name in query for name in _KNOWN)
    order = _order(query.get("order", Order.CREATED.value))
    return WantedSessions(
        _limit(query.get("limit"), limits),
        None if "cursor" not in query else _read_cursor(query["cursor"], order),
        None if "state" not in query else _state(query["state"]),
        _words(query, "q", limits),
        _words(query, "untitled", limits),
        plain or _boolean(query.get("code", "false")),
        order,
    )


def wanted_audience(text: str) -> Audience:
    """For whom a recording is: for hosts, unless the query says for everybody."""
    if text not in ("", Audience.HOSTS.value, Audience.EVERYBODY.value):
        raise _invalid("audience must be hosts or everybody.")
    return Audience(text) if text else Audience.HOSTS


def wanted_after(text: str) -> int | None:
    """After which entry of the log a recording is wanted; None is the whole."""
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,18}", text, re.ASCII):
        raise _invalid("after must be the number of an entry, such as the upTo of a recording.")
    return int(text)


def wants_remarks(text: str, audience: Audience, can_have: bool) -> bool:
    """Whether notes and scores are wanted as well, in a form that can have them."""
    if not text:
        return False
    if text != "remarks":
        raise _invalid("include must be remarks.")
    if not can_have:
        raise _invalid("Notes and scores are in reports alone: leave include out, or ask for one.")
    if audience is not Audience.HOSTS:
        raise _invalid("Notes and scores are for hosts: leave include out, or ask for theirs.")
    return True


def wants_remarks_on_person(text: str, is_candidate: bool) -> bool:
    """Whether notes and scores are wanted as well, in the export of a person."""
    if not text:
        return False
    if text != "remarks":
        raise _invalid("include must be remarks.")
    if not is_candidate:
        raise _invalid("Notes and scores are about candidates: leave include out.")
    return True


def write_cursor(after: Cursor, order: Order = Order.CREATED) -> str:
    place, session_id = after
    text = f"{_MARKS[order]}{place}.{session_id}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(text: str, order: Order) -> Cursor:
    if re.fullmatch(r"[\w-]{1,600}", text, re.ASCII):
        padded = text + "=" * (-len(text) % 4)
        place = f".{{0,{LONGEST_KEY}}}" if order is Order.TITLE else "[0-9]{1,18}"
        whole = rf"{_MARKS[order]}({place})\.([A-Za-z0-9_-]{{1,64}})"
        try:
            found = re.fullmatch(whole, urlsafe_b64decode(padded).decode(), re.DOTALL)
        except ValueError:
            found = None
        if found is not None:
            return found[1] if order is Order.TITLE else int(found[1]), found[2]
    raise _invalid("cursor is not one that an answer of this server named.")


def _order(text: str) -> Order:
    try:
        return Order(text)
    except ValueError:
        names = ", ".join(order.value for order in Order)
        raise _invalid(f"order must be one of {names}.") from None


def _limit(text: str | None, limits: Limits) -> int:
    most = limits.list_sessions_most
    if text is None:
        return min(limits.list_sessions, most)
    if re.fullmatch(r"\d{1,9}", text, re.ASCII) is None or not 1 <= int(text) <= most:
        raise _invalid(f"limit must be a number from 1 to {most}.")
    return int(text)


def _state(text: str) -> State:
    try:
        return State(text)
    except ValueError:
        names = ", ".join(state.value for state in State)
        raise _invalid(f"state must be one of {names}.") from None


def _words(query: Mapping[str, str], name: str, limits: Limits) -> str:
    text = query.get(name, "")
    if len(text) > limits.title_characters:
        raise _invalid(f"{name} may have at most {limits.title_characters} characters.")
    return text


def _boolean(text: str) -> bool:
    if text not in _BOOLEANS:
        raise _invalid("code must be true or false.")
    return _BOOLEANS[text]


def _invalid(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.INVALID_FIELD, sentence)
