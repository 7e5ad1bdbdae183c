"""The report of a check as JUnit XML, which continuous integration reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from ..questions.problems import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was checked of a question: a test case in the words of JUnit."""

    question: str
    name: str
    seconds: float
    problems: tuple[Problem, ...]


def junit(parts: Sequence[Part]) -> bytes:
    """The whole report, in UTF-8."""
    failures = sum(bool(part.problems) for part in parts)
    suite = ElementTree.Element(
        "testsuite", name="questions", tests=str(len(parts)), failures=str(failures)
    )
    for part in parts:
        case = ElementTree.SubElement(
            suite, "testcase", classname=part.question, name=part.name, time=f"{part.seconds:.3f}"
        )
        if part.problems:
            sentences = "\n".join(map(_plain, map(str, part.problems)))
            first = _plain(part.problems[0].sentence)
            ElementTree.SubElement(case, "failure", message=first).text = sentences
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    report: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return report


def _plain(text: str) -> str:
    """Without characters that XML cannot hold."""
    return "".join(
        each if each in "\t\n" or (each >= " " and each not in "\ufffe\uffff") else "�"
        for each in text
    )
