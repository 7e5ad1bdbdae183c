"""The runs as JSON, each of them the contract's ``Run``, oldest first."""

import msgspec

from ..account import Account
from .taken import Taken, safe_name


def export(account: Account) -> Taken:
    runs = [run.told() for run in account.runs]
    content = msgspec.json.format(msgspec.json.encode(runs), indent=2)
    return Taken(f"{safe_name(account.title)}-runs.json", "application/json", content)
