"""The texts: updates from sync clients, whole texts from everybody else, and the file shown.

The order of work for an update is gate, document, other peers, log, disk, ack. An update of
somebody who may not edit does not reach the gate. All the server's own changes (a PUT, a contract
client's text, a fresh buffer) are small edits made under the server's client id, so that nobody's
cursor moves needlessly.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..contract import frames
from ..contract.frames import Mode
from ..contract.server_frames import CodeChangeFrame, LanguageChangeFrame
from ..contract.values import Author
from ..document.document import Document, DocumentError
from ..document.edits import Edit, apply_edits, edits_between, line_feeds, merge_edits
from ..document.session_gate import new_gate
from ..domain.errors import ErrorCode, InterviewError
from ..domain.ids import new_client_id
from ..domain.languages import CODE_FILES, code_language, file_with, root_of
from ..domain.naming import with_line_feeds
from ..domain.roles import HOSTS, Operation, Role
from ..gate.relative import position_at
from ..gate.sync import Gate, GateError, SyncKind, UpdateEffect, decode_state_vector, encode_message
from ..journal.recorder import Ticket
from ..session.starters import first_text
from ..store.base import Change, ClientBinding
from .coalesce import Coalescer
from .core import Core, Shown
from .peer import Frame, Peer
from .sealing import Sealing


class ForeignClient(Exception):
    """An update that types under a Yjs client id which belongs to somebody else."""


def _too_long(most: float) -> InterviewError:
    return InterviewError(
        ErrorCode.TEXT_TOO_LONG,
        f"The text may have at most {most:,} bytes of UTF-8, all files together.",
    )


def _too_much(most: float) -> InterviewError:
    return InterviewError(
        ErrorCode.TEXT_TOO_LONG,
        f"With the files that were removed, the texts may have at most {most:,} bytes of UTF-8. "
        "Bring one back and shorten it.",
    )


class Editing:
    """Changes to one room's document.

    ``clients`` says whose the Yjs client ids are, ``visited`` which files of older versions were
    ever shown: these begin with a template. ``bring_back`` lists files again for somebody who has
    typed in them, all or none.
    """

    def __init__(
        self,
        core: Core,
        gate: Gate,
        clients: dict[int, str | None],
        visited: set[str],
        typed: dict[str, int],
        bring_back: Callable[[Peer, Sequence[str]], object],
        sealing: Sealing,
    ) -> None:
        self._bring_back = bring_back
        self._sealing = sealing
        self._written: set[str] = set()
        self._returning: Sequence[str] = ()
        self._core = core
        self._visited = visited
        self._gate = gate
        self._clients = clients
        self._typed = typed
        self._unasked: list[Peer] = []
        self._whole = b""
        self._everything = Frame(b"")
        self._mended = False
        interval = core.limits.code_change_interval
        self._code_change = Coalescer(core.clock, interval, self._tell_code)

    def relative_position(self, file: str, utf16_offset: int) -> dict[str, Any]:
        """The position before this character, as Yjs writes relative positions in JSON."""
        return position_at(self._gate.character_at(root_of(file), utf16_offset), file)

    def ask(self, peer: Peer) -> None:
        """Ask a client for what the server lacks, once the server has read its own document."""
        if self._core.document.unread:
            self._unasked.append(peer)
        else:
            peer.send(self.step1())

    def read(self) -> None:
        """Read a document that is still bytes, and ask its clients; raises DocumentError."""
        self._core.document.read()
        unasked, self._unasked = self._unasked, []
        for peer in unasked:
            peer.send(self.step1())

    def step1(self) -> Frame:
        """The sync step 1 with which the server asks a client what it lacks."""
        return Frame(encode_message(SyncKind.STEP1, self._core.document.state_vector()))

    def answer_step1(self, peer: Peer, state_vector: bytes) -> None:
        """The sync step 2 for a client with this state vector; raises SyncError."""
        if not decode_state_vector(state_vector):
            self._send_everything(peer)
            return
        peer.send(Frame(encode_message(SyncKind.STEP2, self._core.document.since(state_vector))))

    def _send_everything(self, peer: Peer) -> None:
        """Send the whole document to a new client. Clients that come in a row share a frame."""
        whole = self._core.document.whole()
        if whole is not self._whole:
            self._whole, self._everything = whole, Frame(encode_message(SyncKind.STEP2, whole))
        peer.send(self._everything)

    def learn(self) -> bool:
        """Let the gate go on learning the document; answers whether there is more to learn."""
        try:
            return self._gate.behind and self._gate.learn()
        except GateError:
            # Then it refuses what comes.
            return False

    def updates(
        self, peer: Peer, updates: Sequence[bytes], made_us: int | None
    ) -> tuple[Ticket, list[Exception]]:
        """Apply changes that came from a client together; they are told and stored as one.

        What is refused changes nothing, and is answered with its reason: a refusal, a GateError, a
        DocumentError, or a ForeignClient, after which nothing more is taken.
        """
        core = self._core
        problems: list[Exception] = []
        bindings: list[Change] = []
        changes: list[bytes] = []
        try:
            with core.document.together() as changes:
                for update in updates:
                    try:
                        bindings += self._take(peer, update)
                        typed = self._typed.get(peer.participant_id, 0)
                        self._typed[peer.participant_id] = typed + len(update)
                    except (InterviewError, GateError, DocumentError) as problem:
                        problems.append(problem)
                    except ForeignClient as problem:
                        problems.append(problem)
                        break
        except DocumentError as problem:
            problems.append(problem)
            self._know_again()
        if not changes:
            return core.journal.put(bindings), problems
        ticket = self._publish(changes[0], peer.participant_id, bindings, peer, made_us)
        return self._mend() or ticket, problems

    def _mend(self) -> Ticket | None:
        """Take out carriage returns, which the texts of an older version may have.

        Once in the life of a room, when somebody edits: then the document has been read anyway.
        """
        if self._mended:
            return None
        self._mended = True
        ticket = None
        for file in CODE_FILES:
            if edits := line_feeds(self._core.document.text(file)):
                ticket = self._write(file, edits, None)
        return ticket

    def _know_again(self) -> None:
        """Make a new gate learn the document, after this refused what the old gate let pass."""
        self._gate = new_gate(self._core.limits, self._core.folder.known)
        self._gate.load(self._core.document.whole())

    def _take(self, peer: Peer, update: bytes) -> Sequence[Change]:
        """Check a change and apply it; answers with the new client ids of its author."""
        core = self._core
        effect = self._gate.check(update)
        if effect.empty:
            return ()
        core.demand(core.role_of(peer), Operation.EDIT)
        fresh = self._demand_own(effect, peer.participant_id)
        unlisted = self._unlisted(effect)
        self._demand_room(effect, unlisted)
        if unlisted:
            self._return(peer, unlisted)
        core.document.apply_one(update)
        self._gate.applied(effect)
        self._written |= self._gate.roots_of(effect)
        return self._bind(fresh, peer.participant_id) if fresh else ()

    def replace(
        self, role: Role, author: Author | None, code: str, file: str | None = None
    ) -> Ticket:
        """Turn the text of a file, or the text shown, into this one by the smallest edit."""
        core = self._core
        core.demand(role, Operation.EDIT)
        file = core.folder.shown if file is None else file
        edits = edits_between(core.document.text(file), code)
        return self._edit(file, edits, None if author is None else author.id)

    def replace_from(self, peer: Peer, code: str) -> Ticket:
        """Take the text of a contract client, made from one that others may have changed since."""
        core = self._core
        core.demand(core.role_of(peer), Operation.EDIT)
        now, shown = core.clock.monotonic(), core.folder.shown
        base = peer.bases.choose(code, now)
        file = shown if base is None else base.file
        present = core.document.text(file)
        edits = merge_edits(present if base is None else base.text, code, present)
        self._demand_edit_fits(file, edits)
        if edits and core.folder.get(file) is None:
            self._return(peer, [file])
        crossed = peer.bases.told_since(file)
        peer.bases.add(file, code, now)
        if file == shown:
            peer.knows_code = code if crossed is None else crossed
        ticket = self._edit(file, edits, peer.participant_id)
        self._code_change.poke()
        return ticket

    def edit(self, file: str, edits: Sequence[Edit], author: Author | None) -> Ticket:
        """Make edits of the present text that came another way and are allowed."""
        return self._edit(file, edits, None if author is None else author.id)

    def declare(self, file: str) -> None:
        """Begin to know another file."""
        self._core.document.declare(file)
        self._gate.declare(root_of(file))

    def demand_typed(self, participant_id: str, characters: int) -> None:
        """Refuse to note that more came from somebody's browser than it has sent.

        An update has at least one byte for each UTF-16 unit that it inserts.
        """
        typed = self._typed.get(participant_id, 0)
        if characters > typed:
            raise InterviewError(ErrorCode.INVALID_FIELD, "So much text has not come from you.")
        self._typed[participant_id] = typed - characters

    def is_returning(self, file: str) -> bool:
        """Whether this file is being listed again because somebody has typed in it."""
        return file in self._returning

    def demand_listed_fits(self, file: str) -> None:
        """Refuse to bring back a text for which the others leave no room."""
        core = self._core
        is_listed = core.folder.get(file) is not None
        if is_listed or file not in (*CODE_FILES, *core.folder.known):
            return
        text = core.document.text(file)
        roots = [root_of(other) for other in core.folder.ids]
        if text and self._gate.total([*roots, root_of(file)]) > core.limits.text_bytes:
            raise _too_long(core.limits.text_bytes)

    def demand_fits(self, file: str, code: str) -> None:
        """Refuse a text of this file that would be too long."""
        self._demand_edit_fits(file, edits_between(self._core.document.text(file), code))

    def demand_room_for(self, text: str) -> None:
        """Refuse the text of another file that would be too long."""
        limits = self._core.limits
        if text and not self._has_room_for(text):
            raise _too_long(limits.text_bytes)
        if text and self._gate.whole() + len(text.encode()) > limits.document_bytes:
            raise _too_much(limits.document_bytes)

    def demand_room_for_all(
        self, others: Iterable[str], file: str | None = None, text: str = ""
    ) -> None:
        """Refuse texts of new files, with this one of a file that is there, if all of them together
        would be too long."""
        limits, gate = self._core.limits, self._gate
        before = 0 if file is None else gate.size(root_of(file))
        added, size = sum(len(other.encode()) for other in others), len(text.encode())
        if not added and size <= before:
            return
        growth = added + size - before
        listed = [root_of(each) for each in self._core.folder.ids]
        if gate.total(listed) + growth > limits.text_bytes:
            raise _too_long(limits.text_bytes)
        if gate.whole() + growth > limits.document_bytes:
            raise _too_much(limits.document_bytes)

    def _return(self, peer: Peer, files: Sequence[str]) -> None:
        """Note that files are listed again, with texts that were found to fit."""
        self._returning = files
        try:
            self._bring_back(peer, files)
        finally:
            self._returning = ()

    def finish_shown(self) -> None:
        """Tell the rest of the text shown, before another one is shown."""
        self._code_change.flush()

    def begin_shown(self, origin: Peer | None) -> Ticket | None:
        """Show another text. One of an older version is filled on its first visit, with the starter
        of a question or with the template; then this answers with a ticket."""
        core = self._core
        for other in core.audience.speaking(Mode.CONTRACT):
            other.knows_code = None
        if origin is not None:
            origin.bases.clear()
        shown = core.folder.shown
        ticket = None
        if (language := code_language(shown)) is not None:
            text = first_text(core.interview.questions, language)
            ticket = self.seed(shown, text if self._has_room_for(text) else "")
        self._code_change.poke()
        return ticket

    def seed(self, file: str, code: str) -> Ticket | None:
        """Fill a text on its first visit; None when there is nothing to fill."""
        document = self._core.document
        first = file not in self._visited and file not in document.began
        self._visited.add(file)
        if not first or not code or document.text(file):
            return None
        return self._write(file, [Edit(0, 0, code)], None)

    def welcome(self, peer: Peer, shown: Shown | None) -> None:
        """Note that a contract client came. It has what was shown when it began to connect."""
        core = self._core
        now = core.shown()
        if shown is None or shown == now:
            self._know(peer, now.code)
            return
        if shown.file == now.file:
            peer.knows_code = shown.code
            peer.bases.add(shown.file, shown.code, core.clock.monotonic())
            self._code_change.poke()
        else:
            self.show(peer)

    def show(self, peer: Peer) -> None:
        """Let a contract client in that waited, and so could not have read the session before."""
        language = self._core.session.language
        told = LanguageChangeFrame(language)
        self._core.audience.tell([peer], lambda: frames.frame(told))
        self._code_change.poke()

    def restart(self, texts: Mapping[str, str]) -> Ticket:
        """Begin a document that has these texts and no past; call with nobody in sync mode."""
        core = self._core
        self._gate = new_gate(self._core.limits, texts)
        self._visited.clear()
        self._sealing.renew()
        core.document = Document(new_client_id(self._clients.keys()))
        for file in texts:
            core.document.declare(file)
        for peer in core.audience.speaking(Mode.CONTRACT):
            peer.bases.clear()
        ticket = core.journal.put([])
        follower, core.follower = core.follower, None
        for file, text in texts.items():
            ticket = self.seed(file, with_line_feeds(text)) or ticket
        core.follower = follower
        return ticket

    def close(self) -> None:
        self._code_change.cancel()

    def release(self) -> None:
        """Release what is known of the document, when the room is not used any more."""
        self._gate = new_gate(self._core.limits)
        self._clients, self._unasked = {}, []
        self._whole, self._everything = b"", Frame(b"")

    def _demand_own(self, effect: UpdateEffect, participant_id: str) -> list[int]:
        """The new client ids of an update, which are its author's for the life of the session."""
        fresh = []
        for client in effect.clocks:
            if client not in self._clients:
                fresh.append(client)
            elif self._clients[client] != participant_id:
                raise ForeignClient
        if fresh and len(self._clients) + len(fresh) > self._core.limits.yjs_clients:
            raise GateError("This session has too many Yjs clients.")
        return fresh

    def _bind(self, clients: Sequence[int], participant_id: str | None) -> list[Change]:
        for client in clients:
            self._clients[client] = participant_id
        session_id = self._core.session.id
        return [ClientBinding(session_id, client, participant_id) for client in clients]

    def _unlisted(self, effect: UpdateEffect) -> list[str]:
        """The files that an update adds text to, and that nobody sees."""
        listed = {root_of(file) for file in self._core.folder.ids}
        unlisted = effect.roots - listed
        if not unlisted:
            return []
        known = (*CODE_FILES, *self._core.folder.known)
        return [file for file in dict.fromkeys(known) if root_of(file) in unlisted]

    def _demand_room(self, effect: UpdateEffect, unlisted: Sequence[str]) -> None:
        """Refuse a change that makes all texts together too long; shrinking is allowed."""
        limits, gate = self._core.limits, self._gate
        listed = [root_of(file) for file in self._core.folder.ids]
        size = gate.total([*listed, *map(root_of, unlisted)], effect)
        if size > limits.text_bytes and size > gate.total(listed):
            raise _too_long(limits.text_bytes)
        if sum(effect.growth) > 0 and gate.whole(effect) > limits.document_bytes:
            raise _too_much(limits.document_bytes)

    def _has_room_for(self, text: str) -> bool:
        roots = [root_of(file) for file in self._core.folder.ids]
        return self._gate.total(roots) + len(text.encode()) <= self._core.limits.text_bytes

    def _publish(
        self,
        change: bytes,
        author_id: str | None,
        also: list[Change],
        peer: Peer | None,
        made_us: int | None = None,
    ) -> Ticket:
        core = self._core
        core.audience.tell_sync(lambda: encode_message(SyncKind.UPDATE, change), skip=peer)
        self._code_change.poke()
        if core.follower is not None:
            core.follower.changed()
        author = core.people.get(author_id)
        if author is not None and author.role not in HOSTS:
            core.edited_us = core.journal.now_us()
        ticket = core.journal.update(author_id, change, also, made_us)
        written, self._written = self._written, set()
        self._sealing.wrote(map(file_with, written))
        return ticket

    def _edit(self, file: str, edits: Sequence[Edit], author_id: str | None) -> Ticket:
        self._demand_edit_fits(file, edits)
        return self._write(file, edits, author_id)

    def _write(self, file: str, edits: Sequence[Edit], author_id: str | None) -> Ticket:
        """Apply edits that fit."""
        core = self._core
        change = core.document.change(file, edits) if edits else None
        if change is None:
            return core.journal.put([])
        self._gate.load(change)
        self._written.add(root_of(file))
        own = core.document.client_id
        bindings = [] if own in self._clients else self._bind([own], None)
        return self._publish(change, author_id, bindings, None)

    def _demand_edit_fits(self, file: str, edits: Sequence[Edit]) -> None:
        """Refuse a merged text that is too long, as the sum of two people's texts may be."""
        core, limits = self._core, self._core.limits
        growth = sum(len(edit.text.encode()) for edit in edits)
        if not growth:
            return
        others = [root_of(other) for other in core.folder.ids if other != file]
        before, every = self._gate.size(root_of(file)), self._gate.whole()
        listed = self._gate.total(others)
        if (
            listed + before + growth <= limits.text_bytes
            and every + growth <= limits.document_bytes
        ):
            return
        size = len(apply_edits(core.document.text(file), edits).encode())
        if size > before and listed + size > limits.text_bytes:
            raise _too_long(limits.text_bytes)
        if size > before and every - before + size > limits.document_bytes:
            raise _too_much(limits.document_bytes)

    def _tell_code(self) -> None:
        contract = self._core.audience.speaking(Mode.CONTRACT)
        if not contract:
            return
        code = self._core.code()
        behind = [peer for peer in contract if peer.knows_code != code]
        for peer in behind:
            self._know(peer, code)
        self._core.audience.tell(behind, lambda: frames.frame(CodeChangeFrame(code)))

    def _know(self, peer: Peer, code: str) -> None:
        peer.knows_code = code
        peer.bases.add(self._core.folder.shown, code, self._core.clock.monotonic())
