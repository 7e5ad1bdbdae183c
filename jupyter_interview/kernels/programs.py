"""What a kernel is told to run a program: as text of the kernel's own language.

A kernel of Python gets ``inside`` once, before there is a program, and then the program with its
files. A kernel of bash gets its files and then the program's text. Any other kernel gets the text
alone, so its programs are one file.
"""

import base64
import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..domain.errors import ErrorCode, InterviewError
from ..runs.events import Program
from .settings import FILE, KernelLanguage

PYTHON = "python"
BASH = "bash"
_MODULE = "_interview_program"
_INSIDE = base64.b64encode(Path(__file__).with_name("inside.py").read_bytes()).decode()
_PREPARE = f"""\
import sys as _s, types as _t, base64 as _b
_s.modules[{_MODULE!r}] = _t.ModuleType({_MODULE!r})
exec(compile(_b.b64decode({_INSIDE!r}), "<interview>", "exec"), _s.modules[{_MODULE!r}].__dict__)
del _s, _t, _b
"""
_SINGLE = "Here programs in this language are one file each."
_NO_COMMAND = "A command needs a kernel of Python."


def preparation(language: str) -> str | None:
    """What a kernel runs before it is given a program; None if nothing."""
    return {PYTHON: _PREPARE, BASH: "true"}.get(language)


def check(how: KernelLanguage, language: str) -> None:
    """Refuse a command where the kernel cannot start one."""
    if how.command and language != PYTHON:
        raise InterviewError(ErrorCode.NOT_ENABLED, _NO_COMMAND)


def code_for(program: Program, how: KernelLanguage, language: str) -> str:
    """The code that runs the program in a kernel of this language; raises a refusal."""
    check(how, language)
    if language == PYTHON:
        return _for_python(program, how)
    if language == BASH:
        return _for_bash(program)
    if program.others:
        raise InterviewError(ErrorCode.INVALID_FIELD, _SINGLE)
    return program.code


def _files(program: Program) -> Mapping[str, str]:
    beside = {file.name: file.text for file in program.others or ()}
    return {**beside, program.main: program.code}


def _for_python(program: Program, how: KernelLanguage) -> str:
    order: dict[str, Any] = {
        "main": program.main,
        "files": _files(program),
        "stdin": program.stdin,
        "value": program.shows_value,
        "command": [part.replace(FILE, program.main) for part in how.command],
    }
    data = base64.b64encode(json.dumps(order).encode()).decode()
    return f"__import__({_MODULE!r}).run({data!r})"


def _for_bash(program: Program) -> str:
    """Each file in base64. The program is sourced, so that what it asks reads its input."""
    lines = ['cd "$(mktemp -d)" || exit 1']
    for name, text in _files(program).items():
        path = shlex.quote(f"./{name}")
        data = base64.b64encode(text.encode()).decode()
        lines.append(f'mkdir -p "$(dirname {path})"; printf %s {data} | base64 -d > {path}')
    given = base64.b64encode(program.stdin.encode()).decode()
    lines.append(f"printf %s '{given}' | base64 -d > .interview-stdin")
    lines.append(f"source {shlex.quote('./' + program.main)} < .interview-stdin")
    return "\n".join(lines)
