"""Recordings that are files: ``jupyter interview export --recording`` and ``verify``."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ..contract.session import Audience
from ..playback.moments import clock, ms_in
from ..playback.recording import Recording
from ..readers.exporters.recorded import CSV, RECORDED, Source, row, table
from ..readers.exporters.taken import line_of

NO_RECORDING = (
    AttributeError,
    ArithmeticError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading raises where a file has something else than a recording has."""


def export_files(options: argparse.Namespace) -> int:
    """Write what is made of these files; answers with the exit status."""
    if options.form not in RECORDED:
        forms = ", ".join(RECORDED)
        print(f"Of a recording can be made: {forms}.", file=sys.stderr)
        return 2
    sources = []
    for path in options.recording:
        recording = read(path)
        if recording is None:
            return 1
        if recording.document["audience"] != options.audience and options.audience != "hosts":
            print(f"{path} has what hosts alone may know.", file=sys.stderr)
            return 1
        sources.append(Source(recording, options.url))
    rows, content = [], b""
    for path, source in zip(options.recording, sources, strict=True):
        try:
            if options.form == CSV:
                rows.append(row(source))
            else:
                content = RECORDED[options.form](source).content
        except NO_RECORDING:
            # Most of a file is read only when something is made of it.
            return is_none(path)
    return write_new(options.output, table(rows) if options.form == CSV else content)


def add_verify(
    subjects: "argparse._SubParsersAction[argparse.ArgumentParser]", file: Callable[[str], Path]
) -> None:
    """Add the subject to the command line."""
    verify = subjects.add_parser("verify", help="whether a recording is the one that was sealed")
    verify.add_argument("file", type=file, metavar="FILE", help="a recording that was taken away")
    verify.add_argument("--seal", metavar="SHA256", help="the seal that somebody has kept")
    verify.set_defaults(do=lambda command: _verify(command.options))


def _verify(options: argparse.Namespace) -> int:
    recording = read(options.file)
    if recording is None:
        return 1
    try:
        broken, gaps = recording.verify_seals(), recording.document["gaps"]
        sealed = sum(len(seal["texts"]) for seal in recording.document["seals"])
    except NO_RECORDING:
        return is_none(options.file)
    print(f"Texts that were sealed while they were live: {sealed}")
    for one in broken:
        when = clock(ms_in(one.at))
        print(f"{line_of(one.file)} is not the text that was live at {when} (entry {one.seq}).")
    if gaps:
        print(f"Gaps, where something could not be read: {len(gaps)}")
    if not broken:
        print("All of them are the texts of this recording.")
    if recording.document["audience"] != Audience.EVERYBODY.value:
        print("It is for hosts. A seal is of the recording for everybody: take that away as well.")
        return 1 if broken or options.seal else 0
    print(f"Seal: {recording.seal}")
    if options.seal is None:
        return 1 if broken else 0
    is_sealed = options.seal.strip().lower() == recording.seal
    print(f"This is{'' if is_sealed else ' not'} the recording that was sealed.")
    return 0 if is_sealed and not broken else 1


def read(path: Path) -> Recording | None:
    """The recording in a file; None, with a sentence on standard error, if it is none."""
    try:
        return Recording.read(path)
    except NO_RECORDING:
        is_none(path)
        return None


def is_none(path: Path) -> int:
    """Say that this is no recording; answers with the exit status."""
    print(f"{path} is no recording.", file=sys.stderr)
    return 1


def write_new(path: Path, content: bytes) -> int:
    """Write a new file that nobody else can read; raises OSError if there is one."""
    with open(path, "xb", opener=partial(os.open, mode=0o600)) as file:
        file.write(content)
    print(f"written: {path}")
    return 0
