"""NT1, NT2, NT5: which programs of a recording are tried, and in which order."""

from pathlib import Path

import pytest

from jupyter_interview.playback.recording import Recording
from jupyter_interview.questions.question import Public
from jupyter_interview.rescoring.programs import Appearance, Moment, Program, appearances
from jupyter_interview.rescoring.rescore import chosen
from tests.playback.interviews import BO, by_chance
from tests.recording.logs import recorded

from .interviews import FOUR, HALF, ROOT, STARTER, TWICE, WHOLE, Interview, question


@pytest.fixture
def doubling(tmp_path: Path) -> Public:
    return question(tmp_path).public


def told(found: list[Appearance]) -> list[tuple[str, str, str | None]]:
    return [(one.program.code, one.moment.how, one.moment.who) for one in found]


def test_NT1_programs_are_those_of_runs_bursts_and_the_end(doubling: Public) -> None:
    one = Interview()
    one.type(STARTER, by=None)
    one.type(FOUR, TWICE, FOUR)
    one.write(WHOLE, root=ROOT)
    one.ran(by="p-ana")
    one.end()
    found = appearances(one.recording(), doubling)
    # FOUR was there twice, and is one program. WHOLE was typed before it was run.
    assert told(found) == [
        ("", "files", "Ana"),
        (STARTER, "typed", None),
        (FOUR, "typed", "Bo"),
        (TWICE, "typed", "Bo"),
        (WHOLE, "typed", "Bo"),
    ]
    assert [one.was_run for one in found] == [False, False, False, False, True]
    assert [one.is_last for one in found] == [False, False, False, False, True]
    seqs = [one.moment.seq for one in found]
    assert seqs == sorted(seqs)


def test_NT1_what_stands_in_the_middle_of_a_burst_is_no_program(doubling: Public) -> None:
    one = Interview()
    for text in (STARTER, HALF, TWICE):
        one.write(text, root=ROOT)
    codes = [found.program.code for found in appearances(one.recording(), doubling)]
    assert codes == ["", TWICE]


def test_NT1_a_run_has_the_text_that_it_ran(doubling: Public) -> None:
    one = Interview()
    one.write(TWICE, root=ROOT)
    one.ran()
    one.write(HALF, root=ROOT)
    [_, run, end] = appearances(one.recording(), doubling)
    assert (run.program.code, run.was_run) == (TWICE, True)
    assert (end.program.code, end.was_run, end.is_last) == (HALF, False, True)


def test_NT1_tests_of_a_question_end_what_is_typed_in_one_go(doubling: Public) -> None:
    one = Interview()
    one.write(TWICE, root=ROOT)
    about = {"check": "check-1", "question": "q-1", "hidden": False, "cases": [0], "user": BO}
    about |= {"language": "javascript", "file": "solution.js", "source": "browser"}
    one.log.event("CheckStarted", "p-bo", **about)
    one.write(WHOLE, root=ROOT)
    found = appearances(one.recording(), doubling)
    codes = [(one.program.code, one.was_run) for one in found]
    assert codes == [("", False), (TWICE, True), (WHOLE, False)]


def test_NT1_nothing_of_a_draft_is_tried(doubling: Public) -> None:
    one = Interview()
    one.log.entries[0]["event"]["state"] = "draft"
    one.type(WHOLE)
    one.log.event("SessionChanged", "p-ana", state="live", epoch=2, language="javascript")
    assert all(WHOLE != found.program.code for found in appearances(one.recording(), doubling))
    never = Interview()
    never.log.entries[0]["event"]["state"] = "draft"
    never.type(WHOLE)
    assert appearances(never.recording(), doubling) == []


def test_NT2_a_program_is_what_was_typed_in_or_run_last_and_has_the_other_files(
    doubling: Public,
) -> None:
    one = Interview()
    one.type(STARTER, by=None)
    one.add("f-1", "helper.js", "javascript", "export const two = 1;\n")
    one.add("f-2", "notes.txt", None, "2\n")
    one.wait(60)
    one.type("x = 1\n", root="code:python")
    one.ran()
    one.type("export const two = 2;\n", root="file:f-1")
    one.end()
    found = appearances(one.recording(), doubling)
    assert {one.program.language for one in found} == {"javascript"}
    # Bo types in the helper, and the program that was run last imports it.
    files = [(one.program.name, dict((f.name, f.text) for f in one.program.files)) for one in found]
    after = {"helper.js": "export const two = 2;\n", "notes.txt": "2\n", "solution.py": "x = 1\n"}
    assert ("solution.js", after) in files
    assert {one.program.name for one in found if one.is_last} == {"solution.js", "helper.js"}
    typed = [one for one in found if one.moment.how == "typed" and one.moment.seq > 10]
    assert {one.program.name for one in typed} == {"solution.js", "helper.js"}

    [*_, last] = only = appearances(one.recording(), doubling, "helper.js")
    assert {one.program.name for one in only} == {"helper.js"} and last.is_last
    assert appearances(one.recording(), doubling, "notes.txt") == []


def test_NT2_files_of_the_question_are_beside_the_program_unless_it_has_its_own(
    tmp_path: Path,
) -> None:
    public = question(tmp_path, **{"data/table.csv": "a,b\n", "data/mine.csv": "c\n"}).public
    one = Interview()
    one.write(TWICE, root=ROOT)
    one.add("f-1", "mine.csv", None, "d\n")
    [*_, last] = appearances(one.recording(), public)
    beside = {file.name: file.text for file in last.program.files}
    assert beside["table.csv"] == "a,b\n" and beside["mine.csv"] == "d\n"


def test_NT2_programs_are_the_same_with_the_same_text_name_language_and_files() -> None:
    one = Program("a", "python", "b", ())
    assert one.digest == Program("a", "python", "b", ()).digest
    others = (
        Program("ab", "python", "", ()),
        Program("a", "javascript", "b", ()),
        Program("b", "python", "a", ()),
    )
    assert len({one.digest, *(other.digest for other in others)}) == 4


def test_NT1_the_last_programs_are_the_final_texts_of_interviews_by_chance() -> None:
    public = Public(
        "any", "Any", "algorithm", "junior", 5, ("python", "javascript", "typescript"), (), "", (),
        "", None, "", {}, {}, (),
    )  # fmt: skip
    for log in by_chance():
        recording = Recording(recorded(log))
        found = appearances(recording, public)
        last = {(one.program.name, one.program.code) for one in found if one.is_last}
        then = recording.at()
        assert last == {(one.name, one.text) for one in then.files if one.language is not None}
        for one in found:
            at = recording.at(one.moment.seq)
            if not one.was_run:
                assert (one.program.name, one.program.code) in at.texts.items()


def appeared(kinds: str) -> list[Appearance]:
    """Programs of which each is run (r), of the end (e) or another one."""
    return [
        Appearance(
            Program(str(place), "python", "solution.py", ()),
            Moment(place, place * 1000.0, None, "typed"),
            was_run=kind == "r",
            is_last=kind == "e",
        )
        for place, kind in enumerate(kinds)
    ]


def test_NT5_the_end_comes_first_then_runs_then_others_in_even_distances() -> None:
    found = appeared("..r...r..e")
    assert chosen(found, 20) == [9, 2, 6, 0, 1, 3, 4, 5, 7, 8]
    assert chosen(found, 5) == [9, 2, 6, 0, 4]
    assert chosen(found, 2) == [9, 2]
    assert chosen(found, 1) == [9]
    assert chosen([], 5) == []
    assert chosen(appeared("." * 300), 3) == [0, 100, 200]
