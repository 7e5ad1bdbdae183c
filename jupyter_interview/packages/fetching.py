"""Fetches wheels and their dependencies with pip, from an index or from a folder.

pip reads the whole description of a wheel, however long it becomes when it is unpacked. So wheels
of a folder are checked before pip sees them, and the memory of pip itself is limited.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from .shelf import Shelf
from .wheels import ABI, PLATFORM, PYTHON, NotForTheSandbox, Package, read_wheel

_PIP_BYTES = 1024 * 1024 * 1024


class NotFetched(Exception):
    """pip has failed; the message is what it said."""


def fetch(names: Sequence[str], shelf: Shelf, source: Path | None) -> list[Package]:
    """Put packages on the shelf, from the folder ``source`` alone if it is given. Raises
    NotFetched.

    Either all packages and their dependencies are put there or none. A name that is the path of a
    wheel which must not be used raises NotForTheSandbox.
    """
    if source is not None and not source.is_dir():
        raise NotFetched(f"There is no folder {source}.")
    for name in names:
        if name.endswith(".whl") and Path(name).is_file():
            read_wheel(Path(name))
    with tempfile.TemporaryDirectory() as folder:
        offered, left_out = Path(folder, "offered"), list[str]()
        if source is not None:
            left_out = _offer(source, offered)
        fetched = Path(folder, "fetched")
        command = [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--dest", str(fetched), "--only-binary", ":all:", "--implementation", "cp"),
            *("--python-version", PYTHON, "--platform", PLATFORM),
            *("--abi", ABI, "--abi", "abi3", "--abi", "none"),
            *(() if source is None else ("--no-index", "--find-links", str(offered))),
            *("--", *names),
        ]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, preexec_fn=_bounded()
        )
        if done.returncode != 0:
            raise NotFetched("\n".join([_last_words(done.stderr), *left_out]))
        return [shelf.put(path) for path in sorted(fetched.glob("*.whl"))]


def _offer(source: Path, offered: Path) -> list[str]:
    """Give pip the usable wheels of a folder; answers with sentences that say why others are
    not."""
    offered.mkdir()
    left_out = []
    for path in sorted(source.glob("*.whl")):
        try:
            read_wheel(path)
        except NotForTheSandbox as problem:
            left_out.append(str(problem))
            continue
        try:
            (offered / path.name).symlink_to(path.resolve())
        except OSError:
            shutil.copyfile(path, offered / path.name)
    return left_out


def _bounded() -> Callable[[], None] | None:
    """A function that limits the memory of a new process; None where the system cannot do that."""
    try:
        import resource
    except ImportError:
        return None
    bound = resource.RLIMIT_DATA
    return lambda: resource.setrlimit(bound, (_PIP_BYTES, _PIP_BYTES))


def _last_words(text: str) -> str:
    errors = [line.removeprefix("ERROR: ") for line in text.splitlines() if line[:6] == "ERROR:"]
    return "\n".join(errors) or text.strip() or "pip failed and did not say why."
