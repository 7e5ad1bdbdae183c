"""What a session is when it starts."""

import pytest

from jupyter_interview.domain.languages import LANGUAGES, template_of
from tests.clients import Api


async def test_SE1_a_session_starts_live_in_javascript_with_its_template(api: Api) -> None:
    session = await api.ok("POST", "/sessions")
    assert (session["state"], session["endedAt"]) == ("live", None)
    assert (session["language"], session["code"]) == ("javascript", template_of("javascript"))
    assert await api.ok("GET", f"/sessions/{session['id']}") == session


@pytest.mark.parametrize("language", LANGUAGES)
async def test_SE8_the_language_asked_for_has_its_template(api: Api, language: str) -> None:
    session = await api.create(language)
    assert (session["language"], session["code"]) == (language, template_of(language))


@pytest.mark.parametrize("code", ["let näive = '🐢';\n", ""])
async def test_SE8_starter_code_stands_in_the_place_of_the_template(api: Api, code: str) -> None:
    session = await api.create("javascript", code=code)
    assert session["code"] == code
    assert await api.ok("GET", f"/sessions/{session['id']}") == session
