"""The formats in which hosts take an interview away, one module each.

Owns how an :class:`~jupyter_interview.readers.account.Account` becomes a file. May import
``readers.account`` and what lies below ``readers``. An exporter must never read a store, and takes
nothing for markup, a path or a formula that people have typed.
"""

from collections.abc import Callable

from ..account import Account
from . import code, csv, json, markdown
from .taken import Taken

EXPORTERS: dict[str, Callable[[Account], Taken]] = {
    "code": code.export,
    "markdown": markdown.export,
    "json": json.export,
    "csv": csv.export,
}
"""By the names that the contract gives them."""
