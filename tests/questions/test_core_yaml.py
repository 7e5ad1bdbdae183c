"""What people write in a question's files is read as YAML 1.2 says, with the line of each value."""

import math
import textwrap

import pytest

from jupyter_interview.questions.core_yaml import MOST_DEPTH, MOST_VALUES, NotYaml, read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("12:30", "12:30"),
        ("2026-12-01", "2026-12-01"),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        ("-.5", -0.5),
        ("+12", 12),
        (".inf", math.inf),
        ("-.Inf", -math.inf),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ("<<: 1", {"<<": 1}),
        ("=", "="),
        ("90071992547409931234567890", 90071992547409931234567890),
    ],
)
def test_QU2_yaml_is_read_as_version_1_2_says(text: str, value: object) -> None:
    read = read_yaml(text).value
    assert read == value and type(read) is type(value)


def test_QU2_nan_is_a_number() -> None:
    assert math.isnan(read_yaml(".nan").value)


def test_QU3_every_value_has_its_line() -> None:
    read = read_yaml(
        textwrap.dedent(
            """\
            # a comment
            title: Alone
            cases:
            - name: one

              args: [1,
                2]
            """
        )
    )
    assert read.line(()) == 1
    assert read.line(("title",)) == 2
    assert read.line(("cases", 0, "name")) == 4
    assert read.line(("cases", 0, "args", 1)) == 7
    # What is not there is where its surroundings are.
    assert read.line(("cases", 0, "returns")) == 4


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("a: 1\na: 2", 2, "The key a is here twice."),
        ("a: [1", 1, "This is not YAML"),
        ("a:\n\tb: 1", 2, "This is not YAML"),
        ("a: 1\n---\nb: 2", 2, "This is not YAML"),
        ("? [1, 2]\n: 3", 1, "A key must be a text."),
        ("a: !!python/object/apply:os.system [true]", 1, "has no meaning here"),
        ("a: !mine 1", 1, "has no meaning here"),
        ("a: !!binary aGk=", 1, "has no meaning here"),
        ("a: 1\nb: \x00", 2, "a character here that YAML does not allow"),
        ("a: !!int some", 1, "some is no number"),
        ("a: !!float some", 1, "some is no number"),
        ("a: !!seq some", 1, "is not of one value"),
        (f"a: {'9' * 5000}", 1, "too many digits"),
        ("[" * (MOST_DEPTH + 2) + "]" * (MOST_DEPTH + 2), 1, "too deep"),
        ("[" * 5000 + "]" * 5000, 1, "too deep"),
        ("[\n" * 900, MOST_DEPTH + 2, "too deep"),
        ("a: 1\nb: " + "{a: " * 900, 2, "too deep"),
        ("&a [*a]", 1, "too deep"),
    ],
)
def test_QU3_what_cannot_be_read_is_told_with_its_line(text: str, line: int, sentence: str) -> None:
    with pytest.raises(NotYaml) as problem:
        read_yaml(text)
    assert sentence in problem.value.sentence
    assert problem.value.line == line


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("args: [[#.#, #..#], 2]\nreturns: 1", 1, 'into quotes: "#.#".'),
        ("name: 'one\n\nreturns: 1", 1, 'into quotes: "#.#".'),
        ("args:\n- [1, 2\n- [3]\n", 2, "into quotes"),
        ("name: rows: second", 1, "into quotes"),
        ("name: *best*", 1, "into quotes"),
        ("name: @best", 1, "into quotes"),
        ("name: 50%\nnote: %x", 2, "into quotes"),
        ("a: 1\n\tb: 2", 2, "Indent with blanks"),
        ("a: 1\n  b: 2", 2, "begin in one column"),
        ("- a: 1\n   b: 2", 2, "begin in one column"),
        ("- a: 1\n b: 2", 2, "begin in one column"),
    ],
)
def test_QU59_what_is_no_yaml_is_told_where_it_begins_and_with_what_mends_it(
    text: str, line: int, advice: str
) -> None:
    with pytest.raises(NotYaml) as problem:
        read_yaml(text)
    assert advice in problem.value.sentence
    assert problem.value.line == line


def test_QU3_values_that_stand_for_millions_of_others_are_refused() -> None:
    levels = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    for level in range(1, 9):
        levels.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]")
    with pytest.raises(NotYaml, match=f"{MOST_VALUES:,} values"):
        read_yaml("\n".join(levels))
