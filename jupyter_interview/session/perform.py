"""Commands and events of all concerns: which one decides, and which one applies.

``decide`` and ``evolve`` are all that a room, a reader of the log and a test need to know.
"""

from collections.abc import Callable
from typing import Any

from ..contract.session import (
    AddFile,
    AttachmentBegun,
    AttachmentEnded,
    BeginAttachment,
    BeginServerRun,
    ChooseEntry,
    ChooseLanguage,
    ColorChanged,
    Command,
    CreateSession,
    DeleteSession,
    EndAttachment,
    EndRun,
    EndServerRun,
    EntryChosen,
    Event,
    FileAdded,
    FileRemoved,
    FileRenamed,
    FileShown,
    FilesOrdered,
    HandChanged,
    InviteMade,
    InviteReturned,
    InviteRevoked,
    Join,
    Kick,
    LanguageChanged,
    Leave,
    LoseRuns,
    NewInvite,
    OrderFiles,
    PersonChange,
    PersonChanged,
    PersonJoined,
    PersonLeft,
    PersonRenamed,
    PrintOutput,
    PrintServerOutput,
    RaiseHand,
    RemoveFile,
    RenameFile,
    RenamePerson,
    ReportResult,
    RestoreFile,
    RevokeInvite,
    RunEnded,
    RunPrinted,
    RunStarted,
    RunWithheld,
    SessionChange,
    SessionChanged,
    SessionCreated,
    SessionDeleted,
    ShowFile,
    StartRun,
    StopRun,
    UndoJoin,
    WithdrawInvite,
)
from ..domain.actor import Actor
from . import attachment, files, hands, invites, life, people, runs
from .interview import Decided, Given, Interview

_Decide = Callable[[Interview, Actor, Any, Given], list[Decided]]
_Evolve = Callable[[Interview, Any, int], Interview]

_DECIDE: dict[type[Command], _Decide] = {
    **dict.fromkeys((CreateSession, SessionChange, DeleteSession), life.decide),
    **dict.fromkeys((ChooseLanguage, AddFile, RenameFile, RemoveFile), files.decide),
    **dict.fromkeys((RestoreFile, OrderFiles, ShowFile, ChooseEntry), files.decide),
    **dict.fromkeys((Join, UndoJoin, Leave, Kick, PersonChange, RenamePerson), people.decide),
    **dict.fromkeys((NewInvite, RevokeInvite, WithdrawInvite), invites.decide),
    **dict.fromkeys((RaiseHand,), hands.decide),
    **dict.fromkeys((StartRun, PrintOutput, EndRun, ReportResult), runs.decide),
    **dict.fromkeys((BeginServerRun, PrintServerOutput, EndServerRun), runs.decide),
    **dict.fromkeys((StopRun, LoseRuns), runs.decide),
    **dict.fromkeys((BeginAttachment, EndAttachment), attachment.decide),
}
_EVOLVE: dict[type[Event], _Evolve] = {
    **dict.fromkeys((SessionCreated, SessionChanged, SessionDeleted), life.evolve),
    **dict.fromkeys((LanguageChanged, FileAdded, FileRenamed, FileRemoved), files.evolve),
    **dict.fromkeys((FilesOrdered, FileShown, EntryChosen), files.evolve),
    **dict.fromkeys((PersonJoined, PersonChanged, PersonRenamed), people.evolve),
    **dict.fromkeys((ColorChanged, PersonLeft), people.evolve),
    **dict.fromkeys((InviteMade, InviteRevoked, InviteReturned), invites.evolve),
    **dict.fromkeys((HandChanged,), hands.evolve),
    **dict.fromkeys((RunStarted, RunPrinted, RunWithheld, RunEnded), runs.evolve),
    **dict.fromkeys((AttachmentBegun, AttachmentEnded), attachment.evolve),
}


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    """The events of a command, none of which has happened yet; raises the refusal."""
    return _DECIDE[type(command)](interview, actor, command, given)


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    """The interview after an event that happened at this time."""
    return _EVOLVE[type(event)](interview, event, at_us)


def perform(
    interview: Interview, actor: Actor, command: Command, given: Given
) -> tuple[list[Decided], Interview]:
    """The events of a command, and the interview after them; raises the refusal."""
    decided = decide(interview, actor, command, given)
    for one in decided:
        interview = evolve(interview, one.event, given.now_us)
    return decided, interview
