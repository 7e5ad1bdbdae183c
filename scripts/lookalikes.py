"""Makes jupyter_interview/domain/lookalikes.txt: characters that people take for one another.

Unicode's own list (confusables.txt) is read from the package ``confusable_homoglyphs``, which is
not needed for anything else:

    pip install confusable_homoglyphs && python scripts/lookalikes.py
"""

import json
import unicodedata
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parent.parent / "jupyter_interview" / "domain" / "lookalikes.txt"


def main() -> None:
    """One group a line; the first character, a Latin letter if there is one, stands for it.

    What NFKC makes equal is left out: names are compared after it.
    """
    source = files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8")
    group_of: dict[str, set[str]] = {}
    for one, others in json.loads(source).items():
        for other in (entry["c"] for entry in others):
            if all(map(_counts, (one, other))):
                merged = group_of.get(one, {one}) | group_of.get(other, {other})
                group_of.update(dict.fromkeys(merged, merged))
    groups = {
        "".join(sorted(group, key=lambda c: (not (c.isascii() and c.isalpha()), c)))
        for group in group_of.values()
        if len(group) > 1
    }
    TARGET.write_text("\n".join(sorted(groups)) + "\n", encoding="utf-8")


def _counts(character: str) -> bool:
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", character))
    return len(character) == 1 and plain == character and unicodedata.category(plain)[0] not in "CZ"


if __name__ == "__main__":
    main()
