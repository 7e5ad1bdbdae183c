"""OU5, OU6, OU8: what Python programs display, and the values of their last expressions."""

from typing import Any

import pytest

from tests.runner.conftest import Run

HTML = "<table><tr><td>a</td><td>b</td></tr></table>"
TABLE = f"""
class Table:
    def __repr__(self):
        return "a  b"
    def _repr_html_(self):
        return "{HTML}"
"""
SHOWN = {"text": "a  b", "html": HTML}
IMPORTS = "from IPython.display import HTML, Image, Markdown, SVG, clear_output, display\n"
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def things(outcome: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(one["stream"], one["text"], one.get("html")) for one in outcome["outputs"]]


def test_what_has_an_html_form_is_displayed_with_its_text(run: Run) -> None:
    """OU5, OU6: in the order of printing."""
    outcome = run("python", TABLE + "print('before')\ndisplay(Table())\nprint('after')")
    assert outcome["outputs"] == [{"stream": "display", **SHOWN}]
    assert [stream for stream, _ in outcome["chunks"]] == ["stdout", "display", "stdout"]
    assert outcome["stdout"] == "before\nafter\n"


@pytest.mark.parametrize(
    "code, shown, printed",
    [
        pytest.param("display(HTML('<b>x</b>'))", ("<b>x</b>", "<b>x</b>"), "", id="HTML"),
        pytest.param("display(Markdown('# x'))", None, "# x\n", id="Markdown is text"),
        pytest.param("display(SVG('<svg/>'))", None, "<SVG: only PNGs are shown here>\n", id="SVG"),
        pytest.param("display('x', 1, [2])", None, "x\n1\n[2]\n", id="plain"),
        pytest.param("clear_output(wait=True)", None, "", id="clear_output"),
        pytest.param(
            "class A:\n    def _repr_html_(self): 1/0\n    def __repr__(self): return 'A'\n"
            "display(A(), A)",
            None,
            "A\n<class '__main__.A'>\n",
            id="a broken form, and a class",
        ),
        pytest.param(
            "from unittest.mock import MagicMock\ndisplay(str(MagicMock(name='m'))[:16])\n"
            "display(MagicMock(name='m', __repr__=lambda self: 'mock'))",
            None,
            "<MagicMock name=\nmock\n",
            id="what says yes to everything",
        ),
        pytest.param(
            "class A:\n    def _repr_mimebundle_(self): return {'text/html': '<i>x</i>'}\n"
            "    def __repr__(self): return 'x'\ndisplay(A())",
            ("x", "<i>x</i>"),
            "",
            id="a bundle",
        ),
        pytest.param(
            "class A:\n    def _repr_html_(self): return 'x' * 50_000\n"
            "    def __repr__(self): return 'y' * 50_000\ndisplay(A())",
            ("y" * 8189 + "…", None),
            "",
            id="too long",
        ),
    ],
)
def test_the_rest_is_shown_as_what_it_can_be(
    run: Run, code: str, shown: tuple[str, str | None] | None, printed: str
) -> None:
    """OU5, OU6: with the names that notebooks import."""
    outcome = run("python", IMPORTS + code)
    assert (outcome["state"], outcome["error"]) == ("ok", None)
    assert things(outcome) == ([] if shown is None else [("display", *shown)])
    assert outcome["stdout"] == printed


VALUES: list[Any] = [
    pytest.param("1 + 1", "2", id="a value"),
    pytest.param("'text'", "'text'", id="a text, as Python writes it"),
    pytest.param("x = 1\nx", "1", id="a name"),
    pytest.param("x = 1", None, id="no expression"),
    pytest.param("None", None, id="None"),
    pytest.param("1 + 1;", None, id="a semicolon"),
    pytest.param("1 + 1  ;  # so", None, id="a semicolon and a comment"),
    pytest.param("'é;'", "'é;'", id="a semicolon in it"),
    pytest.param("1 + 1  # ;", "2", id="a semicolon in a comment"),
    pytest.param("(1,\n 2)", "(1, 2)", id="on two lines"),
    pytest.param("import asyncio\nawait asyncio.sleep(0, 7)", "7", id="awaited"),
    pytest.param("if True:\n    5", None, id="within a statement"),
    pytest.param('"""What it does."""\n3', "3", id="after a docstring"),
    pytest.param("from __future__ import annotations\n4", "4", id="after the future"),
    pytest.param("print('x')", None, id="a call that returns None"),
    pytest.param("", None, id="nothing"),
]


