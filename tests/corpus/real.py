"""What CPython and Node say of programs of several files, in a folder of their own."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.corpus import FilesProgram, corpus_of_files
from tests.corpus.oracles import Answer, kept

_PYTHON_FRAME = re.compile(r'^ *File "([^"]+)", line (\d+)', re.MULTILINE)
_NODE_FRAME = re.compile(r"^    at (?:.*\()?(?:file://)?([^()\s]+):(\d+):(\d+)\)?$", re.MULTILINE)

TRANSPILE = Path(__file__).with_name("transpile.mjs")
COMPILER = Path(__file__).parents[2] / "node_modules" / "typescript" / "package.json"

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "NODE_NO_WARNINGS": "1",
}


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
    files = _runnable(program)
    command = [sys.executable, "-X", "utf8"] if program.language == "python" else ["node"]
    main = program.main.replace(".ts", ".js") if program.language == "typescript" else program.main
    command.append(main)
    done = kept([command, files, ENVIRONMENT], lambda: _run(command, files))
    if done.returncode == 0:
        return Said(done.stdout, done.stderr, None, ())
    return _failed(program, done.stdout, done.stderr)


def _run(command: list[str], files: list[tuple[str, str]]) -> Answer:
    """In a folder with these files, whose own name is left out of what is said."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for path, text in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8", newline="")
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=folder,
            env=ENVIRONMENT,
        )
        printed, text = (
            text.replace(f"file://{folder}/", "").replace(f"{folder}/", "")
            for text in (done.stdout, done.stderr)
        )
        return Answer(command, done.returncode, printed, text)


def _runnable(program: FilesProgram) -> list[tuple[str, str]]:
    """The files as CPython or Node can run them: TypeScript as its own compiler makes it."""
    if program.language != "typescript":
        return list(program.files)
    made = _compiled()
    return [(name.replace(".ts", ".js"), made.get(text, text)) for name, text in program.files]


@cache
def _compiled() -> dict[str, str]:
    """All code of TypeScript's table, by its text: the compiler is slow to start."""
    texts = [
        text
        for program in corpus_of_files("typescript")
        for name, text in program.files
        if name.endswith((".ts", ".js"))
    ]
    return dict(zip(texts, transpiled(texts, "files"), strict=True))


def transpiled(codes: list[str], *how: str) -> list[str]:
    """What TypeScript's own compiler makes of these."""
    command = ["node", str(TRANSPILE), *how]
    given = json.dumps(codes)
    by = [TRANSPILE.read_text("utf-8"), COMPILER.read_text("utf-8")]
    done = kept(
        [by, [*how], given],
        lambda: subprocess.run(command, input=given, capture_output=True, text=True, check=True),
    )
    made: list[str] = json.loads(done.stdout)
    return made


def sandbox_said(program: FilesProgram, stdout: str, stderr: str, error: str | None) -> Said:
    """The same of an outcome in the sandbox."""
    if error is None:
        return Said(stdout, stderr, None, ())
    return _failed(program, stdout, error.replace("/home/sandbox/", ""))


def _failed(program: FilesProgram, stdout: str, text: str) -> Said:
    language, flags = program.language, program.flags
    if language == "python":
        kinds = re.findall(r"^([A-Za-z]\w*)(?::|$)", text, re.MULTILINE)
        kind = kinds[-1] if kinds and kinds[-1] != "SystemExit" else "exit"
        return Said(stdout, "", kind, tuple(_PYTHON_FRAME.findall(text)))
    kinds = re.findall(r"^(?:Uncaught )?\[?(\w*Error(?: \[\w+\])?: .*)", text, re.MULTILINE)
    kind = kinds[0].removesuffix(" {") if kinds else "other"
    if "words" in flags:
        kind = kind.partition(":")[0]
    if language == "typescript":
        # Node knows those of the compiled files only.
        return Said(stdout, "", kind, ())
    places = [place for place in _NODE_FRAME.findall(text) if not place[0].startswith("node:")]
    return Said(stdout, "", kind, tuple(places))


def differences_of(program: FilesProgram, said: Said) -> tuple[Any, ...] | None:
    """What is said in the sandbox and really, where that differs."""
    real = really_said(program)
    return None if said == real else (said, real)
