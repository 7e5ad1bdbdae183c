"""A question as an interview keeps a copy of it: what everybody may know, and what hosts alone may.

The first is made of a ``Public`` alone, which has nothing of the folder ``private``.
"""

from collections.abc import Mapping
from typing import Any

from ..contract import values
from ..questions.case_json import case_from_json, case_to_json
from ..questions.question import Criterion, Private, Public, Question
from .commit import Commit


def public_copy(
    public: Public, digest: str, bank: str | None = None, commit: Commit | None = None
) -> values.Question:
    """What everybody may know. It has no id yet."""
    return values.Question(
        id="",
        bank=bank,
        name=public.id,
        digest=digest,
        commit=None if commit is None else commit.sha,
        changed=commit is not None and commit.is_changed,
        title=public.title,
        kind=public.kind,
        level=public.level,
        minutes=public.minutes,
        languages=public.languages,
        tags=public.tags,
        license=public.license,
        authors=public.authors,
        source=public.source,
        statement=public.statement,
        starters={
            language: [{"name": name, "text": text} for name, text in files.items()]
            for language, files in public.starters.items()
        },
        data=tuple(values.ProgramFile(name, text) for name, text in public.data.items()),
        cases=tuple(map(case_to_json, public.cases)),
        names=_plain(public.names),
        seconds=public.seconds,
    )


def private_copy(private: Private) -> values.PrivateSide:
    """What nobody but the hosts may know, of no question yet."""
    return values.PrivateSide(
        question="",
        show=private.show,
        cases=tuple(map(case_to_json, private.cases)),
        solutions=dict(private.solutions),
        rubric=tuple(values.Criterion(each.name, each.levels) for each in private.rubric),
        notes=private.notes,
        outside=dict(private.outside),
    )


def listed(question: Question, bank: str) -> values.ListedQuestion:
    """A question in a list of what banks have."""
    public = question.public
    return values.ListedQuestion(
        bank=bank,
        name=public.id,
        title=public.title,
        kind=public.kind,
        level=public.level,
        minutes=public.minutes,
        languages=public.languages,
        tags=public.tags,
        license=public.license,
        visible=len(public.cases),
        hidden=len(question.private.cases),
    )


def question_of(question: values.Question, side: values.PrivateSide) -> Question:
    """The question of which these are the copies, without what a copy has not: wrong solutions,
    private data and a ``uuid``."""
    public = Public(
        id=question.name,
        title=question.title,
        kind=question.kind,
        level=question.level,
        minutes=question.minutes,
        languages=question.languages,
        tags=question.tags,
        license=question.license,
        authors=question.authors,
        source=question.source,
        uuid=None,
        statement=question.statement,
        starters={
            language: {file["name"]: file["text"] for file in files}
            for language, files in question.starters.items()
        },
        data={file.name: file.text for file in question.data},
        cases=tuple(map(case_from_json, question.cases)),
        names=question.names,
        seconds=question.seconds,
    )
    private = Private(
        cases=tuple(map(case_from_json, side.cases)),
        show=side.show,  # type: ignore[arg-type]
        solutions=side.solutions,
        rubric=tuple(Criterion(each.name, each.levels) for each in side.rubric),
        notes=side.notes,
        outside=side.outside,
    )
    return Question(public, private, question.digest)


def _plain(names: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {language: dict(own) for language, own in names.items()}
