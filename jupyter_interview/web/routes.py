"""Which handler answers which address, all of them below ``{base_url}interview/``."""

from typing import Any

from . import (
    attachment,
    checks,
    classes,
    exports,
    health,
    hold,
    invites,
    moments,
    pages,
    people,
    questions,
    recordings,
    release,
    remarks,
    session_files,
    sessions,
)
from .elsewhere import Elsewhere
from .rest_handler import UnknownRoute
from .socket import Socket
from .static import StaticFiles
from .wheels import Wheels

API = r"/interview/api"
SESSION = API + r"/sessions/(?P<session_id>[^/]+)"

REST: list[tuple[str, type]] = [
    (API + r"/health", health.Health),
    (API + r"/sessions", sessions.Sessions),
    (API + r"/classes", classes.Classes),
    (API + r"/activity", classes.ActivityOfMany),
    (API + r"/questions", questions.BankQuestions),
    (API + r"/questions/(?P<bank>[^/]+)", questions.UploadedBank),
    (API + r"/questions/(?P<bank>[^/]+)/(?P<name>[^/]+)", questions.OneBankQuestion),
    (SESSION, sessions.Session),
    (SESSION + r"/copies", sessions.Copies),
    (SESSION + r"/join", people.Join),
    (SESSION + r"/invitation", people.Invitation),
    (SESSION + r"/announcements", people.Announcements),
    (SESSION + r"/signals", people.Signals),
    (SESSION + r"/signals/(?P<signal_id>[^/]+)/answer", people.SignalAnswer),
    (SESSION + r"/users", people.Users),
    (SESSION + r"/users/(?P<user_id>[^/]+)", people.User),
    (SESSION + r"/users/(?P<user_id>[^/]+)/export", people.Export),
    (SESSION + r"/leave", people.Leave),
    (SESSION + r"/code", sessions.Code),
    (SESSION + r"/language", sessions.Language),
    (SESSION + r"/files", session_files.SessionFiles),
    (SESSION + r"/files/(?P<file_id>[^/]+)", session_files.SessionFile),
    (SESSION + r"/exports/(?P<form>[^/]+)", exports.InterviewExport),
    (SESSION + r"/recording", recordings.Recording),
    (SESSION + r"/recording/runs/(?P<run_id>[^/]+)", recordings.RecordedRun),
    (SESSION + r"/release", release.Release),
    (SESSION + r"/hold", hold.Hold),
    (SESSION + r"/seal", recordings.Seal),
    (SESSION + r"/questions", questions.Questions),
    (SESSION + r"/questions/(?P<question_id>[^/]+)", questions.OneQuestion),
    (SESSION + r"/questions/(?P<question_id>[^/]+)/files", questions.QuestionFiles),
    (SESSION + r"/checks", checks.Checks),
    (SESSION + r"/moments", moments.Moments),
    (SESSION + r"/texts", moments.Texts),
    (SESSION + r"/remarks", remarks.Remarks),
    (SESSION + r"/remarks/notes/(?P<note_id>[^/]+)", remarks.Note),
    (SESSION + r"/remarks/scores/(?P<criterion_id>[^/]+)", remarks.Score),
    (SESSION + r"/remarks/recommendation", remarks.Recommendation),
    (SESSION + r"/remarks/corrections/(?P<correction_id>[^/]+)", remarks.Correction),
    (SESSION + r"/execute", sessions.Execute),
    (SESSION + r"/runs/(?P<run_id>[^/]+)/stop", sessions.Stop),
    (SESSION + r"/attachment", attachment.Attachment),
    (SESSION + r"/invites", invites.Invites),
    (SESSION + r"/invites/(?P<invite_id>[^/]+)", invites.Invite),
    (API + r"(?:/.*)?", UnknownRoute),
]

RUNNER: list[tuple[Any, ...]] = [
    (r"/interview/runner\.html", pages.Runner),
    (r"/interview/wheels/([^/]+)", Wheels),
    (r"/interview/static/(.*)", StaticFiles, {"path": str(pages.STATIC)}),
]

HANDLERS: list[tuple[Any, ...]] = [
    *REST,
    (r"/interview/ws/(?P<session_id>[^/]+)", Socket),
    (r"/interview/?", pages.Home),
    (r"/interview/join/(?P<session_id>[^/]+)/?", pages.Door),
    (r"/interview/replay/(?P<session_id>[^/]+)/?", pages.Replay),
    *RUNNER,
    (r"/interview/.*", pages.Nothing),
]


def signpost(server_url: str) -> list[tuple[Any, ...]]:
    """The routes of a server whose interviews are at another one; code still runs from here."""
    elsewhere = (r"/interview/?", Elsewhere, {"server_url": server_url})
    return [*RUNNER, elsewhere, (r"/interview/.*", pages.Nothing)]
