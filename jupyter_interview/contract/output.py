"""Reads pieces of output that clients and the processes of runs tell."""

from contextlib import suppress
from typing import Any

from ..domain.errors import InterviewError
from .fields import Fields
from .values import STREAMS, Output

WHOLE: frozenset[str] = frozenset(("display", "value"))
"""Streams of which every piece is a thing of its own, like nbformat's ``display_data``."""

HTML_BYTES = 40 * 1024
"""The most bytes of HTML; longer HTML is left out, and the plain text stays."""
NAMES = ("stream", "text", "html", "omitted")
MOST_OMITTED = 2**53 - 1


def output_of(fields: Fields) -> Output:
    """A piece of output; raises a refusal."""
    stream = fields.one_of("stream", STREAMS)
    text = fields.text("text")
    html = fields.text_or_none("html") if "html" in fields else None
    if html is not None and stream not in WHOLE:
        fields.refuse("html", "left out for this stream")
    omitted = fields.whole("omitted", 0, MOST_OMITTED, 0)
    if html is not None and (size := len(html.encode())) > HTML_BYTES:
        html, omitted = None, omitted if text else omitted + size
    if not text and html is None and omitted == 0:
        fields.refuse("text", "at least one character")
    return Output(stream, text, html, omitted)


def told_output(message: dict[str, Any]) -> Output | None:
    """A piece of output that an untrusted process tells; None if it is none."""
    with suppress(InterviewError):
        # Programs are not told of misspelled fields here, because comparing them takes long.
        known = {name: message[name] for name in NAMES if name in message}
        return output_of(Fields(known, "output", NAMES))
    return None
