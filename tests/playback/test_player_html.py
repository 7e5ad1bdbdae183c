"""EX18 to EX23: a recording as a page that plays it, and as the output of a notebook's cell."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from IPython.core.formatters import DisplayFormatter

from jupyter_interview.playback import player_html as module
from jupyter_interview.playback.player_html import Built, NotBuilt, data_of, player_html
from jupyter_interview.playback.recording import Recording

from .interviews import HOSTILE, Written

FAKE = Built("go('</p>');\n", "p > b { color: red }\n", "## <x> 1 (MIT)\n\nCopyright & more\n")
ENDS = "</script></SCRIPT ></style></pre></textarea>--></title></iframe><!--<script>]]>"
LINES = "\u2028\u2029\u0085\ufeff\ufffe\x00\x7f\x0b"
SURROGATES = "\ud800 \udfff \ude00\ud83d"


class Page(HTMLParser):
    """The elements of a page, each with the text in it, as a browser sees them."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in ("meta", "link"):
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.elements[self._open[-1]][2].append(data)

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _, _ in self.elements]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        wanted = attributes.items()
        found = (one for one in self.elements if one[0] == tag and wanted <= one[1].items())
        return ["".join(text) for _, _, text in found]

    def attribute(self, tag: str, name: str) -> str:
        """Of the one element that has it."""
        [value] = (attrs[name] for one, attrs, _ in self.elements if one == tag and name in attrs)
        return value or ""


def hostile() -> Written:
    """An interview whose title, names, files, code, output and errors are markup."""
    written = Written(HOSTILE + ENDS, HOSTILE)
    written.wait(20)
    written.write(f"{HOSTILE}{ENDS}\n")
    written.run(("stdout", ENDS + LINES), tests=((HOSTILE, True),), error=HOSTILE, file=HOSTILE)
    written.log.event("FileAdded", "p-bo", file="f-1", name=ENDS, language=None)
    written.wait(20)
    written.write(f"{HOSTILE}{ENDS}\nprint('the end')\n")
    return written


def plain() -> Written:
    written = Written()
    written.write("a = 1\n")
    return written


def page_of(recording: Recording, built: Built | None = FAKE) -> Page:
    return Page(player_html(recording.document, built).decode())


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_EX19_the_policy_allows_the_script_and_the_style_that_are_there_and_no_address() -> None:
    for built in (FAKE, Built.read()):
        page = page_of(hostile().recording(), built)
        [data, script], [style] = page.texts("script"), page.texts("style")
        assert (script, style) == (built.script, built.style)
        [said] = (
            attrs["content"] or ""
            for _, attrs, _ in page.elements
            if attrs.get("http-equiv") == "Content-Security-Policy"
        )
        policy = dict(part.split(" ", 1) for part in said.split("; "))
        nonce = page.attribute("body", "data-nonce")
        assert policy == {
            "default-src": "'none'",
            "script-src": hash_of(script),
            "style-src": f"{hash_of(style)} 'nonce-{nonce}'",
            "img-src": "data:",
            "font-src": "data:",
            "base-uri": "'none'",
            "form-action": "'none'",
        }
        assert nonce not in data
        addresses = [
            value
            for _, attrs, _ in page.elements
            for name, value in attrs.items()
            if name in ("src", "href", "action", "data", "poster") or name.startswith("on")
        ]
        assert addresses == ["data:,"]
        assert ("meta", {"name": "referrer", "content": "no-referrer"}, []) in page.elements


def test_EX19_nothing_in_the_player_can_ask_for_anything_or_make_code_of_a_text() -> None:
    """EX19: neither its script nor its style sheet, and both stand in a page as they are."""
    built = Built.read()
    ways = (
        r"\bimport\s*\(",
        r"(?<![.\w$])fetch\((?!\)\{)",
        r"\.fetch\([^)]",
        r"XMLHttpRequest|WebSocket|EventSource|WebTransport|RTCPeerConnection|sendBeacon",
        r"\bimportScripts\b|\bnew (?:Shared)?Worker\b|serviceWorker",
        r"(?<![.\w$])eval\(|\bnew Function\b|(?<![.\w$])Function\(['\"]",
        r"localStorage\.setItem|indexedDB\.open|document\.cookie",
        r"sourceMappingURL",
        r"<!--|</script|\r|\0",
    )
    assert {way: found[0] for way in ways if (found := re.search(way, built.script))} == {}
    assert re.search(r"url\((?!['\"]?data:)|@import|</style|\r|\0", built.style) is None
    assert "## react-dom " in built.licences and "## @codemirror/merge " in built.licences


@pytest.mark.parametrize(
    "text", [HOSTILE, ENDS, LINES, SURROGATES, "é 日本 😀", "&lt;&amp;\\u003c"]
)
def test_EX20_whatever_people_have_typed_is_text(text: str) -> None:
    document = json.loads(json.dumps(plain().recording().document))
    document["session"]["title"] = document["people"][1]["name"] = text
    document["edits"]["inserted"] += text
    page = Page(player_html(document, FAKE).decode())
    assert page.tags == page_of(plain().recording()).tags
    [data] = page.texts("script", id="recording")
    assert json.loads(data) == document
    assert not set(data) & set("<>&\u2028\u2029\0\r\n")
    assert page.texts("title") == page.texts("h1") and "<" not in data_of(document)


def test_EX20_an_interview_of_hostile_people_is_a_page_like_any_other() -> None:
    recording = hostile().recording()
    page = page_of(recording)
    assert page.tags == page_of(plain().recording()).tags
    assert json.loads(page.texts("script", id="recording")[0]) == recording.document
    assert page.texts("pre") == [f"\n{FAKE.licences}"]


def test_EX18_the_same_recording_is_the_same_page() -> None:
    """EX18: so that copies can be compared; another one has another nonce."""
    one, other = hostile().recording().document, plain().recording().document
    assert player_html(one, FAKE) == player_html(dict(reversed(one.items())), FAKE)
    nonces = {page_of(Recording(it)).attribute("body", "data-nonce") for it in (one, other)}
    assert len(nonces) == 2


def shown(recording: Recording) -> dict[str, Any]:
    """What a notebook gets of a value, by the types of media."""
    display: Any = DisplayFormatter()
    formats, _ = display.format(recording)
    return dict(formats)


def test_EX22_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    recording = hostile().recording()
    told = shown(recording)
    assert told["text/plain"] == repr(recording) and "\n" not in told["text/plain"]
    output = Page(told["text/html"])
    assert output.tags == ["p", "iframe"]
    frame = output.elements[1][1]
    assert frame["sandbox"] == "allow-scripts" and frame["width"] == "100%"
    assert (frame["srcdoc"] or "").encode() == player_html(recording.document)
    [caption] = output.texts("p")
    assert caption.endswith(f": {recording.at().clock}, 1 runs") and caption == frame["title"]


def test_EX23_without_a_player_a_notebook_says_what_it_would_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUILT", tmp_path)
    told = shown(plain().recording())
    assert told == {"text/plain": "<Recording of 'Round 1': 00:03, 0 runs>"}
    with pytest.raises(NotBuilt, match="Run npm run build"):
        player_html(plain().recording().document)
