"""Statements of problems in TeX as Markdown, as far as that is plain.

Formulas stay as they are, since viewers of Markdown know them. So do commands that are not known
here; they are told, for somebody to read the statement once more.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_KEPT = re.compile(
    r"\\begin\{(?P<block>verbatim|lstlisting)\}(?:\[[^\]]*\])?\n?(?P<code>.*?)\\end\{(?P=block)\}"
    r"|\\verb(?P<mark>[^\sA-Za-z])(?P<words>.*?)(?P=mark)"
    r"|(?P<formula>\$\$.+?\$\$|(?<!\\)\$.+?(?<!\\)\$|\\\[.+?\\\]|\\\(.+?\\\))"
    r"|(?P<comment>(?<!\\)%[^\n]*\n?)",
    re.DOTALL,
)
"""What is no text: programs, formulas and comments."""
_NAME = re.compile(r"\\problemname\{((?:[^{}]|\{[^{}]*\})*)\}")
_PICTURE = re.compile(
    r"\\illustration\{[^{}]*\}\{[^{}]*\}\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|\\includegraphics(?:\[[^\]]*\])?\{[^{}]*\}"
)
_ITEM = re.compile(r"[ \t]*\\item(?:\[([^\]]*)\])?[ \t]*")
_ENVIRONMENT = re.compile(r"[ \t]*\\(begin|end)\{(itemize|enumerate|center|quote|figure)\}[ \t]*")
_SECTION = re.compile(r"\\(sub)?section\*?\{([^{}]*)\}|\\begin\{(Input|Output|Interaction)\}")
_WORDS: Mapping[str, Callable[[str], str]] = {
    "bf": "**{}**".format,
    "textbf": "**{}**".format,
    "emph": "*{}*".format,
    "it": "*{}*".format,
    "textit": "*{}*".format,
    "t": "`{}`".format,
    "tt": "`{}`".format,
    "texttt": "`{}`".format,
    "url": "<{}>".format,
    "underline": "{}".format,
    "textsc": "{}".format,
}
_WORD = re.compile(rf"\\({'|'.join(_WORDS)})\{{([^{{}}]*)\}}")
_LINK = re.compile(r"\\href\{([^{}]*)\}\{([^{}]*)\}")
_SIGNS = (
    (re.compile(r"\\end\{(?:Input|Output|Interaction)\}"), ""),
    (re.compile(r"\\(?:noindent|nextsample|remainingsamples|medskip|bigskip)\b[ \t]*"), ""),
    (re.compile(r"\\(?:ldots|dots|textellipsis)\b(?:\{\})?"), "…"),
    (re.compile(r"``|''"), '"'),
    (re.compile(r"(?<!-)---(?!-)"), "—"),
    (re.compile(r"(?<!-)--(?!-)"), "–"),
    (re.compile(r"(?<!\\)~"), " "),
    (re.compile(r"\\\\(?:\[[^\]]*\])?[ \t]*\n?"), "  \n"),
    (re.compile(r"\\([%_#&$])"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)
_LEFT = re.compile(r"\\[A-Za-z]+")
_PLACE = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class Converted:
    """A statement in Markdown; ``left`` are the commands of TeX that are still in it."""

    text: str
    name: str
    left: tuple[str, ...]
    has_pictures: bool


def markdown_of(tex: str) -> Converted:
    """A statement as Markdown."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if found["comment"] is not None:
            return ""
        kept.append(_kept(found))
        return f"\ue000{len(kept) - 1}\ue001"

    def back(found: re.Match[str]) -> str:
        at = int(found[1])
        return kept[at] if at < len(kept) else ""

    text = _KEPT.sub(keep, tex.replace("\ue000", "").replace("\ue001", ""))
    name = _NAME.search(text)
    text = _NAME.sub("", text)
    pictures = _PICTURE.search(text) is not None
    text = _SECTION.sub(_heading, _PICTURE.sub("", text))
    text = _ENVIRONMENT.sub("", text)
    text = _ITEM.sub(lambda found: f"- {found[1] or ''}", text)
    text = _LINK.sub(r"[\2](\1)", text)
    while (plain := _WORD.sub(lambda found: _WORDS[found[1]](found[2]), text)) != text:
        text = plain
    for sign, instead in _SIGNS:
        text = sign.sub(instead, text)
    left = tuple(dict.fromkeys(_LEFT.findall(text)))
    whole = _PLACE.sub(back, text).strip()
    return Converted(whole, _PLACE.sub(back, name[1]).strip() if name else "", left, pictures)


def _kept(found: re.Match[str]) -> str:
    if found["block"]:
        code = found["code"].rstrip("\n")
        return f"\n```\n{code}\n```\n"
    return f"`{found['words']}`" if found["mark"] else found["formula"]


def _heading(found: re.Match[str]) -> str:
    mark = "###" if found[1] else "##"
    return f"{mark} {found[2] or found[3] or ''}".rstrip()
