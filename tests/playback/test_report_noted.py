"""EX25, EX26: what people were told and what was noted, in a report, in the words of the panel."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.contract.session import Audience
from jupyter_interview.playback.noted import (
    FROM_AI,
    WORTH,
    ai_sentence,
    noted_sentence,
    signal_detail,
    signal_sentence,
)
from jupyter_interview.playback.recording import Recording
from jupyter_interview.playback.report import report
from jupyter_interview.playback.report_html import report_html
from jupyter_interview.playback.report_text import report_markdown
from tests.recording.examples import noted
from tests.recording.logs import log_of_json, recorded

from .interviews import HOSTILE, PYTHON, Written, read
from .test_report import URL, Page

WORDS = json.loads((Path(__file__).parents[1] / "corpus/noted-words.json").read_text("utf-8"))


def noting() -> Written:
    """An interview in which a paste and an absence are noted, and one of them is answered."""
    written = Written()
    written.log.entries[0]["event"] |= {"ai": "none", "aiSentence": "Say <b> so"}
    written.write("x = 1\n" * 10)
    came = {"kind": "insert", "how": "paste", "file": PYTHON, "characters": 60, "lines": 10}
    written.log.event("SignalNoted", "p-bo", signal="s-1", participant="p-bo", **came)
    away = {"kind": "away", "how": "hidden", "seconds": 12}
    written.log.event("SignalNoted", "p-bo", signal="s-2", participant="p-bo", **away)
    said = {"text": HOSTILE, "fromAi": True}
    written.log.event("SignalAnswered", "p-bo", signal="s-1", participant="p-bo", **said)
    written.log.event("SessionChanged", "p-ana", ai="own_tools", noteAway=True)
    written.end()
    return written


@pytest.mark.parametrize("case", WORDS["signals"], ids=[one["detail"] for one in WORDS["signals"]])
def test_EX26_what_was_noted_has_the_words_of_the_panel(case: dict[str, Any]) -> None:
    assert signal_sentence(case["signal"]) == case["sentence"]
    assert signal_detail(case["signal"], case["file"]) == case["detail"]


def test_EX26_what_people_were_told_has_the_words_of_the_panel() -> None:
    for case in WORDS["policies"]:
        assert ai_sentence(case["policy"]) == case["ai"]
        assert noted_sentence(case["policy"]) == case["noted"]


def test_EX25_what_was_said_of_AI_is_in_it_from_the_beginning_and_after_each_change() -> None:
    """EX25: the recording begins with what was said when the interview was made."""
    recording = noting().recording()
    assert recording.document["start"]["policy"]["ai"] == "none"
    first, second = report(recording, URL)["policy"]
    assert (first["ai"], first["noteAway"]) == ("none", False)
    assert (second["ai"], second["aiSentence"], second["noteAway"]) == (
        "own_tools",
        "Say <b> so",
        True,
    )
    assert first["moment"]["at"] == 0 and second["moment"]["seq"] > first["moment"]["seq"]
    page = Page(report_html(report(recording, URL)))
    assert (
        f"AI: please do not let it help you. “Say <b> so” {WORDS['policies'][1]['noted']}"
        in page.text
    )
    del recording.document["start"]["policy"]
    assert report(recording)["policy"] == []


def test_EX26_each_entry_leads_to_its_moment_with_what_its_person_says() -> None:
    """EX26: in order, at the end, without a count, and whatever somebody says is text."""
    told = report(noting().recording(), URL)
    pasted, away = told["signals"]
    assert (pasted["words"], pasted["detail"]) == (
        "60 characters came at once",
        "pasted, 10 lines, solution.py",
    )
    assert (pasted["who"], pasted["answer"]) == ("Bo", {"text": HOSTILE, "fromAi": True})
    assert (away["words"], away["answer"]) == ("The page was hidden for 12 seconds", None)
    content = report_html(told)
    page = Page(content)
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    section = page.text[page.text.index("What was noted") :]
    assert WORTH in section and FROM_AI in section and "<script>x=1</script>" in section
    assert section.index("60 characters") < section.index("hidden for 12")
    noted_part = content.decode().split("<h2>What was noted</h2>")[1]
    assert 'class="bad"' not in noted_part and noted_part.count("<a href=") == 2
    links = re.findall(r"#at=(\d+):", noted_part)
    assert [int(link) for link in links] == [pasted["moment"]["seq"], away["moment"]["seq"]]
    markdown = report_markdown(told).decode()
    assert FROM_AI in markdown and "60 characters came at once (pasted\\, 10 lines" in markdown
    assert re.search(r"suspicio|score|flag|warning", section, re.IGNORECASE) is None


def test_EX26_an_answer_that_was_taken_back_is_not_in_it() -> None:
    written = noting()
    back = {"text": "", "fromAi": False}
    written.log.event("SignalAnswered", "p-bo", signal="s-1", participant="p-bo", **back)
    assert report(written.recording())["signals"][0]["answer"] is None


def test_EX26_a_report_for_everybody_has_nothing_of_it() -> None:
    log = log_of_json("session-0001", noted().entries)
    for audience, count in ((Audience.HOSTS, 1), (Audience.EVERYBODY, 0)):
        told = report(Recording(recorded(log, audience=audience)), URL)
        assert len(told["signals"]) == count
        page = Page(report_html(told))
        assert ("From my notes" in page.text) == bool(count)
        assert ("What was noted" in page.text) == bool(count)
        assert told["policy"], "what is said of AI everybody knows"
    assert read(noted()).document["audience"] == "hosts"
