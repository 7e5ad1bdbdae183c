"""Names as questions have them: of folders, functions, arguments, cases and tags."""

import keyword
import re
import unicodedata
from collections.abc import Iterable, Sequence

from .draft import Case, LeftOut

MOST_ID = 60
MOST_NAME = 100
"""The most characters of the name of a case, and of a title."""
_MARK = len(" (500)")
_TELLING = 8
"""Names with fewer characters may stand in a statement by chance (``checking.check.leaks``)."""
_JAVASCRIPT = (
    "arguments await break case catch class const continue debugger default delete do else enum "
    "eval export extends false finally for function if implements import in instanceof interface "
    "let new null package private protected public return static super switch this throw true try "
    "typeof undefined var void while with yield"
)
_RESERVED = frozenset(word.lower() for word in (*keyword.kwlist, *_JAVASCRIPT.split()))


def id_of(text: str) -> str:
    """The name of a question's folder; raises LeftOut if the text has no letters for it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    id_ = "-".join(re.findall(r"[a-z0-9]+", plain))[:MOST_ID].strip("-")
    if not id_:
        raise LeftOut(f"“{text}” cannot be the name of a folder.")
    return id_


def title_of(name: str) -> str:
    """A title from a name in kebab-case or snake_case."""
    return re.sub(r"[-_]+", " ", name).strip().capitalize()[:MOST_NAME]


def tags_of(words: Iterable[str]) -> list[str]:
    """Words as tags, each once."""
    tags = ("-".join(re.findall(r"[a-z0-9]+", word.lower()))[:40].strip("-") for word in words)
    return list(dict.fromkeys(tag for tag in tags if tag))[:20]


def snake_case(name: str) -> str:
    """A name in camelCase as Python has it."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def function_name(name: str) -> str:
    """A function's name in snake_case, which no language uses for something else."""
    snake = snake_case(name)
    return f"do_{snake}" if snake in _RESERVED else snake


def argument_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names of arguments in snake_case, by number where they could not be names."""
    snake = [snake_case(re.sub(r"\W+", "_", name)) for name in names]
    plain = [f"{name}_value" if name in _RESERVED else name for name in snake]
    good = all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in plain)
    if good and len({*plain}) == len(plain):
        return tuple(plain)
    return tuple(f"argument{count}" for count in range(1, len(plain) + 1))


def case_names(names: Iterable[str]) -> list[str]:
    """Names of cases on one line, of which no two are the same."""
    found: dict[str, None] = {}
    for name in names:
        plain = " ".join(name.split())[: MOST_NAME - _MARK].strip() or "case"
        each, count = plain, 1
        while each in found:
            count += 1
            each = f"{plain} ({count})"
        found[each] = None
    return list(found)


def veiled(hidden: Sequence[Case], public: Iterable[str]) -> list[Case]:
    """Hidden cases, with other names for those whose name stands in a public text."""
    text = "\n".join(public).lower()
    return [
        {**case, "name": f"hidden case {count}"}
        if len(case["name"]) >= _TELLING and case["name"].lower() in text
        else case
        for count, case in enumerate(hidden, 1)
    ]
