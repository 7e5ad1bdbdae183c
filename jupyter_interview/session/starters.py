"""What a question begins with: the files of a candidate who answers it in one language.

In a question these are values of JSON. Their texts come here with the line ends of documents.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..contract.values import Question
from ..domain.folder import free_name
from ..domain.languages import language_of, main_name, template_of
from ..domain.naming import with_line_feeds
from ..domain.program_files import TextFile
from .question_book import Questions


def starter_files(question: Question, language: str) -> tuple[TextFile, ...]:
    """The starter in this language, its program first; none where the question has none."""
    given: list[dict[str, Any]] = question.starters.get(language, [])
    files = [TextFile(file["name"], with_line_feeds(file["text"])) for file in given]
    main = _main_of(files, language)
    return () if main is None else (main, *(file for file in files if file is not main))


def data_files(question: Question) -> tuple[TextFile, ...]:
    """The files for programs in all languages."""
    return tuple(TextFile(file.name, with_line_feeds(file.text)) for file in question.data)


def first_text(questions: Questions, language: str) -> str:
    """What the file of this language begins with: the program of the first question that has a
    starter in it, or the template."""
    for question in _beginning_in(questions, language):
        return starter_files(question, language)[0].text
    return template_of(language)


def files_beside(
    questions: Questions, language: str, texts: Mapping[str, str]
) -> Iterator[TextFile]:
    """New files beside that one: the rest of its starter, and the starters of all other questions.
    ``texts`` are those of the files that are there, by name."""
    known = dict(texts)
    for number, question in enumerate(_beginning_in(questions, language)):
        program, *beside = starter_files(question, language)
        if number > 0:
            yield own_file(question, program, known)
        yield from new_files(beside, known)


def own_file(question: Question, program: TextFile, known: dict[str, str]) -> TextFile:
    """The program of a question in a file of its own, which is called after the question where the
    name is taken. It becomes known by that."""
    name = program.name
    if free_name(name, known) != name:
        folder, slash, last = name.rpartition("/")
        ending = last.rpartition(".")[2]
        # Python imports no file with a hyphen in its name.
        name = free_name(f"{folder}{slash}{question.name.replace('-', '_')}.{ending}", known)
    known[name] = program.text
    return TextFile(name, program.text)


def new_files(wanted: Iterable[TextFile], known: dict[str, str]) -> Iterator[TextFile]:
    """Those that are not there with the same text, under names that are free. They become known by
    that."""
    for file in wanted:
        if known.get(file.name) != file.text:
            name = free_name(file.name, known)
            known[name] = file.text
            yield TextFile(name, file.text)


def is_untouched(questions: Questions, language: str, text: str) -> bool:
    """Whether nobody has written anything that is in this text."""
    if not text.strip() or text == template_of(language):
        return True
    return _begins_so(questions.removed, language, text)


def is_answered_in(questions: Questions, language: str, text: str) -> bool:
    """Whether a question that is there begins with this text."""
    return _begins_so(questions.listed, language, text)


def _beginning_in(questions: Questions, language: str) -> list[Question]:
    """Those that have a starter in it, in their order."""
    return [question for question in questions.listed if starter_files(question, language)]


def _begins_so(questions: Iterable[Question], language: str, text: str) -> bool:
    begun = (starter_files(question, language) for question in questions)
    return any(files and files[0].text == text for files in begun)


def _main_of(files: list[TextFile], language: str) -> TextFile | None:
    """The program among the files of a starter."""
    programs = [file for file in files if language_of(file.name) == language]
    named = (file for file in programs if file.name == main_name(language))
    return next(named, programs[0] if programs else None)
