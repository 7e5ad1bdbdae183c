"""Ports for servers of tests, also for those that start again where they were.

They are not the ones that systems give to outgoing connections, of which tests that run beside this
one have many: between the question and the server's start nobody else is given one.
"""

import random
import socket

_RANGE = range(20_000, 32_000)


def free_port() -> int:
    while True:
        port = random.SystemRandom().choice(_RANGE)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
