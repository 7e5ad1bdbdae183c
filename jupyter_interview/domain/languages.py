"""The languages of interviews, and the text that each begins with."""

from .errors import ErrorCode, InterviewError

DEFAULT_LANGUAGE = "javascript"

TEMPLATES: dict[str, str] = {
    "javascript": """\
// Everyone in this interview edits this text. Run shows the output to all of you.
function hello(name) {
  return `Hello, ${name}!`;
}

console.log(hello('world'));
""",
    "typescript": """\
// Everyone in this interview edits this text. Run shows the output to all of you.
function hello(name: string): string {
  return `Hello, ${name}!`;
}

console.log(hello('world'));
""",
    "python": """\
# Everyone in this interview edits this text. Run shows the output to all of you.
def hello(name):
    return f"Hello, {name}!"


print(hello("world"))
""",
}

LANGUAGES: tuple[str, ...] = tuple(TEMPLATES)


def check_language(value: object) -> str:
    """The language of this name; raises ``unknown_language``, which lists the languages."""
    if isinstance(value, str) and value in TEMPLATES:
        return value
    known = f"{', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}"
    raise InterviewError(ErrorCode.UNKNOWN_LANGUAGE, f"The language must be {known}.")


def code_file(language: str) -> str:
    """The id of the file that older versions know as the text of this language."""
    return f"{_CODE}{language}"


_CODE = "code:"
_FILE = "file:"
CODE_FILES: dict[str, str] = {code_file(language): language for language in LANGUAGES}
"""These files and their languages. A document has their texts, whether anybody sees them or not."""


def root_of(file_id: str) -> str:
    """The name of the document's root with the text of this file."""
    return file_id if file_id.startswith(_CODE) else f"{_FILE}{file_id}"


def file_with(root: str) -> str:
    """The id of the file whose text this root of a session's document is."""
    return root.removeprefix(_FILE)


def file_of(root: str) -> str | None:
    """The id of the file whose text this root can be; None for the texts of older versions."""
    return root.removeprefix(_FILE) if root.startswith(_FILE) else None
