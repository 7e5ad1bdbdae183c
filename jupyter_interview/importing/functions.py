"""Functions that a question asks for, as starters and as a table in its statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..domain.languages import TEST_FILES
from ..questions.cases import camel_case
from .draft import LANGUAGES

_NOT_YET = "not written yet"


@dataclass(frozen=True, slots=True)
class Function:
    """A function in snake_case. Its cases say whether it ever gives null, and whether it raises."""

    name: str
    arguments: tuple[str, ...]
    gives_null: bool
    raises: bool

    def call(self, language: str) -> str:
        """The function with its arguments, as people of a language write it."""
        return f"{self._named(self.name, language)}({', '.join(self._arguments(language))})"

    def starter(self, language: str) -> str:
        """The function with nothing in it, so that it passes none of its cases."""
        call = self.call(language)
        if language == "python":
            return f"def {call}:\n    {self._python}\n"
        if language == "javascript":
            return f"function {call} {{\n{self._javascript}}}\n"
        types = ", ".join(f"{each}: unknown" for each in self._arguments(language))
        name = self._named(self.name, language)
        body = self._javascript or "  return undefined;\n"
        return f"function {name}({types}): unknown {{\n{body}}}\n"

    @property
    def _python(self) -> str:
        if not self.gives_null:
            return "pass"
        return f'return "{_NOT_YET}"' if self.raises else "raise NotImplementedError"

    @property
    def _javascript(self) -> str:
        if not self.gives_null:
            return ""
        return f"  return '{_NOT_YET}';\n" if self.raises else f"  throw new Error('{_NOT_YET}');\n"

    def _arguments(self, language: str) -> list[str]:
        return [self._named(each, language) for each in self.arguments]

    def _named(self, name: str, language: str) -> str:
        return name if language == "python" else camel_case(name)


def starters(functions: Sequence[Function]) -> Mapping[str, str]:
    """The starters of a question in all of LANGUAGES."""
    between = {"python": "\n\n"}
    return {
        f"starter/{TEST_FILES[language]}": between.get(language, "\n").join(
            each.starter(language) for each in functions
        )
        for language in LANGUAGES
    }


def table(functions: Iterable[Function]) -> str:
    """What the functions are called in each language, in Markdown."""
    rows = ["| Python | JavaScript, TypeScript |", "| --- | --- |"]
    rows += [f"| `{each.call('python')}` | `{each.call('javascript')}` |" for each in functions]
    return "\n".join(rows)
