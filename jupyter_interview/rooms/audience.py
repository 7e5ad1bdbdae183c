"""The open connections of a room, and sending to many of them a frame that is built once."""

from collections.abc import Callable, Iterable, Iterator

from ..contract.frames import Mode
from .peer import Frame, Peer


class Audience:
    """The open connections of a room.

    Connections of people in the lobby are counted and can be asked for, but nothing that is told to
    the audience is sent to them.
    """

    def __init__(self) -> None:
        self._peers: dict[int, Peer] = {}
        self._last_number = 0

    def __len__(self) -> int:
        return len(self._peers)

    def __iter__(self) -> Iterator[Peer]:
        """The connections of people who are inside."""
        return iter([peer for peer in self._peers.values() if not peer.waiting])

    def everybody(self) -> list[Peer]:
        """All connections, also those of people in the lobby."""
        return list(self._peers.values())

    def waiting(self) -> list[Peer]:
        return [peer for peer in self._peers.values() if peer.waiting]

    def next_number(self) -> int:
        self._last_number += 1
        return self._last_number

    def add(self, peer: Peer) -> None:
        self._peers[peer.number] = peer

    def remove(self, peer: Peer) -> bool:
        """Forget a connection; answers whether it was there."""
        return self._peers.pop(peer.number, None) is not None

    def of(self, participant_id: str) -> list[Peer]:
        """The connections of one person, inside or in the lobby."""
        return [peer for peer in self._peers.values() if peer.participant_id == participant_id]

    def speaking(self, mode: Mode) -> list[Peer]:
        return [peer for peer in self if peer.mode is mode]

    def tell(self, peers: Iterable[Peer], build: Callable[[], str | bytes]) -> None:
        """Send one frame to several connections; it is built only if there are any."""
        frame = None
        for peer in peers:
            frame = frame or Frame(build())
            peer.send(frame)

    def tell_sync(self, text: Callable[[], str | bytes], skip: Peer | None = None) -> None:
        """Send to every connection in sync mode except ``skip``."""
        self.tell(self._all_but(skip, Mode.SYNC), text)

    def tell_contract(self, text: Callable[[], str], skip: Peer | None = None) -> None:
        """Send to every connection in contract mode except ``skip``."""
        self.tell(self._all_but(skip, Mode.CONTRACT), text)

    def _all_but(self, skip: Peer | None, mode: Mode) -> list[Peer]:
        peers = self._peers.values()
        return [p for p in peers if p.mode is mode and p is not skip and not p.waiting]
