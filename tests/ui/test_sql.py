"""SB16, SB18, LA9: two people query a CSV file in SQLite, in the sandbox of either."""

from playwright.async_api import expect

from tests.ui import files
from tests.ui.conftest import NewBrowser
from tests.ui.interview import begin
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel

PEOPLE = "name,born\nAda Lovelace,1815\nGrace Hopper,1906\nAlan Turing,1912\n"
QUERY = """\
CREATE TABLE machines (name TEXT, inventor TEXT);
INSERT INTO machines VALUES ('A-0', 'Grace Hopper'), ('ACE', 'Alan Turing');

SELECT people.name, born, machines.name AS machine
FROM people LEFT JOIN machines ON inventor = people.name
ORDER BY born;
"""
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n;\n"


async def test_SB16_two_people_query_a_file(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    interview = await begin(server, lab, await another_browser(), language="sqlite", code=QUERY)
    owner, guest = interview.both
    await files.add(guest, "people.csv", PEOPLE)
    for runs in interview.both:
        await files.look_at(runs, "query.sql")
        await runs.shows(QUERY)
        await runs.run_and_wait()
        for sees in interview.both:
            entry = sees.runs.last
            table = entry.get_by_role("table")
            await expect(table.get_by_role("row")).to_have_count(4)
            await expect(table.get_by_role("columnheader")).to_have_text(
                ["name", "born", "machine"]
            )
            await expect(table.get_by_role("row").nth(2)).to_have_text("Grace Hopper1906A-0")
            await expect(entry).to_contain_text("2 rows inserted")

    await interview.turn_to("sqlite", "SELECT 1 AS one;\n\nSELECT nam FROM people;\n")
    await guest.run_and_wait("Error")
    for sees in interview.both:
        await expect(sees.runs.last).to_contain_text("no such column: nam")
    await owner.runs.last.get_by_text("query.sql:3:8").click()
    await owner.type("sur")
    await owner.shows("SELECT 1 AS one;\n\nSELECT surnam FROM people;\n")

    await interview.turn_to("sqlite", ENDLESS)
    await guest.run.click()
    await expect(owner.runs.last).to_contain_text("Running")
    await guest.stop.click()
    for sees in interview.both:
        await expect(sees.runs.last).to_contain_text("Stopped")
    await interview.turn_to("sqlite", "SELECT 'again' AS said;\n")
    await guest.run_and_wait()
    await expect(owner.runs.last.get_by_role("cell")).to_have_text("again")
