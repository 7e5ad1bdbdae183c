"""What is known of a language: a value, which nothing but a list has to name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of openapi/languages.json."""

    name: str
    """As requests and logs have it: a letter, then letters, digits, ``+``, ``#`` and hyphens."""
    title: str
    """As people call it, in every locale."""
    editor: str
    """What JupyterLab's editor calls it."""
    file: str
    """The name of the file that choosing it makes."""
    endings: tuple[str, ...]
    """Of the names of its files. The first language that has one is meant by it."""
    template: str
    """What that file begins with."""
    runs: str | None = None
    """How it runs: in the ``sandbox`` of a browser, or not at all."""
    server: bool = False
    """Whether the sandbox of a server runs it, too."""
    tests: bool = False
    """Whether questions can have tests in it."""
    data: bool = False
    """Whether a file that is named so is data of programs, unless the language was chosen."""
