"""What a question begins with: the files of a candidate who answers it in one language.

In a question these are values of JSON. Their texts come here with the line ends of documents.
"""

from typing import Any

from ..contract.values import Question
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


def first_files(questions: Questions, language: str) -> tuple[TextFile, ...]:
    """What somebody begins with who chooses this language, the program first: the files of the last
    question that has a starter in it, or the template."""
    for question in reversed(questions.listed):
        if files := starter_files(question, language):
            return files
    return (TextFile(main_name(language), template_of(language)),)


def is_untouched(questions: Questions, language: str, text: str) -> bool:
    """Whether nobody has written anything that is in this text."""
    if not text.strip() or text == template_of(language):
        return True
    begun = (
        starter_files(question, language) for question in (*questions.listed, *questions.removed)
    )
    return any(files and files[0].text == text for files in begun)


def _main_of(files: list[TextFile], language: str) -> TextFile | None:
    """The program among the files of a starter."""
    programs = [file for file in files if language_of(file.name) == language]
    named = (file for file in programs if file.name == main_name(language))
    return next(named, programs[0] if programs else None)
