"""The test data of a Kattis problem as cases: samples are visible, secret data is hidden."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..questions.cases import MOST_CASES
from ..questions.core_yaml import NotYaml, read_yaml
from ..questions.folder import MOST_BYTES
from .draft import Case, LeftOut, text_in
from .naming import case_names

_INLINE = 1_000
"""The most characters of input and output together that stand in the file of tests itself."""
_MOST_INLINE = 100_000
"""The most characters of all of them; what is more has files of its own."""
_MOST_FILES = 150
_MOST_SAMPLE = 10_000
"""The most characters of a visible case, which people read."""


@dataclass(slots=True)
class Data:
    """The cases of a problem. ``names`` are those of the cases by ``sample/1`` or ``secret/1``."""

    visible: list[Case] = field(default_factory=list)
    hidden: list[Case] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Test:
    base: str
    stdin: str
    stdout: str
    hint: str


def read_data(package: Path, is_exact: bool) -> Data:
    """The cases of a package; ``is_exact`` if spaces count. Raises LeftOut if there are none."""
    data = Data()
    tests = [*_tests(package, "sample", data.remarks), *_tests(package, "secret", data.remarks)]
    if len(tests) > MOST_CASES:
        count = len(tests) - MOST_CASES
        data.remarks.append(f"Cases beyond the first {MOST_CASES} are left aside: {count}.")
        del tests[MOST_CASES:]
    names = case_names(re.sub(r"[/,]+", " ", test.base) for test in tests)
    inline = 0
    for test, name in zip(tests, names, strict=True):
        size = len(test.stdin) + len(test.stdout)
        is_sample = test.base.startswith("sample/")
        texts: Mapping[str, Any] = {"stdin": test.stdin, "stdout": test.stdout}
        if is_sample and size > _MOST_SAMPLE:
            data.remarks.append(f"{test.base} is left aside: it is too long to be read.")
            continue
        if not is_sample and (size > _INLINE or inline + size > _MOST_INLINE):
            try:
                texts = _as_files(test, data.files)
            except LeftOut as reason:
                data.remarks.append(f"{test.base} is left aside: {reason}")
                continue
        else:
            inline += size
        case: dict[str, Any] = {"name": name, **texts}
        if is_exact:
            case["compare"] = "exact"
        if test.hint:
            case["feedback"] = test.hint
        (data.visible if is_sample else data.hidden).append(case)
        data.names[test.base] = name
    if not data.names:
        raise LeftOut(f"It has no test data. {' '.join(data.remarks)}".strip())
    return data


def _as_files(test: _Test, files: dict[str, str]) -> Mapping[str, Any]:
    """A test whose input and output are files, which are added to the others."""
    if len(files) + 2 > _MOST_FILES:
        raise LeftOut("there are too many long ones.")
    count = len(files) // 2 + 1
    texts = {f"{count:03}.in": test.stdin, f"{count:03}.ans": test.stdout}
    for text in texts.values():
        if len(text.encode()) > MOST_BYTES:
            raise LeftOut(f"a file of a question may have at most {MOST_BYTES:,} bytes.")
    files |= {f"private/data/{name}": text for name, text in texts.items()}
    stdin, stdout = ({"$text": name} for name in texts)
    return {"stdin": stdin, "stdout": stdout}


def _tests(package: Path, group: str, remarks: list[str]) -> Iterator[_Test]:
    data = package / "data"
    paths = {
        path.relative_to(data).with_suffix("").as_posix(): path
        for path in (data / group).rglob("*.in")
        if path.is_file()
    }
    for base, path in sorted(paths.items()):
        try:
            if path.with_suffix(".files").exists():
                raise LeftOut("its programs read files.")
            said = settings(package, path.with_suffix(".yaml"))
            hint = str(said.get("hint") or "")
            if path.with_suffix(".hint").is_file():
                hint = text_in(package, path.with_suffix(".hint"))
            stdin, stdout = (text_in(package, path.with_suffix(end)) for end in (".in", ".ans"))
            yield _Test(base, stdin, stdout, " ".join(hint.split())[:500])
        except LeftOut as reason:
            remarks.append(f"{base} is left aside: {reason}")


def settings(package: Path, path: Path) -> Mapping[str, Any]:
    """The keys of a YAML file that may be missing; raises LeftOut."""
    if not path.is_file():
        return {}
    try:
        read = read_yaml(text_in(package, path)).value
    except NotYaml as problem:
        raise LeftOut(f"{path.name}, line {problem.line}: {problem.sentence}") from None
    return read if isinstance(read, dict) else {}


def all_settings(package: Path) -> list[Mapping[str, Any]]:
    """What is said of all groups of test data and of single tests."""
    paths = sorted(path for path in (package / "data").rglob("*.yaml") if path.is_file())
    return [settings(package, path) for path in paths]