HOSTILE = {
    "an answer for some names": (
        "class AttrDict(dict):\n    __getattr__ = lambda self, key: self[key]\n",
        "AttrDict(a=1)",
        "{'a': 1}",
    ),
    "an answer for every name": (
        "class Node:\n"
        "    def __getattr__(self, name): return lambda *a, **k: print('called', name)\n"
        "    def __repr__(self): return 'Node'\n",
        "Node()",
        "Node",
    ),
    "no attributes at all": (
        "class Mute:\n    def __getattribute__(self, name): raise KeyError(name)\n"
        "    def __repr__(self): return 'Mute'\n",
        "Mute()",
        "Mute",
    ),
    "a class that it does not tell": (
        "class Sly:\n    __class__ = property(lambda self: 1 / 0)\n"
        "    def __repr__(self): return 'Sly'\n",
        "Sly()",
        "Sly",
    ),
    "forms that fail": (
        "class Broken:\n    def _repr_html_(self): raise KeyError\n"
        "    savefig = property(lambda self: 1 / 0)\n"
        "    def _repr_mimebundle_(self): return type('D', (dict,), {'get': 1})({'a': 1})\n"
        "    def __repr__(self): return 'Broken'\n",
        "Broken()",
        "Broken",
    ),
    "a text that fails": (
        "class Dumb:\n    def __repr__(self): raise ValueError('no words')\n",
        "Dumb()",
        "<Dumb: its text could not be made: ValueError: no words>",
    ),
    "a text that is none": (
        "class None_:\n    def __repr__(self): return None\n",
        "None_()",
        "<None_: its text could not be made: "
        "TypeError: __repr__ returned non-string (type NoneType)>",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_the_code_of_a_value_raises_does_not_end_the_program(run: Run, name: str) -> None:
    """OU5, OU8: and nothing of it is called that its class has not got."""
    code, value, text = HOSTILE[name]
    outcome = run("python", f"{code}display({value})\nprint('after')\n{value}", showsValue=True)
    assert (outcome["state"], outcome["error"]) == ("ok", None)
    assert outcome["stdout"] == f"{text}\nafter\n"
    assert things(outcome) == [("value", text, None)]


@pytest.mark.parametrize("code, value", VALUES)
def test_the_value_of_the_last_expression_is_shown(run: Run, code: str, value: str | None) -> None:
    """OU8"""
    outcome = run("python", code, showsValue=True)
    assert (outcome["state"], outcome["error"]) == ("ok", None)
    assert things(outcome) == ([] if value is None else [("value", value, None)])


def test_no_value_is_shown_where_that_is_turned_off(run: Run) -> None:
    """OU8"""
    outcome = run("python", "1 + 1", showsValue=False)
    assert (outcome["state"], outcome["outputs"]) == ("ok", [])


def test_a_value_may_be_a_table_or_a_picture(run: Run) -> None:
    """OU5, OU8"""
    outcome = run("python", TABLE + "Table()", showsValue=True)
    assert outcome["outputs"] == [{"stream": "value", **SHOWN}]
    code = f"import base64\n{IMPORTS}Image(base64.b64decode('{PNG}'))"
    outcome = run("python", code, showsValue=True)
    assert (outcome["images"], outcome["outputs"]) == ([PNG], [])


def test_an_error_in_the_last_expression_names_its_line(run: Run) -> None:
    """OU8, SB3"""
    outcome = run("python", "def f(x):\n    return 1 / x\n\nf(0)", showsValue=True)
    assert outcome["error"].splitlines()[:2] == [
        "Traceback (most recent call last):",
        '  File "solution.py", line 4, in <module>',
    ]
