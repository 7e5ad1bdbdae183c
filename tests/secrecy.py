"""Every secret that the tests see minted, looked for afterwards in everything that was written.

Clients tell of the secrets they are given. When the run is over, all files below the tests' folders
are read: databases with what lies beside them, logs, whatever servers left. A secret of an invite
or a participant may be in none of them. Jupyter's token may be where Jupyter itself writes it, and
in no database and no line of a log that is about interviews.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

_LENGTH = 43
_SHORTEST_TOKEN = 16
"""Shorter ones are words that a test tries its luck with."""
_RUN = re.compile(rb"[A-Za-z0-9_-]{%d,}" % _LENGTH)
_TOKEN = re.compile(rb"\?token=\S*")
_DATABASE = re.compile(r"\.db(-wal|-shm)?$|\.sqlite(-wal|-shm)?$|\.damaged-")


class Secrecy:
    """What must not be found."""

    def __init__(self) -> None:
        self.secrets: set[bytes] = set()
        self.tokens: set[bytes] = set()

    def heard(self, headers: dict[str, str], content: bytes) -> None:
        """A request with these headers was answered with this."""
        scheme, _, token = headers.get("Authorization", "").partition(" ")
        if scheme == "token" and len(token) >= _SHORTEST_TOKEN:
            self.tokens.add(token.encode())
        if b'"secret"' in content:
            self.secrets |= {*_secrets(json.loads(content))}

    def told(self, secret: str) -> None:
        """A client was given this secret in another way."""
        self.secrets.add(secret.encode())

    def leaks(self, folder: Path) -> list[str]:
        """Where in these files one was found, without telling which."""
        found = []
        clean: set[bytes] = set()
        for path in sorted(self._worth_reading(folder)):
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
                if path.suffix == ".log":
                    content = _without_addresses_of_jupyter(content)
                # What is installed again and again is looked at once.
                digest = sha256(content).digest()
                if digest not in clean and self._holds_secret(content):
                    found.append(str(path))
                    continue
                clean.add(digest)
                if self._holds_token(path.name, content):
                    found.append(str(path))
        return found

    def _worth_reading(self, folder: Path) -> Iterable[Path]:
        """The files with any of these strings in them, whatever stands around it.

        They are few, and grep finds them in a tenth of the time that reading all files here takes.
        """
        strings = b"\n".join(self.secrets | self.tokens)
        grep = shutil.which("grep")
        if grep is None or not strings:
            return folder.rglob("*")
        command = [grep, *"-r -l -a -F -D skip -Z -f - --".split(), str(folder)]
        done = subprocess.run(command, input=strings, capture_output=True, env={"LC_ALL": "C"})
        if done.returncode > 1:
            return folder.rglob("*")
        return [Path(name.decode()) for name in done.stdout.split(b"\0") if name]

    def _holds_secret(self, content: bytes) -> bool:
        return any(
            run[start : start + _LENGTH] in self.secrets
            for run in _RUN.findall(content)
            for start in range(len(run) - _LENGTH + 1)
        )

    def _holds_token(self, name: str, content: bytes) -> bool:
        if _DATABASE.search(name):
            return any(token in content for token in self.tokens)
        if not name.endswith(".log"):
            return False
        lines = b"\n".join(line for line in content.splitlines() if b"/interview/" in line)
        return any(token in lines for token in self.tokens)


def _without_addresses_of_jupyter(log: bytes) -> bytes:
    """Jupyter logs the address of what it refuses; a test calls its routes with stolen secrets."""
    lines = log.splitlines()
    return b"\n".join(line if b"/interview/" in line else _TOKEN.sub(b"", line) for line in lines)


def _secrets(value: Any) -> Iterator[bytes]:
    if isinstance(value, dict):
        if isinstance(value.get("secret"), str):
            yield value["secret"].encode()
        value = [*value.values()]
    if isinstance(value, list):
        for item in value:
            yield from _secrets(item)


SECRECY = Secrecy()
"""Of this run."""
