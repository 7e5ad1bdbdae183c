"""Reads ``c.InterviewApp.kernels``: which Jupyter servers run which languages, and how.

A value that is wrong is refused with a sentence that says where, and never with the value itself:
the address of a server and its secret are told to nobody.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

from ..domain.errors import InterviewError
from ..domain.languages import check_language

FILE = "{file}"
"""Stands in a command for the name of the file that is run."""
MOST_SPARES = 4
MOST_SECONDS = 600.0
_KERNEL = re.compile(r"[A-Za-z0-9._-]{1,100}")
_SECRET = re.compile(r"[\x21-\x7e]{1,4096}")


@dataclass(frozen=True, slots=True)
class KernelLanguage:
    """How a kernel runs the programs of a language."""

    kernel: str
    """The name of the kernel, as its server lists it."""
    command: tuple[str, ...] = ()
    """What the kernel, one of Python, starts instead of running the program itself."""
    seconds: float | None = None
    """The limit of time, where it is not that of other runs on the server."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A Jupyter server or Kernel Gateway whose kernels run programs."""

    url: str = field(repr=False)
    token: str = field(repr=False)
    languages: Mapping[str, KernelLanguage]
    spares: int = 1
    """How many kernels of each name are kept ready."""


def gateways_of(value: Iterable[object]) -> tuple[Gateway, ...]:
    """The servers of the setting; raises ValueError."""
    gateways = tuple(_gateway(f"[{at}]", one) for at, one in enumerate(value))
    taken: dict[str, int] = {}
    for at, gateway in enumerate(gateways):
        for language in gateway.languages:
            if language in taken:
                raise ValueError(f"{language} is in [{taken[language]}] and in [{at}]")
            taken[language] = at
    return gateways


def _gateway(where: str, value: object) -> Gateway:
    told = _fields(where, value, ("url", "token", "languages", "spares"))
    languages = _mapping(f"{where}.languages", told.get("languages"))
    if not languages:
        raise ValueError(f"{where}.languages names no language")
    spares = told.get("spares", 1)
    if type(spares) is not int or not 0 <= spares <= MOST_SPARES:
        raise ValueError(f"{where}.spares must be a whole number from 0 to {MOST_SPARES}")
    return Gateway(
        _url(f"{where}.url", told.get("url")),
        _token(f"{where}.token", told.get("token", "")),
        {_name(where, name): _language(where, name, one) for name, one in languages.items()},
        spares,
    )


def _name(where: str, name: str) -> str:
    try:
        return check_language(name)
    except InterviewError as refusal:
        raise ValueError(f"{where}.languages has {name!r}. {refusal.sentence}") from None


def _language(where: str, name: str, value: object) -> KernelLanguage:
    where = f"{where}.languages[{name!r}]"
    told = _fields(where, value, ("kernel", "command", "seconds"))
    kernel = told.get("kernel")
    if not isinstance(kernel, str) or _KERNEL.fullmatch(kernel) is None:
        raise ValueError(f"{where}.kernel must be the name of a kernel, such as 'python3'")
    seconds = told.get("seconds")
    if seconds is not None:
        is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
        if not is_number or not 0 < seconds <= MOST_SECONDS:
            raise ValueError(f"{where}.seconds must be a number above 0, {MOST_SECONDS:g} at most")
    return KernelLanguage(
        kernel,
        _command(f"{where}.command", told["command"]) if "command" in told else (),
        None if seconds is None else float(seconds),
    )


def _command(where: str, value: object) -> tuple[str, ...]:
    parts = list(value) if isinstance(value, list | tuple) else []
    if not parts or not all(isinstance(part, str) and part and "\0" not in part for part in parts):
        raise ValueError(f"{where} must be a list of texts, such as ['java', '{FILE}']")
    if not any(FILE in part for part in parts):
        raise ValueError(f"{where} must have {FILE}, the name of the file that is run, in it")
    return tuple(parts)


def _url(where: str, value: object) -> str:
    """The address without a slash at its end."""
    refusal = f"{where} must be an address like https://gateway.example:8888, without user or query"
    if not isinstance(value, str) or re.search(r"[\x00-\x20\x7f]", value):
        raise ValueError(refusal)
    try:
        parts = urlsplit(value)
        known = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise ValueError(refusal) from None
    extra = parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in ("http", "https") or not known or extra:
        raise ValueError(refusal)
    return value.rstrip("/")


def _token(where: str, value: object) -> str:
    if value == "":
        return ""
    if not isinstance(value, str) or _SECRET.fullmatch(value) is None:
        raise ValueError(f"{where} must be the text of a token, without blanks")
    return value


def _fields(where: str, value: object, names: tuple[str, ...]) -> Mapping[str, Any]:
    told = _mapping(where, value)
    for name in told:
        if name not in names:
            known = f"{', '.join(names[:-1])} and {names[-1]}"
            raise ValueError(f"{where} has something else than {known}")
    return told


def _mapping(where: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise ValueError(f"{where} must be a dictionary with names")
    return cast(Mapping[str, Any], value)
