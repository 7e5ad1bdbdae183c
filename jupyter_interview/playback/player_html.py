"""The player of a recording as one page of HTML, to be opened from a disk or shown in a notebook.

The page asks for nothing: its policy allows the one script and the one style sheet that are in it,
by their hashes, and no address. The recording is in it as JSON, which no parser takes for markup.
"""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from .words import line_of

BUILT = Path(__file__).parents[1] / "static" / "player"
"""Where the build puts the player's script and style sheet (``labextension/build-player.mjs``)."""
HEIGHT = 640
"""Pixels of the player in a notebook."""
_MARKUP = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
"""What JSON may have and HTML, UTF-8 or an old script may not take for text."""


class NotBuilt(Exception):
    """The player's script is not there."""


@dataclass(frozen=True, slots=True)
class Built:
    """The player without a recording."""

    script: str
    style: str
    licences: str
    """Whose code is in the script, which has to go with each copy of it."""

    @classmethod
    def read(cls) -> "Built":
        """The one of this installation; raises :class:`NotBuilt`."""
        names = ("player.js", "player.css", "LICENSES.txt")
        try:
            return cls(*(BUILT.joinpath(name).read_text("utf-8") for name in names))
        except FileNotFoundError:
            sentence = "The player has not been built. Run npm run build, then try again."
            raise NotBuilt(sentence) from None


def player_html(document: Mapping[str, Any], built: Built | None = None) -> bytes:
    """The page with a recording; raises :class:`NotBuilt`. The same recording is the same page."""
    built = built or Built.read()
    data = data_of(document)
    # Nobody can have typed it: a text does not have its own hash in it.
    nonce = _hash_of(data)
    title = escape(line_of(document["session"]["title"])) or "Interview"
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(built, nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{built.style}</style>
</head>
<body data-nonce="{nonce}">
<div id="app">
<h1>{title}</h1>
<p>This file plays a recorded interview, by a script that is in it. As long as this sentence stands
here, the script does not run: open the file in a browser that runs scripts.</p>
</div>
<script type="application/json" id="recording">{data}</script>
<pre id="licences" hidden>
{escape(built.licences)}</pre>
<script>{built.script}</script>
</body>
</html>
"""
    return page.encode()


def policy(built: Built, nonce: str) -> str:
    """What the page may do. The editor makes style elements of its own, which carry the nonce."""
    script, style = _hash_of(built.script), _hash_of(built.style)
    return (
        f"default-src 'none'; script-src 'sha256-{script}'; "
        f"style-src 'sha256-{style}' 'nonce-{nonce}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def data_of(document: Mapping[str, Any]) -> str:
    """JSON that is text in HTML, whatever is in it."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def frame_html(page: bytes, caption: str) -> str:
    """A page as a part of a notebook, in a frame that has no part in what is around it.

    What shows the notebook may take the frame out, as it does for people who do not trust it; the
    caption stays.
    """
    document = page.decode().replace("&", "&amp;").replace('"', "&quot;")
    shown = escape(line_of(caption))
    return (
        f"<p>{shown}</p>\n"
        f'<iframe title="{shown}" sandbox="allow-scripts" width="100%" height="{HEIGHT}" '
        f'frameborder="0" srcdoc="{document}"></iframe>'
    )


def _hash_of(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
