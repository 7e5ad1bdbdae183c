"""Somebody at the panel of an interview, in whatever browser."""

import itertools
from typing import Any

from tests.engines.tab import GaveUp, Tab, wait_until

TEXT = "[...document.querySelectorAll('.cm-content .cm-line')].map(l => l.textContent).join('\\n')"
STATUS = "[...document.querySelectorAll('[role=status]')].map(s => s.textContent).join(' | ')"
RUNS = (
    "[...document.querySelectorAll('.jpi-Run')].map(run => "
    "({ state: run.dataset.state, text: run.textContent }))"
)
MARK_BUTTON = """([name, mark]) => {
  const named = node => (node.getAttribute('aria-label') ?? node.textContent).trim() === name;
  const button = [...document.querySelectorAll('button')].find(named);
  button?.setAttribute('data-to-click', mark);
  return button !== undefined;
}"""

_marks = itertools.count()


class Person:
    def __init__(self, tab: Tab) -> None:
        self.tab = tab

    def join(self, link: str, name: str) -> None:
        self.tab.open(link)
        wait_until(self.tab, "document.querySelector('.jpi-NameForm input') !== null")
        self.tab.click(".jpi-NameForm input")
        self.tab.type(name)
        self.tab.press("Enter")
        self.connected()

    def connected(self) -> None:
        """Connected, with everything saved."""
        wait_until(self.tab, f"words => ({STATUS}).includes(words)", "Connected · saved")
        # The words do not change for what is on its way for a moment only.
        wait_until(self.tab, "document.querySelector('[data-saved=saved]') !== null")

    def offline(self) -> None:
        wait_until(self.tab, f"words => ({STATUS}).includes(words)", "Offline · saved here")

    def press_button(self, name: str) -> None:
        mark = f"{name} {next(_marks)}"
        wait_until(self.tab, MARK_BUTTON, [name, mark])
        self.tab.click(f"[data-to-click='{mark}']")

    def caret_to(self, key: str) -> None:
        self.tab.evaluate("() => { document.querySelector('.cm-content').focus() }")
        self.tab.press(key)

    def type(self, text: str) -> None:
        self.tab.type(text)

    def shows(self, text: str) -> None:
        try:
            wait_until(self.tab, f"text => ({TEXT}) === text", text)
        except GaveUp as trouble:
            shown = self.tab.evaluate(TEXT)
            raise GaveUp(f"Somebody sees {shown!r} instead of {text!r}") from trouble

    @property
    def text(self) -> str:
        shown: str = self.tab.evaluate(TEXT)
        return shown

    def sees_caret_of(self, name: str) -> None:
        carets = "[...document.querySelectorAll('.jpi-RemoteCaret')]"
        wait_until(self.tab, f"name => {carets}.some(c => c.textContent.includes(name))", name)

    @property
    def runs(self) -> list[dict[str, Any]]:
        runs: list[dict[str, Any]] = self.tab.evaluate(RUNS)
        return runs

    def has_run(self, words: str) -> dict[str, Any]:
        """The run with these words in it, once it has ended."""
        ended = f"words => ({RUNS}).find(r => r.state !== 'running' && r.text.includes(words))"
        run: dict[str, Any] = wait_until(self.tab, f"words => ({ended})(words) ?? null", words)
        return run

    def has_run_that_ended(self, state: str) -> None:
        wait_until(self.tab, f"state => ({RUNS}).some(r => r.state === state)", state)

    def is_running(self, words: str) -> None:
        running = f"words => ({RUNS}).some(r => r.state === 'running' && r.text.includes(words))"
        wait_until(self.tab, running, words)

    def answer(self, line: str) -> None:
        wait_until(self.tab, "document.querySelector('.jpi-Run-line') !== null")
        self.tab.click(".jpi-Run-line")
        self.tab.type(line)
        self.tab.press("Enter")

    def look_at(self, file: str) -> None:
        """Choose a file by its tab."""
        self.tab.click(f"[role=tab][title^='{file}']")
        self.looks_at(file)

    def looks_at(self, file: str) -> None:
        selected = "document.querySelector('[role=tab][aria-selected=true]')?.textContent"
        wait_until(self.tab, f"file => ({selected} ?? '').startsWith(file)", file)

    def add_file(self, name: str, text: str) -> None:
        """A new file with this text."""
        self.press_button("Add a file")
        self.press_button("New file")
        wait_until(self.tab, "document.querySelector('.jpi-Files-name') !== null")
        self.tab.type(name)
        self.tab.press("Enter")
        self.looks_at(name)
        wait_until(self.tab, "document.activeElement?.matches('.cm-content') === true")
        self.tab.type(text)
