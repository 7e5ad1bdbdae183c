"""Requests as values, so that each is written once for both kinds of client.

``@operation`` turns a method that makes a :class:`Call` into one that sends it: it answers with the
value in a client that waits, with a coroutine in one that is awaited. Type checkers see which.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, overload
from urllib.parse import quote, unquote

import httpx

from .refusal import InterviewRefused, unexpected
from .shapes import read

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request, and how its answer is read. ``path`` is below ``interview/api/``.

    A request with a ``key`` may be sent again when its answer was lost; it is done once.
    """

    method: str
    path: str
    body: Mapping[str, Any] | None
    reads: Callable[[Any], T]
    key: str | None = None
    content: bytes | None = None
    """What is sent in the place of a body of JSON."""

    @property
    def tries(self) -> int:
        """How often it is sent, if the connection breaks."""
        return 1 if self.key is None else 3

    def answer(self, response: httpx.Response) -> T:
        """The value of the answer; raises the refusal if it is one."""
        try:
            value: Any = response.json() if response.content else None
            if response.is_success:
                return self.reads(value)
            refusal = InterviewRefused(value["code"], response.status_code, value["error"])
        except (KeyError, TypeError, ValueError):
            raise unexpected(response.status_code) from None
        raise refusal


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list, and where the next one is."""

    items: tuple[T, ...]
    next: str | None


class PageCall(Call[tuple[T, ...]]):
    """Asks for a part of a list."""

    __slots__ = ()

    def page(self, response: httpx.Response) -> Page[T]:
        """The part, and the path of the next one; raises as :meth:`answer`."""
        items = self.answer(response)
        return Page(items, response.links.get("next", {}).get("url"))


@dataclass(frozen=True, slots=True)
class TakenAway:
    """A file that the server made. Its ``name`` has no folder."""

    name: str
    content: bytes

    def save(self, folder: str | Path = ".") -> Path:
        """Write it into a folder under its name; answers with where. One that is there is
        replaced."""
        where = Path(folder, Path(self.name).name)
        where.write_bytes(self.content)
        return where


class FileCall(Call[TakenAway]):
    """Asks for a file."""

    __slots__ = ()

    def answer(self, response: httpx.Response) -> TakenAway:
        if not response.is_success:
            return Call.answer(self, response)
        said = response.headers.get("Content-Disposition", "")
        _, _, encoded = said.partition("filename*=UTF-8''")
        return self.reads((unquote(encoded), response.content))


def taken(value: tuple[str, bytes]) -> TakenAway:
    """Reads a file and its name."""
    name, content = value
    if not name:
        raise ValueError("That is no file.")
    return TakenAway(name, content)


def one(kind: type[T]) -> Callable[[Any], T]:
    """Reads one value of this kind."""
    return lambda value: read(kind, value)


def many(kind: type[T]) -> Callable[[Any], tuple[T, ...]]:
    """Reads a list of them."""
    return lambda value: tuple(read(kind, item) for item in value)


def nothing(value: Any) -> None:
    """Reads an answer that has no body."""
    if value is not None:
        raise ValueError("There is something where nothing should be.")


def json_object(value: Any) -> dict[str, Any]:
    """Reads an object without changing it."""
    if not isinstance(value, dict):
        raise ValueError("That is no object.")
    return value


def path(*parts: str) -> str:
    """A path of these parts, whatever characters they contain."""
    return "/".join(quote(part, safe="") for part in parts)


def given(**fields: Any) -> dict[str, Any]:
    """A body of those fields that are not None."""
    return {name: value for name, value in fields.items() if value is not None}


class Waits(ABC):
    """A client whose methods return once the work is done."""

    @abstractmethod
    def _ask(self, call: Call[T]) -> T:
        """Make the call and read its answer."""


class Awaited(ABC):
    """A client whose methods are awaited."""

    @abstractmethod
    async def _ask(self, call: Call[T]) -> T:
        """Make the call and read its answer."""


class operation(Generic[P, T]):
    """A method of both kinds of client."""

    def __init__(self, make: Callable[Concatenate[Any, P], Call[T]]) -> None:
        self._make = make

    @overload
    def __get__(self, client: None, owner: type) -> Callable[Concatenate[Any, P], Call[T]]: ...
    @overload
    def __get__(self, client: Waits, owner: type) -> Callable[P, T]: ...
    @overload
    def __get__(self, client: Awaited, owner: type) -> Callable[P, Coroutine[Any, Any, T]]: ...
    def __get__(self, client: Waits | Awaited | None, owner: type) -> Any:
        if client is None:
            return self._make
        make, ask = self._make, client._ask

        @wraps(make)
        def send(*args: P.args, **kwargs: P.kwargs) -> Any:
            return ask(make(client, *args, **kwargs))

        del send.__wrapped__
        return send
