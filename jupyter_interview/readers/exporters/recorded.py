"""What is made of a recording: itself, a page that plays it, notebooks, a history for git, reports,
and a data set.

The functions of ``playback`` make the contents. Here are their names, their media types and the
table for spreadsheets.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...domain.errors import ErrorCode, InterviewError
from ...domain.spreadsheet import table as table_for_spreadsheets
from ...playback.format import canonical
from ...playback.git_stream import git_stream
from ...playback.notebook import Outputs, notebooks
from ...playback.player_html import NotBuilt, player_html
from ...playback.progsnap2 import progsnap2
from ...playback.recording import Recording
from ...playback.report import report
from ...playback.report_html import report_html
from ...playback.report_text import report_markdown
from ...playback.sheets import in_cells
from .taken import Taken, safe_name

CSV = "report-csv"
"""The form that is made of several interviews as well."""
_READABLE = 0o644 << 16
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can say."""


@dataclass(frozen=True, slots=True)
class Source:
    """A recording, and what is known beside it."""

    recording: Recording
    url: str | None = None
    """The address of the server that has the interview, with its base path."""
    outputs: Outputs | None = None
    """Whole outputs by the ids of runs; a recording has the beginning of each, as text."""
    remarks: Mapping[str, Any] | None = None
    """The contract's ``Remarks`` of a host who wants notes and scores in a report."""

    @property
    def name(self) -> str:
        """Files for everybody say so: they lie beside those that hosts alone may read."""
        name = safe_name(self.recording.title)
        is_for_everybody = self.recording.document["audience"] == "everybody"
        return f"{name}-for-everybody" if is_for_everybody else name

    @property
    def report(self) -> dict[str, Any]:
        return report(self.recording, self.url, self.remarks)


def _recording(source: Source) -> Taken:
    content = canonical(source.recording.document)
    return Taken(f"{source.name}-recording.json", "application/json", content)


def _player(source: Source) -> Taken:
    recording = source.recording
    # A file that is no recording is found out here, and not by whoever opens the page.
    _ = recording.runs, recording.events, recording.at()
    try:
        content = player_html(recording.document)
    except NotBuilt as problem:
        raise InterviewError(ErrorCode.UNAVAILABLE, str(problem)) from None
    return Taken(f"{source.name}-player.html", "text/html; charset=utf-8", content)


def _notebooks(source: Source) -> Taken:
    made = notebooks(source.recording, source.outputs)
    if len(made) == 1:
        [content] = made.values()
        return Taken(f"{source.name}.ipynb", "application/x-ipynb+json", content)
    files = {f"{source.name}-{kernel}.ipynb": content for kernel, content in made.items()}
    return Taken(f"{source.name}-notebooks.zip", "application/zip", _zip(files))


def _git(source: Source) -> Taken:
    content = git_stream(source.recording)
    return Taken(f"{source.name}.fast-import", "application/octet-stream", content)


def _data_set(source: Source) -> Taken:
    content = _zip(progsnap2(source.recording))
    return Taken(f"{source.name}-progsnap2.zip", "application/zip", content)


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = ZipInfo(name, _OLDEST)
            info.external_attr, info.compress_type = _READABLE, ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def _page(source: Source) -> Taken:
    content = report_html(source.report)
    return Taken(f"{source.name}-report.html", "text/html; charset=utf-8", content)


def _markdown(source: Source) -> Taken:
    content = report_markdown(source.report)
    return Taken(f"{source.name}-report.md", "text/markdown; charset=utf-8", content)


def _json(source: Source) -> Taken:
    text = json.dumps(source.report, ensure_ascii=False, indent=2)
    return Taken(f"{source.name}-report.json", "application/json", text.encode(errors="replace"))


def _csv(source: Source) -> Taken:
    content = table([row(source)], source.remarks is not None)
    return Taken(f"{source.name}-report.csv", "text/csv; charset=utf-8", content)


RECORDED: dict[str, Callable[[Source], Taken]] = {
    "recording": _recording,
    "player": _player,
    "ipynb": _notebooks,
    "git": _git,
    "progsnap2": _data_set,
    "report": _page,
    "report-md": _markdown,
    "report-json": _json,
    CSV: _csv,
}
"""By the names that the contract gives them."""
WITH_OUTPUTS = frozenset({"ipynb"})
"""Those that have the whole outputs of runs."""
WITH_REMARKS = frozenset({"report", "report-md", "report-json", CSV})
"""Those that have notes and scores where a host asks for them."""

_COLUMNS = (
    "session",
    "title",
    "state",
    "beganAt",
    "endedAt",
    "length",
    "people",
    "candidates",
    "questions",
    "runs",
    "runsOk",
    "lastRun",
    "files",
    "trail",
    "brokenSeals",
    "link",
)


_OF_REMARKS = ("answers", "scores", "notes")


def table(rows: Iterable[Sequence[str]], has_remarks: bool = False) -> bytes:
    """A table with these rows, each of one interview. No cell of it is a formula."""
    columns = (*_COLUMNS, *_OF_REMARKS) if has_remarks else _COLUMNS
    return table_for_spreadsheets(columns, rows).encode(errors="replace")


def row(source: Source) -> Sequence[str]:
    """The row of an interview."""
    told = source.report
    session, runs = told["session"], told["runs"]
    people = [one["name"] for one in told["people"]]
    led = [one["name"] for one in told["people"] if one["role"] == "candidate"]
    return (
        session["id"],
        session["title"],
        session["state"],
        session["beganAt"] or "",
        session["endedAt"] or "",
        session["length"],
        "; ".join(people),
        "; ".join(led),
        "; ".join(one["title"] for one in told["questions"]),
        str(told["runsInAll"]),
        str(sum(run["state"] == "ok" for run in runs)),
        runs[-1]["outcome"] if runs else "",
        "; ".join(file["name"] for file in told["files"]),
        told["trail"],
        str(len(told["seals"]["broken"])),
        session["end"]["link"] or "",
        *(in_cells(told["remarks"]) if "remarks" in told else ()),
    )
