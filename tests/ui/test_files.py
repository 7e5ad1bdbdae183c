"""FI: several files in one interview, as the people in it have them."""

import pytest
from playwright.async_api import expect

from tests.ui import files
from tests.ui.conftest import NewBrowser
from tests.ui.interview import begin
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel

PEOPLE = "name,age\nAda,36\nGrace,85\n"
PROGRAMS = {
    "python": {
        "main": "main.py",
        "first": "from lib.mean import mean\nfrom people import read\n\n"
        "ages = [person['age'] for person in read()]\nprint(f'{mean(ages):.1f}')\n",
        "lib/mean.py": "def mean(numbers):\n    return sum(numbers) / len(numbers)\n",
        "people.py": "import csv\n\n\ndef read():\n    with open('people.csv') as file:\n"
        "        return [{**row, 'age': int(row['age'])} for row in csv.DictReader(file)]\n",
    },
    "typescript": {
        "main": "main.ts",
        "first": "import { mean } from './lib/mean';\nimport { read } from './people.ts';\n\n"
        "console.log(mean(read().map(person => person.age)).toFixed(1));\n",
        "lib/mean.ts": "export const mean = (of: number[]): number =>\n"
        "  of.reduce((sum, one) => sum + one, 0) / of.length;\n",
        "people.ts": "import { readFileSync } from 'node:fs';\n\n"
        "interface Person {\n  name: string;\n  age: number;\n}\n\n"
        "export function read(): Person[] {\n"
        "  const rows = readFileSync('people.csv', 'utf8').trim().split('\\n').slice(1);\n"
        "  return rows.map(row => row.split(','))\n"
        "    .map(([name, age]) => ({ name, age: Number(age) }));\n}\n",
    },
}


async def write_program(panel: Panel, language: str) -> None:
    """Three files that import each other, and the data that they read."""
    program = PROGRAMS[language]
    first = {"python": "solution.py", "typescript": "solution.ts"}[language]
    await files.rename(panel, first, program["main"])
    await files.replace(panel, program["main"], program["first"])
    for name in [name for name in program if name not in ("main", "first")]:
        await files.add(panel, name, program[name])
    await files.add(panel, "people.csv", PEOPLE)


@pytest.mark.parametrize("language", ["python", "typescript"])
async def test_FI39_three_files_import_each_other_and_read_a_fourth(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser, language: str
) -> None:
    interview = await begin(server, lab, await another_browser(), language=language, code="")
    owner, guest = interview.both
    await write_program(owner, language)
    main = PROGRAMS[language]["main"]
    # The candidate is in another file, in which they have written, and runs the program from there.
    await files.look_at(guest, "people.csv")
    await files.look_at(owner, main)
    entry = await owner.run_and_wait()
    await expect(entry).to_contain_text("60.5")
    await expect(entry).to_contain_text(main)
    await guest.press("Control+End")
    await guest.type("Katherine,101\n")
    await guest.ready()
    await files.do_with(owner, main, "Always run this file")
    entry = await guest.run_and_wait()
    await expect(entry).to_contain_text("74.0")
    await files.looks_at(guest, "people.csv")


