"""Who asks this server to run a program, as far as it matters for taking turns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """A person in a session, and the address that they asked from.

    ``person`` is the same in every session for somebody with a Jupyter identity. Texts may be
    empty: those who are not known are counted together.
    """

    session_id: str
    person: str = ""
    address: str = ""
