"""Reads a question's folder into a ``Question``, or says what is wrong with it by file and line."""

import difflib
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..domain.languages import TEST_FILES, test_language_of
from .cases import MOST_CASES, Case, Outside, cases_of
from .core_yaml import NotYaml, Read, read_yaml
from .folder import MOST_BYTES, PRIVATE, Files, read_files
from .outside import OUTSIDE, cases_in
from .problems import Problem
from .question import Criterion, Private, Public, Question, Wrong
from .shape import shape_problems
from .values import NotAValue

QUESTION = "question.yaml"
TESTS = "tests.yaml"
STATEMENT = "statement.md"
HIDDEN_TESTS = "private/tests.yaml"
RUBRIC = "private/rubric.yaml"
NOTES = "private/notes.md"

LONGEST_ID = 60
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FAILS = re.compile(r"\s*(?:#|//)\s*fails:\s*(.*)")


_NAMES = {
    "": ("question.yaml", "statement.md", "tests.yaml", "starter", "data", "private"),
    PRIVATE: ("tests.yaml", "rubric.yaml", "notes.md", "data", "wrong"),
}
"""What has a meaning in a folder of a question. Other files may lie beside it."""
_LIKE = 0.85
"""How much alike two names are of which one was meant for the other: tests.yml, tests.yaml."""


def is_question(folder: Path) -> bool:
    """Whether this folder is meant to be a question."""
    return any((folder / name).is_file() for name in (QUESTION, "question.yml"))


def is_id(name: str) -> bool:
    """Whether a question can be called so."""
    return len(name) <= LONGEST_ID and _ID.fullmatch(name) is not None


def read_question(
    folder: Path, license: str | None = None
) -> tuple[Question | None, list[Problem]]:
    """The question of a folder and what is wrong with it; no question if it cannot be used.

    ``license`` is that of the bank. Raises OSError if the folder cannot be read.
    """
    files, problems = read_files(folder)
    reader = _Reader(folder.name, files, license, problems)
    question = reader.question()
    return (None if reader.problems else question), sorted(set(reader.problems))


def read_cases(path: Path, question: Question) -> tuple[tuple[Case, ...], list[Problem]]:
    """The cases of a file like ``tests.yaml`` that stands alone, for this question; none if one of
    them cannot be used. Raises OSError if there is no such file."""
    data = question.public.data

    def text_of(name: str) -> str:
        if name not in data:
            raise NotAValue(f"There is no file data/{name}.")
        return data[name]

    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
        if len(text) > MOST_BYTES:
            return (), [Problem(path.name, 1, f"A file may have {MOST_BYTES:,} bytes.")]
        read = read_yaml(text.decode())
    except UnicodeDecodeError:
        return (), [Problem(path.name, 1, "This is not a text in UTF-8.")]
    except NotYaml as problem:
        return (), [Problem(path.name, problem.line, problem.sentence)]
    if problems := shape_problems(read, "tests", path.name):
        return (), problems
    cases, problems = cases_of(read, path.name, text_of)
    if len(cases) > MOST_CASES:
        problems.append(Problem(path.name, 1, f"There may be at most {MOST_CASES} cases."))
    if not cases and not problems:
        problems.append(Problem(path.name, 1, "There are no cases."))
    return (() if problems else cases), problems


