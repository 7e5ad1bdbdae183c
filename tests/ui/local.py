"""The panel of an interview that lives in the browser: its words about saving are its own."""

from playwright.async_api import Page, expect

from tests.ui.panel import Panel


class LocalPanel(Panel):
    """As `Panel`, where no server keeps anything."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.status = page.locator(".jpi-Status-part[role=status]")

    async def ready(self) -> None:
        await expect(self.status).to_have_text("Only in this browser · saved")
        await expect(self.status).to_have_attribute("data-saved", "saved")
        await expect(self.code).to_be_visible()

    async def link(self) -> str:
        """The address that Share gives."""
        await self.share.click()
        link = await self.dialog.get_by_role("textbox", name="Invite link").input_value()
        await self.page.keyboard.press("Escape")
        return link

    async def empty(self) -> None:
        await self.code.click()
        await self.press("Control+A", "Delete")
