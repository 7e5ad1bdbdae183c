"""Who is asking: the result of the credential check, and the only thing rules look at."""

from dataclasses import dataclass

from .errors import ErrorCode, InterviewError
from .roles import Role

SHARED = "server"
"""The identity of everybody who is logged in where Jupyter does not tell people apart."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A role in one session, with a Jupyter identity or as one guest, never both.

    ``name`` is what the Jupyter server calls the person, for joining without a name.
    """

    role: Role
    identity: str | None = None
    participant_id: str | None = None
    name: str = ""
    waiting: bool = False
    """Whether the person has joined and was not let in yet."""
    address: str = ""
    """The address that the request came from, which is only used for counting."""
    invite_id: str | None = None
    """The link by which a person comes who has not joined yet."""
    way: str | None = None
    """The link by which a person came whose secret the request carries."""
    key: bytes | None = None
    """The hash of that secret."""
    offered: Role | None = None
    """The role that the login gives somebody who has not joined; None if it gives none."""
    server: bool = False
    """Whether this server itself acts, and nobody over a connection."""

    def demand_server(self) -> None:
        """Refuse everybody but this server itself."""
        if not self.server:
            raise InterviewError(ErrorCode.FORBIDDEN, "Only the server itself does this.")


SERVER_ITSELF = Actor(Role.OWNER, server=True)
