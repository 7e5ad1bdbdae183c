"""Programs that come with a Kattis problem: accepted ones, and those with wrong answers.

Ours says of a wrong program just which cases it fails. A package says that it fails some. So
a wrong program is taken over where the package says it of every case (``submissions.yaml``), or
where there is a single case.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ..domain.languages import TEST_FILES, test_language_of
from .draft import LANGUAGES, LeftOut, text_in
from .kattis_data import settings

_RULES = "submissions/submissions.yaml"
_RIGHT, _WRONG = frozenset({"AC"}), frozenset({"WA"})


@dataclass(slots=True)
class Submissions:
    """Files of a question, the languages of accepted programs, and what is left aside."""

    files: dict[str, str] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


def read_submissions(
    package: Path, names: Mapping[str, str], filled: Callable[[str], str]
) -> Submissions:
    """The programs of a package. ``names`` are those of the cases by their places in the data;
    ``filled`` puts values of constants into a program."""
    found = Submissions()
    others = []
    for path in _programs(package, "accepted"):
        language, code = _program(package, path)
        if language is None or language in found.languages:
            others.append(path.name)
            continue
        found.languages.add(language)
        found.files[f"private/{TEST_FILES[language]}"] = filled(code)
    if others:
        found.remarks.append(f"Other accepted programs are left aside: {', '.join(others)}.")
    rules = settings(package, package / _RULES)
    unknown = []
    for path in _programs(package, "wrong_answer"):
        language, code = _program(package, path)
        fails = _failing(rules, f"wrong_answer/{path.name}", names)
        if language is None or not fails:
            unknown.append(path.name)
            continue
        mark = "#" if language == "python" else "//"
        first = f"{mark} fails: {', '.join(fails)}\n"
        found.files[f"private/wrong/{path.name}"] = first + filled(code)
    if unknown:
        found.remarks.append(
            "Wrong programs are left aside, in another language or since nothing says which cases "
            f"they fail: {', '.join(unknown)}."
        )
    return found


def _programs(package: Path, kind: str) -> list[Path]:
    folder = package / "submissions" / kind
    paths = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in paths if path.name[0] != ".")


def _program(package: Path, path: Path) -> tuple[str | None, str]:
    """The language and the code of a program of one file; no language if it is none of ours."""
    language = test_language_of(path.name) if path.is_file() else None
    if language not in LANGUAGES:
        return None, ""
    try:
        code = text_in(package, path)
    except LeftOut:
        return None, ""
    first = code.partition("\n")[0]
    is_old = first.startswith("#!") and "python2" in first
    return None if is_old else language, code


def _failing(rules: Mapping[str, Any], program: str, names: Mapping[str, str]) -> Sequence[str]:
    """The names of the cases that a wrong program fails; none if that is not known of each."""
    if len(names) == 1:
        return [*names.values()]
    verdicts = {base: _RIGHT | _WRONG for base in names}
    for pattern, rule in rules.items():
        if "{" in pattern:
            return []
        if _matches(pattern, program) and isinstance(rule, dict):
            _narrow(verdicts, [*names], rule)
            for place, own in rule.items():
                if isinstance(own, dict):
                    _narrow(verdicts, [base for base in names if _matches(place, base)], own)
    if any(each not in (_RIGHT, _WRONG) for each in verdicts.values()):
        return []
    return [name for base, name in names.items() if verdicts[base] == _WRONG]


def _narrow(
    verdicts: dict[str, frozenset[str]], bases: Sequence[str], rule: Mapping[str, Any]
) -> None:
    """Take from the verdicts on these cases what a rule does not permit."""
    permitted = rule.get("permitted")
    if isinstance(permitted, list):
        for base in bases:
            verdicts[base] &= {str(each) for each in permitted}
    required = rule.get("required")
    if isinstance(required, list) and len(bases) == 1:
        verdicts[bases[0]] &= {str(each) for each in required}


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern is of this path, or of a folder in which it is."""
    parts, wanted = path.split("/"), pattern.strip("/").split("/")
    return len(wanted) <= len(parts) and all(map(fnmatchcase, parts, wanted))
