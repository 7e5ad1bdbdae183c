"""The pages in the languages of their readers."""

from functools import partial
from operator import gt

from playwright.async_api import Locator, Route, expect

from tests.ui.conftest import NewBrowser
from tests.ui.geometry import is_within, nothing_scrolls_sideways
from tests.ui.panel import eventually
from tests.ui.server import LabServer

LANG = "document.documentElement.lang + ' ' + document.documentElement.dir"
DATE_IS_AUSTRIAN = """() => {
    const time = document.querySelector('.jpi-Run time');
    const format = new Intl.DateTimeFormat('de-AT', { dateStyle: 'full', timeStyle: 'medium' });
    return time.title === format.format(new Date(time.dateTime));
}"""


async def without_output(route: Route) -> None:
    """The catalogue of somebody who has not translated one word yet."""
    catalogue = await (await route.fetch()).text()
    assert "Output:" in catalogue
    await route.fulfill(content_type="text/javascript", body=catalogue.replace("Output:", "Newer:"))


async def test_everybody_reads_their_own_language(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """TR1, TR2, TR6, TR8, TR10, TR12, PA16: a host in French, a guest in German, one interview."""
    host = await (await another_browser(locale="fr-FR")).new_page()
    await host.goto(f"{server.url}interview/?token={server.token}")
    await host.get_by_role("button", name="Entretien rapide").click()
    await expect(host.get_by_text("Connecté · enregistré")).to_be_visible()
    assert await host.evaluate(LANG) == "fr ltr"
    title = host.get_by_role("textbox", name="Titre", exact=True)
    await expect(title).to_have_value("Entretien sans titre")
    await expect(host).to_have_title("Entretien sans titre – Entretien")
    session_id = server.rest.get("sessions").json()[0]["id"]

    guest = await (await another_browser(locale="de-AT")).new_page()
    await guest.route("**/de-*.js", without_output)
    await guest.goto(server.invite(session_id)["url"])
    await expect(guest.get_by_text("Sie nehmen als Kandidat:in teil")).to_be_visible()
    assert await guest.evaluate(LANG) == "de ltr"
    await expect(guest.get_by_role("heading", name="Interview ohne Titel")).to_be_visible()
    await guest.get_by_role("textbox", name="Ihr Name").fill("Resi")
    await guest.get_by_role("button", name="Teilnehmen").click()
    await expect(guest.get_by_text("Verbunden · gespeichert")).to_be_visible()

    # The longest toolbar: long words, and a language with a remark.
    await host.get_by_role("combobox", name="Langage").select_option("typescript")
    await expect(guest.get_by_text("Typen ungeprüft")).to_be_visible()
    for page, stop in ((guest, "Anhalten"), (host, "Arrêter")):
        await page.set_viewport_size({"width": 400, "height": 800})
        await is_within(page.get_by_role("button", name=stop, exact=True), 400)
        await page.set_viewport_size({"width": 1280, "height": 800})

    await guest.get_by_role("button", name="Ausführen", exact=True).click()
    run = guest.get_by_role("region", name="Output").get_by_role("listitem")
    await expect(run).to_contain_text("Fertig")
    assert await guest.evaluate(DATE_IS_AUSTRIAN)
    theirs = host.get_by_role("region", name="Sortie").get_by_role("listitem")
    await expect(theirs).to_contain_text("Terminé")
    await expect(host.get_by_role("list", name="Participants")).to_contain_text("candidat")

    # In the middle of it, by somebody who then writes on, and for the next time.
    code = guest.get_by_role("textbox", name="Code", exact=True)
    await code.click()
    await guest.keyboard.press("Control+a")
    await guest.keyboard.type("let kept = 1")
    await guest.get_by_role("button", name="Sprache dieser Seite").click()
    await guest.get_by_role("menuitemradio", name="English").click()
    await expect(guest).to_have_title("Untitled interview - Interview")
    await expect(guest.get_by_text("Connected · saved")).to_be_visible()
    await expect(code).to_have_text("let kept = 1")
    await expect(host.get_by_role("list", name="Participants")).to_contain_text("Resi")
    await guest.reload()
    await expect(guest.get_by_text("Connected · saved")).to_be_visible()

    await guest.evaluate("document.documentElement.dir = 'rtl'")
    run_button = guest.get_by_role("button", name="Run", exact=True)
    tools = guest.get_by_role("button", name="More actions", exact=True)
    for width in (1280, 400):
        await guest.set_viewport_size({"width": width, "height": 800})
        await eventually(lambda: left(tools), partial(gt, width / 2))
        await nothing_scrolls_sideways(guest)
        assert await left(run_button) > await left(tools)
        assert await left(guest.locator(".cm-gutters")) < await left(code)
    await expect(run.locator(".jpi-Run-text").first).to_have_css("direction", "ltr")


async def left(control: Locator) -> float:
    box = await control.bounding_box()
    assert box is not None
    return box["x"]
