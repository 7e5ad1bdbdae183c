"""The files of an interview as one person sees them: tabs above the editor."""

from playwright.async_api import Locator, expect

from tests.ui.panel import Panel

ENDINGS = {"javascript": "js", "typescript": "ts", "python": "py"}


def tab(panel: Panel, name: str) -> Locator:
    """The tab of the file with this name. What follows the name is who is there."""
    named = panel.page.locator(".jpi-Files-label").get_by_text(name, exact=True)
    return panel.page.get_by_role("tablist", name="Files").get_by_role("tab").filter(has=named)


def labels(panel: Panel) -> Locator:
    """The names of all files in their order. Lab has panels that are not seen, too."""
    return panel.page.get_by_role("tab").locator(".jpi-Files-label").filter(visible=True)


async def looks_at(panel: Panel, name: str) -> None:
    await expect(tab(panel, name)).to_have_attribute("aria-selected", "true")


async def look_at(panel: Panel, name: str) -> None:
    """Choose a file, and go on in it."""
    await tab(panel, name).click()
    await looks_at(panel, name)
    await expect(panel.code).to_be_focused()


async def choose_language(panel: Panel, language: str) -> None:
    """Change what everybody writes in, and wait until this page shows its text.

    The page asks for it and hears of it, so what is typed before goes where one was.
    """
    await panel.language.select_option(language)
    await looks_at(panel, f"solution.{ENDINGS[language]}")


async def add(panel: Panel, name: str, text: str = "") -> None:
    """A new file with this text, typed in one go."""
    await choose_in(panel, "Add a file", "New file")
    await panel.page.get_by_role("textbox", name="Name of the new file").fill(name)
    await panel.press("Enter")
    await looks_at(panel, name)
    await expect(panel.code).to_be_focused()
    if text:
        await panel.page.keyboard.insert_text(text)


async def replace(panel: Panel, name: str, text: str) -> None:
    """Write this in place of all that a file has."""
    await look_at(panel, name)
    await panel.press("Control+a")
    await panel.page.keyboard.insert_text(text)


async def do_with(panel: Panel, name: str, item: str) -> None:
    """An item of the menu of the file that is looked at."""
    await choose_in(panel, f"Actions for {name}", item)


async def rename(panel: Panel, name: str, new: str) -> None:
    """Another name for the file that is looked at."""
    await do_with(panel, name, "Rename")
    await panel.page.get_by_role("textbox", name=f"New name of {name}").fill(new)
    await panel.press("Enter")
    await expect(tab(panel, new)).to_be_visible()


async def choose_in(panel: Panel, menu: str, item: str) -> None:
    await panel.page.get_by_role("button", name=menu, exact=True).click()
    items = panel.page.get_by_role("menu", name=menu).locator("[role^=menuitem]")
    await items.filter(has_text=item).click()
