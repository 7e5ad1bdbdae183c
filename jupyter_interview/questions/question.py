"""A question: what everybody in an interview may see of it, and what interviewers alone may.

What lies in the folder ``private`` becomes a ``Private`` and nothing else does. A ``Public`` has no
field that could hold any of it, so whatever is made of a ``Public`` cannot leak it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .cases import DEFAULT_SECONDS, Case

Show = Literal["nothing", "counts", "names"]


@dataclass(frozen=True, slots=True)
class Public:
    """What candidates and observers may see. ``starters`` are texts by language, of each the files
    by name; ``data`` are files for programs in all languages, by name."""

    id: str
    title: str
    kind: str
    level: str
    minutes: int
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    license: str
    authors: tuple[str, ...]
    source: str
    uuid: str | None
    statement: str
    starters: Mapping[str, Mapping[str, str]]
    data: Mapping[str, str]
    cases: tuple[Case, ...]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    seconds: float = DEFAULT_SECONDS


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that interviewers look at; ``levels`` from the lowest to the highest."""

    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A program that solves the question wrongly: it must fail just these cases."""

    name: str
    language: str
    text: str
    fails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Private:
    """What candidates and observers never see. ``show`` says what they learn of hidden tests.

    The last ones of ``cases`` are tests of ``outside``, which are files with test code by name."""

    cases: tuple[Case, ...] = ()
    show: Show = "counts"
    solutions: Mapping[str, str] = field(default_factory=dict)
    wrong: tuple[Wrong, ...] = ()
    rubric: tuple[Criterion, ...] = ()
    notes: str = ""
    outside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its folder says. ``digest`` is a SHA-256 over the names and bytes of all its
    files, in hexadecimal."""

    public: Public
    private: Private
    digest: str
