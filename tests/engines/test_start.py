"""BR8: how an engine without kept memory starts Python, and what people are told meanwhile."""

import pytest

from tests.engines.tab import Tab


@pytest.mark.parametrize("engine", ["webkit"], indirect=True)
def test_BR8_a_run_that_waits_for_an_interpreter_is_loading(old_tab: Tab) -> None:
    assert old_tab.evaluate("typeof WebAssembly.Suspending") == "undefined"
    old_tab.evaluate("() => runner.warm('python')")
    old_tab.evaluate("() => { statuses.length = 0 }")
    # The first takes the spare and leaves no time to make another one.
    two = """async () => {
      await run('python', 'print(1)');
      const before = [...statuses];
      const outcome = await run('python', 'print(2)', { timeLimitMs: 1000 });
      return [before, [...statuses], outcome.stdout];
    }"""
    before, after, stdout = old_tab.evaluate(two)
    assert before == []
    assert (after, stdout) == (["python loading 0.80", "python ready 1.00"], "2\n")
