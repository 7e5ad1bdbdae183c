"""Why a socket was closed. Codes 4400 and up are part of the contract (openapi/asyncapi.yaml)."""

from enum import IntEnum


class CloseCode(IntEnum):
    """A close code. Its word in lower case is the reason in the close frame."""

    MALFORMED = 4400
    CREDENTIAL = 4401
    ROLE = 4403
    UNKNOWN = 4404
    TIMEOUT = 4408
    CONFLICT = 4409
    ENDED = 4410
    RENEWED = 4412
    TOO_BIG = 4413
    VERSION = 4426
    RATE = 4429
    RESTART = 1012
    OVERLOADED = 1013

    @property
    def word(self) -> str:
        return self.name.lower()
