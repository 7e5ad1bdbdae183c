"""A client for programs: it does everything the REST interface does, and tells what happens.

It knows the contract and nothing of the server's insides, so it works from any machine. The same
methods wait in :class:`InterviewClient` and are awaited in :class:`AsyncInterviewClient`::

    with InterviewClient("http://localhost:8888/", token="…") as client:
        session = client.create("python", title="Backend, round 2")
        print(client.invite(session.id, max_uses=1).url)
        for event in client.watch(session.id):
            print(event)
"""

from .awaiting import AsyncInterviewClient
from .blocking import InterviewClient
from .calls import TakenAway
from .events import CodeChange, Event, ExecutionResult, LanguageChange, UserJoined, UserLeft
from .recording import Edit, Recording
from .refusal import InterviewRefused
from .settings import Locks
from .shapes import (
    Activity,
    ActivityList,
    ActivityTests,
    Announcement,
    Attachment,
    Author,
    BankQuestion,
    CaseResult,
    Check,
    ClassLink,
    ClassLinks,
    ClassName,
    Criterion,
    File,
    Files,
    FileWithText,
    HashedFile,
    Invitation,
    Invite,
    Joined,
    LastRun,
    Link,
    ListedInvite,
    ListedQuestion,
    MintedInvite,
    Output,
    PassedTests,
    PrivateSide,
    Program,
    ProgramFile,
    Question,
    QuestionList,
    Questions,
    Result,
    Run,
    Session,
    SessionEntry,
    TestResult,
    User,
)

__all__ = [
    "Activity",
    "ActivityList",
    "ActivityTests",
    "Announcement",
    "Attachment",
    "AsyncInterviewClient",
    "Author",
    "BankQuestion",
    "CaseResult",
    "Check",
    "ClassLink",
    "ClassLinks",
    "ClassName",
    "CodeChange",
    "Criterion",
    "Edit",
    "Event",
    "ExecutionResult",
    "File",
    "FileWithText",
    "Files",
    "HashedFile",
    "InterviewClient",
    "InterviewRefused",
    "Invitation",
    "Invite",
    "Joined",
    "LastRun",
    "LanguageChange",
    "Link",
    "ListedInvite",
    "ListedQuestion",
    "Locks",
    "MintedInvite",
    "Output",
    "PassedTests",
    "PrivateSide",
    "Program",
    "ProgramFile",
    "Question",
    "QuestionList",
    "Questions",
    "Recording",
    "Result",
    "Run",
    "Session",
    "SessionEntry",
    "TakenAway",
    "TestResult",
    "User",
    "UserJoined",
    "UserLeft",
]
