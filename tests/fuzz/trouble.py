"""What must not be in a server's log whatever strangers send: tracebacks and errors."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

LOGGERS = ("", "ServerApp", "InterviewApp", "tornado.access", "tornado.application", "asyncio")


class Troubles(logging.Handler):
    """The records with a traceback, and all errors beside those of Jupyter's access log, where an
    answer of 501 is one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        is_access = record.pathname.endswith("jupyter_server/log.py")
        is_error = record.levelno >= logging.ERROR and not is_access
        if record.exc_info or is_error or "Traceback" in record.getMessage():
            self.found.append(self.format(record))


@contextmanager
def no_trouble() -> Iterator[Troubles]:
    """Nothing of the kind is logged within this block."""
    troubles = Troubles()
    loggers = [logging.getLogger(name) for name in LOGGERS]
    for logger in loggers:
        logger.addHandler(troubles)
    try:
        yield troubles
    finally:
        for logger in loggers:
            logger.removeHandler(troubles)
    assert troubles.found == []
