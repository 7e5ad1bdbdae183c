"""Requests as values, so that each is written once for both kinds of client.

``@operation`` turns a method that makes a :class:`Call` into one that sends it: it answers with the
value in a client that waits, with a coroutine in one that is awaited. Type checkers see which.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, overload
from urllib.parse import quote

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
