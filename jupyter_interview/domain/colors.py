"""The colours of people, which as many eyes as possible can tell apart.

The colours differ in lightness too, for people who do not see some hues. Each has a contrast of at
least 3:1 to white and to the background of the dark theme (#111111).
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
    """The first of the colours that the fewest people have."""
    used = Counter(taken)
    return min(PALETTE, key=lambda color: used[color])
