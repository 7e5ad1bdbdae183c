"""LA5 to LA8: two people write in languages that nothing here runs."""

from playwright.async_api import expect

from jupyter_interview.domain.languages import template_of
from tests.ui import files
from tests.ui.conftest import NewBrowser
from tests.ui.interview import begin
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel


async def is_coloured(panel: Panel, word: str) -> None:
    """Whether a mode of the editor has marked this word, alone or with what belongs to it."""
    marked = panel.page.locator(".cm-line span[class]").filter(visible=True, has_text=word)
    await expect(marked.first).to_be_visible()


async def test_LA6_two_people_write_ruby_and_markdown(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """LA5, LA6, LA7, LA8"""
    interview = await begin(server, lab, await another_browser(), language="python", code="")
    owner, guest = interview.both
    await owner.language.select_option(label="Ruby")
    for panel in interview.both:
        await files.looks_at(panel, "main.rb")
        await expect(panel.language).to_have_value("ruby")
        await panel.shows(template_of("ruby"))
        await is_coloured(panel, "def")
        await expect(panel.run).to_be_disabled()
        sentence = "Ruby does not run here: everybody can write it, and nobody can run it"
        await expect(panel.run).to_have_attribute("title", sentence)
    for panel, line in ((owner, "puts 1\n"), (guest, "puts 2\n")):
        await files.look_at(panel, "main.rb")
        await panel.press("Control+End")
        await panel.type(line)
        await panel.ready()
    await interview.agree_on(f"{template_of('ruby')}puts 1\nputs 2\n")

    await files.add(guest, "README.md", "# Heading\n\nSome *words*.\n")
    await files.look_at(owner, "README.md")
    for panel in interview.both:
        await panel.shows("# Heading\n\nSome *words*.\n")
        await is_coloured(panel, "Heading")
        await expect(panel.run).to_be_disabled()

    # The ending decides, also of a file that is there.
    await files.rename(guest, "README.md", "main.go")
    await files.look_at(owner, "main.go")
    went = "Go does not run here: everybody can write it, and nobody can run it"
    await expect(owner.run).to_have_attribute("title", went)
    await files.look_at(owner, "solution.py")
    await expect(owner.run).to_be_enabled()
