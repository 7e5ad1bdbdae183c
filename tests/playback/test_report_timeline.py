"""EX24: the picture of the timeline in a report."""

import re
import xml.etree.ElementTree as ElementTree

from jupyter_interview.playback.recording import Recording
from jupyter_interview.playback.report import report
from jupyter_interview.playback.report_html import STYLE, report_html
from jupyter_interview.playback.timeline import COLUMNS, MOST_LANES, timeline
from jupyter_interview.playback.timeline_svg import KINDS, WIDTH, timeline_svg
from tests.recording.logs import recorded

from .interviews import BO, HOSTILE, Written, by_chance
from .test_report import Page, interview

NAMESPACE = "{http://www.w3.org/2000/svg}"


def picture(recording: Recording) -> ElementTree.Element:
    """The first SVG of the page, as XML, so that every tag and attribute is well formed."""
    page = report_html(report(recording)).decode()
    [svg] = re.findall(r"<svg role=.*?</svg>", page, re.DOTALL)
    return ElementTree.fromstring(svg)


def test_EX24_each_person_has_a_lane_with_how_much_they_edited_when() -> None:
    recording = interview().recording()
    told = timeline(recording)
    [lane] = told["lanes"]
    assert (lane["who"], lane["color"], len(lane["edits"])) == ("Bo", "#009e73", COLUMNS)
    texts = recording.texts
    assert sum(lane["edits"]) == len(texts) == 3
    for at in texts.times:
        assert lane["edits"][min(COLUMNS - 1, at * COLUMNS // told["length"])] > 0
    assert [one["kind"] for one in told["symbols"]] == [
        "person",
        "person",
        "ran-badly",
        "ran-badly",
        "file",
        "state",
    ]
    svg = picture(recording)
    assert [text.text for text in svg.iter("text")][:1] == ["Bo"]
    [bars] = [path for path in svg.iter("path") if "bars" in path.attrib["class"]]
    assert bars.attrib["fill"] == "#009e73" and bars.attrib["d"].count("z") == 3


def test_EX24_a_run_is_told_by_its_shape_and_the_legend_says_which() -> None:
    """EX24: by the end that it had, so a run without one has a shape of its own."""
    written = Written()
    written.write("a = 1\n")
    written.run(tests=(("one", True),))
    written.run(state="timeout")
    begun = {"user": BO, "language": "python", "source": "browser", "program": None}
    written.log.event("RunStarted", "p-bo", run="run-00000009", **begun)
    told = timeline(written.recording())
    kinds = [one["kind"] for one in told["symbols"] if one["kind"] != "person"]
    assert kinds == ["ran-well", "ran-badly", "runs"]
    lines = "\n".join(timeline_svg(told))
    legend = lines[lines.index('<ul class="legend">') :]
    assert [kind for kind, words in KINDS.items() if words in legend] == [*kinds, "person"]
    signs = re.findall(r'<svg aria-hidden="true"[^>]*>(.*?)</svg>', legend)
    assert len(set(signs)) == 4


def test_EX24_it_is_named_and_what_it_shows_is_in_the_lists_below() -> None:
    recording = interview().recording()
    page = Page(report_html(report(recording)))
    [named] = [attrs for tag, attrs in page.tags if tag == "svg" and attrs.get("role") == "img"]
    assert "Bo" in str(named["aria-label"]) and "says the same" in str(named["aria-label"])
    [region] = [attrs for _, attrs in page.tags if attrs.get("class") == "timeline"]
    assert region["tabindex"] == "0" and region["aria-label"]
    assert page.text.index("Bo joined") > page.text.index("a run that failed")
    assert (
        "prefers-color-scheme" not in STYLE and "light-dark(" in STYLE and "@media print" in STYLE
    )


def test_EX24_hostile_names_and_colors_are_text_or_nothing() -> None:
    written = Written(HOSTILE, HOSTILE)
    written.log.entries[-1]["event"]["color"] = 'red" onload="x()'
    written.write("a")
    recording = written.recording()
    recording.document["people"][1]["color"] = 'red" onload="x()'
    recording = Recording(recording.document)
    page = Page(report_html(report(recording)))
    assert not {"script", "img", "image", "use", "foreignobject", "a"} & {t for t, _ in page.tags}
    assert not any(name.startswith("on") or name == "style" for _, a in page.tags for name in a)
    svg = picture(recording)
    assert "<script>" in str([text.text for text in svg.iter("text")][0])
    [bars] = [path for path in svg.iter("path") if "bars" in path.attrib["class"]]
    assert "fill" not in bars.attrib and bars.attrib["class"] == "bars full"


def test_EX24_any_interview_has_a_picture_within_its_frame() -> None:
    recordings = [Recording(recorded(log)) for log in by_chance()]
    for recording in [*recordings, Recording(recorded([])), Written().recording()]:
        told = timeline(recording)
        lines = [*timeline_svg(told)]
        assert bool(lines) == bool(told["lanes"] or told["symbols"])
        assert sum(sum(lane["edits"]) for lane in told["lanes"]) == sum(
            who >= 0 for who in recording.texts.who
        )
        for place in re.findall(r'(?:M|cx=")(-?[\d.]+)', "".join(lines)):
            assert 0 <= float(place) <= WIDTH


def test_EX24_of_very_many_people_those_who_edited_most_have_lanes() -> None:
    written = Written()
    for number in range(MOST_LANES + 5):
        who = f"p-{number:04}"
        joined = {"participant": who, "name": f"P{number}", "role": "candidate"}
        written.log.event("PersonJoined", **joined, color="#009e73")
        written.write(f"{number}", by=who)
        written.write(f"{number}{number}", by=who) if number >= 5 else None
    told = timeline(written.recording())
    assert [lane["who"] for lane in told["lanes"]] == [f"P{n}" for n in range(5, MOST_LANES + 5)]
    assert f"of {MOST_LANES + 5} who edited most" in "".join(timeline_svg(told))
