"""Characters that nobody sees, and the few cases in which names need them.

A name with such a character looks like another name, or like none. But some scripts and emoji need
them: Persian separates words with U+200C, Indic scripts shape letters with U+200C and U+200D,
families of emoji are joined by U+200D, and Japanese and Mongolian names choose a form of a letter.
The front end has the same rules (labextension/src/model/people/names.ts); tests/corpus/names.json
checks both.
"""

import re
import unicodedata

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U00013430-\U0001345f\U00016fe4"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    # Private use: what is seen depends on the fonts that somebody has.
    "\ue000-\uf8ff\U000f0000-\U0010fffd"
)
_JOINING = "\u0600-\u109f\u1780-\u18af\ua840-\ua9df\ufb50-\ufdcf\ufe70-\ufefc\U00011000-\U000118ff"
"""Scripts whose letters join: Arabic, Indic and South East Asian ones, Mongolian."""
_VIRAMA = (
    "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u1039\u103a\u17d2"
)
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NEEDED = re.compile(
    f"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])"
    f"|(?<=[{_VIRAMA}])[\u200c\u200d]"
    f"|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
    f"|(?<=[{_EMOJI}])[\ufe0e\ufe0f]"
    "|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    "|(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f"
    f"|(?<=[{_IDEOGRAPHS}])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180f]"
)
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})
_MARKS_IN_A_ROW = 4
"""The most marks on one letter. More than any script has would cover other lines."""


def unseen_in(label: str) -> str | None:
    """The first character that is not allowed at its position; None if all are."""
    found = _HIDDEN.search(_NEEDED.sub("", label))
    if found is not None:
        return found[0]
    return next((c for c in label if unicodedata.category(c) in _CONTROL or _is_none(c)), None)


def without_unseen(label: str) -> str:
    """The text without any characters that are not seen, needed or not."""
    return "".join(c for c in _HIDDEN.sub("", label) if unicodedata.category(c) not in _CONTROL)


def is_covered(label: str) -> bool:
    """Whether marks are on no letter, or so many on one that they cover other lines."""
    row = 0
    for index, character in enumerate(label):
        category = unicodedata.category(character)
        row = row + 1 if category in ("Mn", "Me") else 0
        if row > _MARKS_IN_A_ROW or (index == 0 and category[0] == "M"):
            return True
    return False


def is_visible(character: str) -> bool:
    """Whether this character alone would be a visible name."""
    return unicodedata.category(character)[0] not in "CZM" and not _HIDDEN.match(character)


def _is_none(character: str) -> bool:
    """Whether this code is no character and never will be."""
    return ord(character) & 0xFFFE == 0xFFFE
