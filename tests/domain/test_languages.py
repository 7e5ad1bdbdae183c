"""LA1 to LA4, LA10, LA11: the languages are data."""

import json
import re

import pytest

from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.languages import (
    CODE_FILES,
    LANGUAGES,
    check_language,
    check_test_language,
    is_program,
    language_of,
    main_name,
    not_run_here,
    template_of,
    title_of,
)
from tests.runner.site import ROOT

LISTED = json.loads((ROOT / "openapi" / "languages.json").read_text("utf-8"))


def test_LA1_the_list_is_that_of_the_document() -> None:
    assert list(LANGUAGES) == [one["name"] for one in LISTED]
    assert len(set(LANGUAGES)) == len(LANGUAGES)
    for one in LISTED:
        assert re.fullmatch("[a-z][a-z0-9+#-]*", check_language(one["name"]))
        assert title_of(one["name"]) == one["title"]
        assert template_of(one["name"]) == one["template"]
        assert language_of(main_name(one["name"]), one["name"]) == one["name"]


def test_LA2_what_is_not_known_any_more_has_its_name() -> None:
    assert (title_of("brainrot"), main_name("brainrot")) == ("brainrot", "brainrot")
    assert (template_of("brainrot"), is_program("brainrot")) == ("", True)


@pytest.mark.parametrize("value", ["cobol", "Ruby", "", None, 3, "x" * 4000])
def test_LA3_another_language_is_refused_in_a_short_sentence(value: object) -> None:
    with pytest.raises(InterviewError) as refused:
        check_language(value)
    assert refused.value.code is ErrorCode.UNKNOWN_LANGUAGE
    assert "javascript, typescript, python and sqlite run" in refused.value.sentence
    assert len(refused.value.sentence) < 240


@pytest.mark.parametrize(
    ("name", "before", "language"),
    [
        ("main.rb", None, "ruby"),
        ("lib/tree.hpp", None, "cpp"),
        ("query.sql", None, "sqlite"),
        ("other.sql", "postgresql", "postgresql"),
        ("tree.h", None, "c"),
        ("tree.h", "cpp", "cpp"),
        ("view.tsx", None, "typescript"),
        ("README.md", None, None),
        ("plan.md", "markdown", "markdown"),
        ("plan.md", "python", None),
        ("words.txt", None, None),
        (".rb", None, None),
        ("Makefile", "c", None),
    ],
)
def test_LA4_the_ending_decides(name: str, before: str | None, language: str | None) -> None:
    assert language_of(name, before) == language


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (["python"], "Python"),
        (["python", "shell"], "Python and Shell"),
        (["python", "shell", "c"], "Python, Shell and C"),
    ],
)
def test_LA8_a_refusal_names_what_a_server_runs(known: list[str], words: str) -> None:
    refusal = not_run_here("ruby", known)
    assert refusal.code is ErrorCode.UNKNOWN_LANGUAGE
    assert refusal.sentence == f"Ruby does not run on this server, which runs {words}."


def test_LA10_the_texts_of_older_versions_stay_three() -> None:
    assert [*CODE_FILES] == ["code:javascript", "code:typescript", "code:python"]


def test_LA11_questions_are_asked_in_what_runs_their_tests() -> None:
    assert check_test_language("typescript") == "typescript"
    with pytest.raises(InterviewError, match="must be javascript, typescript or python"):
        check_test_language("ruby")
