"""Every rule of docs/spec.md is shown by a test that quotes its number; no number is invented."""

import re

from tests.docs.tables import ROOT, read

RULE = re.compile(r"^- \*\*([A-Z]{2}\d+)\*\* ", re.MULTILINE)
TESTS = [("tests", "*.py"), ("labextension", "*.spec.ts"), ("labextension", "*.spec.tsx")]


def rules() -> list[str]:
    return RULE.findall(read("docs/spec.md"))


def quoted() -> dict[str, list[str]]:
    """Numbers that look like rules, with the test files that name them."""
    groups = "|".join(sorted({rule[:2] for rule in rules()}))
    number = re.compile(rf"(?<![A-Za-z0-9])(?:{groups})\d+(?![A-Za-z0-9])")
    found: dict[str, list[str]] = {}
    for folder, pattern in TESTS:
        for path in sorted((ROOT / folder).rglob(pattern)):
            for name in sorted(set(number.findall(path.read_text(encoding="utf-8")))):
                found.setdefault(name, []).append(str(path.relative_to(ROOT)))
    return found


def test_rules_are_numbered_once_and_in_order() -> None:
    numbers: dict[str, list[int]] = {}
    for rule in rules():
        numbers.setdefault(rule[:2], []).append(int(rule[2:]))
    assert numbers
    for group, values in numbers.items():
        assert values == list(range(1, len(values) + 1)), group


def test_every_rule_is_quoted_by_a_test() -> None:
    shown = quoted()
    missing = [rule for rule in rules() if rule not in shown]
    assert not missing, f"no test quotes {', '.join(missing)}"


def test_no_test_quotes_a_rule_that_does_not_exist() -> None:
    known = set(rules())
    unknown = {number: files for number, files in quoted().items() if number not in known}
    assert not unknown