async def test_FI3_everybody_types_in_their_own_file_and_nothing_goes_astray(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    interview = await begin(server, lab, await another_browser(), language="javascript", code="")
    owner, guest = interview.both
    await files.add(owner, "util.js", "# util\n")
    await files.look_at(guest, "solution.js")
    for panel, letter in ((owner, "o"), (guest, "g")):
        await panel.press("Control+End")
        await panel.type(letter * 10)
    # One renames the file in which the other types.
    await files.look_at(owner, "solution.js")
    await files.do_with(owner, "solution.js", "Rename")
    field = owner.page.get_by_role("textbox", name="New name of solution.js")
    await field.fill("answer.js")
    await guest.type("hhh")
    await owner.press("Enter")
    await guest.type("iii")
    await expect(files.tab(guest, "answer.js")).to_be_visible()
    await guest.type("jjj")
    await guest.shows("gggggggggghhhiiijjj")
    await guest.press("Control+z")
    await owner.ready()
    await guest.ready()
    await files.look_at(owner, "util.js")
    await owner.shows("# util\noooooooooo")
    assert interview.stored()["code"] == await guest.text()


async def test_FI21_a_host_shows_everybody_a_file_and_letters_stay_where_they_were_meant(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """FI21, FI35"""
    interview = await begin(server, lab, await another_browser(), language="javascript", code="")
    owner, guest = interview.both
    await files.add(owner, "task.txt", "Say hello.\n")
    await files.look_at(guest, "solution.js")
    async with guest.time_stands_still():
        await guest.type("print(")
        await files.do_with(owner, "task.txt", "Show this file to everybody")
        await expect(guest.says("task.txt is shown now. You go on in solution.js")).to_be_visible()
        await guest.type("1)")
    await guest.shows("Say hello.\n")
    await files.looks_at(guest, "task.txt")
    # What they type on, looking elsewhere, was not meant for this text.
    await guest.type("zzz")
    await guest.shows("Say hello.\n")
    await files.look_at(guest, "solution.js")
    await guest.shows("print(1)")


async def test_FI22_who_is_where_stands_in_the_tabs(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    interview = await begin(server, lab, await another_browser(), language="javascript", code="x")
    owner, guest = interview.both
    await files.add(owner, "util.js")
    await files.look_at(guest, "solution.js")
    await expect(files.tab(owner, "solution.js")).to_contain_text("Here: Grace")
    await expect(files.tab(owner, "util.js")).not_to_contain_text("Here")
    await files.look_at(guest, "util.js")
    await expect(files.tab(owner, "util.js")).to_contain_text("Here: Grace")
    await expect(files.tab(owner, "solution.js")).not_to_contain_text("Here")


async def test_FI4_a_removed_file_comes_back_with_what_is_typed_in_it_or_by_the_menu(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    interview = await begin(server, lab, await another_browser(), language="javascript", code="x")
    owner, guest = interview.both
    await files.add(owner, "util.js", "one = 1\n")
    await files.look_at(guest, "util.js")
    await owner.ready()
    await files.do_with(owner, "util.js", "Remove")
    await files.looks_at(owner, "solution.js")
    await files.looks_at(guest, "solution.js")
    await expect(files.labels(guest)).to_have_text(["solution.js"])
    await files.choose_in(guest, "Add a file", "Bring back util.js")
    await files.looks_at(guest, "util.js")
    await guest.shows("one = 1\n")
    # The other way: it is removed while somebody types in it.
    await guest.press("Control+End")
    async with guest.time_stands_still():
        await guest.type("two ")
        await files.look_at(owner, "util.js")
        await files.do_with(owner, "util.js", "Remove")
        await expect(files.tab(guest, "util.js")).to_have_count(0)
        await guest.type("= 2")
    await expect(files.tab(owner, "util.js")).to_be_visible()
    await files.look_at(owner, "util.js")
    await owner.shows("one = 1\ntwo = 2")


async def test_FI36_tabs_are_ordered_and_names_are_checked(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """FI36 to FI38"""
    interview = await begin(server, lab, await another_browser(), language="javascript", code="x")
    owner, guest = interview.both
    await files.add(owner, "a.js")
    await files.add(owner, "b.js")
    await files.do_with(owner, "b.js", "Move before a.js")
    await expect(files.labels(owner)).to_have_text(["solution.js", "b.js", "a.js"])
    await files.tab(owner, "b.js").drag_to(files.tab(owner, "solution.js"))
    for panel in interview.both:
        await expect(files.labels(panel)).to_have_text(["b.js", "solution.js", "a.js"])
    for wrong, words in {
        "../up.js": "A name is made of letters",
        "a.js": "There is a file with the name a.js already.",
        "a.js/more.js": "a.js cannot be both a file and a folder.",
    }.items():
        await files.choose_in(owner, "Add a file", "New file")
        field = owner.page.get_by_role("textbox", name="Name of the new file")
        await field.fill(wrong)
        await owner.press("Enter")
        await expect(owner.says(words)).to_be_visible()
        await expect(field).to_have_value(wrong)
        await owner.press("Escape")
        await expect(owner.says(words)).to_have_count(0)
    # Along the tabs by keys, as in any list of tabs.
    await files.tab(guest, "solution.js").focus()
    await guest.press("ArrowRight")
    await files.looks_at(guest, "a.js")
    await expect(files.tab(guest, "a.js")).to_be_focused()


async def test_FI23_files_of_ones_computer_become_files_of_the_interview(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    interview = await begin(
        server, lab, await another_browser(), language="python", code="print(open('a.csv').read())"
    )
    _, guest = interview.both
    async with guest.page.expect_file_chooser() as chooser:
        await files.choose_in(guest, "Add a file", "From this computer")
    await (await chooser.value).set_files(
        [
            {"name": "a.csv", "mimeType": "text/csv", "buffer": "größer,\r\n🐢\r\n".encode()},
            {"name": "b.bin", "mimeType": "application/x", "buffer": b"\x00\xff\xfe"},
        ]
    )
    await expect(guest.says("b.bin is not text in UTF-8")).to_be_visible()
    await files.looks_at(guest, "a.csv")
    await guest.shows("größer,\n🐢\n")
    await files.look_at(guest, "solution.py")
    await expect(await guest.run_and_wait()).to_contain_text("🐢")
