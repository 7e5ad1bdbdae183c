"""LB28: the player in a file, opened from a disk in each engine."""

from pathlib import Path

import pytest

from jupyter_interview.playback.player_html import player_html
from tests.engines.tab import Browser, Tab, wait_until
from tests.playback.test_player_html import hostile

THE_END = "the end"
TEXT = "[...document.querySelectorAll('.cm-line')].map(line => line.textContent).join('\\n')"
CLOCK = "document.querySelector('.jpi-LookBack time')?.textContent"


@pytest.fixture
def tab(engine: Browser, tmp_path: Path) -> Tab:
    path = tmp_path / "player.html"
    path.write_bytes(player_html(hostile().recording().document))
    tab = engine.new_tab()
    tab.open(f"{path.as_uri()}#t=00:00")
    wait_until(tab, "document.querySelector('[role=slider]') !== null")
    return tab


def test_LB28_EX19_EX20_it_plays_and_asks_for_nothing(tab: Tab) -> None:
    wait_until(tab, f"{CLOCK} === '00:00'")
    assert THE_END not in tab.evaluate(TEXT)
    tab.click(".jpi-Controls-play")
    wait_until(tab, f"{TEXT}.includes('{THE_END}')")
    tab.press("Home")
    wait_until(tab, f"{CLOCK} === '00:00'")
    tab.press("r")
    wait_until(tab, "document.querySelector('.jpi-Run-segment') !== null")
    assert "</script>" in tab.evaluate("document.querySelector('.jpi-Run-segment').textContent")
    # The policy lets the editor's own style sheets in.
    shown = tab.evaluate("getComputedStyle(document.querySelector('.cm-scroller')).display")
    assert shown == "flex"
    tab.evaluate("location.hash = '#t=00:05'")
    wait_until(tab, f"{CLOCK} === '00:05'")
    assert tab.evaluate("performance.getEntriesByType('resource').length") == 0
    assert tab.evaluate("'x' in window") is False
    tab.close()
