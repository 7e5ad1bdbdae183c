"""The history of an interview as a stream that ``git fast-import`` reads.

Each burst of typing is a commit of whoever typed, each run one of whoever ran, in their order and
with the times that the recording shows. The files are those that there were, under their names.
``HEAD`` is the final text. Names of files lead nowhere outside of the work tree and into nothing
that git reads itself; names of people and titles stay on their line.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import timedelta

from .moments import clock
from .recording import Person, Recording
from .steps import Burst, Mark, Step, steps
from .then import TextThen
from .words import is_device, line_of

MOST_BYTES = 32 * 1024 * 1024
"""About the most bytes of all versions of all texts. Where there are more, a commit leaves its
change to a later one, evenly through the interview, and says so."""
MOST_BURSTS = 4000
"""The most commits of typing. Of more bursts, some wait for the next one that is told, whose commit
names everybody."""
_AHEAD = 0.25
"""What a part of the interview may have beside its own share of the bytes."""
BRANCH = "refs/heads/main"
_DOMAIN = "jupyter-interview.invalid"
_NOBODY = Person("interview", "The interview", None, None)
_UNSAFE_IN_PATHS = re.compile(r'[\\:*?"<>|]')
_GITS_OWN = re.compile(r"\.?git(~\d+)?", re.IGNORECASE)
_READ_BY_GIT = re.compile(r"\.git(modules|attributes|ignore)|\.mailmap|gi7[0-9a-f]{4}~\d", re.I)
_LATER = "Changes-In: a later commit"

_Tree = dict[str, bytes]


def git_stream(recording: Recording) -> bytes:
    """The whole stream."""
    return b"".join(_Stream(recording).parts())


class _Stream:
    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._texts = recording.texts
        start = recording.document["start"]
        self._began = 0 if start is None else start["at"]
        self._tree: _Tree = {}
        """What was committed last."""
        self._spent = 0
        self._paths: tuple[tuple[str, ...], list[str]] = (), []
        """The names of files that had paths last, and those paths."""
        self._contents: dict[str, tuple[str, bytes]] = {}
        """The text of each file that was written last, by its id, and its bytes."""
        self._others: set[int] = set()
        """Whose changes wait for a later commit."""
        self._commits = 0

    def parts(self) -> Iterator[bytes]:
        yield b"feature done\n"
        every = list(steps(self._recording))
        seldom = 1 + sum(isinstance(step, Burst) for step in every) // MOST_BURSTS
        for number, step in enumerate(every, 1):
            match step:
                case Burst() if number % seldom:
                    self._others.add(step.who)
                case Burst():
                    yield from self._burst(step, number / len(every))
                case Mark():
                    yield from self._mark(step, number / len(every))
        yield from self._end()
        yield b"done\n"

    def _burst(self, burst: Burst, progress: float) -> Iterator[bytes]:
        texts, recording = self._texts, self._recording
        edits = range(burst.first, burst.end)
        added = sum(texts.lengths[edit] for edit in edits)
        gone = sum(texts.deleted[edit] for edit in edits)
        ids = [file["id"] for file in recording.document["files"]]
        files = {file.id: file.name for file in recording.after(burst.end, burst.seq).files}
        changed = dict.fromkeys(files.get(ids[texts.files[edit]], "") for edit in edits)
        names = ", ".join(line_of(name) for name in changed if name)
        subject = f"{self._called(burst.who)}: +{added} -{gone}" + (f" in {names}" if names else "")
        yield from self._commit(burst, burst.until, burst.end, subject, (), progress)

    def _mark(self, mark: Mark, progress: float) -> Iterator[bytes]:
        edits = self._texts.edits_up_to(mark.seq)
        if mark.run is not None:
            run = mark.run
            subject = f"{self._called(mark.who)} runs {line_of(run.file or run.language or '')}"
            trailer = f"Run: {line_of(run.outcome)}"
            yield from self._commit(mark, mark.at, edits, subject, (trailer,), progress)
            return
        assert mark.event is not None
        told = mark.event["told"]
        subject = f"{self._called(mark.who)}: {_WORDS[mark.event['type']]}"
        about = told.get("name") or told.get("language")
        if about is not None:
            subject += f" {line_of(about)}"
        if self._differs(mark, edits):
            yield from self._commit(mark, mark.at, edits, subject, (), progress)

    def _end(self) -> Iterator[bytes]:
        """Whatever is still to come, so that the last commit has the final text."""
        recording = self._recording
        if recording.document["start"] is None:
            return
        upto, edits = recording.place_of(None)
        end = int(recording.length / timedelta(milliseconds=1))
        step = Mark(upto, end, -1, None, None)
        if self._differs(step, edits) or not self._commits:
            yield from self._commit(step, end, edits, "The end of the interview", (), 1, whole=True)

    def _differs(self, step: Step, edits: int) -> bool:
        return self._tree != self._tree_at(step.seq, edits)

    def _commit(
        self,
        step: Step,
        at: int,
        edits: int,
        subject: str,
        trailers: tuple[str, ...],
        progress: float,
        whole: bool = False,
    ) -> Iterator[bytes]:
        tree = self._tree_at(step.seq, edits)
        changed = {path: text for path, text in tree.items() if self._tree.get(path) != text}
        size = sum(map(len, changed.values()))
        room = MOST_BYTES * (_AHEAD + progress)
        if tree != self._tree and not whole and self._spent + size > room:
            tree, changed = self._tree, {}
            self._others.add(step.who)
            trailers = (*trailers, _LATER)
        else:
            self._spent += size
            others = sorted(self._others - {step.who})
            trailers = (*trailers, *(f"Co-authored-by: {self._author(one)}" for one in others))
            self._others.clear()
        about = "\n".join((f"Moment: {clock(at)}, entry {step.seq}", *trailers))
        who, when = self._author(step.who), f"{(self._began + at) // 1000} +0000"
        yield _encoded(f"commit {BRANCH}\nauthor {who} {when}\ncommitter {who} {when}\n")
        yield _data(_encoded(f"{subject}\n\n{about}\n"))
        for path in self._tree:
            if path not in tree:
                yield _encoded(f"D {_quoted(path)}\n")
        for path, text in changed.items():
            yield _encoded(f"M 100644 inline {_quoted(path)}\n")
            yield _data(text)
        yield b"\n"
        self._tree = tree
        self._commits += 1

    def _tree_at(self, seq: int, edits: int) -> _Tree:
        files = self._recording.after(edits, seq).files
        paths = self._paths_of(tuple(file.name for file in files))
        return {path: self._content(file) for path, file in zip(paths, files, strict=True)}

    def _paths_of(self, names: tuple[str, ...]) -> list[str]:
        if names != self._paths[0]:
            paths: list[str] = []
            for name in names:
                paths.append(_free(_path(name), paths))
            self._paths = names, paths
        return self._paths[1]

    def _content(self, file: TextThen) -> bytes:
        known = self._contents.get(file.id)
        if known is None or known[0] is not file.text:
            known = self._contents[file.id] = file.text, file.text.encode(errors="replace")
        return known[1]

    def _person(self, who: int) -> Person:
        return _NOBODY if who < 0 else self._recording.people[who]

    def _called(self, who: int) -> str:
        return line_of(self._person(who).called) or "Somebody"

    def _author(self, who: int) -> str:
        name = self._called(who).translate({ord("<"): "(", ord(">"): ")"})
        address = re.sub(r"[^A-Za-z0-9._-]", "-", self._person(who).id) or "nobody"
        return f"{name} <{address}@{_DOMAIN}>"


_WORDS = {
    "LanguageChanged": "shows",
    "FileAdded": "adds",
    "FileRenamed": "renames a file to",
    "FileRemoved": "removes a file",
}


def _path(name: str) -> str:
    """The name as a path in the work tree, and in no other place."""
    parts = (_part(part) for part in name.split("/") if part not in ("", "."))
    return "/".join(parts) or "_"


def _part(name: str) -> str:
    """A name of a file or folder that is one on every disk, and that git reads nothing in."""
    plain = _UNSAFE_IN_PATHS.sub("-", line_of(name)).rstrip(" .") or "_"
    # Some disks take wide letters and marks that are not seen for none, or for the plain ones.
    seen = "".join(c for c in unicodedata.normalize("NFKC", plain) if c.isprintable())
    is_gits = _GITS_OWN.fullmatch(seen.rstrip(" .")) or _READ_BY_GIT.fullmatch(seen.rstrip(" ."))
    # Git checks out nothing at all on Windows if one of the names is that of a device.
    return f"_{plain}" if is_gits or is_device(seen) else plain


def _free(path: str, taken: Collection[str]) -> str:
    """The path, with a number if another file has it, or is in its way, where big and small letters
    are one."""
    names = {name.casefold() for name in taken}
    stem, dot, ending = path.rpartition(".")
    if not stem or "/" in ending:
        stem, dot, ending = path, "", ""
    wanted, number = path, 1
    while any(_clash(wanted.casefold(), name) for name in names):
        number += 1
        wanted = f"{stem}-{number}{dot}{ending}"
        if number > len(taken) + 1:
            # It is its folder that is a file.
            wanted = f"{number}-{path.replace('/', '-')}"
    return wanted


def _clash(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}/") or other.startswith(f"{path}/")


def _quoted(path: str) -> str:
    """A path as the stream has it: in the way of C, where any character needs it."""
    escaped = (
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03o}"
        for byte in path.encode(errors="replace")
    )
    return f'"{"".join(escaped)}"'


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _encoded(text: str) -> bytes:
    return text.encode(errors="replace")
