"""What was said of help by AI, and what was noted, in the words of the panel.

People have read these sentences about themselves. A report says the same ones, so both front ends
and this module are held to the examples of ``tests/corpus/noted-words.json``.
"""

from collections.abc import Mapping
from typing import Any

_AI = {
    "none": "AI: please do not let it help you.",
    "own_tools": "AI: you may use your own tools, and say aloud when you do.",
}
_ANSWER = "You see it too, and can say what it was."
_INSERTS = "Also noted: when 40 characters or 3 lines come in one change"
_WAYS = {
    "paste": "pasted",
    "drop": "dropped",
    "file": "read from a file",
    "undo": "brought back by undo",
    "redo": "brought back by redo",
    "completion": "completed",
    "restore": "a copy that was restored",
    "dictation": "dictated, or typed in one go",
}
_SOURCES = {
    "outside": ", from outside this interview",
    "interview": ", from this interview",
}
WORTH = (
    "This is the word of a browser. It proves little, and the lack of it proves nothing: a video "
    "call, a notification, a permission prompt, dictation, a screen reader or a second screen look "
    "the same."
)
"""What is said where a report tells what was noted."""
FROM_AI = "From AI, by their own word."


def ai_sentence(policy: Mapping[str, Any]) -> str:
    """What is said of help by AI; empty where nothing is."""
    rule, words = _AI.get(policy["ai"], ""), policy["aiSentence"]
    quoted = f"“{words}”" if words else ""
    return " ".join(part for part in (rule, quoted) if part)


def noted_sentence(policy: Mapping[str, Any]) -> str:
    """What is noted beside what is typed and run."""
    inserts, away = policy["noteInserts"], policy["noteAway"]
    if inserts and away:
        absence = "and when you are away from the page for 5 seconds"
        return f"{_INSERTS}, {absence}. {_ANSWER}"
    if inserts:
        return f"{_INSERTS}, how, and whether they are from this interview. {_ANSWER}"
    if away:
        return f"Also noted: when you are away from the page for 5 seconds. {_ANSWER}"
    return "Nothing else is noted."


def signal_sentence(signal: Mapping[str, Any]) -> str:
    """What was noted."""
    if signal["kind"] == "insert":
        came = _count(signal["characters"], "character")
        return f"{came} came at once{_SOURCES.get(signal['source'] or '', '')}"
    seconds = _count(signal["seconds"], "second")
    if signal["how"] == "hidden":
        return f"The page was hidden for {seconds}"
    return f"Another window had the keys for {seconds}"


def signal_detail(signal: Mapping[str, Any], file: str | None) -> str:
    """How it came, and into which file; empty for an absence."""
    if signal["kind"] != "insert":
        return ""
    parts = (_WAYS.get(signal["how"], "in another way"), _count(signal["lines"], "line"), file)
    return ", ".join(part for part in parts if part)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