class _Reader:
    def __init__(
        self, id_: str, files: Files, license: str | None, problems: list[Problem]
    ) -> None:
        self._id = id_
        self._files = files
        self._license = license
        self.problems = problems

    def question(self) -> Question | None:
        if not is_id(self._id):
            self._wrong(
                QUESTION,
                1,
                f"The folder's name, {self._id}, is the question's id: small letters and digits "
                f"with - between words, and at most {LONGEST_ID} characters.",
            )
        self._look_for_misnamed()
        about = self._yaml(QUESTION, "question")
        tests = self._yaml(TESTS, "tests") if TESTS in self._files.texts else None
        hidden = self._yaml(HIDDEN_TESTS, "tests") if HIDDEN_TESTS in self._files.texts else None
        if not self._files.texts.get(STATEMENT, "").strip():
            self._wrong(STATEMENT, 1, "A question needs a statement.")
        if about is None:
            return None
        fields: dict[str, Any] = about.value
        public = self._public(fields, self._cases(tests, TESTS))
        hidden_cases = (*self._cases(hidden, HIDDEN_TESTS), *self._outside())
        private = self._private(hidden_cases, hidden)
        self._check(fields, about, public, private, tests)
        return Question(public, private, self._files.digest)

    def _public(self, fields: Mapping[str, Any], cases: tuple[Case, ...]) -> Public:
        starters = self._starters()
        languages = tuple(fields.get("languages", ())) or tuple(sorted(starters))
        return Public(
            id=self._id,
            title=fields["title"],
            kind=fields["kind"],
            level=fields["level"],
            minutes=fields["minutes"],
            languages=languages,
            tags=tuple(fields.get("tags", ())),
            license=fields.get("license") or self._license or "",
            authors=tuple(fields.get("credits", {}).get("authors", ())),
            source=fields.get("source", ""),
            uuid=fields.get("uuid"),
            statement=self._files.texts.get(STATEMENT, ""),
            starters=starters,
            data=self._files.under("data/"),
            cases=cases,
            names=fields.get("names", {}),
            **(
                {"seconds": seconds} if (seconds := fields.get("limits", {}).get("seconds")) else {}
            ),
        )

    def _private(self, cases: tuple[Case, ...], hidden: Read | None) -> Private:
        files = self._files.under("private/")
        solutions = {
            language: files[name] for language, name in TEST_FILES.items() if name in files
        }
        return Private(
            cases=cases,
            show=hidden.value.get("show", "counts") if hidden else "counts",
            solutions=solutions,
            wrong=self._wrong_solutions(),
            rubric=self._rubric(),
            notes=files.get("notes.md", ""),
            outside=self._files.under(OUTSIDE),
        )

    def _check(
        self,
        fields: Mapping[str, Any],
        about: Read,
        public: Public,
        private: Private,
        tests: Read | None,
    ) -> None:
        if not public.license:
            self._wrong(QUESTION, 1, "The key license is missing, and the bank names none.")
        if tests is not None and "cases" not in tests.value:
            self._wrong(TESTS, 1, "The key cases is missing.")
        if tests is not None and "show" in tests.value:
            self._wrong(TESTS, tests.line(("show",)), "show belongs into private/tests.yaml.")
        if not public.languages:
            self._wrong(QUESTION, 1, "There is neither a starter nor a list of languages.")
        line = about.line(("languages",))
        for language in public.languages if public.kind != "reading" else ():
            if language not in public.starters:
                name = f"starter/{TEST_FILES[language]}"
                self._wrong(
                    QUESTION,
                    line,
                    f"{language} has no starter: write {name}, "
                    f"or take {language} out of languages.",
                )
        for language in public.starters:
            if language not in public.languages:
                self._wrong(QUESTION, line, f"There is a starter in {language}; list it.")
        known = {case.name for case in (*public.cases, *private.cases)}
        self._check_outside_names(public, private)
        if len(public.cases) + len(private.cases) > MOST_CASES:
            self._wrong(TESTS, 1, f"A question may have at most {MOST_CASES} cases in both files.")
        seconds = fields.get("limits", {}).get("seconds", 1)
        if not math.isfinite(seconds):
            self._wrong(QUESTION, about.line(("limits", "seconds")), "seconds must be finite.")
        both = {case.name for case in public.cases} & {case.name for case in private.cases}
        outside = {case.name for case in private.cases if isinstance(case.action, Outside)}
        for name in sorted(both - outside):
            self._wrong(HIDDEN_TESTS, 1, f"{TESTS} has a case {name}, too.")
        for wrong in private.wrong:
            file = f"private/wrong/{wrong.name}"
            for name in wrong.fails:
                if name not in known:
                    self._wrong(file, 1, f"There is no case {name}.")
        if public.kind != "reading" and not known:
            self._wrong(TESTS, 1, "A question needs tests, unless its kind is reading.")

    def _look_for_misnamed(self) -> None:
        """A file that is named nearly as one with a meaning would otherwise count for nothing."""
        for file in self._files.texts:
            prefix = PRIVATE if file.startswith(PRIVATE) else ""
            name = file.removeprefix(prefix).partition("/")[0]
            if name not in _NAMES[prefix]:
                near = difflib.get_close_matches(name, _NAMES[prefix], 1, _LIKE)
                for meant in near:
                    self._wrong(file, 1, f"{name} has no meaning here. Did you mean {meant}?")

    def _starters(self) -> dict[str, dict[str, str]]:
        starters: dict[str, dict[str, str]] = {}
        shared: dict[str, str] = {}
        for name, text in self._files.under("starter/").items():
            language = test_language_of(name)
            (shared if language is None else starters.setdefault(language, {}))[name] = text
        return {language: {**files, **shared} for language, files in starters.items()}

    def _wrong_solutions(self) -> tuple[Wrong, ...]:
        found = []
        for name, text in self._files.under("private/wrong/").items():
            file, language = f"private/wrong/{name}", test_language_of(name)
            said = _FAILS.match(text.partition("\n")[0])
            if language is None:
                self._wrong(
                    file, 1, "A wrong solution is a program: its name ends in .py, .js, .ts."
                )
            elif said is None or not said[1].strip():
                mark = "#" if language == "python" else "//"
                self._wrong(file, 1, f"The first line says what fails: {mark} fails: NAME, NAME")
            else:
                fails = tuple(part.strip() for part in said[1].split(",") if part.strip())
                found.append(Wrong(name, language, text, fails))
        return tuple(found)

    def _outside(self) -> tuple[Case, ...]:
        """The tests of all files with test code."""
        found: list[Case] = []
        for name, text in self._files.under(OUTSIDE).items():
            cases, problems = cases_in(name, text)
            self.problems.extend(problems)
            found.extend(cases)
        return tuple(found)

    def _check_outside_names(self, public: Public, private: Private) -> None:
        """Refuse a test of test code that is called as a case or another test."""
        names = {case.name for case in public.cases}
        for case in private.cases:
            if isinstance(case.action, Outside) and case.name in names:
                file = f"{OUTSIDE}{case.action.file}"
                self._wrong(file, 1, f"Another test is called {case.name}, too.")
            names.add(case.name)

    def _rubric(self) -> tuple[Criterion, ...]:
        if RUBRIC not in self._files.texts:
            return ()
        read = self._yaml(RUBRIC, "rubric")
        if read is None:
            return ()
        return tuple(
            Criterion(each["name"], tuple(each["levels"])) for each in read.value["criteria"]
        )

    def _cases(self, read: Read | None, file: str) -> tuple[Case, ...]:
        if read is None:
            return ()
        is_private = file.startswith(PRIVATE)
        cases, problems = cases_of(read, file, self._secret_of if is_private else self._text_of)
        self.problems.extend(problems)
        return cases

    def _secret_of(self, name: str) -> str:
        """The text of a file for hidden cases, which may be a private one."""
        secrets = self._files.under(f"{PRIVATE}data/")
        return secrets[name] if name in secrets else self._text_of(name)

    def _text_of(self, name: str) -> str:
        data = self._files.under("data/")
        if name not in data:
            raise NotAValue(f"There is no file data/{name}.")
        return data[name]

    def _yaml(self, file: str, schema: str) -> Read | None:
        if file not in self._files.texts:
            self._wrong(file, 1, "This file is missing.")
            return None
        try:
            read = read_yaml(self._files.texts[file])
        except NotYaml as problem:
            self._wrong(file, problem.line, problem.sentence)
            return None
        problems = shape_problems(read, schema, file)
        self.problems.extend(problems)
        return None if problems else read

    def _wrong(self, file: str, line: int, sentence: str) -> None:
        self.problems.append(Problem(file, line, sentence))
