"""An interview that is going on: the interviewer in Lab, a guest in another browser, the server."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import BrowserContext, expect

from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, join


@dataclass
class Interview:
    id: str
    server: LabServer
    owner: LabPanel
    guest: Panel

    @property
    def both(self) -> tuple[Panel, Panel]:
        return (self.owner, self.guest)

    def stored(self) -> dict[str, Any]:
        """The session as the server has it."""
        return self.server.session(self.id)

    def places_of_runs(self) -> set[str]:
        """Where all that was run was run, as the server has it."""
        users = self.server.users(self.id)
        exports = [self.server.export(self.id, user["id"]) for user in users]
        return {run["source"] for export in exports for run in export["runs"]}

    async def turn_to(self, language: str, code: str) -> None:
        """Begin a test: this language, this text, seen by both."""
        self.server.put_language(self.id, language)
        self.server.put_code(self.id, code)
        for panel in self.both:
            await expect(panel.language).to_have_value(language)
            await panel.shows(code)

    async def agree_on(self, text: str) -> None:
        """The same text in both browsers and on the server."""
        for panel in self.both:
            await panel.shows(text)
            await panel.ready()
        assert self.stored()["code"] == text


async def begin(
    server: LabServer, owner: LabPanel, guest_browser: BrowserContext, **fields: Any
) -> Interview:
    """An interview that the interviewer has open and a candidate has joined."""
    session = server.new_session(**fields)
    await owner.open(session["id"])
    link = server.invite(session["id"])["url"]
    guest = await join(guest_browser, link, "Grace")
    return Interview(session["id"], server, owner, guest)
