"""EX9: an interview as a report."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jupyter_interview.playback.changes import changes
from jupyter_interview.playback.recording import Recording
from jupyter_interview.playback.report import report
from jupyter_interview.playback.report_html import POLICY, report_html
from jupyter_interview.playback.report_text import report_markdown
from jupyter_interview.playback.trail import trail
from tests.recording.logs import ROOT, recorded

from .interviews import ANA, HOSTILE, Written, by_chance

URL = "https://host.example/user/ana/"
GOLDEN = sorted((ROOT / "openapi" / "recordings").glob("*.json"))
_VOID = {"meta", "br", "img", "link", "input"}


class Page(HTMLParser):
    """The elements of a page and its text, as a browser sees them."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(content.decode())
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data


def interview() -> Written:
    written = Written()
    written.write("a = 1\n")
    written.run(("stdout", "1\n"), tests=(("one", True), ("two", False)))
    written.wait(60)
    written.write("a = 2\n")
    written.run(state="error", error="ValueError: no")
    written.log.event("LanguageChanged", "p-bo", language="javascript")
    written.write("let b;\n", root="code:javascript")
    written.log.event("Announced", "p-ana", text="Five minutes", user=ANA)
    written.end()
    return written


def test_EX9_a_report_says_what_was_there_with_its_moments() -> None:
    recording = interview().recording()
    told = report(recording, URL)
    assert json.loads(json.dumps(told)) == told
    assert told["session"]["title"] == "Round 1" and told["session"]["state"] == "ended"
    assert told["session"]["beganAt"] < told["session"]["endedAt"]
    assert [(one["name"], one["role"], one["typed"], one["runs"]) for one in told["people"]] == [
        ("Ana", "owner", 0, 0),
        ("Bo", "candidate", 15, 2),
    ]
    first, second = told["runs"]
    moment = first["moment"]
    at = f"#at={recording.runs[0].seq}:{moment['at']}"
    assert moment["link"] == f"{URL}interview/replay/session-0001{at}"
    assert moment["clock"] == recording.at(moment["seq"]).clock
    assert (first["outcome"], first["output"], first["sinceLastRun"]) == ("ok 1/2", "1\n", "")
    assert second["sinceLastRun"].splitlines() == [
        "--- solution.py",
        "+++ solution.py",
        "-a = 1",
        "+a = 2",
    ]
    assert [(one["who"], one["what"], one["about"]) for one in told["events"]] == [
        ("Ana", "joined", None),
        ("Bo", "joined", None),
        ("Bo", "changed the language", "javascript"),
        ("Ana", "announced", "Five minutes"),
        ("Ana", "ended the interview", None),
    ]
    assert [(file["name"], file["text"]) for file in told["files"]] == [
        ("solution.py", "a = 2\n"),
        ("solution.js", "let b;\n"),
    ]
    assert told["trail"] == "00:00 py | 6+ R1/2 ~1m 2+2- R! | js 7+ | 1 min"
    assert report(recording)["runs"][0]["moment"]["link"] is None


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_LB30_the_line_is_the_one_that_the_player_tells(path: Path) -> None:
    example = json.loads(path.read_text("utf-8"))
    assert report(Recording(example["recording"]))["trail"] == example["trail"]


def test_EX9_the_page_asks_for_nothing_and_each_claim_leads_to_its_moment() -> None:
    recording = interview().recording()
    told = report(recording, URL)
    content = report_html(told)
    page = Page(content)
    assert not {"script", "img", "link", "iframe", "object", "base", "form"} & {
        tag for tag, _ in page.tags
    }
    policies = [
        attrs["content"]
        for _, attrs in page.tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [POLICY] and "default-src 'none'" in POLICY and "unsafe" not in POLICY
    assert not any(name.startswith("on") or name == "style" for _, a in page.tags for name in a)
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    every = re.findall(r'"link": "([^"]+)"', json.dumps(told))
    assert sorted(links) == sorted(every) and len(links) == 9
    markdown = report_markdown(told).decode()
    assert all(f"](<{link}>)" in markdown for link in every)
    for words in ("Five minutes", "a = 2", "ValueError: no", "ok 1/2", "let b;"):
        assert (
            words in page.text
            and words.replace("/", "\\/") in markdown.replace("\\/", "/")
            or (words in markdown or words.replace("/", "\\/") in markdown)
        )


def test_EX9_hostile_names_code_and_output_are_text() -> None:
    """EX9: in the page, in Markdown, and where the address is no web address."""
    written = Written(HOSTILE, HOSTILE)
    written.log.event("FileAdded", "p-bo", file="f-1", name=HOSTILE, language="</pre>")
    written.write(f"</pre>{HOSTILE}\n```\n# no heading\n")
    written.write(HOSTILE, root="file:f-1")
    written.run(("stdout", HOSTILE), tests=((HOSTILE, True),), error=HOSTILE, file=HOSTILE)
    written.log.event("Announced", "p-ana", text=HOSTILE, user=ANA)
    recording = written.recording()
    recording.document["session"]["id"] = '"><script>'
    # Whoever has sent a file may have written anything into it.
    told = {"seq": 3, "at": 1, "who": 0, "question": "q", "hidden": False, "language": "python"}
    told |= {"state": "ok", "results": [], "cases": [], "points": HOSTILE, "of": HOSTILE}
    told |= {"endAt": None, "passed": HOSTILE}
    recording.document["checks"].append(told)
    for url in (URL, None, "javascript:alert(1)//"):
        page = Page(report_html(report(recording, url)))
        assert not {"script", "img"} & {tag for tag, _ in page.tags}
        hrefs = [attrs["href"] or "" for tag, attrs in page.tags if tag == "a"]
        assert all(href.startswith(f"{URL}interview/replay/") for href in hrefs)
        assert bool(hrefs) == (url == URL)
        assert "<script>x=1</script>" in page.text and "\u202e" not in page.tags[-1][0]
    text = report_markdown(report(recording, URL)).decode()
    outside = re.sub(r"(?ms)^(`{3,})\w*\n.*?^\1$", "", text)
    lines = (line for line in outside.splitlines() if "](<https:" not in line)
    assert [line for line in lines if re.search(r"(?<!\\)[<`]|\n#", line)] == []
    assert "\n# no heading" not in outside


def test_EX9_any_interview_has_a_report() -> None:
    recordings = [Recording(recorded(log)) for log in by_chance()]
    for recording in [*recordings, Recording(recorded([])), Written().recording()]:
        told = report(recording, URL)
        Page(report_html(told))
        assert report_markdown(told) and json.dumps(told)
        assert [one["number"] for one in told["runs"]] == [
            number + 1 for number in range(len(recording.runs))
        ]
        assert trail(recording).endswith(" min")


def test_EX9_changes_are_exact_however_long_the_texts_are() -> None:
    """EX9: the old lines and the new ones make both texts again."""
    for log in by_chance():
        recording = Recording(recorded(log))
        moments = [recording.at(edit.seq) for edit in recording.edits[::40]]
        for before, after in zip(moments, moments[1:], strict=False):
            told = changes(before, after)
            assert (told == "") == (before.files == after.files)
    written = Written()
    old = "\n".join(f"line {number}" for number in range(500))
    written.write(old)
    written.run()
    written.write(old.replace("line 1", "other 1"))
    written.run()
    first, second = written.recording().runs
    lines = changes(first.then, second.then).splitlines()[2:]
    gone = [line[1:] for line in lines if line[0] in " -"]
    come = [line[1:] for line in lines if line[0] in " +"]
    assert "\n".join(gone) in first.program and "\n".join(come) in second.program
    assert len(gone) == len(come) > 60
