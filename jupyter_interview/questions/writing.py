"""Writes a question as the files of its folder, which ``reading`` reads as the same question.

A case knows the text of each file that it names, and not the file's name. So what was a file's text
stands in the tests themselves. Tables of SQL, which have to be files, are named after the file in
``data`` that has them, or get one.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..domain.languages import TEST_FILES
from .cases import (
    DEFAULT_SECONDS,
    OBJECT,
    Action,
    Call,
    Case,
    Expected,
    Outside,
    Raises,
    Rows,
    Step,
    Steps,
    Whole,
)
from .compare import Comparison
from .core_yaml import Inline, write_yaml
from .outside import OUTSIDE
from .question import Private, Public, Question
from .reading import HIDDEN_TESTS, NOTES, QUESTION, RUBRIC, STATEMENT, TESTS

Fields = dict[str, Any]
_DATA, _PRIVATE_DATA = "data/", "private/data/"


def files_of(question: Question) -> dict[str, str]:
    """The texts of all files by their names in the folder, with ``/`` between folders."""
    public, private = question.public, question.private
    files = {QUESTION: write_yaml(_about(public)), STATEMENT: public.statement}
    files |= {f"{_DATA}{name}": text for name, text in public.data.items()}
    for starter in public.starters.values():
        files |= {f"starter/{name}": text for name, text in starter.items()}
    visible = _Tables(public.data, _DATA)
    if public.cases:
        files[TESTS] = write_yaml({"cases": list(_entries(public.cases, visible))})
    hidden = _Tables(public.data, _PRIVATE_DATA)
    cases = list(_entries(private.cases, hidden))
    if cases or private.show != "counts":
        written = {"cases": cases} if cases else {}
        files[HIDDEN_TESTS] = write_yaml({"show": private.show, **written})
    files |= {f"{OUTSIDE}{name}": text for name, text in private.outside.items()}
    return {**files, **visible.made, **hidden.made, **_programs(private)}


def _programs(private: Private) -> dict[str, str]:
    """The files of the folder ``private`` beside its tests."""
    files = {f"private/{TEST_FILES[key]}": text for key, text in private.solutions.items()}
    files |= {f"private/wrong/{wrong.name}": wrong.text for wrong in private.wrong}
    if private.rubric:
        criteria = [
            {"name": each.name, "levels": Inline(list(each.levels))} for each in private.rubric
        ]
        files[RUBRIC] = write_yaml({"criteria": criteria})
    if private.notes:
        files[NOTES] = private.notes
    return files


def _about(public: Public) -> Fields:
    about: Fields = {
        "format": 1,
        "title": public.title,
        "kind": public.kind,
        "level": public.level,
        "minutes": public.minutes,
        "languages": Inline(list(public.languages)),
    }
    if public.tags:
        about["tags"] = Inline(list(public.tags))
    if public.license:
        about["license"] = public.license
    if public.authors:
        about["credits"] = {"authors": Inline(list(public.authors))}
    if public.source:
        about["source"] = public.source
    if public.uuid is not None:
        about["uuid"] = public.uuid
    if public.seconds != DEFAULT_SECONDS:
        about["limits"] = {"seconds": public.seconds}
    if public.names:
        about["names"] = {language: dict(names) for language, names in public.names.items()}
    return about


class _Tables:
    """Names for tables of SQL: of files that are there, or of ``made`` ones in a folder."""

    def __init__(self, data: Mapping[str, str], folder: str) -> None:
        self._names = {text: name for name, text in data.items()}
        self._taken = set(data)
        self._folder = folder
        self.made: dict[str, str] = {}

    def name_of(self, tables: str) -> str:
        if tables not in self._names:
            number = len(self.made) + 1
            while (name := f"tables-{number}.sql") in self._taken:
                number += 1
            self._names[tables] = name
            self._taken.add(name)
            self.made[f"{self._folder}{name}"] = tables
        return self._names[tables]


def _entries(cases: Iterable[Case], tables: _Tables) -> Iterator[Fields]:
    """The members of ``cases`` in a file of tests: cases, and groups of them. Tests of test code
    are written there."""
    group: Fields | None = None
    known: tuple[str, bool] | None = None
    for case in cases:
        if isinstance(case.action, Outside):
            continue
        fields = _case(case, tables)
        of = None if case.group is None else (case.group, case.all_or_nothing)
        if of is not None and group is not None and of == known:
            group["cases"].append(fields)
            continue
        if group is not None:
            yield group
        group, known = None, of
        if case.group is None:
            yield fields
        else:
            whole = {"all_or_nothing": True} if case.all_or_nothing else {}
            group = {"group": case.group, **whole, "cases": [fields]}
    if group is not None:
        yield group


def _case(case: Case, tables: _Tables) -> Fields:
    fields: Fields = {"name": case.name, **_action(case.action, tables)}
    if case.points != 1:
        fields["points"] = case.points
    if case.feedback:
        fields["feedback"] = case.feedback
    if case.fresh:
        fields["fresh"] = True
    if case.seconds is not None:
        fields["seconds"] = case.seconds
    return fields


def _action(action: Action, tables: _Tables) -> Fields:
    match action:
        case Call(function, args, returns, raises, changes):
            fields = {"call": function, **_args(args), **_outcome(returns, raises)}
            if changes is not None:
                fields["changes"] = Inline(changes.value)
            return fields
        case Rows(function, args, sql, rows, is_ordered):
            on: Fields = {"on": tables.name_of(sql), **({"ordered": True} if is_ordered else {})}
            compare = Inline({"rows": on})
            return {
                "call": function,
                **_args(args),
                "returns": Inline(list(rows)),
                "compare": compare,
            }
        case Whole(stdin, stdout):
            given = {"stdin": stdin} if stdin else {}
            way = stdout.comparison.way
            told = {} if way == "lines" else {"compare": way}
            return {**given, "stdout": stdout.value, **told}
        case Steps(steps):
            return {"steps": [_step(step) for step in steps]}
    raise AssertionError("a test of test code is written in its own file")


def _step(step: Step) -> Fields:
    fields: Fields = {}
    if step.new is not None:
        fields["new"] = step.new
    else:
        fields["call"] = step.call
    if step.target != OBJECT:
        fields["as" if step.new is not None else "on"] = step.target
    return {**fields, **_args(step.args), **_outcome(step.returns, step.raises)}


def _args(args: tuple[Any, ...]) -> Fields:
    return {"args": Inline(list(args))} if args else {}


def _outcome(returns: Expected | None, raises: Raises | None) -> Fields:
    fields: Fields = {}
    if returns is not None:
        fields["returns"] = Inline(returns.value)
        compare = _compare(returns.comparison)
        if compare != "equal":
            fields["compare"] = Inline(compare)
    if raises is not None:
        fields["raises"] = _raises(raises)
    return fields


def _compare(comparison: Comparison) -> Any:
    if comparison.way != "close":
        return comparison.way
    return {"close": {"relative": comparison.relative, "absolute": comparison.absolute}}


def _raises(raises: Raises) -> Any:
    if raises.classes is not None:
        return dict(raises.classes)
    return True if raises.message is None else raises.message
