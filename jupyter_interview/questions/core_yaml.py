"""Reads YAML 1.2 (its core schema) with the line of every value, and writes it.

PyYAML reads YAML 1.1, in which ``no`` is false, ``12:30`` is 750 and ``017`` is 15. People write
questions in editors that follow YAML 1.2, and a test that silently expects something else than it
says is worse than an error. Dates stay texts. A key that is given twice is an error.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

MOST_BITS = 14_000
"""The most bits of an integer, of which Python writes no more than 4,300 digits."""
MOST_DEPTH = 100
"""How deep values may lie in each other."""
MOST_VALUES = 20_000
"""How many values and keys a file may have; an alias counts as what it stands for. Reading so many
takes a second or two."""

_TOO_DEEP = "The values lie too deep in each other."
_TOO_MANY = f"A file may have at most {MOST_VALUES:,} values."
_INT = "tag:yaml.org,2002:int"
_FLOAT = "tag:yaml.org,2002:float"
_RESOLVERS = (
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    (_INT, r"^[-+]?[0-9]+$|^0o[0-7]+$|^0x[0-9a-fA-F]+$", "-+0123456789"),
    (
        _FLOAT,
        r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"
        r"|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$",
        "-+.0123456789",
    ),
)

_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in "str null bool int float seq map".split()}

Place = tuple[str | int, ...]
"""Where a value is in a file: keys and positions, from the outside to the inside."""


class NotYaml(Exception):
    """A file cannot be read. ``line`` begins at 1."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a file, and the line of each value and key in it."""

    value: Any
    _lines: Mapping[Place, int] = field(repr=False)

    def line(self, place: Place) -> int:
        """The line of what is there, or of the nearest value around it."""
        while place not in self._lines:
            place = place[:-1]
        return self._lines[place]


class _Loader(yaml.SafeLoader):
    """The core schema alone, and no tags of anybody's own.

    What lies too deep or is too much is refused where it stands, before Python's own stack or much
    time is used up.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._count = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self._count += 1
        if self._depth > MOST_DEPTH or self._count > MOST_VALUES:
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            sentence = _TOO_DEEP if self._depth > MOST_DEPTH else _TOO_MANY
            raise NotYaml(sentence, mark.line + 1)
        self._depth += 1
        try:
            node: yaml.Node | None = super().compose_node(parent, index)
        finally:
            self._depth -= 1
        return node


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in _RESOLVERS:
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def read_yaml(text: str) -> Read:
    """The value of a text in YAML; raises ``NotYaml``. A text without a value gives None."""
    try:
        node = _Loader(text).get_single_node()
    except yaml.MarkedYAMLError as problem:
        raise NotYaml(_sentence(problem), _line(problem)) from None
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        raise NotYaml("There is a character here that YAML does not allow.", line) from None
    lines: dict[Place, int] = {(): 1}
    value = None if node is None else _Values(lines).of(node, ())
    return Read(value, lines)


class _Values:
    def __init__(self, lines: dict[Place, int]) -> None:
        self._lines = lines
        self._count = 0

    def of(self, node: yaml.Node, place: Place) -> Any:
        line = node.start_mark.line + 1
        self._lines.setdefault(place, line)
        self._count += 1
        if len(place) > MOST_DEPTH:
            raise NotYaml(_TOO_DEEP, line)
        if self._count > MOST_VALUES:
            raise NotYaml(_TOO_MANY, line)
        if node.tag not in _TAGS:
            raise NotYaml(f"The tag {node.tag} has no meaning here.", line)
        match node:
            case yaml.MappingNode():
                return {
                    key: self.of(value, (*place, key)) for key, value in self._pairs(node, place)
                }
            case yaml.SequenceNode():
                return [self.of(each, (*place, at)) for at, each in enumerate(node.value)]
            case _:
                return _scalar(node, line)

    def _pairs(self, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, yaml.Node]]:
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise NotYaml("A key must be a text.", line)
            if key.value in seen:
                raise NotYaml(f"The key {key.value} is here twice.", line)
            seen.add(key.value)
            self._lines[(*place, key.value)] = line
            yield key.value, value


def _scalar(node: yaml.Node, line: int) -> Any:
    """A text, number, boolean or null. A number is what its digits say in base ten."""
    match node.tag.rpartition(":")[2]:
        case "str":
            return node.value
        case "null":
            return None
        case "bool":
            return node.value.lower() == "true"
        case "int":
            base = {"0o": 8, "0x": 16}.get(node.value[:2], 10)
            number = _number(lambda text: int(text, base), node.value, line)
            if number.bit_length() > MOST_BITS:
                raise NotYaml("A number has too many digits.", line)
            return number
        case "float":
            text = node.value.lower().replace(".inf", "inf").replace(".nan", "nan")
            return _number(float, text, line)
    raise NotYaml(f"The tag {node.tag} is not of one value.", line)


def _number(kind: Callable[[str], Any], text: str, line: int) -> Any:
    try:
        return kind(text)
    except ValueError:
        many = text.strip("+-").isdecimal()
        sentence = "A number has too many digits." if many else f"{text} is no number."
        raise NotYaml(sentence, line) from None


@dataclass(frozen=True, slots=True)
class Inline:
    """A value that is written on one line, if it has room there."""

    value: Any


def write_yaml(value: Any) -> str:
    """A text that :func:`read_yaml` reads as this value, and so does whoever reads YAML 1.1."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text


class _Dumper(yaml.SafeDumper):
    """Has quotes around whatever is no text in either version of YAML, and no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


for _tag, _pattern, _first in _RESOLVERS:
    _Dumper.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))
_BREAKS_OF_OLD = re.compile("[\x85\u2028\u2029]")
"""Ends of lines in YAML 1.1, which would be read as others than they are."""


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = '"' if _BREAKS_OF_OLD.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _inline_node(dumper: yaml.SafeDumper, inline: Inline) -> yaml.Node:
    node = dumper.represent_data(inline.value)
    if isinstance(node, yaml.CollectionNode):
        node.flow_style = True
    return node


_Dumper.add_representer(str, _text_node)
_Dumper.add_representer(Inline, _inline_node)


_OPEN = ("flow", "quoted")
"""Words of what has a beginning and an end. Its line is told, because the end that is missing is
looked for in the lines below."""


def _line(problem: yaml.MarkedYAMLError) -> int:
    is_open = any(word in (problem.context or "") for word in _OPEN)
    marks = (problem.context_mark, problem.problem_mark)
    mark = (marks[0] or marks[1]) if is_open else (marks[1] or marks[0])
    return mark.line + 1 if mark else 1


def _sentence(problem: yaml.MarkedYAMLError) -> str:
    said = " ".join(part for part in (problem.context, problem.problem) if part)
    return f"This is not YAML: {said}. {_advice(said)}"


def _advice(said: str) -> str:
    """What mends most of what is told so: PyYAML names what it met, and people meant a text."""
    if "'\\t'" in said:
        return "Indent with blanks instead of tabs."
    if "<block mapping start>" in said or "<block sequence start>" in said:
        return "Let what belongs together begin in one column."
    if "mapping values" in said:
        return "Put a text with : in it into quotes; let keys of one thing begin in one column."
    return 'Put a text with one of : # , [ ] { } * & @ % or a quote in it into quotes: "#.#".'
