"""The banks of one server: the starter bank, the folders that whoever runs the server names, and
those that people have uploaded for themselves.

Files are read in threads, for a short time each, so that whoever has few of them need not wait for
somebody who has many; nobody waits for what others have uploaded. What a list says of a question is
kept until a file of it changes; a question that is loaded is read when it is asked for. What is
wrong is told in sentences with the bank's own names in them, and never with the path of a folder.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from traceback import format_tb
from typing import ParamSpec, TypeVar
from weakref import WeakValueDictionary

import msgspec

from ..contract.values import BankQuestion, ListedQuestion, QuestionList
from ..domain.errors import ErrorCode, InterviewError
from ..questions.bank import BANK, read_about, starter_bank
from ..questions.folder import Stamp, stamp_of
from ..questions.problems import Problem
from ..questions.question import Question
from ..questions.reading import QUESTION, is_id, is_question, read_question
from ..questions.shown import whole
from .commit import commit_of
from .copies import listed, private_copy, public_copy
from .keeping import NameTaken, NotTheSame, keep
from .uploads import BadBank, Uploads

_P = ParamSpec("_P")
_T = TypeVar("_T")
STARTER = "starter"
"""The name of the bank that comes with the package."""
MOST_QUESTIONS = 5000
"""The most questions of one bank that are listed."""
MOST_PROBLEMS = 200
_AT_A_TIME = 2
"""How many threads read files of banks, and how many those that people have uploaded."""
_TURN_SECONDS = 0.2
"""After so many seconds others have their turn."""
MOST_BYTES = 2 * 1024 * 1024
"""The most bytes of a question with its private side. An interview has no more room for all of its
questions."""
NOT_KEPT = (
    "This server keeps no questions. Whoever runs it can name a folder for them with "
    "c.InterviewApp.question_keep_dir."
)
NOT_TAKEN = (
    "This server takes no banks. Whoever runs it can name a folder for them with "
    "c.InterviewApp.question_upload_dir."
)


@dataclass(frozen=True, slots=True)
class _Bank:
    name: str
    folder: Path
    license: str | None
    is_uploaded: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What a list says of one folder, as long as its files are these."""

    stamp: Stamp
    bank: _Bank
    question: ListedQuestion | None
    problems: tuple[str, ...]


