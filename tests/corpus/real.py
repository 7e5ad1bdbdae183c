"""What CPython and Node say of programs of several files, in a folder of their own."""

import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.corpus import FilesProgram

_PYTHON_FRAME = re.compile(r'^ *File "([^"]+)", line (\d+)', re.MULTILINE)
_NODE_FRAME = re.compile(r"^    at (?:.*\()?(?:file://)?([^()\s]+):(\d+):(\d+)\)?$", re.MULTILINE)


@dataclass(frozen=True)
class Said:
    """What a program printed, the kind of the error that ended it, and the places it names."""

    stdout: str
    stderr: str
    error: str | None
    places: tuple[tuple[str, ...], ...]


@cache
def really_said(program: FilesProgram) -> Said:
    """Run it with CPython or Node."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for path, text in program.files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8", newline="")
        command = [sys.executable, "-X", "utf8"] if program.language == "python" else ["node"]
        done = subprocess.run(
            [*command, program.main],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=folder,
            env={"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"},
        )
        text = done.stderr.replace(f"{folder}/", "")
        if done.returncode == 0:
            return Said(done.stdout, text, None, ())
        return _failed(program.language, done.stdout, text)


def sandbox_said(program: FilesProgram, stdout: str, stderr: str, error: str | None) -> Said:
    """The same of an outcome in the sandbox."""
    if error is None:
        return Said(stdout, stderr, None, ())
    return _failed(program.language, stdout, error)


def _failed(language: str, stdout: str, text: str) -> Said:
    if language == "python":
        kinds = re.findall(r"^([A-Za-z]\w*)(?::|$)", text, re.MULTILINE)
        kind = kinds[-1] if kinds and kinds[-1] != "SystemExit" else "exit"
        return Said(stdout, "", kind, tuple(_PYTHON_FRAME.findall(text)))
    kinds = re.findall(r"^(?:Uncaught )?\[?(?:\w*Error)(?: \[\w+\])?: .*", text, re.MULTILINE)
    return Said(stdout, "", kinds[0] if kinds else "other", tuple(_NODE_FRAME.findall(text)))


def differences_of(program: FilesProgram, said: Said) -> tuple[Any, ...] | None:
    """What is said in the sandbox and really, where that differs."""
    real = really_said(program)
    return None if said == real else (said, real)
