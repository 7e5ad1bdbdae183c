"""BR1: the browsers of the tests are found, or what is missing is said."""

from pathlib import Path

import pytest

from tests import browser as found
from tests.engines import by_playwright
from tests.engines.tab import Browser, Tab


def test_BR1_each_is_the_engine_that_it_is_called(engine: Browser, old_tab: Tab) -> None:
    agent = old_tab.evaluate("navigator.userAgent")
    marks = {"firefox": "Gecko/", "webkit": "AppleWebKit/"}
    assert marks[engine.name] in agent
    assert "Chrom" not in agent
    assert int(engine.version.partition(".")[0]) > 1


@pytest.mark.parametrize("variable", ["CHROMIUM", "FIREFOX"])
def test_BR1_a_named_browser_that_is_not_there_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "gone"))
    with pytest.raises(RuntimeError, match=f"{variable} names .*gone, which is no file"):
        found.chromium_path() if variable == "CHROMIUM" else found.firefox_path()


def test_BR1_a_missing_browser_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started_playwright: by_playwright.Playwright
) -> None:
    """With an empty PATH there is none of the system's; Playwright's own are not installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("FIREFOX", raising=False)
    assert (found.firefox_path(), found.webkit_gtk()) == (None, None)
    if Path(started_playwright.webkit.executable_path).exists():
        return
    with pytest.raises(RuntimeError, match="apt install firefox-esr webkit2gtk-driver xvfb"):
        by_playwright.launch_playwrights_webkit(started_playwright)