class Banks:
    """Lists, reads and keeps questions. ``keeps`` is the folder of the bank for questions that are
    written in interviews, ``uploads`` has what people have uploaded, if there are any.

    Where an ``owner`` asks, the banks that they have uploaded are among the others.
    """

    def __init__(
        self,
        places: Iterable[Path],
        keeps: Path | None,
        log: logging.Logger,
        uploads: Uploads | None = None,
    ) -> None:
        own = [*places, *([] if keeps is None else [keeps])]
        self._places = tuple(dict.fromkeys(place.absolute() for place in own))
        self._keeps = None if keeps is None else keeps.absolute()
        self._log = log
        self._uploads = uploads
        self._known: dict[Path, _Known] = {}
        self._locks: WeakValueDictionary[Path | str, asyncio.Lock] = WeakValueDictionary()
        """Of a bank that is read or written, and of a person who uploads."""
        self._own = asyncio.Semaphore(_AT_A_TIME)
        self._uploaded = asyncio.Semaphore(_AT_A_TIME)

    def missing(self) -> list[Path]:
        """The folders that are not there, for the log of the server."""
        return [place for place in self._places if not place.is_dir()]

    async def every(self, owner: str | None = None) -> QuestionList:
        """All questions that can be used, and what is wrong with the others."""
        problems: list[str] = []
        banks = await self._banks_of(owner, problems)
        known: list[_Known] = []
        for bank in banks:
            known += await self._every_of(bank, problems)
        problems += [problem for one in known for problem in one.problems]
        if len(problems) > MOST_PROBLEMS:
            more = len(problems) - MOST_PROBLEMS
            problems[MOST_PROBLEMS:] = [f"There are {more} more problems."]
        questions = [one.question for one in known if one.question is not None]
        keeps = next((bank.name for bank in banks if bank.folder == self._keeps), None)
        uploads = None
        if owner is not None and self._uploads is not None:
            # With those that cannot be used: somebody has to be able to remove them.
            uploads = tuple(await self._in_thread(False, self._uploads.banks_of, owner))
        return QuestionList(tuple(questions), tuple(problems), keeps, uploads)

    async def question(self, bank: str, name: str, owner: str | None = None) -> BankQuestion:
        """Both sides of a question as it is now; raises ``not_found``, with what is wrong if it is
        there and cannot be used."""
        found = _called(bank, await self._banks_of(None, []))
        if found is None:
            found = _called(bank, await self._banks_of(owner, []))
        if found is None or not is_id(name):
            raise _unknown(bank, name)
        return await self._in_thread(found.is_uploaded, self._question, found, name)

    async def upload(self, owner: str, bank: str, content: bytes) -> QuestionList:
        """Keep a zip as a bank of this owner, in the place of an earlier one; answers with what is
        in it. Raises ``not_enabled`` and ``invalid_field``."""
        async with self._lock(owner):
            await self._in_thread(True, self._upload, owner, bank, content)
        every = await self.every(owner)
        return QuestionList(
            tuple(one for one in every.questions if one.bank == bank),
            tuple(one for one in every.problems if one.startswith(f"{bank}/")),
        )

    async def discard(self, owner: str, bank: str) -> None:
        """Remove a bank that this owner has uploaded; raises ``not_enabled`` and ``not_found``."""
        async with self._lock(owner):
            await self._in_thread(True, self._discard, owner, bank)

    async def keep(self, question: Question, bank: str | None) -> ListedQuestion:
        """Write a question into the bank that is for that. Raises ``not_enabled``, ``not_found`` if
        it is not called ``bank``, and ``invalid_field`` if the name is taken."""
        async with self._lock(self._keeps or ""):
            return await self._in_thread(False, self._keep, question, bank)

    def _lock(self, of: Path | str) -> asyncio.Lock:
        return self._locks.setdefault(of, asyncio.Lock())

    async def _in_thread(
        self, is_uploaded: bool, do: Callable[_P, _T], *args: _P.args, **more: _P.kwargs
    ) -> _T:
        """Do what reads or writes files. What people have uploaded has turns of its own."""
        async with self._uploaded if is_uploaded else self._own:
            return await asyncio.to_thread(do, *args, **more)

    async def _every_of(self, bank: _Bank, problems: list[str]) -> list[_Known]:
        """What a list says of the folders of one bank."""
        async with self._lock(bank.folder):
            left = await self._in_thread(bank.is_uploaded, self._folders, bank, problems)
            known: dict[Path, _Known] = {}
            while left:
                looked = await self._in_thread(bank.is_uploaded, self._look_at_some, bank, left)
                known.update(looked)
                left = left[len(looked) :]
            self._forget(bank.folder)
            self._known.update(known)
        return [*known.values()]

    def _look_at_some(self, bank: _Bank, folders: list[Path]) -> dict[Path, _Known]:
        """What a list says of the first folders, as many as a short time allows."""
        until, looked = monotonic() + _TURN_SECONDS, dict[Path, _Known]()
        for folder in folders:
            looked[folder] = self._look(bank, folder)
            if monotonic() > until:
                break
        return looked

    async def _banks_of(self, owner: str | None, problems: list[str]) -> list[_Bank]:
        """The banks of this server, and then those that an owner has uploaded."""
        banks = await self._in_thread(False, self._banks, problems)
        if owner is not None and self._uploads is not None:
            uploads = await self._in_thread(False, self._uploads.banks_of, owner)
            places = [(place, name) for name, place in uploads.items()]
            if places:
                banks = await self._in_thread(True, self._named, places, banks, problems)
        return banks

    def _banks(self, problems: list[str]) -> list[_Bank]:
        for gone in {path.parent for path in [*self._known]}:
            if not gone.is_dir():
                self._forget(gone)
        places = [(place, None) for place in (starter_bank(), *self._places)]
        return self._named(places, [], problems)

    def _named(
        self,
        places: Sequence[tuple[Path, str | None]],
        before: list[_Bank],
        problems: list[str],
    ) -> list[_Bank]:
        """The banks by what they say of themselves, behind those ``before``. Of two with one name
        the first one counts. Those that somebody has uploaded are called as they were then."""
        banks = {bank.name: bank for bank in before}
        for place, called in places:
            try:
                bank, wrong = _bank(place, called)
            except OSError:
                name = called or whole(place.name)
                problems.append(f"The bank {name} is not there, or cannot be read.")
                continue
            problems += [whole(f"{bank.name}/{problem}") for problem in wrong]
            if wrong:
                continue
            if bank.name in banks:
                problems.append(_same_name(bank))
            else:
                banks[bank.name] = bank
        return [*banks.values()]

    def _forget(self, folder: Path) -> None:
        for path in [path for path in [*self._known] if path.parent == folder]:
            self._known.pop(path, None)

    def _folders(self, bank: _Bank, problems: list[str]) -> list[Path]:
        try:
            inside = (path for path in bank.folder.iterdir() if not path.is_symlink())
            folders = sorted(path for path in inside if is_question(path))
        except OSError:
            problems.append(f"The bank {bank.name} cannot be read.")
            return []
        if len(folders) > MOST_QUESTIONS:
            problems.append(
                f"The bank {bank.name} has more than {MOST_QUESTIONS:,} questions; the others are "
                "not listed."
            )
        return folders[:MOST_QUESTIONS]

    def _look(self, bank: _Bank, folder: Path) -> _Known:
        """What a list says of a folder, read again if something has changed."""
        try:
            stamp = stamp_of(folder)
            known = self._known.get(folder)
            if known is not None and (known.stamp, known.bank) == (stamp, bank):
                return known
            question, problems = self._read(bank, folder)
        except OSError:
            where = whole(f"{bank.name}/{folder.name}")
            return _Known((), bank, None, (f"{where} cannot be read.",))
        entry = None if question is None else listed(question, bank.name)
        return _Known(stamp, bank, entry, tuple(problems))

    def _read(self, bank: _Bank, folder: Path) -> tuple[Question | None, list[str]]:
        """The question in a folder, or what is wrong with it; raises OSError."""
        where = whole(f"{bank.name}/{folder.name}")
        try:
            question, problems = read_question(folder, bank.license)
        except (RecursionError, ValueError, TypeError, LookupError) as problem:
            # Without its message, in which there may be words of the private side.
            kind, lines = type(problem).__name__, "".join(format_tb(problem.__traceback__))
            self._log.error("jupyter_interview: %s cannot be read: %s\n%s", where, kind, lines)
            return None, [f"{where} cannot be read; the server's log says why."]
        told = [whole(f"{where}/{problem}") for problem in problems]
        if question is not None and (wrong := _unfit(question)):
            return None, [*told, f"{where}: {wrong}"]
        return question, told

    def _question(self, found: _Bank, name: str) -> BankQuestion:
        folder = found.folder / name
        try:
            if folder.is_symlink() or not is_question(folder):
                raise _unknown(found.name, name)
            question, problems = self._read(found, folder)
        except OSError:
            raise _unknown(found.name, name) from None
        if question is None:
            sentence = f"This question cannot be used as it is: {problems[0]}"
            raise InterviewError(ErrorCode.NOT_FOUND, sentence)
        # The package may lie in somebody's repository, of which it is no part.
        commit = None if found.name == STARTER else commit_of(folder)
        public = public_copy(question.public, question.digest, found.name, commit)
        return BankQuestion(public, private_copy(question.private))

    def _keep(self, question: Question, bank_name: str | None) -> ListedQuestion:
        keeps = self._keeps
        bank = next((one for one in self._banks([]) if one.folder == keeps), None)
        if keeps is None or bank is None:
            raise InterviewError(ErrorCode.NOT_ENABLED, NOT_KEPT)
        if bank_name not in (None, bank.name):
            sentence = f"Questions are kept in the bank {bank.name}, and in no other."
            raise InterviewError(ErrorCode.NOT_FOUND, sentence)
        name = question.public.id
        try:
            keep(question, keeps)
        except NameTaken:
            sentence = f"The bank {bank.name} has a question {name} already; take another title."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence) from None
        except NotTheSame as problem:
            sentence = f"This question cannot be kept as files: {problem}"
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence) from None
        except OSError as problem:
            raise self._not_written(problem) from None
        return listed(question, bank.name)

    def uploads(self) -> Uploads:
        """What people have uploaded; raises ``not_enabled`` where this server takes no banks."""
        if self._uploads is None:
            raise InterviewError(ErrorCode.NOT_ENABLED, NOT_TAKEN)
        return self._uploads

    def _upload(self, owner: str, name: str, content: bytes) -> None:
        uploads = self.uploads()
        if not is_id(name):
            sentence = "A bank is called by small letters and digits, with - between words."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        if any(bank.name == name for bank in self._banks([])):
            sentence = f"This server has a bank {name} already; take another name."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        try:
            uploads.put(owner, name, content)
        except BadBank as problem:
            raise InterviewError(ErrorCode.INVALID_FIELD, str(problem)) from None
        except OSError as problem:
            raise self._not_written(problem) from None

    def _discard(self, owner: str, name: str) -> None:
        uploads = self.uploads()
        try:
            is_gone = uploads.remove(owner, name)
        except OSError as problem:
            raise self._not_written(problem) from None
        if not is_gone:
            raise InterviewError(ErrorCode.NOT_FOUND, "You have uploaded no bank of this name.")

    def _not_written(self, problem: OSError) -> InterviewError:
        self._log.error("jupyter_interview: a bank cannot be written: %s", problem)
        sentence = "The server cannot write into its bank now; its log says why."
        return InterviewError(ErrorCode.UNAVAILABLE, sentence)


