"""Everything that can be asked of the REST interface, once for both clients.

Each method answers when the server has it on disk, and raises
:class:`~jupyter_interview.client.InterviewRefused` when it is not done. Codes that any of them may
raise: ``unauthenticated``, ``invalid_credential``, ``forbidden``, ``not_found``, ``waiting``,
``rate_limited``, ``unavailable``, ``unreachable``; writes also ``session_ended``.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack
from urllib.parse import urlencode
from uuid import uuid4

from ..playback.parts import merged
from ..playback.recording import Recording
from ..playback.then import Then
from .calls import (
    Call,
    FileCall,
    PageCall,
    TakenAway,
    given,
    json_object,
    many,
    nothing,
    one,
    operation,
    path,
    taken,
)
from .settings import InitialSettings, SettingsChange, asked, initial
from .shapes import (
    ActivityList,
    Announcement,
    Attachment,
    AttachmentState,
    BankQuestion,
    Check,
    ClassLinks,
    ClassName,
    Files,
    FileWithText,
    Hold,
    Invitation,
    Joined,
    ListedInvite,
    ListedQuestion,
    MintedInvite,
    Moment,
    Moments,
    Question,
    QuestionList,
    Questions,
    Release,
    Remarks,
    Result,
    Run,
    Seal,
    Session,
    SessionEntry,
    Signal,
    TextsThen,
    User,
)

SESSIONS = "sessions"
_PAGE = 100


def entries(query: str | None, state: str | None, order: str | None) -> PageCall[SessionEntry]:
    """The first page of a list."""
    body = given(limit=_PAGE, q=query, state=state, order=order)
    return PageCall("GET", f"{SESSIONS}?{urlencode(body)}", None, many(SessionEntry))


def with_texts() -> PageCall[Session]:
    """The same with the text of each."""
    body = {"limit": _PAGE, "code": "true"}
    return PageCall("GET", f"{SESSIONS}?{urlencode(body)}", None, many(Session))


def _attachment(session_id: str) -> str:
    return path(SESSIONS, session_id, "attachment")


def _remarks(session_id: str, *parts: str) -> str:
    return path(SESSIONS, session_id, "remarks", *parts)


def _named(files: Mapping[str, str] | None) -> list[dict[str, str]] | None:
    if files is None:
        return None
    return [{"name": name, "text": text} for name, text in files.items()]


def _chosen(questions: Iterable[tuple[str, str]]) -> list[dict[str, str]] | None:
    return [{"bank": bank, "name": name} for bank, name in questions] or None


def _for(audience: str = "hosts", **more: str | int | None) -> str:
    query = given(**more)
    if audience != "hosts":
        query["audience"] = audience
    return f"?{urlencode(query)}" if query else ""


class Operations:
    """The methods."""

    @operation
    def create(
        self,
        language: str = "javascript",
        *,
        title: str | None = None,
        code: str | None = None,
        files: Mapping[str, str] | None = None,
        state: str = "live",
        group: str | None = None,
        questions: Iterable[tuple[str, str]] = (),
        key: str | None = None,
        **settings: Unpack[InitialSettings],
    ) -> Call[Session]:
        """Start an interview, which belongs to the owner of the token.

        When the connection breaks, the request is sent again, and one interview is created all the
        same. For programs that try again themselves, also after a restart of theirs, ``key`` (any
        word of up to 255 characters) says which requests are the same.

        ``code`` (at most 256 KiB of UTF-8) stands in place of the language's template. So do
        ``files``, texts by their names, of which the first one in ``language`` is shown. ``state``
        is ``live``, or ``draft`` to prepare it before anybody comes in. With ``lobby``, people who
        come by link wait until they are let in. ``group`` is the name of a class. ``questions`` are
        loaded into it, each a bank and a name in it; nothing is made if one is ``not_found``.
        Raises ``unknown_language``, ``invalid_field``, ``text_too_long``.
        """
        body = given(language=language, title=title, code=code, state=state, group=group)
        body |= given(files=_named(files), questions=_chosen(questions)) | initial(**settings)
        return Call("POST", SESSIONS, body, one(Session), key or str(uuid4()))

    @operation
    def copy(
        self,
        session_id: str,
        *,
        title: str | None = None,
        state: str | None = None,
        at: str | int | Then | None = None,
        key: str | None = None,
    ) -> Call[Session]:
        """Start an interview of your own with the files and settings of one that you may read.

        Without a ``title`` it has that of the other with "(copy)" behind. The copy of a draft is a
        draft, any other is ``live``, unless ``state`` says so. ``key`` is as for :meth:`create`.

        If you hold it, ``at`` is an earlier moment whose files and questions the copy has:
        ``"12:31"``, the ``seq`` of an entry, a place in the log, or a moment of a recording such as
        ``r.runs[3].then``. Then it is a draft, and ``copied_from`` says where it comes from.
        """
        when = at.seq if isinstance(at, Then) else at
        body = given(title=title, state=state, at=None if when is None else str(when))
        where = path(SESSIONS, session_id, "copies")
        return Call("POST", where, body, one(Session), key or str(uuid4()))

    @operation
    def get(self, session_id: str) -> Call[Session]:
        """An interview as you may see it, with the text of the file shown."""
        return Call("GET", path(SESSIONS, session_id), None, one(Session))

    open = get

    @operation
    def change(
        self,
        session_id: str,
        *,
        title: str | None = None,
        state: str | None = None,
        **settings: Unpack[SettingsChange],
    ) -> Call[Session]:
        """Rename, start a draft or reopen (``state="live"``), end (``"ended"``), or set what
        :class:`~jupyter_interview.client.settings.SettingsChange` lists: open or close the lobby
        (``lobby``), lock or unlock candidates (``lock_editing``, ``lock_runs``), show the values of
        programs' last expressions (``show_values``). What is None stays; all of it is done or
        nothing.

        Starting a draft begins another document with the texts as they are: ``epoch`` goes up.
        """
        body = given(title=title, state=state) | asked(**settings)
        return Call("PATCH", path(SESSIONS, session_id), body, one(Session))

    @operation
    def delete(self, session_id: str) -> Call[None]:
        """Delete an interview for good, with its text, runs, people and links."""
        return Call("DELETE", path(SESSIONS, session_id), None, nothing)

    @operation
    def take_away(
        self,
        session_id: str,
        form: str = "markdown",
        *,
        audience: str = "hosts",
        include: str | None = None,
    ) -> Call[TakenAway]:
        """A file with what an interview came to, if you hold it; ``.save()`` writes it.

        ``form`` is ``code`` (the one file, or a zip), ``markdown`` (a transcript), ``json`` or
        ``csv`` (the runs). Of the whole course of it there are ``recording``, ``player`` (a page
        that plays it without a server), ``ipynb`` (a notebook, or a zip of them), ``git`` (for
        ``git fast-import``), ``progsnap2`` (a data set for research, in a zip), and as a report
        ``report`` (a page), ``report-md``, ``report-json`` and ``report-csv``; these have what
        hosts may know, or with the ``audience`` ``everybody`` what everybody in the interview could
        see. ``include="remarks"`` puts the notes and scores that you may read into a report.
        Raises ``rate_limited``, ``invalid_field``.
        """
        where = path(SESSIONS, session_id, "exports", form) + _for(audience, include=include)
        return FileCall("GET", where, None, taken)

    @operation
    def recording(
        self, session_id: str, *, audience: str = "hosts", since: Recording | None = None
    ) -> Call[Recording]:
        """Every text of an interview at every moment, if you hold it: ``.at("12:31").text``,
        ``.runs[3].diff(r.runs[4])``, ``.blame("12:31")``. With the ``audience`` ``everybody`` it
        has what everybody in the interview could see. A notebook shows it as the player.

        ``since`` is the recording that you had of this interview before: then only what came after
        it is fetched, if it is for the same audience. A ``ValueError`` says that what came does not
        go on from there, as of another interview: ask again without ``since``. Raises
        ``rate_limited``, ``invalid_field``."""
        before = None if since is None else since.document
        if before is not None and before["audience"] != audience:
            before = None
        after = None if before is None else before["session"]["upTo"]

        def reads(value: Any) -> Recording:
            answer = json_object(value)
            return Recording(answer if before is None else merged(before, answer))

        where = path(SESSIONS, session_id, "recording") + _for(audience, after=after)
        return Call("GET", where, None, reads)

    @operation
    def recorded_run(self, session_id: str, run_id: str, *, audience: str = "hosts") -> Call[Run]:
        """A run of the recording with all that it has printed, images among it: of those whose
        ``is_cut`` says so, the recording has the beginning. Raises ``rate_limited``."""
        where = path(SESSIONS, session_id, "recording", "runs", run_id) + _for(audience)
        return Call("GET", where, None, one(Run))

    @operation
    def seal(self, session_id: str) -> Call[Seal]:
        """What everybody in an interview that has ended may keep: the hash of its recording for
        everybody, by which a copy is known again (``Recording.seal``). Raises ``rate_limited``."""
        return Call("GET", path(SESSIONS, session_id, "seal"), None, one(Seal))

    @operation
    def release(self, session_id: str, until: datetime | None = None) -> Call[Release]:
        """Let the candidates of an interview of yours that has ended fetch their copy: what
        everybody could see, with their own secret, until this date. They call :meth:`take_away` and
        :meth:`recording` with ``audience="everybody"``.

        Without a date it is for 30 days, or as long as the server keeps the interview if that is
        shorter. Raises ``invalid_field`` for a date without its offset from UTC, that is over, or
        that is too far away.
        """
        body = given(until=None if until is None else until.isoformat())
        return Call("PUT", path(SESSIONS, session_id, "release"), body, one(Release))

    @operation
    def take_release_back(self, session_id: str) -> Call[None]:
        """Let candidates fetch no copy any more. What they have fetched, they have."""
        return Call("DELETE", path(SESSIONS, session_id, "release"), None, nothing)

    @operation
    def hold(self, session_id: str) -> Call[Hold]:
        """Keep an interview of yours from being deleted, by you, by the command line and by its
        age, until :meth:`take_hold_away`. :meth:`delete` then raises ``held``."""
        return Call("PUT", path(SESSIONS, session_id, "hold"), None, one(Hold))

    @operation
    def take_hold_away(self, session_id: str) -> Call[None]:
        """Let an interview be deleted again."""
        return Call("DELETE", path(SESSIONS, session_id, "hold"), None, nothing)

    # People

    @operation
    def join(
        self,
        session_id: str,
        name: str,
        *,
        invite: str | None = None,
        color: str | None = None,
        key: str | None = None,
    ) -> Call[Joined]:
        """Become a participant under ``name`` (1 to 64 characters).

        With a token: the same name again is the same person. Where Jupyter tells people apart,
        another name is yours from now on.

        With an ``invite``, the secret of a
        link, no credential is needed, and the answer has one: make another client with
        ``secret=joined.secret``. ``color`` (``#rrggbb``) is granted if nobody has it.
        Whoever sends this again with the same ``key`` (a random UUID, say) is the same person;
        within one call that is so without a key.
        """
        body = given(userName=name, invite=invite, color=color)
        again = None if invite is None else key or str(uuid4())
        return Call("POST", path(SESSIONS, session_id, "join"), body, one(Joined), again)

    @operation
    def invitation(self, session_id: str, invite: str) -> Call[Invitation]:
        """What the link with this secret leads to, as long as one can join by it. Looking uses
        nothing of it up, and needs no credential."""
        body = {"invite": invite}
        return Call("POST", path(SESSIONS, session_id, "invitation"), body, one(Invitation))

    @operation
    def leave(self, session_id: str, user_id: str) -> Call[None]:
        """Leave for good; ``user_id`` must be your own. A guest's secret stops working."""
        return Call("POST", path(SESSIONS, session_id, "leave"), {"userId": user_id}, nothing)

    @operation
    def users(self, session_id: str) -> Call[tuple[User, ...]]:
        """Everybody who joined and has not left, in the order of joining."""
        return Call("GET", path(SESSIONS, session_id, "users"), None, many(User))

    @operation
    def admit(self, session_id: str, user_id: str) -> Call[User]:
        """Let a person in who waits."""
        where = path(SESSIONS, session_id, "users", user_id)
        return Call("PATCH", where, {"admitted": True}, one(User))

    @operation
    def set_role(self, session_id: str, user_id: str, role: str) -> Call[User]:
        """Make somebody ``interviewer``, ``candidate`` or ``observer``, which takes effect
        immediately."""
        where = path(SESSIONS, session_id, "users", user_id)
        return Call("PATCH", where, {"role": role}, one(User))

    @operation
    def take_off(self, session_id: str, user_id: str) -> Call[User]:
        """Take somebody who is away off the list of people, until they come again."""
        where = path(SESSIONS, session_id, "users", user_id)
        return Call("PATCH", where, {"listed": False}, one(User))

    @operation
    def kick(self, session_id: str, user_id: str) -> Call[None]:
        """Remove somebody; the link they came by opens for nobody else."""
        return Call("DELETE", path(SESSIONS, session_id, "users", user_id), None, nothing)

    @operation
    def rename_user(self, session_id: str, user_id: str, name: str) -> Call[User]:
        """Change your own name. It gets a number if somebody here has one that looks like it."""
        where = path(SESSIONS, session_id, "users", user_id)
        return Call("PATCH", where, {"name": name}, one(User))

    @operation
    def export(
        self, session_id: str, user_id: str, *, include: str | None = None
    ) -> Call[dict[str, Any]]:
        """Everything that is stored on one participant, for the owner and for that person.

        The keys are those of ``ParticipantExport`` in openapi/openapi.yaml; no secret is in it.
        With ``include="remarks"`` the owner has the notes and scores of a candidate's interview in
        it as well, as far as they may read them: read them before you hand them on.
        """
        where = path(SESSIONS, session_id, "users", user_id, "export") + _for(include=include)
        return Call("GET", where, None, json_object)

    @operation
    def raise_hand(self, session_id: str, user_id: str, raised: bool = True) -> Call[User]:
        """Put your own hand up, or down; hosts may put anybody's down (``raised=False``)."""
        where = path(SESSIONS, session_id, "users", user_id)
        return Call("PATCH", where, {"hand": raised}, one(User))

    @operation
    def announce(self, session_id: str, text: str) -> Call[Announcement]:
        """Tell everybody in a live session something, in one line; whoever comes later reads it,
        too."""
        where = path(SESSIONS, session_id, "announcements")
        return Call("POST", where, {"text": text}, one(Announcement))

    @operation
    def signals(self, session_id: str) -> Call[tuple[Signal, ...]]:
        """What was noted, oldest first: of everybody for hosts, of themselves for others."""
        return Call("GET", path(SESSIONS, session_id, "signals"), None, many(Signal))

    @operation
    def answer_signal(
        self, session_id: str, signal_id: str, text: str, from_ai: bool = False
    ) -> Call[Signal]:
        """Say something of what was noted of yourself, within a day; an empty text takes it
        back."""
        where = path(SESSIONS, session_id, "signals", signal_id, "answer")
        return Call("PUT", where, {"text": text, "fromAi": from_ai}, one(Signal))

    # Classes

    @operation
    def create_class(
        self,
        name: str,
        csv: str,
        language: str = "javascript",
        *,
        code: str | None = None,
        files: Mapping[str, str] | None = None,
        questions: Iterable[tuple[str, str]] = (),
        expires_in: int | None = None,
        key: str | None = None,
        **settings: Unpack[InitialSettings],
    ) -> Call[ClassLinks]:
        """One interview for each name in ``csv``, all with ``code`` or ``files``, and one link
        each.

        A name on each line will do, or a table with a column ``name``. All of it is made or
        nothing: ``invalid_field`` says which line cannot be used. The links work for a week if
        ``expires_in`` is None. All have the same ``questions``, as for :meth:`create`. ``key`` is
        as for :meth:`join`: the same request again is the same class with the same links.
        """
        body = given(name=name, csv=csv, language=language, code=code, expiresIn=expires_in)
        body |= given(files=_named(files), questions=_chosen(questions)) | initial(**settings)
        return Call("POST", "classes", body, one(ClassLinks), key or str(uuid4()))

    @operation
    def classes(self) -> Call[tuple[ClassName, ...]]:
        """Your classes, the one with the newest interview first."""
        return Call("GET", "classes", None, many(ClassName))

    @operation
    def activity(
        self, session_ids: Iterable[str] = (), *, group: str | None = None
    ) -> Call[ActivityList]:
        """What goes on in these interviews or in a class, as far as you hold them."""
        query = [("id", session_id) for session_id in session_ids]
        if group is not None:
            query.append(("class", group))
        return Call("GET", f"activity?{urlencode(query)}", None, one(ActivityList))

    # Links

    @operation
    def invite(
        self,
        session_id: str,
        role: str = "candidate",
        *,
        expires_in: int | None = None,
        max_uses: int | None = None,
        label: str | None = None,
        key: str | None = None,
    ) -> Call[MintedInvite]:
        """Make a link for a ``candidate``, ``observer`` or ``interviewer``.

        It works for ``expires_in`` seconds (60 to 2,592,000; a day if None) and lets in
        ``max_uses`` people (1 to 1,000; any number if None). ``label`` says for whom it is, to you
        alone. ``key`` is as for :meth:`join`: the same request again is the same link.
        """
        body = given(role=role, expiresIn=expires_in, maxUses=max_uses, label=label)
        where = path(SESSIONS, session_id, "invites")
        return Call("POST", where, body, one(MintedInvite), key or str(uuid4()))

    @operation
    def invites(self, session_id: str) -> Call[tuple[ListedInvite, ...]]:
        """The links to an interview, newest first, without their secrets, and who came by each."""
        return Call("GET", path(SESSIONS, session_id, "invites"), None, many(ListedInvite))

    @operation
    def revoke(self, session_id: str, invite_id: str) -> Call[None]:
        """Revoke a link: nobody joins by it any more, and people who came by it are shut out
        immediately."""
        return Call("DELETE", path(SESSIONS, session_id, "invites", invite_id), None, nothing)

    # Text, language, runs

    @operation
    def code(self, session_id: str) -> Call[str]:
        """The text of the file shown."""
        return Call("GET", path(SESSIONS, session_id), None, lambda value: one(Session)(value).code)

    @operation
    def replace_code(self, session_id: str, code: str) -> Call[None]:
        """Make the text of the file shown ``code``, by the smallest edit, so that cursors stay
        where they are. Nothing checks for changes made meanwhile. At most 256 KiB of UTF-8
        (``text_too_long``).
        """
        return Call("PUT", path(SESSIONS, session_id, "code"), {"code": code}, nothing)

    @operation
    def set_language(self, session_id: str, language: str) -> Call[None]:
        """Show everybody a file of another language, which is added if there is none
        (``unknown_language``)."""
        body = {"language": language}
        return Call("PUT", path(SESSIONS, session_id, "language"), body, nothing)

    # Files

    @operation
    def files(self, session_id: str) -> Call[Files]:
        """The files with their texts."""
        return Call("GET", path(SESSIONS, session_id, "files"), None, one(Files))

    @operation
    def add_file(self, session_id: str, name: str, text: str = "") -> Call[FileWithText]:
        """Add a file at the end. All files together may have 256 KiB of UTF-8
        (``text_too_long``); names have the rules of :meth:`run`'s files (``invalid_field``)."""
        body = {"name": name, "text": text}
        return Call("POST", path(SESSIONS, session_id, "files"), body, one(FileWithText))

    @operation
    def change_file(
        self,
        session_id: str,
        file_id: str,
        *,
        name: str | None = None,
        text: str | None = None,
        place: int | None = None,
        entry: bool | None = None,
    ) -> Call[FileWithText]:
        """Rename a file, write its text as :meth:`replace_code` does, put it behind ``place``
        others, or have it run whichever file somebody looks at (``entry``). What is None stays."""
        body = given(name=name, text=text, place=place, entry=entry)
        return Call("PATCH", path(SESSIONS, session_id, "files", file_id), body, one(FileWithText))

    @operation
    def show_file(self, session_id: str, file_id: str) -> Call[FileWithText]:
        """Show everybody a file, if you hold the interview."""
        where = path(SESSIONS, session_id, "files", file_id)
        return Call("PATCH", where, {"shown": True}, one(FileWithText))

    @operation
    def remove_file(self, session_id: str, file_id: str) -> Call[None]:
        """Remove a file. An interview keeps at least one (``invalid_field``)."""
        return Call("DELETE", path(SESSIONS, session_id, "files", file_id), None, nothing)

    @operation
    def restore_file(self, session_id: str, file_id: str) -> Call[FileWithText]:
        """Bring a file back that was removed, with its text. If its name is taken it gets a
        number."""
        where = path(SESSIONS, session_id, "files", file_id)
        return Call("PATCH", where, {"removed": False}, one(FileWithText))

    # Questions

    @operation
    def list_questions(self) -> Call[QuestionList]:
        """What the banks of the server have, for people who may create interviews."""
        return Call("GET", "questions", None, one(QuestionList))

    @operation
    def question(self, bank: str, name: str) -> Call[BankQuestion]:
        """Both sides of a question of a bank, as it is now."""
        return Call("GET", path("questions", bank, name), None, one(BankQuestion))

    @operation
    def keep_question(
        self, written: Mapping[str, Any], *, bank: str | None = None
    ) -> Call[ListedQuestion]:
        """Write a question, as for :meth:`load_question`, into the server's bank for such questions
        (``not_enabled`` without one). A name that is taken is ``invalid_field``."""
        body = {"written": written} | given(bank=bank)
        return Call("POST", "questions", body, one(ListedQuestion))

    @operation
    def upload_bank(self, bank: str, content: bytes) -> Call[QuestionList]:
        """Upload a zip with folders of questions as a bank of your own, in the place of an earlier
        one; answers with what is in it. Nobody else sees it. Raises ``not_enabled`` where a server
        takes none, ``invalid_field`` for a zip that cannot be used, ``body_too_large``."""
        where = path("questions", bank)
        return Call("PUT", where, None, one(QuestionList), content=content)

    @operation
    def remove_bank(self, bank: str) -> Call[None]:
        """Remove a bank that you have uploaded. Interviews keep their copies."""
        return Call("DELETE", path("questions", bank), None, nothing)

    @operation
    def questions(self, session_id: str) -> Call[Questions]:
        """The questions of an interview, with their private sides if you hold it."""
        return Call("GET", path(SESSIONS, session_id, "questions"), None, one(Questions))

    @operation
    def load_question(
        self,
        session_id: str,
        bank: str | None = None,
        name: str | None = None,
        *,
        written: Mapping[str, Any] | None = None,
        language: str | None = None,
        into: str | None = None,
    ) -> Call[Question]:
        """Load a question of a ``bank`` into an interview that you hold, or one that you have
        ``written``: ``{"title", "statement", "language", "starter", "cases"}``, each case
        ``{"name", "call", "args", "returns", "hidden"}``.

        Its starter in ``language`` takes the place of a text that nobody has written. For any other
        (``not_empty``) say ``into``: ``new`` (a file of its own), ``replace`` or ``below``.
        """
        body = given(bank=bank, name=name, written=written, language=language, into=into)
        return Call("POST", path(SESSIONS, session_id, "questions"), body, one(Question))

    @operation
    def remove_question(self, session_id: str, question_id: str) -> Call[None]:
        """Take a question out of an interview. Files that came with it stay."""
        where = path(SESSIONS, session_id, "questions", question_id)
        return Call("DELETE", where, None, nothing)

    @operation
    def take_question(self, session_id: str, question_id: str) -> Call[TakenAway]:
        """A zip with both sides of a question as the files of a bank, if you hold the interview."""
        where = path(SESSIONS, session_id, "questions", question_id, "files")
        return FileCall("GET", where, None, taken)

    @operation
    def keep_loaded_question(self, session_id: str, question_id: str) -> Call[ListedQuestion]:
        """Write a question of an interview that you hold, with its private side, into the server's
        bank for that (``not_enabled`` without one). A name that is taken is ``invalid_field``."""
        where = path(SESSIONS, session_id, "questions", question_id, "files")
        return Call("POST", where, None, one(ListedQuestion))

    @operation
    def checks(self, session_id: str) -> Call[tuple[Check, ...]]:
        """The newest checks that you may know of, oldest first."""
        return Call("GET", path(SESSIONS, session_id, "checks"), None, many(Check))

    @operation
    def check(
        self,
        session_id: str,
        question_id: str,
        *,
        hidden: bool = False,
        file_id: str | None = None,
        cases: Iterable[int] = (),
        at: str | None = None,
    ) -> Call[Check]:
        """Have the server run a file (the one that is shown) against the tests of a question;
        answers when all were run.

        With ``at``, a place of ``moments``, the texts are run as they were there, also after the
        end. That is for hosts, and they alone know of it.

        Servers do not unless they are told to (``not_enabled``). The client's ``timeout`` must be
        longer than the check.
        """
        body: dict[str, object] = {"question": question_id, "hidden": hidden, "cases": list(cases)}
        body |= given(file=file_id, at=at)
        return Call("POST", path(SESSIONS, session_id, "checks"), body, one(Check))

    @operation
    def moments(self, session_id: str) -> Call[tuple[Moment, ...]]:
        """When programs were run and checked, and when an interview was ended or went on, if you
        hold it; the newest 200, oldest first."""
        where = path(SESSIONS, session_id, "moments")
        return Call("GET", where, None, lambda value: one(Moments)(value).moments)

    @operation
    def texts_at(self, session_id: str, at: str) -> Call[TextsThen]:
        """All files of an interview that you hold as they were at a place of ``moments``.

        Raises ``not_found`` for what the log does not know, or not any more: the texts of a draft
        that was started.
        """
        where = path(SESSIONS, session_id, "texts") + "?" + urlencode({"at": at})
        return Call("GET", where, None, one(TextsThen))

    # Notes and scores

    @operation
    def remarks(self, session_id: str) -> Call[Remarks]:
        """Your notes and scores in an interview that you hold, and those of the other hosts once
        you have submitted yours."""
        return Call("GET", _remarks(session_id), None, one(Remarks))

    @operation
    def note(
        self,
        session_id: str,
        text: str = "",
        *,
        note_id: str | None = None,
        ago: float = 0,
        at: str | None = None,
        shared: bool = False,
    ) -> Call[Remarks]:
        """Write a note, or the one with ``note_id`` anew. Without text it is a bookmark.

        Its moment was ``ago`` seconds ago (a day at most), or is a place of the log, ``at``. Nobody
        else reads it before it is submitted or ``shared``; then it stays as it is
        (``submitted``).
        """
        where = _remarks(session_id, "notes", note_id or str(uuid4()))
        body = {"text": text, "shared": shared} | given(at=at)
        if at is None:
            body["ageMs"] = round(ago * 1000)
        return Call("PUT", where, body, one(Remarks))

    @operation
    def take_note_back(self, session_id: str, note_id: str) -> Call[Remarks]:
        """Take a note back that was neither submitted nor shared."""
        return Call("DELETE", _remarks(session_id, "notes", note_id), None, one(Remarks))

    @operation
    def score(
        self,
        session_id: str,
        criterion_id: str,
        level: int | None,
        *,
        moments: Iterable[str] = (),
        why: str = "",
    ) -> Call[Remarks]:
        """Say which level of a criterion of the rubric you have seen; None is not seen.

        A level needs a place of the log or a sentence.
        """
        body = {"level": level, "moments": list(moments), "why": why}
        return Call("PUT", _remarks(session_id, "scores", criterion_id), body, one(Remarks))

    @operation
    def submit(self, session_id: str, answer: str, *, why: str = "") -> Call[Remarks]:
        """Give the overall answer, and submit it with all your scores and notes, for good.

        ``answer`` is ``strong_no``, ``no``, ``yes``, ``strong_yes`` or ``no_answer``. Raises
        ``incomplete`` until each criterion is scored.
        """
        body = {"answer": answer, "why": why}
        return Call("PUT", _remarks(session_id, "recommendation"), body, one(Remarks))

    @operation
    def correct(
        self,
        session_id: str,
        reason: str,
        *,
        criterion: str | None = None,
        level: int | None = None,
        note: str | None = None,
        text: str | None = None,
        answer: str | None = None,
        correction_id: str | None = None,
    ) -> Call[Remarks]:
        """Say what you think by now of the score of a ``criterion`` (a ``level``, or None for not
        seen), of a ``note`` (``text``), or of your ``answer``. It stands beside what you
        submitted."""
        body = {"reason": reason} | given(
            criterion=criterion, level=level, note=note, text=text, answer=answer
        )
        where = _remarks(session_id, "corrections", correction_id or str(uuid4()))
        return Call("PUT", where, body, one(Remarks))

    @operation
    def attach(
        self, session_id: str, path: str, *, cell_id: str | None = None, keep: str | None = None
    ) -> Call[Attachment]:
        """Tie your interview to a live file of your own, or to a notebook's code cell.

        Where both have text that differs (``texts_differ``), ``keep`` says whose stays:
        ``interview`` or ``file``. Raises ``attached_elsewhere``, ``not_enabled``,
        ``invalid_field``, ``unknown_language``, ``text_too_long``.
        """
        body = {"path": path} | given(cellId=cell_id, keep=keep)
        return Call("PUT", _attachment(session_id), body, one(Attachment))

    @operation
    def attachment(self, session_id: str) -> Call[Attachment | None]:
        """What your interview is attached to."""
        call = _attachment(session_id)
        return Call("GET", call, None, lambda value: one(AttachmentState)(value).attachment)

    @operation
    def detach(self, session_id: str) -> Call[None]:
        """Detach your interview; the file is saved and stays. An interview without one is fine."""
        return Call("DELETE", _attachment(session_id), None, nothing)

    @operation
    def execute(self, session_id: str, *, output: str, error: str | None = None) -> Call[Result]:
        """Tell everybody what a run of yours printed; with ``error`` it counts as failed.

        The run is kept; of output over 256 KiB the beginning and the end. Raises ``rate_limited``
        for too many a minute.
        """
        body = given(output=output, error=error)
        return Call("POST", path(SESSIONS, session_id, "execute"), body, one(Result))

    @operation
    def run(
        self,
        session_id: str,
        code: str,
        language: str,
        *,
        stdin: str = "",
        tests: Sequence[Mapping[str, str]] = (),
        files: Mapping[str, str] | None = None,
    ) -> Call[Result]:
        """Have the server run ``code`` and tell everybody; answers when the run has ended.

        Each test is ``{"name", "expression", "expected"}``; results are the run's ``tests``.
        ``files`` are texts by their names, which the program can import and read.
        Servers do not unless they are told to (``not_enabled``). The client's ``timeout`` must be
        longer than the run.
        """
        body: dict[str, object] = {"code": code, "language": language}
        body |= {"stdin": stdin, "tests": list(tests)}
        body |= given(files=_named(files))
        return Call("POST", path(SESSIONS, session_id, "execute"), body, one(Result))

    @operation
    def stop(self, session_id: str, run_id: str) -> Call[Result]:
        """End a run that goes on, in whichever browser or on the server.

        Others' runs are ended by the people who hold the session. The ids of runs come in the
        events of ``watch``. Raises ``run_conflict`` for a run that has ended, or is none.
        """
        return Call("POST", path(SESSIONS, session_id, "runs", run_id, "stop"), None, one(Result))
