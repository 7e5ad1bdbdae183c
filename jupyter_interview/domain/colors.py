"""One colour a person, told apart by as many eyes as possible.

The palette's hues differ in lightness too, for people who do not see some hues, and each has a
contrast of at least 3:1 against white and against the dark theme's background (#111111).
"""

from collections import Counter
from collections.abc import Iterable

PALETTE: tuple[str, ...] = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#c2509a",
    "#8c6d00",
    "#7a52cc",
    "#0f8b8d",
    "#b5473c",
    "#5b7f00",
    "#6a6f9c",
)


def choose_color(taken: Iterable[str]) -> str:
    """The first colour fewest people have."""
    used = Counter(taken)
    return min(PALETTE, key=lambda color: used[color])
