"""EX7 and EX8: the history of an interview for git, read by git itself."""

import os
import subprocess
import unicodedata
from pathlib import Path

import pytest

from jupyter_interview.playback import git_stream as module
from jupyter_interview.playback.git_stream import git_stream
from jupyter_interview.playback.recording import Recording
from tests.recording.logs import recorded

from .interviews import HOSTILE, Written, by_chance


class Repository:
    """What git makes of a stream."""

    def __init__(self, folder: Path, recording: Recording) -> None:
        self._folder = folder
        nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        self._env = {**os.environ, **nothing, "HOME": str(folder)}
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("fast-import", "--quiet", given=git_stream(recording))

    def git(self, *words: str, given: bytes | None = None) -> str:
        options = ["-c", "core.quotePath=false", "-C", str(self._folder)]
        done = subprocess.run(
            ["git", *options, *words], input=given, capture_output=True, env=self._env
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def files(self, commit: str = "main") -> dict[str, str]:
        names = self.git("ls-tree", "-r", "-z", "--name-only", commit).split("\0")[:-1]
        return {name: self.git("show", f"{commit}:{name}") for name in names}

    def commits(self, form: str) -> list[str]:
        """Of each commit what the format says, from the oldest to the newest."""
        return self.git("log", "--reverse", "-z", f"--format={form}", "main").split("\0")[:-1]


def test_EX7_the_last_commit_has_the_final_texts_of_any_interview(tmp_path: Path) -> None:
    for number, log in enumerate(by_chance()):
        recording = Recording(recorded(log))
        repository = Repository(tmp_path / str(number), recording)
        assert repository.files() == recording.at().texts
        repository.git("fsck", "--strict")
        names = {"Ana", "Bo", "Cyé", "The interview"}
        assert {*repository.commits("%an")} <= names | {p.called for p in recording.people}
        times = [int(one) for one in repository.commits("%at")]
        assert times == sorted(times)
        runs = repository.commits("%(trailers:key=Run,valueonly)")
        assert [one.strip() for one in runs if one.strip()] == [r.outcome for r in recording.runs]


def test_EX7_a_commit_for_each_burst_and_run_with_its_author_and_time(tmp_path: Path) -> None:
    written = Written()
    written.write("a = 1\n")
    written.write("a = 1\nb = 2\n")
    written.wait(60)
    written.write("a = 1\nb = 2\nc = 3\n", "p-ana")
    written.run(tests=(("one", True), ("two", False)))
    written.log.event("FileAdded", "p-ana", file="f-1", name="data/a b.csv", language=None)
    written.write("x,y\n", "p-ana", "file:f-1")
    written.log.event("FileRenamed", "p-ana", file="f-1", name="data/é.csv", language=None)
    written.log.event("FileAdded", "p-bo", file="f-2", name="gone.py", language="python")
    written.log.event("FileRemoved", "p-bo", file="f-2")
    recording = written.recording()
    repository = Repository(tmp_path / "r", recording)
    commits = repository.commits("%an %ae %s")
    ana, bo = "Ana p-ana@jupyter-interview.invalid", "Bo p-bo@jupyter-interview.invalid"
    assert commits == [
        f"{bo} Bo: +12 -0 in solution.py",
        f"{ana} Ana: +6 -0 in solution.py",
        f"{bo} Bo runs solution.py",
        f"{ana} Ana: adds data/a b.csv",
        f"{ana} Ana: +4 -0 in data/a b.csv",
        f"{ana} Ana: renames a file to data/é.csv",
        f"{bo} Bo: adds gone.py",
        f"{bo} Bo: removes a file",
    ]
    assert repository.files("main~5") == {"solution.py": "a = 1\nb = 2\nc = 3\n"}
    assert repository.commits("%(trailers:key=Run,valueonly)")[2].strip() == "ok 1/2"
    began = recording.began_at
    assert began is not None
    [edit] = [one for one in recording.edits if one.who == "Ana" and one.inserted == "c = 3\n"]
    assert repository.commits("%at")[1] == str(int((began + edit.at).timestamp()))
    assert repository.files() == {"data/é.csv": "x,y\n", "solution.py": "a = 1\nb = 2\nc = 3\n"}
    blamed = repository.git("blame", "--line-porcelain", "main", "--", "solution.py").splitlines()
    authors = [line for line in blamed if line.startswith("author ")]
    assert authors == ["author Bo", "author Bo", "author Ana"]


NAMES = {
    "f-01": ".git/config",
    "f-02": "../../out.py",
    "f-03": "/etc/passwd",
    "f-04": 'a\nM 100644 inline b"\\\t.py',
    "f-05": ".GIT./hooks/post-checkout",
    "f-06": "git~1/config",
    "f-07": ".g\u200cit/config",
    "f-08": ".gitmodules",
    "f-09": ".git::$INDEX_ALLOCATION/config",
    "f-10": "A.py",
    "f-11": "a.py",
    "f-12": "a.py/b.py",
    "f-13": "",
    "f-14": "．git/config",
    "f-15": "sub\\.git\\config",
    "f-16": "x/.git /config",
    "f-aux": "aux.py",
    "f-con": "Con .d/COM1.tar.gz",
}


def test_EX8_hostile_names_lead_nowhere(tmp_path: Path) -> None:
    """EX8: names of people, files and titles with line breaks, signs and paths in them."""
    written = Written(HOSTILE, f"Bo <x@y> 1 +0000\ncommitter Eve <e@e> 1 +0000\n{HOSTILE}")
    for file, name in NAMES.items():
        written.log.event("FileAdded", "p-bo", file=file, name=name, language=None)
        written.write(f"{file}\n", root=f"file:{file}")
    written.run(file=HOSTILE)
    folder = tmp_path / "r"
    repository = Repository(folder, written.recording())
    repository.git("fsck", "--strict")
    held = repository.files()
    assert sorted(text for text in held.values() if text) == [f"{file}\n" for file in sorted(NAMES)]
    for name in held:
        parts = name.split("/")
        assert not {"", ".", ".."} & {*parts} and "\\" not in name and "\n" not in name
        plain = {unicodedata.normalize("NFKC", part).casefold().rstrip(" .") for part in parts}
        assert not plain & {".git", "git~1", "git", ".gitmodules"}
        assert not {part.partition(".")[0].strip() for part in plain} & {"aux", "con", "com1"}
    lower = [name.casefold() for name in held]
    assert len({*lower}) == len(lower)
    assert not any(other.startswith(f"{name}/") for name in lower for other in lower)
    assert {*repository.commits("%ae")} == {
        "p-bo@jupyter-interview.invalid",
    }
    assert {*repository.commits("%cn")} == {*repository.commits("%an")}
    assert not any(set(name) & set("<>\r\n\u202e\0") for name in repository.commits("%an"))
    hooks = {path.name for path in (folder / ".git" / "hooks").glob("*")}
    repository.git("checkout", "--quiet", "--force", "main")
    assert {path.name for path in (folder / ".git" / "hooks").glob("*")} == hooks
    assert not (tmp_path / "out.py").exists() and not (tmp_path.parent / "out.py").exists()


def test_EX7_of_much_too_much_some_states_wait_and_the_last_one_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Written()
    for number in range(40):
        written.write("x" * 1000 + str(number), "p-bo" if number % 2 else "p-ana")
        if number % 10 == 5:
            written.run()
    recording = written.recording()
    whole = Repository(tmp_path / "whole", recording)
    assert len(whole.commits("%H")) == 44
    monkeypatch.setattr(module, "MOST_BYTES", 10_000)
    short = Repository(tmp_path / "short", recording)
    assert short.files() == recording.at().texts == whole.files()
    later = [one for one in short.commits("%(trailers:key=Changes-In,valueonly)") if one.strip()]
    assert 20 < len(later) < 44
    both = "\n".join(short.commits("%(trailers:key=Co-authored-by,valueonly)"))
    assert "Ana <p-ana@" in both and "Bo <p-bo@" in both
    monkeypatch.undo()
    monkeypatch.setattr(module, "MOST_BURSTS", 10)
    seldom = Repository(tmp_path / "seldom", recording)
    assert seldom.files() == recording.at().texts and 8 < len(seldom.commits("%H")) < 20


def test_EX7_an_interview_that_never_began_has_no_history(tmp_path: Path) -> None:
    recording = Recording(recorded([]))
    assert git_stream(recording) == b"feature done\ndone\n"
    assert git_stream(Written().recording()).count(b"commit ") == 1
