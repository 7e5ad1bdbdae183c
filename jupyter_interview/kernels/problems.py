"""What can be wrong with a server of kernels, in the words that people read.

The list is closed. No sentence has an address, a secret, or anything that the other server said.
"""


class KernelProblem(Exception):
    """No kernel can be had, or it is lost. ``sentence`` may be shown to everybody."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


UNREACHABLE = "The computer that runs this for the server cannot be reached."
REFUSED = (
    "The computer that runs this for the server refused it. Whoever runs the server finds in its "
    "log what to look at."
)
UNKNOWN_KERNEL = "The computer that runs this for the server does not have the kernel for it."
SLOW_START = "The code could not be started: its kernel took too long."
NO_SENSE = "The computer that runs this for the server does not answer as a Jupyter server does."
LOST = "The connection to the computer that ran this was lost."
DIED = "The program ended its interpreter, or used more memory than the computer has."
FLOOD = "The program wrote far more than it may print, and was stopped."
NO_START = "The code could not be started in its kernel."
