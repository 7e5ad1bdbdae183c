"""Who asks this server to run a program, which decides about turns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """A person in a session, and the address that they asked from.

    ``person`` is the same in every session for somebody with a Jupyter identity. The texts may be
    empty: unknown people are counted together.
    """

    session_id: str
    person: str = ""
    address: str = ""
