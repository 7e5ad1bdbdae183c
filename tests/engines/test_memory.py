"""BR4, BR9: programs that take memory until something gives way, and the page that goes on."""

import pytest

from tests.engines.conftest import Run
from tests.engines.tab import Tab

FOREVER = "const kept = []; for (;;) kept.push(PIECE)"

PIECES = {
    "typed array": "new Uint8Array(2 ** 31)",
    "smaller typed array": "new Float64Array(2 ** 24)",
    "buffer": "new ArrayBuffer(2 ** 30)",
    "buffer that may grow": "new ArrayBuffer(1, { maxByteLength: 2 ** 32 })",
    "memory": "new WebAssembly.Memory({ initial: 4096, maximum: 4096 })",
    "its own constructor": "new (new Int8Array(1).constructor)(2 ** 31)",
    "a class of its own": "new (class extends Uint16Array {})(2 ** 28)",
}


@pytest.mark.parametrize("piece", PIECES)
def test_BR4_a_memory_bomb_ends_and_the_page_goes_on(old_tab: Tab, run: Run, piece: str) -> None:
    old_tab.evaluate("() => { window.here = 'still' }")
    outcome = run("javascript", FOREVER.replace("PIECE", PIECES[piece]))
    assert outcome["state"] == "out_of_memory"
    assert run("javascript", "console.log(new Uint8Array(1000).length)")["stdout"] == "1000\n"
    assert old_tab.evaluate("window.here") == "still"


def test_BR4_python_reaches_no_more_by_the_engine(old_tab: Tab, run: Run) -> None:
    code = """
import js
kept = []
try:
    while True:
        kept.append(js.Uint8Array.new(2 ** 30))
except Exception as error:
    print(type(error).__name__, "Array buffer allocation failed" in str(error))
"""
    outcome = run("python", code)
    assert (outcome["stdout"], outcome["error"]) == ("JsException True\n", None)


def test_BR9_what_is_thrown_away_is_free_again(run: Run) -> None:
    """16 GB in all, of which 64 MB are held at a time."""
    code = """
for (let round = 0; round < 256; round++) {
  new Uint8Array(2 ** 26);
  await new Promise(resolve => setTimeout(resolve, 5));
}
console.log('through')
"""
    outcome = run("javascript", code, timeLimitMs=30_000)
    assert (outcome["stdout"], outcome["error"]) == ("through\n", None)
