"""The one exception of the client."""


class InterviewRefused(Exception):
    """Something was not done, and why.

    ``code`` is one of the closed list in docs/API_REST.md, or one of two of the client's own:
    ``unreachable``, when no answer came, and ``unexpected``, when it was none of this interface
    (a proxy's page, a login form). For a socket it is the reason of its close code. ``status`` is
    the HTTP status or the close code, 0 when nothing was heard. ``sentence`` is for a person.
    """

    def __init__(self, code: str, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.status = status
        self.sentence = sentence

    def __repr__(self) -> str:
        return f"InterviewRefused({self.code!r}, {self.status}, {self.sentence!r})"


def unreachable(problem: Exception) -> InterviewRefused:
    """The exception for a request that got no answer."""
    said = str(problem) or type(problem).__name__
    return InterviewRefused("unreachable", 0, f"The server cannot be reached: {said}")


def unexpected(status: int) -> InterviewRefused:
    """The exception for an answer that is not one of this interface."""
    sentence = f"The answer ({status}) is not one of jupyter_interview; is the address right?"
    return InterviewRefused("unexpected", status, sentence)
