"""PA3, AC10: what people may be called."""

import pytest

from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.naming import check_color, clean_code, clean_label, fit_label


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana  ", "Ana"),
        ("Ana Țepeș", "Ana Țepeș"),
        ("E\u0301va", "Éva"),
        ("Bo 🐢", "Bo 🐢"),
        ("مريم", "مريم"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("x" * 64, "x" * 64),
    ],
)
def test_a_name_is_kept_in_nfc(typed: str, kept: str) -> None:
    assert clean_label(typed, "userName", 64) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "\u00a0",
        "x" * 65,
        "a\nb",
        "a\u0000",
        "\u202egnp.exe",
        "a\u2066b",
        "\u200b",
        "a\u2028b",
    ],
)
def test_a_name_that_could_deceive_is_refused(typed: str) -> None:
    with pytest.raises(InterviewError) as caught:
        clean_label(typed, "userName", 64)
    assert caught.value.code is ErrorCode.INVALID_FIELD


def test_a_name_from_elsewhere_is_made_to_fit() -> None:
    assert fit_label("Ana\u202e\n" + "x" * 100, 64, "Somebody") == "Ana" + "x" * 61
    assert fit_label("\u200b\n", 64, "Somebody") == "Somebody"


@pytest.mark.parametrize("color", ["red", "#FFF", "#GGGGGG", "#1F77B4", "#1f77b4;", "#1f77b4\n"])
def test_a_color_is_nothing_but_a_color(color: str) -> None:
    with pytest.raises(InterviewError):
        check_color(color)


def test_line_breaks_are_one_character() -> None:
    assert clean_code("a\r\nb\rc\n", 100) == "a\nb\nc\n"


def test_length_is_counted_in_bytes() -> None:
    """IN2"""
    assert clean_code("é" * 50, 100) == "é" * 50
    with pytest.raises(InterviewError) as caught:
        clean_code("é" * 51, 100)
    assert caught.value.code is ErrorCode.TEXT_TOO_LONG
