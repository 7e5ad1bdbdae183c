"""The picture of an interview as SVG inside of a page.

It has no script, no address and no style of its own: the sheet of the page gives colours, so that
it can be read in print and in the dark. Each symbol has a shape of its own, as in the player, and
each lane its name. What the page lists says the same in words.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from .moments import clock
from .words import line_of

WIDTH = 800
_LANE = 34
_NAME = 14
_SYMBOLS = 26
_AXIS = 20
_EDGE = 8
"""Room at both sides, so that no symbol at an end is cut."""
_TICKS = 8
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)
_LONGEST_NAME = 60
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
KINDS = {
    "ran-well": "a run that went well",
    "ran-badly": "a run that failed",
    "runs": "a run without an end",
    "tested": "tests of a question",
    "state": "the interview ended or went on",
    "question": "a question came or went",
    "file": "another file or language",
    "person": "somebody came or left",
}
"""What the symbols mean, in the order of the legend."""
_Told = dict[str, Any]


def timeline_svg(told: _Told) -> Iterator[str]:
    """The lines of the picture and of its legend."""
    lanes, symbols = told["lanes"], told["symbols"]
    if not (lanes or symbols):
        return
    height = len(lanes) * _LANE + _SYMBOLS + _AXIS
    yield '<div class="timeline" tabindex="0" role="group" aria-label="Timeline">'
    yield f'<svg role="img" aria-label="{_label(told)}" viewBox="0 0 {WIDTH} {height}">'
    most = max((max(lane["edits"]) for lane in lanes), default=0)
    for row, lane in enumerate(lanes):
        yield from _lane(lane, row * _LANE, most)
    yield from _ticks(told["length"], len(lanes) * _LANE, height)
    middle = len(lanes) * _LANE + _SYMBOLS / 2
    for one in symbols:
        yield _symbol(one["kind"], _x(one["at"], told["length"]), middle)
    yield "</svg></div>"
    yield from _legend(told)


def _label(told: _Told) -> str:
    names = ", ".join(_name(lane["who"]) for lane in told["lanes"]) or "nobody"
    return (
        f"Timeline of {clock(told['length'])}, with a lane for each of: {names}; "
        f"and {len(told['symbols'])} symbols. The list below says the same in words."
    )


def _lane(lane: _Told, top: int, most: int) -> Iterator[str]:
    bottom, room = top + _LANE - 1, _LANE - _NAME - 4
    columns = len(lane["edits"])
    width = (WIDTH - 2 * _EDGE) / columns
    yield f'<path class="rule" d="M{_EDGE} {bottom}.5H{WIDTH - _EDGE}"/>'
    yield f'<text x="{_EDGE}" y="{top + _NAME - 2}">{_name(lane["who"])}</text>'
    bars = []
    for column, edits in enumerate(lane["edits"]):
        if edits:
            # By the root, so that a single edit is seen beside many.
            height = max(2.0, (edits / most) ** 0.5 * room)
            left = _EDGE + column * width
            bars.append(f"M{left:.1f} {bottom}v-{height:.1f}h{width * 0.8:.1f}v{height:.1f}z")
    color = lane["color"] or ""
    look = f'bars" fill="{color}' if _COLOR.fullmatch(color) else "bars full"
    yield f'<path class="{look}" d="{"".join(bars)}"/>'


def _ticks(length: int, top: int, height: int) -> Iterator[str]:
    step = next((s for s in _STEPS if s * 1000 * _TICKS >= length), 0) * 1000
    step = step or (length // _TICKS or 1)
    for at in range(0, length + 1, step):
        x = _x(at, length)
        yield f'<path class="rule" d="M{x:.1f} {top + _SYMBOLS}v4"/>'
        if x < WIDTH - 2 * _AXIS:
            anchor = "start" if at == 0 else "middle"
            place = f'x="{x:.1f}" y="{height - 3}" text-anchor="{anchor}"'
            yield f'<text class="tick" {place}>{clock(at)}</text>'


def _symbol(kind: str, x: float, y: float) -> str:
    shape = {
        "ran-well": f'<circle class="well" cx="{x:.1f}" cy="{y}" r="4.5"/>',
        "ran-badly": _path("badly", f"M{x - 4:.1f} {y - 4}l8 8m0 -8l-8 8"),
        "runs": f'<circle class="line" cx="{x:.1f}" cy="{y}" r="4"/>',
        "tested": f'<rect class="line" x="{x - 4:.1f}" y="{y - 4}" width="8" height="8"/>',
        "question": _path("full", f"M{x:.1f} {y - 5}l5 5l-5 5l-5 -5z"),
        "person": _path("line", f"M{x - 4:.1f} {y + 4}l4 -8l4 8z"),
        "file": _path("line", f"M{x - 3:.1f} {y + 6}v-11l7 4l-7 3"),
        "state": _path("line", f"M{x:.1f} {y - 10}v20"),
    }
    return shape.get(kind, "")


def _path(kind: str, d: str) -> str:
    return f'<path class="{kind}" d="{d}"/>'


def _legend(told: _Told) -> Iterator[str]:
    there = {one["kind"] for one in told["symbols"]}
    yield '<ul class="legend">'
    for kind, words in KINDS.items():
        if kind in there:
            sign = f'<svg aria-hidden="true" viewBox="0 0 20 20">{_symbol(kind, 10, 10)}</svg>'
            yield f"<li>{sign} {words}</li>"
    yield "</ul>"
    if len(told["lanes"]) < told["lanesInAll"]:
        yield (
            f'<p class="dim">Lanes are those of the {len(told["lanes"])} people of '
            f"{told['lanesInAll']} who edited most.</p>"
        )


def _x(at: float, length: float) -> float:
    share = min(1.0, max(0.0, at / length)) if length else 0.0
    return _EDGE + share * (WIDTH - 2 * _EDGE)


def _name(name: str) -> str:
    line = line_of(name)
    return escape(line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}…")
