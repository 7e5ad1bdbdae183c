"""How many sockets there may be whose credential was not checked yet, or was refused.

A socket's credential is checked after the handshake, because the only refusal that browsers show to
a page is a close code. A socket counts as a stranger's until then, and while it is being refused.
"""

from collections import Counter

from ..domain.clock import Clock
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..transport.raw_socket import RawSocket
from .throttle import Throttle

_SECONDS_OF_A_CHECK = 1.0


class Strangers:
    """The strangers of one process, counted by address and in total."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._limits = limits
        self._checked: Counter[str] = Counter()
        self._leaving: Counter[str] = Counter()
        self.refused = Throttle(
            clock,
            limits.refused_sockets_per_minute,
            "Too many connections from this address were refused; wait a minute.",
        )

    def demand(self, address: str, has_credential: bool) -> None:
        """Raises ``rate_limited`` when there are too many strangers.

        A credential is checked however often others of the address were refused: it may be right,
        and people behind one address must not shut each other out.
        """
        limits = self._limits
        if (
            self._checked[address] >= limits.stranger_sockets_per_address
            or self._checked.total() >= limits.stranger_sockets
        ):
            sentence = "Too many connections are being opened at once; try again in a moment."
            raise InterviewError(ErrorCode.RATE_LIMITED, sentence, _SECONDS_OF_A_CHECK)
        if not has_credential and (wait := self.refused.wait(address)) > 0:
            sentence = "Too many connections from this address were refused; wait a little."
            raise InterviewError(ErrorCode.RATE_LIMITED, sentence, wait)

    def begin(self, address: str) -> None:
        """The credential of a socket is being checked."""
        self._checked[address] += 1

    def end(self, address: str) -> None:
        """The credential was checked."""
        _less(self._checked, address)

    def refuse(self, address: str, socket: RawSocket) -> None:
        """Count a socket that is being closed; if there are many, do not wait for the client."""
        limits = self._limits
        is_frequent = self.refused.wait(address) > 0
        self.refused.note(address)
        if (
            is_frequent
            or self._leaving[address] >= limits.goodbyes_per_address
            or self._leaving.total() >= limits.goodbyes
        ):
            socket.hurry()
            return
        self._leaving[address] += 1
        socket.ended.add_done_callback(lambda _: _less(self._leaving, address))


def _less(counter: Counter[str], address: str) -> None:
    counter[address] -= 1
    if counter[address] <= 0:
        del counter[address]
