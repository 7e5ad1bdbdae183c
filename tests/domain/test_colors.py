"""PR1: a colour can be read and told apart."""

from jupyter_interview.domain.colors import PALETTE, choose_color


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_color_shows_on_both_themes() -> None:
    for color in PALETTE:
        assert contrast(color, "#ffffff") >= 3, color
        assert contrast(color, "#111111") >= 3, color


def test_nobody_shares_a_color_before_all_are_taken() -> None:
    taken: list[str] = []
    for _ in range(2 * len(PALETTE)):
        taken.append(choose_color(taken))
    assert set(taken[: len(PALETTE)]) == set(taken[len(PALETTE) :]) == set(PALETTE)
