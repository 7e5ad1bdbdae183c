"""What has changed between two moments, for a report, in an amount of work that is bounded.

Where a long part of a text is another one, the old lines are told and then the new ones, without
looking for what they have in common: texts of people who want it take very long to compare.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from .then import TextThen, Then

_CONTEXT = 3
_COMPARED = 60
"""At most so many lines are compared with each other."""


def changes(before: Then, after: Then) -> str:
    """Lines that begin with ``-`` and ``+``, under the names of their files; empty if there are
    none."""
    return "\n".join(_lines(before, after))


def _lines(before: Then, after: Then) -> Iterator[str]:
    old, new = {one.id: one for one in before.files}, {one.id: one for one in after.files}
    for file_id in dict.fromkeys((*old, *new)):
        was, now = old.get(file_id), new.get(file_id)
        if was == now:
            continue
        yield f"--- {_name(was)}"
        yield f"+++ {_name(now)}"
        yield from _hunk(_ended(was), _ended(now))


def _hunk(old: str, new: str) -> Iterator[str]:
    """What differs of two texts, each line of which ends with a line break."""
    begin = old.rfind("\n", 0, _alike(old, new)) + 1
    tail = _tail(old[begin:], new[begin:])
    yield from (f" {line}" for line in _last_lines(old[:begin]))
    yield from _compared(old[begin : len(old) - tail], new[begin : len(new) - tail])
    context = old[len(old) - tail :].split("\n", _CONTEXT)
    is_end = context.pop() == ""
    if is_end and context[-1:] == [""]:
        # Behind the last line break there is no line.
        context.pop()
    yield from (f" {line}" for line in context)


def _alike(old: str, new: str) -> int:
    """How many characters two texts have in common at their beginnings."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _tail(old: str, new: str) -> int:
    """How many characters the whole lines have that both texts end with."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old.endswith(new[len(new) - middle : len(new) - low], 0, len(old) - low):
            low = middle
        else:
            high = middle - 1
    if all(text[-low - 1 : len(text) - low] in ("", "\n") for text in (old, new)):
        return low
    return len(old) - old.index("\n", len(old) - low) - 1


def _last_lines(text: str) -> list[str]:
    return text.rsplit("\n", _CONTEXT + 1)[:-1][-_CONTEXT:]


def _compared(old: str, new: str) -> Iterator[str]:
    if old.count("\n") > _COMPARED or new.count("\n") > _COMPARED:
        # Everything at once: a text may have very many lines.
        yield from (_signed(sign, text) for sign, text in (("-", old), ("+", new)) if text)
        return
    was, now = old.split("\n")[:-1], new.split("\n")[:-1]
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (f" {line}" for line in was[a:b])
            continue
        yield from (f"-{line}" for line in was[a:b])
        yield from (f"+{line}" for line in now[c:d])


def _signed(sign: str, lines: str) -> str:
    marked = lines[:-1].replace("\n", f"\n{sign}")
    return f"{sign}{marked}"


def _name(text: TextThen | None) -> str:
    return "nothing" if text is None else text.name


def _ended(text: TextThen | None) -> str:
    """The text with a line break behind its last line, which may be empty; a file that is not there
    has no line."""
    return "" if text is None else f"{text.text}\n"
