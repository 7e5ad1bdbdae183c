"""Who is connected, and telling them things: a frame is built once, however many hear it."""

from collections.abc import Callable, Iterable, Iterator

from ..contract.frames import Mode
from .peer import Frame, Peer


class Audience:
    """The open connections of a room.

    Those of people who wait to be let in are counted and can be asked for, and hear nothing that is
    told to the audience.
    """

    def __init__(self) -> None:
        self._peers: dict[int, Peer] = {}
        self._last_number = 0

    def __len__(self) -> int:
        return len(self._peers)

    def __iter__(self) -> Iterator[Peer]:
        """Those who are inside."""
        return iter([peer for peer in self._peers.values() if not peer.waiting])

    def everybody(self) -> list[Peer]:
        """Those who wait, too."""
        return list(self._peers.values())

    def waiting(self) -> list[Peer]:
        return [peer for peer in self._peers.values() if peer.waiting]

    def next_number(self) -> int:
        self._last_number += 1
        return self._last_number

    def add(self, peer: Peer) -> None:
        self._peers[peer.number] = peer

    def remove(self, peer: Peer) -> bool:
        """Forget the connection; whether it was there."""
        return self._peers.pop(peer.number, None) is not None

    def of(self, participant_id: str) -> list[Peer]:
        """The connections of one person, inside or waiting."""
        return [peer for peer in self._peers.values() if peer.participant_id == participant_id]

    def speaking(self, mode: Mode) -> list[Peer]:
        return [peer for peer in self if peer.mode is mode]

    def tell(self, peers: Iterable[Peer], build: Callable[[], str | bytes]) -> None:
        """Send one frame to several; it is built only if there is anybody."""
        frame = None
        for peer in peers:
            frame = frame or Frame(build())
            peer.send(frame)

    def tell_sync(self, text: Callable[[], str | bytes], skip: Peer | None = None) -> None:
        """To every connection in sync mode but one."""
        self.tell(self._all_but(skip, Mode.SYNC), text)

    def tell_contract(self, text: Callable[[], str], skip: Peer | None = None) -> None:
        """To every connection in contract mode but one."""
        self.tell(self._all_but(skip, Mode.CONTRACT), text)

    def _all_but(self, skip: Peer | None, mode: Mode) -> list[Peer]:
        peers = self._peers.values()
        return [p for p in peers if p.mode is mode and p is not skip and not p.waiting]
