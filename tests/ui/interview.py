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

    async def places_of_runs(self, panel: Panel) -> set[str]:
        """Where all that this person ran was run, as the server has it. It answers now and then."""
        name = await panel.my_name()
        [person] = [user for user in self.server.users(self.id) if user["name"] == name]
        return {run["source"] for run in self.server.export(self.id, person["id"])["runs"]}

    async def turn_to(self, language: str, code: str) -> None:
        """Begin a test: this language, this text, seen by both."""
        # What was typed before is at the server, or it would come into this text.
        for panel in self.both:
            await panel.ready()
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
