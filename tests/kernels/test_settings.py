"""KE8: the setting is read at the start, and what is wrong in it is said without saying it."""

from typing import Any

import pytest
from traitlets import TraitError

from jupyter_interview.app import InterviewApp
from jupyter_interview.kernels.settings import KernelLanguage, gateways_of

URL, TOKEN = "https://hidden.example:9999/base", "hidden-secret"
PYTHON: dict[str, Any] = {"python": {"kernel": "python3"}}
GOOD: dict[str, Any] = {"url": URL, "token": TOKEN, "languages": PYTHON}


def test_KE8_a_setting_is_read() -> None:
    command = ["java", "{file}"]
    languages = {**PYTHON, "javascript": {"kernel": "py", "command": command, "seconds": 20}}
    one, two = gateways_of(
        [{**GOOD, "url": URL + "/", "languages": languages}, {**GOOD, "languages": TS, "spares": 0}]
    )
    assert (one.url, one.token, one.spares, two.spares) == (URL, TOKEN, 1, 0)
    assert one.languages["javascript"] == KernelLanguage("py", ("java", "{file}"), 20.0)
    assert URL not in repr(one) and TOKEN not in repr(one)


TS = {"typescript": {"kernel": "deno"}}


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ("python3", "[0] must be a dictionary"),
        ({**GOOD, "tokens": TOKEN}, "[0] has something else than url, token, languages and spares"),
        ({**GOOD, "url": ""}, "[0].url must be an address"),
        ({**GOOD, "url": "hidden.example:8888"}, "[0].url must be an address"),
        ({**GOOD, "url": "ftp://hidden.example"}, "[0].url must be an address"),
        ({**GOOD, "url": "https://me:hidden@gateway.example"}, "[0].url must be an address"),
        ({**GOOD, "url": URL + "?token=hidden"}, "[0].url must be an address"),
        ({**GOOD, "url": "https://hidden.example:99999"}, "[0].url must be an address"),
        ({**GOOD, "url": "https://hidden.example/\r\nX: y"}, "[0].url must be an address"),
        ({**GOOD, "token": "hidden words"}, "[0].token must be the text of a token"),
        ({**GOOD, "token": None}, "[0].token must be the text of a token"),
        ({**GOOD, "languages": {}}, "[0].languages names no language"),
        ({"url": URL}, "[0].languages must be a dictionary"),
        ({**GOOD, "languages": {"cobol": {"kernel": "x"}}}, "[0].languages has 'cobol'"),
        ({**GOOD, "languages": {"python": {}}}, "[0].languages['python'].kernel must be"),
        ({**GOOD, "languages": {"python": {"kernel": "../x"}}}, "['python'].kernel must be"),
        (
            {**GOOD, "languages": {"python": {"kernel": "x", "command": "java {file}"}}},
            "['python'].command must be a list",
        ),
        (
            {**GOOD, "languages": {"python": {"kernel": "x", "command": ["java"]}}},
            "['python'].command must have {file}",
        ),
        (
            {**GOOD, "languages": {"python": {"kernel": "x", "seconds": True}}},
            "['python'].seconds must be a number",
        ),
        ({**GOOD, "spares": 5}, "[0].spares must be a whole number from 0 to 4"),
        ({**GOOD, "spares": True}, "[0].spares must be a whole number from 0 to 4"),
    ],
)
def test_KE8_a_wrong_setting_stops_the_start(value: Any, where: str) -> None:
    with pytest.raises(TraitError) as refused:
        InterviewApp(kernels=[value])
    said = str(refused.value)
    assert said.startswith("c.InterviewApp.kernels: [0]") and where in said
    assert "hidden" not in said


def test_KE8_a_language_has_one_server() -> None:
    with pytest.raises(ValueError, match=r"python is in \[0\] and in \[1\]"):
        gateways_of([GOOD, GOOD])