def _bank(place: Path, called: str | None) -> tuple[_Bank, tuple[Problem, ...]]:
    """What a folder says of itself, and what is wrong with it; raises OSError."""
    if not place.is_dir():
        raise NotADirectoryError(place)
    about, problems = read_about(place)
    problems = tuple(replace(problem, file=BANK) for problem in problems)
    name = called or (about.name or "").strip() or place.name
    if place == starter_bank():
        name = STARTER
    if is_question(place):
        sentence = "This folder is a question; name the folder around it as a bank."
        problems = (*problems, Problem(QUESTION, 1, sentence))
    return _Bank(whole(name), place, about.license, called is not None), problems


def _same_name(bank: _Bank) -> str:
    if bank.is_uploaded:
        return (
            f"This server has a bank {bank.name}, too, so yours of this name is not listed; remove "
            "yours, and upload it under another name."
        )
    return f"Two banks are called {bank.name}; give one another name in its bank.yaml."


def _called(name: str, banks: list[_Bank]) -> _Bank | None:
    return next((one for one in banks if one.name == name), None)


def _unfit(question: Question) -> str | None:
    """Why an interview cannot keep this question, if it cannot."""
    copies = (public_copy(question.public, ""), private_copy(question.private))
    try:
        size = len(msgspec.json.encode(copies))
    except (UnicodeEncodeError, ValueError):
        return "A text in it has half a character (a lone surrogate)."
    if size > MOST_BYTES:
        return f"With all of its files it may have at most {MOST_BYTES:,} bytes."
    return None


def _unknown(bank: str, name: str) -> InterviewError:
    sentence = f"There is no question {name[:100]} in a bank {bank[:100]}."
    return InterviewError(ErrorCode.NOT_FOUND, sentence)
