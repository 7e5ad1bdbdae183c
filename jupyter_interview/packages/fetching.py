"""Gets wheels and what they depend on with pip, from its index or from a folder."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .shelf import Shelf
from .wheels import ABI, PLATFORM, PYTHON, Package


class NotFetched(Exception):
    """pip could not; its words are the message."""


def fetch(names: Sequence[str], shelf: Shelf, source: Path | None) -> list[Package]:
    """Put packages on the shelf; with a ``source`` folder nothing else is asked. Raises NotFetched.

    All or nothing: a package whose dependency cannot be had is not put there either.
    """
    if source is not None and not source.is_dir():
        raise NotFetched(f"There is no folder {source}.")
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--dest", folder, "--only-binary", ":all:", "--implementation", "cp"),
            *("--python-version", PYTHON, "--platform", PLATFORM),
            *("--abi", ABI, "--abi", "abi3", "--abi", "none"),
            *(() if source is None else ("--no-index", "--find-links", str(source))),
            *("--", *names),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise NotFetched(_last_words(done.stderr))
        return [shelf.put(path) for path in sorted(Path(folder).glob("*.whl"))]


def _last_words(text: str) -> str:
    errors = [line.removeprefix("ERROR: ") for line in text.splitlines() if line[:6] == "ERROR:"]
    return "\n".join(errors) or text.strip() or "pip failed and did not say why."
