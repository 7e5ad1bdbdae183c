"""Documents point at what is there, and what they show can be read by machines."""

import ast
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from tests.docs.tables import ROOT

DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "openapi" / "examples" / "README.md",
    *sorted((ROOT / "benchmarks").glob("*.md")),
]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)|\b(?:src|srcset|href)=\"([^\"]+)\"")

each_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)


def anchors(text: str) -> set[str]:
    """Headings as GitHub makes fragments of them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}


@each_document
def test_links_and_images_exist(document: Path) -> None:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    for link in (found[0] or found[1] for found in LINK.findall(text)):
        target, _, fragment = unquote(link).partition("#")
        if re.match(r"\w+:", target):
            continue
        path = (document.parent / target).resolve() if target else document
        assert path.exists(), link
        assert path.is_relative_to(ROOT), link
        if fragment and path.suffix == ".md":
            assert fragment in anchors(path.read_text(encoding="utf-8")), link


@each_document
def test_blocks_can_be_read(document: Path) -> None:
    for language, code in FENCE.findall(document.read_text(encoding="utf-8")):
        match language:
            case "json":
                json.loads(code)
            case "jsonc":
                for line in code.splitlines():
                    assert line.startswith("// ") or json.loads(line)
            case "yaml":
                yaml.safe_load(code)
            case "python":
                ast.parse(code)
            case _:
                assert language in {"", "sh", "mermaid", "nginx", "caddyfile"}
